-- An amendment of a caution in force: what is to change of its act, and what became of it. A caution knows the version of its act.
alter table caution add column acte_version smallint not null default 1;
grant update (beneficiaire, acte_version) on caution to cautionet_garant;

create table avenant (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  caution_id bigint not null,
  etat text not null check (etat in ('a_valider', 'consentement_attendu', 'en_attente', 'effectif', 'refuse', 'abandonne')),
  version int not null default 1,
  objet text not null,                           -- why it is asked
  avant jsonb not null,                          -- the values of the act as they are, and as they would be
  apres jsonb not null,
  montant montant not null check (montant > 0),  -- of the act it asks for
  ecart montant not null,                        -- what the ledger moves by
  date_fin date,
  consentement boolean not null,                 -- the beneficiary has to agree
  consentement_le date,                          -- the day of his letter
  consentement_id bigint,
  propre_validation boolean not null,            -- the circuit let its requester validate it himself
  demande_par int not null,
  demande_le timestamptz not null,
  valide_par int,
  attend_le timestamptz,                         -- since when it waits for the insurer
  controle jsonb not null default '[]',
  reponse text not null default '',
  decide_le timestamptz,
  acte_version smallint,                         -- of the act it made
  unique (caution_id, acte_version),
  check ((etat in ('effectif', 'refuse', 'abandonne')) = (decide_le is not null)),
  check ((etat = 'effectif') = (acte_version is not null)),
  check (etat <> 'en_attente' or attend_le is not null),
  check ((consentement_le is null) = (consentement_id is null)),
  check (etat <> 'effectif' or not consentement or consentement_le is not null),
  foreign key (caution_id, compte_id) references caution (id, compte_id),
  foreign key (demande_par, compte_id) references collaborateur (id, compte_id),
  foreign key (valide_par, compte_id) references collaborateur (id, compte_id),
  foreign key (consentement_id, compte_id) references fichier (id, compte_id)
);
-- One at a time for a caution.
create unique index avenant_en_cours on avenant (caution_id) where etat in ('a_valider', 'consentement_attendu', 'en_attente');
create index avenant_caution on avenant (caution_id, id desc);
create index avenant_attente on avenant (attend_le, id) where etat = 'en_attente';
call ouvrir('avenant',
  client => 'insert, update (etat, version, consentement_le, consentement_id, valide_par, attend_le, controle, reponse, decide_le, acte_version)',
  garant => 'update (etat, version, consentement, consentement_le, consentement_id, controle, reponse, decide_le, acte_version)');
