-- Two acts may be the same guarantee however their marché is written, and whatever kind of retention each is. The rules compare their
-- parties and their lots (`src/cautions/doublons.ts`); what is here finds the few that are to be compared.
alter table type_credit add column famille text;
update type_credit set famille = case when code in ('RG_PRIV', 'RG_PUB', 'GAPD_RG') then 'retenue' else code end;
alter table type_credit alter column famille set not null;

-- The guaranteed contract, its number's letters and figures alone; without a number, its object.
create function affaire(p_marche text, p_objet text) returns text language sql immutable parallel safe as $$
  select coalesce(nullif(regexp_replace(public.plier(p_marche), '[^a-z0-9]', '', 'g'), ''), left(regexp_replace(public.plier(p_objet), '[^a-z0-9]', '', 'g'), 120), '')
$$;
drop index caution_doublon, caution_jumelle, demande_jumelle;
create index caution_voisine on caution (entite_id, affaire(marche, objet)) where etat in ('en_attente', 'effective', 'en_opposition');
create index demande_voisine on demande (entite_id, affaire(marche, objet)) where etat in ('creee', 'a_valider', 'en_cours');
