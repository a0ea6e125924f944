-- What is asked and granted: demandes, validations, cautions, their ledger, acts and editions.

-- Numbers given inside the transaction that needs them: no gap, no duplicate.
create table compteur (
  nature text not null,
  annee smallint not null,
  dernier int not null,
  primary key (nature, annee)
);

-- Takes `combien` numbers at once; answers the first of them.
create function prendre_numeros(p_nature text, p_annee int, p_combien int) returns int
language sql as $$
  insert into compteur as c (nature, annee, dernier) values (p_nature, p_annee, p_combien)
  on conflict (nature, annee) do update set dernier = c.dernier + excluded.dernier
  returning dernier - p_combien + 1
$$;

create table fichier (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  nom text not null,
  type text not null,
  taille int not null,
  sha256 bytea not null,
  contenu bytea,                                 -- null when an outside store keeps the bytes
  depose_par int references collaborateur,
  depose_le timestamptz not null default now(),
  unique (id, compte_id)
);

create table demande (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  numero text not null unique,
  annee smallint not null,
  rang int not null,
  entite_id int not null,
  autorisation_id int,
  produit text not null references produit,
  type_credit text not null references type_credit,
  texte_version_id int not null references texte_version,
  montant montant not null check (montant > 0),
  devise devise not null,
  beneficiaire text not null,
  marche text not null default '',
  objet text not null default '',
  date_effet date not null,
  date_fin date,
  valeurs jsonb not null,
  etat text not null default 'creee'
    check (etat in ('creee', 'a_valider', 'en_cours', 'transmise', 'refusee', 'supprimee')),
  version int not null default 1,                -- raised by every change: a stale page is recognised
  tour smallint not null default 0,              -- raised by every submission: validations of an earlier round do not count
  validations_faites smallint not null default 0,
  validations_requises smallint not null default 1,
  propre_validation boolean not null default false,
  saisi_par int not null,
  creee_le timestamptz not null,
  soumise_le timestamptz,
  transmise_le timestamptz,
  unique (annee, rang),
  unique (id, compte_id),
  check (date_fin is null or date_fin >= date_effet),
  check (validations_faites <= validations_requises),
  foreign key (entite_id, compte_id) references entite (id, compte_id),
  foreign key (autorisation_id, compte_id) references autorisation (id, compte_id),
  foreign key (saisi_par, compte_id) references collaborateur (id, compte_id)
);
create index demande_liste on demande (compte_id, id desc);
create index demande_etat on demande (compte_id, etat, id desc);
create index demande_a_valider on demande (compte_id, id) where etat in ('a_valider', 'en_cours');

create table validation (
  compte_id int not null references compte,
  demande_id bigint not null,
  tour smallint not null,
  collaborateur_id int not null,
  rang smallint not null,
  le timestamptz not null,
  primary key (demande_id, tour, collaborateur_id),   -- one person validates a demande once
  unique (demande_id, tour, rang),
  foreign key (demande_id, compte_id) references demande (id, compte_id),
  foreign key (collaborateur_id, compte_id) references collaborateur (id, compte_id)
);

create table piece (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  demande_id bigint not null,
  fichier_id bigint not null unique,
  foreign key (demande_id, compte_id) references demande (id, compte_id),
  foreign key (fichier_id, compte_id) references fichier (id, compte_id)
);
create index piece_demande on piece (demande_id);

create table caution (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  garant_id int not null references garant,
  numero text not null unique,
  annee smallint not null,
  rang int not null,
  demande_id bigint not null unique,             -- one demande, one caution, however often it is clicked
  entite_id int not null,
  contrat_id int not null,
  autorisation_id int not null,
  produit text not null references produit,
  type_credit text not null references type_credit,
  texte_version_id int not null references texte_version,
  montant montant not null check (montant > 0),
  devise devise not null,
  beneficiaire text not null,
  marche text not null default '',
  objet text not null default '',
  date_effet date not null,
  date_fin date,
  valeurs jsonb not null,
  donneur_ordre jsonb not null,                  -- the entity as it was on the day of the act
  etat text not null check (etat in ('en_attente', 'effective', 'en_opposition', 'mainlevee', 'appelee', 'echue', 'refusee', 'abandonnee')),
  controle jsonb not null,                       -- result of the eleven rules
  edition_deportee boolean not null,
  a_sceller boolean not null default false,      -- its act waits for the seal
  creee_le timestamptz not null,
  effective_le timestamptz,
  terminee_le timestamptz,
  unique (annee, rang),
  unique (id, compte_id),
  check ((etat in ('en_attente', 'refusee', 'abandonnee')) = (effective_le is null)),
  foreign key (demande_id, compte_id) references demande (id, compte_id),
  foreign key (entite_id, compte_id) references entite (id, compte_id),
  foreign key (contrat_id, compte_id) references contrat (id, compte_id),
  foreign key (autorisation_id, compte_id) references autorisation (id, compte_id)
);
create index caution_liste on caution (compte_id, id desc);
create index caution_etat on caution (compte_id, etat, id desc);
create index caution_doublon on caution (entite_id, type_credit, marche) where etat in ('effective', 'en_opposition');
create index caution_a_sceller on caution (id) where a_sceller;
create index caution_fin on caution (date_fin) where etat = 'effective' and date_fin is not null;

-- The ledger. Append-only; the totals of autorisation, ligne and contrat move with it and only with it.
create table mouvement (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  contrat_id int not null references contrat,
  ligne_id int not null references ligne,
  autorisation_id int not null references autorisation,
  caution_id bigint not null references caution,
  nature text not null check (nature in ('emission', 'mainlevee', 'echeance', 'appel', 'avenant')),
  montant montant not null check (montant <> 0),
  le timestamptz not null
);
create index mouvement_autorisation on mouvement (autorisation_id, id desc);
create index mouvement_caution on mouvement (caution_id);
create unique index mouvement_emission on mouvement (caution_id) where nature = 'emission';

create function mouvement_reporter() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  attendus int;
  portes int;
begin
  -- Always contrat, ligne, autorisation: the order of every lock on money.
  select count(distinct contrat_id) into attendus from nouveaux;
  update contrat c set utilise = c.utilise + m.total
    from (select contrat_id, sum(montant) as total from nouveaux group by 1 order by 1) m
    where c.id = m.contrat_id and (m.total <= 0 or c.utilise + m.total <= c.plafond);
  get diagnostics portes = row_count;
  if portes < attendus then raise exception 'plafond du contrat dépassé' using errcode = '23514', constraint = 'contrat_plafond'; end if;

  select count(distinct ligne_id) into attendus from nouveaux;
  update ligne l set utilise = l.utilise + m.total
    from (select ligne_id, sum(montant) as total from nouveaux group by 1 order by 1) m
    where l.id = m.ligne_id and (m.total <= 0 or l.utilise + m.total <= l.plafond);
  get diagnostics portes = row_count;
  if portes < attendus then raise exception 'plafond de la ligne dépassé' using errcode = '23514', constraint = 'ligne_plafond'; end if;

  select count(distinct autorisation_id) into attendus from nouveaux;
  update autorisation a set utilise = a.utilise + m.total
    from (select autorisation_id, sum(montant) as total from nouveaux group by 1 order by 1) m
    where a.id = m.autorisation_id and (m.total <= 0 or a.utilise + m.total <= a.autorise);
  get diagnostics portes = row_count;
  if portes < attendus then raise exception 'montant autorisé dépassé' using errcode = '23514', constraint = 'autorisation_autorise'; end if;
  return null;
end $$;
create trigger mouvement_reporter after insert on mouvement
  referencing new table as nouveaux for each statement execute function mouvement_reporter();

create function ajout_seulement() returns trigger language plpgsql as $$
begin raise exception '% ne se modifie pas et ne s''efface pas', tg_table_name using errcode = '42501'; end $$;
create trigger mouvement_ajout_seulement before update or delete or truncate on mouvement
  for each statement execute function ajout_seulement();

-- The act: composed once, sealed once, stored; a later version is an avenant.
create table acte (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  caution_id bigint not null,
  version smallint not null default 1,
  code text not null unique,                     -- control code printed on the act
  composition jsonb not null,
  fichier_id bigint not null references fichier,
  sha256 bytea not null,
  scelle_le timestamptz not null,
  unique (caution_id, version),
  unique (id, compte_id),
  foreign key (caution_id, compte_id) references caution (id, compte_id)
);
create table edition (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  acte_id bigint not null,
  rang int not null check (rang >= 1),
  par int not null references collaborateur,
  le timestamptz not null,
  fichier_id bigint not null references fichier,
  unique (acte_id, rang),
  foreign key (acte_id, compte_id) references acte (id, compte_id)
);

create table opposition (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  caution_id bigint not null,
  recue_le date not null,
  motif text not null,
  montant montant,
  levee_le date,
  foreign key (caution_id, compte_id) references caution (id, compte_id)
);
create index opposition_caution on opposition (caution_id);
create index opposition_ouverte on opposition (compte_id) where levee_le is null;

create table mainlevee (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  caution_id bigint not null,
  motif text not null check (motif in ('pv_reception', 'lettre_beneficiaire', 'edition_erreur')),
  donnees jsonb not null default '{}',
  etat text not null check (etat in ('transmise', 'document_demande', 'accordee', 'refusee')),
  reponse text not null default '',
  demandee_par int references collaborateur,
  demandee_le timestamptz not null,
  decidee_le timestamptz,
  check ((etat in ('accordee', 'refusee')) = (decidee_le is not null)),
  foreign key (caution_id, compte_id) references caution (id, compte_id)
);
create unique index mainlevee_en_cours on mainlevee (caution_id) where etat in ('transmise', 'document_demande', 'accordee');

create table demande_document (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  entite_id int not null,
  caution_id bigint,
  objet text not null,
  echeance date not null,
  recu_le timestamptz,
  demandee_le timestamptz not null,
  foreign key (entite_id, compte_id) references entite (id, compte_id),
  foreign key (caution_id, compte_id) references caution (id, compte_id)
);
create index demande_document_ouverte on demande_document (compte_id, echeance) where recu_le is null;

create table facture (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  contrat_id int not null,
  entite_id int not null,
  numero text not null unique,
  nature text not null check (nature in ('facture', 'avoir')),
  periode_du date not null,
  periode_au date not null check (periode_au >= periode_du),
  emise_le date not null,
  echeance date not null,
  montant montant not null check (montant >= 0),
  devise devise not null,
  soldee_le date,
  unique (id, compte_id),
  foreign key (contrat_id, compte_id) references contrat (id, compte_id),
  foreign key (entite_id, compte_id) references entite (id, compte_id)
);
create index facture_compte on facture (compte_id, emise_le desc, id desc);
create index facture_a_payer on facture (compte_id, echeance) where soldee_le is null and nature = 'facture';
create table facture_ligne (
  compte_id int not null references compte,
  facture_id bigint not null,
  caution_id bigint not null references caution,
  base montant not null,
  taux taux not null,
  jours int not null,
  frais montant not null default 0,
  montant montant not null,
  primary key (facture_id, caution_id),
  foreign key (facture_id, compte_id) references facture (id, compte_id)
);
create index facture_ligne_caution on facture_ligne (caution_id);

create table message (
  id int generated always as identity primary key,
  garant_id int not null references garant,
  compte_id int references compte,               -- null: to every client of the insurer
  titre jsonb not null,
  corps jsonb not null,
  publie_le timestamptz not null
);
create index message_publie on message (garant_id, publie_le desc);
