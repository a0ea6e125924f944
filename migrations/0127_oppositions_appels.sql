-- What a beneficiary does with his act: he objects to its release, or calls it.

-- An opposition has a life of its own. `motif` is what the letter says, `grief` what it complains of; `levee_le` the day from which it
-- holds nothing, whatever ended it (`issue`); the state is told by these two and kept by Postgres.
alter table opposition
  add column version int not null default 1,
  add column issue text check (issue in ('levee', 'rejetee', 'sans_effet')),
  add column envoyee_le date check (envoyee_le <= recue_le),
  add column signifiee_le date,
  add column forme text not null default 'recommandee' check (forme in ('recommandee', 'commissaire', 'simple')),
  add column destinataire text not null default 'garant' check (destinataire in ('garant', 'entrepreneur')),
  add column grief text not null default 'inexecution' check (grief in ('inexecution', 'penalites', 'aucun')),
  add column reception_le date,                  -- what was known of the réception when it was registered
  add column reponse text not null default '',
  add column agent_id int references agent,
  add column enregistree_le timestamptz,
  add column etat text not null generated always as (case when levee_le is null then 'ouverte' else coalesce(issue, 'levee') end) stored,
  add check (issue is null or levee_le is not null);
create index opposition_attente on opposition (recue_le, id) where levee_le is null;
grant insert, update (version, issue, levee_le, reponse) on opposition to cautionet_garant;

-- A call: asked, examined, paid in one or several times, refused, or taken back; then recovered from the client.
create table appel (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  caution_id bigint not null,
  version int not null default 1,
  etat text not null default 'recu' check (etat in ('recu', 'examen', 'paye_en_partie', 'paye', 'refuse', 'retire')),
  recu_le date not null,
  montant montant not null check (montant > 0),  -- what is asked
  motif text not null,
  prolonger_au date,                             -- extend or pay: the end that is asked instead
  decider_avant date not null,
  reponse text not null default '',
  agent_id int references agent,
  enregistre_le timestamptz not null,
  clos_le timestamptz,
  unique (id, compte_id),
  foreign key (caution_id, compte_id) references caution (id, compte_id),
  check ((etat in ('paye', 'refuse', 'retire')) = (clos_le is not null))
);
create index appel_caution on appel (caution_id);
create index appel_ouvert on appel (decider_avant, id) where etat in ('recu', 'examen', 'paye_en_partie');
call ouvrir('appel', garant => 'insert, update (etat, version, reponse, clos_le)');

create table paiement (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  appel_id bigint not null,
  le date not null,
  montant montant not null check (montant > 0),
  agent_id int references agent,
  ecrit_le timestamptz not null,
  foreign key (appel_id, compte_id) references appel (id, compte_id)
);
create index paiement_appel on paiement (appel_id);
call ouvrir('paiement', garant => 'insert');

create table recouvrement (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  appel_id bigint not null,
  le date not null,
  montant montant not null check (montant > 0),
  agent_id int references agent,
  ecrit_le timestamptz not null,
  foreign key (appel_id, compte_id) references appel (id, compte_id)
);
create index recouvrement_appel on recouvrement (appel_id);
call ouvrir('recouvrement', garant => 'insert');
create trigger paiement_ajout_seulement before update or delete or truncate on paiement for each statement execute function ajout_seulement();
create trigger recouvrement_ajout_seulement before update or delete or truncate on recouvrement for each statement execute function ajout_seulement();
