-- What may be asked: catalogue, texts, contracts, lines, authorisations.

create table produit (
  code text primary key,
  libelle jsonb not null,                        -- { "fr": …, "en": … }
  mainlevee_en_ligne boolean not null default false,
  ordre smallint not null default 0
);
create table type_credit (
  code text primary key,
  libelle jsonb not null,
  produits text[] not null,
  base_legale text not null default '',
  ordre smallint not null default 0
);

create table texte_version (
  id int generated always as identity primary key,
  garant_id int not null references garant,
  code text not null,
  version smallint not null,
  type_credit text not null references type_credit,
  produits text[] not null,
  langue text not null check (langue in ('fr', 'en')),
  titre text not null,
  en_vigueur_du date not null,
  en_vigueur_au date check (en_vigueur_au >= en_vigueur_du),
  edition_deportee boolean not null,
  fin_ferme boolean not null,
  contenu jsonb not null,                        -- the whole text: articles, variables, limits
  unique (garant_id, code, version)
);
create index texte_version_type on texte_version (type_credit, en_vigueur_du);

create table contrat (
  id int generated always as identity primary key,
  garant_id int not null references garant,
  compte_id int not null references compte,
  numero text not null,
  devise devise not null default 'EUR',
  plafond montant not null check (plafond >= 0),
  utilise montant not null default 0,
  date_debut date not null,
  date_fin date,
  acces boolean not null default true,           -- Cautionet access indicator
  edition_deportee boolean not null default false,
  tolerance_impaye_jours smallint not null default 30,
  opposition_exclue_mois smallint,               -- null: past oppositions do not matter
  pays_admis text[],                             -- null: every country
  base_jours smallint not null default 360 check (base_jours in (360, 365)),
  periode text not null default 'trimestre' check (periode in ('mois', 'trimestre', 'annee')),
  terme text not null default 'avance' check (terme in ('avance', 'echu')),
  frais_acte montant not null default 0,
  verrou boolean,                                -- never written: the right to update it lets a client lock the row
  unique (garant_id, numero),
  unique (id, compte_id)
);
create index contrat_compte on contrat (compte_id);
create table contrat_entite (
  compte_id int not null references compte,
  contrat_id int not null,
  entite_id int not null,
  primary key (contrat_id, entite_id),
  foreign key (contrat_id, compte_id) references contrat (id, compte_id),
  foreign key (entite_id, compte_id) references entite (id, compte_id)
);
create index contrat_entite_entite on contrat_entite (entite_id);

create table ligne (
  id int generated always as identity primary key,
  compte_id int not null references compte,
  contrat_id int not null,
  numero smallint not null,
  libelle text not null,
  plafond montant not null check (plafond >= 0),
  utilise montant not null default 0,
  verrou boolean,
  unique (contrat_id, numero),
  unique (id, compte_id),
  foreign key (contrat_id, compte_id) references contrat (id, compte_id)
);

-- Granted to an entity and its descendants: the nearest one up the tree serves (docs/decisions).
create table autorisation (
  id int generated always as identity primary key,
  compte_id int not null references compte,
  contrat_id int not null,
  ligne_id int not null,
  entite_id int not null,
  produit text not null references produit,
  type_credit text not null references type_credit,
  devise devise not null default 'EUR',
  autorise montant not null check (autorise >= 0),
  utilise montant not null default 0,
  plafond_unitaire montant not null,
  duree_max_mois smallint not null,
  taux taux not null,                            -- annual, percent
  minimum montant not null default 0,            -- per act and period
  seuil_orange taux,
  seuil_rouge taux,
  verrou boolean,
  unique (entite_id, ligne_id, produit, type_credit),
  unique (id, compte_id),
  foreign key (contrat_id, compte_id) references contrat (id, compte_id),
  foreign key (ligne_id, compte_id) references ligne (id, compte_id),
  foreign key (entite_id, compte_id) references entite (id, compte_id)
);
create index autorisation_compte on autorisation (compte_id, autorise desc, id);
