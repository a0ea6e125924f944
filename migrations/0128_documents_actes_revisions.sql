-- What the client gives and is given after a decision: documents asked for, acts printed by the insurer, refusals decided again.

-- Those whose day is near or past, for the reminders of the night.
create index demande_document_ouvertes on demande_document (echeance, id) where etat = 'demande';

-- An act that the insurer prints and sends, from its seal on.
create table expedition (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  caution_id bigint not null,
  acte_version smallint not null default 1,
  etat text not null default 'a_editer' check (etat in ('a_editer', 'editee', 'expediee', 'recue')),
  version int not null default 1,
  depuis timestamptz not null,                   -- its seal: the promise runs from there
  editee_le timestamptz,
  expediee_le timestamptz,
  recue_le timestamptz,
  transporteur text not null default '',
  suivi text not null default '',
  unique (caution_id, acte_version),
  foreign key (caution_id, compte_id) references caution (id, compte_id),
  check ((etat = 'a_editer') = (editee_le is null)),
  check ((etat in ('a_editer', 'editee')) = (expediee_le is null)),
  check ((etat = 'recue') = (recue_le is not null))
);
create index expedition_attente on expedition (depuis, id) where etat in ('a_editer', 'editee');
call ouvrir('expedition', client => 'update (etat, version, recue_le)',
  garant => 'update (etat, version, editee_le, expediee_le, recue_le, transporteur, suivi)');

-- A refusal that the client contests, once; decided by somebody who did not take it.
create table revision (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  caution_id bigint not null unique,
  etat text not null default 'demandee' check (etat in ('demandee', 'maintenue', 'accordee')),
  version int not null default 1,
  argument text not null,
  demandee_par int not null references collaborateur,
  demandee_le timestamptz not null,
  refusee_par int references agent,              -- who refused first; null where the journal does not say
  refusee_le timestamptz,
  refus text not null default '',                -- with these words
  agent_id int references agent,                 -- who decided it
  decidee_le timestamptz,
  reponse text not null default '',
  foreign key (caution_id, compte_id) references caution (id, compte_id),
  check ((etat = 'demandee') = (decidee_le is null)),
  check (agent_id is distinct from refusee_par or agent_id is null)
);
create index revision_attente on revision (demandee_le, id) where etat = 'demandee';
call ouvrir('revision', client => 'insert', garant => 'update (etat, version, agent_id, decidee_le, reponse)');
