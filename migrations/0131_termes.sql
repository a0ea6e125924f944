-- The réception of the works that a caution guarantees: the clock of the law runs from the day it takes effect. `libre` is what the rules
-- (src/horloges) make of it: the day from which the guarantor owes nothing more; null where no day alone frees him.
create table reception (
  caution_id bigint primary key,
  compte_id int not null references compte,
  version int not null default 1,
  effet date not null,
  pv_le date,
  reserves text not null check (reserves in ('sans', 'avec', 'levees')),
  levees_le date,
  libre date,
  article text not null default '',
  saisie_le timestamptz not null,
  saisie_par int references collaborateur,
  check (levees_le is null or levees_le >= effet),
  foreign key (caution_id, compte_id) references caution (id, compte_id)
);
create index reception_libre on reception (compte_id, libre) where libre is not null;
call ouvrir('reception', client => 'insert, update (version, effet, pv_le, reserves, levees_le, libre, article, saisie_le, saisie_par)');

-- What was recalled of an end that comes near: once for each of its steps.
create table rappel_fin (
  compte_id int not null references compte,
  caution_id bigint not null,
  fin date not null,
  palier smallint not null,
  le timestamptz not null,
  primary key (caution_id, fin, palier),
  foreign key (caution_id, compte_id) references caution (id, compte_id)
);
call ouvrir('rappel_fin');
