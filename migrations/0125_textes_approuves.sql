-- A jurist answers for each version of a text: who let it be used, when, on what he read, and when it is to be read again. In a real
-- installation nothing is written with a version that nobody answers for.
create table approbation (
  texte_version_id int primary key references texte_version,
  garant_id int not null references garant,
  etat text not null default 'a_approuver' check (etat in ('a_approuver', 'approuve')),
  version int not null default 1,
  agent_id int references agent,
  le timestamptz,
  lu text,                                       -- what was read
  relire_le date,                                -- by when it is to be read again
  check ((etat = 'approuve') = (agent_id is not null and le is not null and lu is not null and relire_le is not null))
);
create function approbation_de_texte() returns trigger language plpgsql as $$
begin
  insert into approbation (texte_version_id, garant_id) values (new.id, new.garant_id);
  return null;
end $$;
insert into approbation (texte_version_id, garant_id) select id, garant_id from texte_version order by id;
create trigger texte_a_approuver after insert on texte_version for each row execute function approbation_de_texte();

-- What was approved is what is printed: a version never changes, another one replaces it.
create function texte_fixe() returns trigger language plpgsql as $$
begin
  if (new.contenu, new.garant_id, new.code, new.version) is distinct from (old.contenu, old.garant_id, old.code, old.version) then
    raise exception 'une version de texte ne change plus' using errcode = '23514', constraint = 'texte_fixe';
  end if;
  return new;
end $$;
create trigger texte_fixe before update on texte_version for each row execute function texte_fixe();

alter table approbation enable row level security;
alter table approbation force row level security;
create policy compte on approbation for select to cautionet_client using (garant_id in (select garant_id from compte));
create policy garant on approbation to cautionet_garant
  using (garant_id = (select portee('garant')));
create policy systeme on approbation to cautionet_systeme using (true) with check (true);
grant select on approbation to cautionet_client, cautionet_garant;
grant update (etat, version, agent_id, le, lu, relire_le) on approbation to cautionet_garant;
grant select, insert, update on approbation to cautionet_systeme;
grant select on installation to cautionet_client, cautionet_garant;

-- Who approved, who withdrew, is written in the journal, which there belongs to no account.
alter policy garant_regles on journal
  with check (compte_id is null and acte in ('regles_modifier', 'travail_reessayer', 'texte_approuver', 'texte_retirer')
    and agent_id in (select a.id from agent a where a.garant_id = (select portee('garant'))));
alter table journal drop constraint journal_sujet_check;
alter table journal add constraint journal_sujet_check check (sujet in ('demande', 'caution', 'mainlevee', 'opposition', 'avenant', 'facture',
  'contrat', 'document', 'entite', 'collaborateur', 'circuit', 'compte', 'identifiant', 'regles', 'agent', 'travail', 'texte', ''));
