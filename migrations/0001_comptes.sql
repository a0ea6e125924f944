-- Who: the insurer, its people, the client accounts, their organisation and users.
-- Names of the trade are French without accents; docs/glossaire.md explains each.

-- Exact decimal; three decimals hold every currency's minor unit (KWD, TND). Never a binary float.
create domain montant as numeric(18, 3);
create domain devise as char(3) check (value ~ '^[A-Z]{3}$');
create domain taux as numeric(9, 4) check (value >= 0);

create table garant (
  id int generated always as identity primary key,
  code text not null unique,
  nom text not null,
  identite jsonb not null default '{}',         -- legal form, capital, seat, RCS, mentions printed on acts
  site_url text not null
);

create table agent (
  id int generated always as identity primary key,
  garant_id int not null references garant,
  role text not null check (role in ('conseiller', 'charge', 'courtier')),
  prenom text not null default '',
  nom text not null,
  email text not null,
  telephone text not null default '',
  langue text not null default 'fr' check (langue in ('fr', 'en')),
  actif boolean not null default true
);

create table compte (
  id int generated always as identity primary key,
  garant_id int not null references garant,
  numero_client text not null,
  nom text not null,
  conseiller_id int references agent,
  charge_id int references agent,
  transmetteur_id int,                           -- the one person who may give the last validation, when named
  seuil_orange taux not null default 80,
  seuil_rouge taux not null default 80,
  ouvert_le timestamptz not null default now(),
  unique (garant_id, numero_client)
);

create table entite (
  id int generated always as identity primary key,
  compte_id int not null references compte,
  parent_id int,
  chemin int[] not null,                         -- ids from the root down to itself: descendants without recursion
  nom text not null check (length(nom) between 1 and 200),
  forme text not null default '',
  siren text check (siren ~ '^\d{9}$'),
  siret text check (siret ~ '^\d{14}$'),
  immatriculation text,                          -- registration of a foreign entity
  adresse text not null default '',
  pays char(2) not null default 'FR',
  numero_client text,                            -- given by the insurer when it identifies the entity
  etat text not null default 'brouillon'
    check (etat in ('brouillon', 'a_identifier', 'identifiee', 'validee', 'active', 'inactive')),
  unique (id, compte_id),
  unique (compte_id, siret),
  foreign key (parent_id, compte_id) references entite (id, compte_id),
  check (parent_id is distinct from id)
);
create index entite_chemin on entite using gin (chemin);
create index entite_compte on entite (compte_id, nom);
create index entite_racine on entite (compte_id) where parent_id is null;

create table collaborateur (
  id int generated always as identity primary key,
  compte_id int not null references compte,
  email text not null,
  prenom text not null default '',
  nom text not null,
  langue text not null default 'fr' check (langue in ('fr', 'en')),
  profils text[] not null check (profils <@ array['administrateur', 'saisisseur', 'valideur', 'consultant'] and profils <> '{}'),
  actif boolean not null default true,
  unique (id, compte_id)
);
create index collaborateur_compte on collaborateur (compte_id);
alter table compte add foreign key (transmetteur_id, id) references collaborateur (id, compte_id);

-- What opens the door: one row a person, whoever employs them. Read only under the system scope.
create table identifiant (
  id int generated always as identity primary key,
  email text not null check (email = lower(email)),
  secret text,                                   -- argon2id over an HMAC with the pepper
  poivre_version smallint not null default 1,
  collaborateur_id int unique references collaborateur,
  agent_id int unique references agent,
  echecs int not null default 0,
  attendre_jusqu_a timestamptz,
  derniere_connexion timestamptz,
  check (num_nonnulls(collaborateur_id, agent_id) = 1)
);
create unique index identifiant_email on identifiant (email);

create table perimetre (
  compte_id int not null references compte,
  collaborateur_id int not null,
  entite_id int not null,
  avec_descendants boolean not null default true,
  primary key (collaborateur_id, entite_id),
  foreign key (collaborateur_id, compte_id) references collaborateur (id, compte_id) on delete cascade,
  foreign key (entite_id, compte_id) references entite (id, compte_id)
);

create table delegation (
  id int generated always as identity primary key,
  compte_id int not null references compte,
  collaborateur_id int not null,
  types_credit text[],                           -- null: every credit type
  entite_id int,                                 -- null: the whole perimeter; otherwise this entity and its descendants
  montant_max montant check (montant_max > 0),   -- null: no limit
  devise devise not null default 'EUR',
  foreign key (collaborateur_id, compte_id) references collaborateur (id, compte_id) on delete cascade,
  foreign key (entite_id, compte_id) references entite (id, compte_id)
);
create index delegation_collaborateur on delegation (collaborateur_id);

-- How many validations a demande needs, by amount band; the nearest ancestor's circuit applies.
create table circuit (
  id int generated always as identity primary key,
  compte_id int not null references compte,
  entite_id int not null unique,
  propre_validation boolean not null default false,
  unique (id, compte_id),
  foreign key (entite_id, compte_id) references entite (id, compte_id)
);
create table circuit_tranche (
  compte_id int not null references compte,
  circuit_id int not null,
  a_partir_de montant not null check (a_partir_de >= 0),
  validations smallint not null check (validations between 1 and 5),
  primary key (circuit_id, a_partir_de),
  foreign key (circuit_id, compte_id) references circuit (id, compte_id) on delete cascade
);

-- The path is kept by Postgres: a row's own, and those of its descendants when a branch moves.
create function entite_chemin_tenir() returns trigger language plpgsql as $$
begin
  new.chemin := coalesce((select p.chemin from entite p where p.id = new.parent_id), '{}') || new.id;
  if new.parent_id is not null and new.id = any ((select p.chemin from entite p where p.id = new.parent_id)::int[]) then
    raise exception 'une entité ne peut pas être sa propre ancêtre' using errcode = '23514', constraint = 'entite_sans_cycle';
  end if;
  return new;
end $$;
create trigger entite_chemin before insert or update of parent_id on entite for each row execute function entite_chemin_tenir();

create function entite_branche_suivre() returns trigger language plpgsql as $$
begin
  update entite set chemin = new.chemin || chemin[cardinality(old.chemin) + 1 :] where old.id = any (chemin) and id <> old.id;
  return null;
end $$;
create trigger entite_branche after update of parent_id on entite for each row
  when (old.parent_id is distinct from new.parent_id) execute function entite_branche_suivre();
