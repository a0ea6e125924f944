-- The journal knows any subject: one query makes the timeline of any page. `version` is the one that the act left, so that whoever
-- acts on a page that is no longer true is told what changed since.
alter table journal add column sujet text not null default '', add column sujet_id bigint, add column version int;
alter table journal disable trigger journal_ajout_seulement;
update journal set
  sujet = case when demande_id is not null then 'demande' when caution_id is not null then 'caution'
    when details ? 'entiteId' and acte like 'entite%' then 'entite' when details ? 'entiteId' and acte like 'circuit%' then 'circuit'
    when acte like 'collaborateur%' then 'collaborateur' when acte = 'compte_ouvert' or acte like 'transmetteur%' then 'compte'
    when details ? 'identifiant' then 'identifiant' else '' end,
  sujet_id = coalesce(demande_id, caution_id,
    case when details ? 'entiteId' and (acte like 'entite%' or acte like 'circuit%') then (details ->> 'entiteId')::bigint
      when acte like 'collaborateur%' and details ->> 'id' ~ '^\d+$' then (details ->> 'id')::bigint
      when acte = 'compte_ouvert' or acte like 'transmetteur%' then compte_id
      when details ->> 'identifiant' ~ '^\d+$' then (details ->> 'identifiant')::bigint end);
alter table journal enable trigger journal_ajout_seulement;
drop index journal_demande, journal_caution;
alter table journal drop column demande_id, drop column caution_id;
alter table journal alter column sujet drop default;
alter table journal add check (sujet in ('demande', 'caution', 'mainlevee', 'opposition', 'avenant', 'facture', 'contrat', 'document',
  'entite', 'collaborateur', 'circuit', 'compte', 'identifiant', 'regles', 'agent', 'travail', ''));
create index journal_sujet on journal (sujet, sujet_id, id) where sujet_id is not null;
