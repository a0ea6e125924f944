-- What a beneficiary says of an act that he holds, without an account: confirmed by a code sent to the address that the insurer knows.
create table demarche (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  caution_id bigint not null,
  jeton uuid not null unique default gen_random_uuid(),
  geste text not null check (geste in ('accepter', 'corriger', 'liberer', 'opposer')),
  signataire text not null,
  mots text not null default '',
  montant montant check (montant > 0),
  essais smallint not null default 0,
  creee_le timestamptz not null,
  expire_le timestamptz not null,
  confirmee_le timestamptz,
  foreign key (caution_id, compte_id) references caution (id, compte_id)
);
create index demarche_caution on demarche (caution_id, creee_le);
call ouvrir('demarche');
