-- Work outside requests that could not be done: kept aside with its reason and its next try, so that it holds up nobody.
create table travail_en_peine (
  id bigint generated always as identity primary key,
  nature text not null,                          -- acte, courriel, resume, a step of the night…
  cle text not null,                             -- the item of this nature: the caution, the mail, the person; `*` the whole work
  nom text not null,                             -- how people name it
  compte_id int references compte,               -- null: nobody's account
  garant_id int references garant,               -- an insurer's own; null with no account: every insurer's
  raison text not null,                          -- a key of words
  detail text not null,                          -- what the machine said
  tentatives int not null,
  depuis timestamptz not null,
  dernier_essai timestamptz not null,
  prochain_essai timestamptz not null,
  unique (nature, cle)
);
create index travail_en_peine_du on travail_en_peine (nature, prochain_essai);
call ouvrir('travail_en_peine', garant => 'update (prochain_essai)');
revoke select on travail_en_peine from cautionet_client;
-- What is of no account is its insurer's, or everyone's.
alter policy garant on travail_en_peine using (
  compte_id in (select id from compte)
  or garant_id = (select nullif(current_setting('app.garant', true), '')::int)
  or (compte_id is null and garant_id is null));

-- Asking for another try of what is of no account is written in the journal, which there belongs to no account either.
alter policy garant_regles on journal
  with check (compte_id is null and acte in ('regles_modifier', 'travail_reessayer')
    and agent_id in (select a.id from agent a where a.garant_id = (select nullif(current_setting('app.garant', true), '')::int)));
