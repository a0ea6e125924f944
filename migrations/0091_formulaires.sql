-- A form that was not acted on (refused, sent after the end of a session), as it was typed: shown again at an address of its own, so
-- that a browser's Back never asks to send again, to the person who typed it and nobody else. Secrets are never in it. It is of a
-- person and not of an account, like his sessions: the system alone reads it, for whoever has signed in. Two days (nightly work).
create table formulaire (
  id uuid primary key,
  identifiant_id int not null references identifiant on delete cascade,
  chemin text not null check (length(chemin) <= 2000),
  champs json not null,                          -- json, not jsonb: what was typed may hold a NUL
  refus json,
  trouve json,
  le timestamptz not null
);
create index formulaire_personne on formulaire (identifiant_id, le);
grant select, insert, delete on formulaire to cautionet_systeme;
