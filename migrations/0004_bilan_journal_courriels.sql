-- Counters, journal, outbox, idempotency, sessions.

-- How many and how much, by entity, product, type and state: kept by the very statement that changes a demande or a
-- caution, so that the home page, the lists and the totals never count a large portfolio. Three grains: entity and type;
-- the whole account by type (entite_id 0); the entity whatever the type ('*').
create table bilan (
  compte_id int not null references compte,
  objet text not null check (objet in ('demande', 'caution')),
  entite_id int not null,
  produit text not null,
  type_credit text not null,
  devise devise not null,
  etat text not null,
  nombre int not null,
  montant montant not null,
  primary key (compte_id, objet, entite_id, produit, type_credit, devise, etat)
);

create index bilan_entites on bilan (compte_id, objet, etat) where produit = '*';

create function bilan_reporter(p_objet text, p_ecarts bilan[]) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into bilan as b
  select e.compte_id, p_objet, g.entite_id, g.produit, g.type_credit, e.devise, e.etat, sum(e.nombre), sum(e.montant)
  from unnest(p_ecarts) e,
    lateral (values (e.entite_id, e.produit, e.type_credit), (0, e.produit, e.type_credit), (e.entite_id, '*', '*')) g (entite_id, produit, type_credit)
  group by 1, 3, 4, 5, 6, 7
  having sum(e.nombre) <> 0 or sum(e.montant) <> 0
  order by 1, 3, 4, 5, 6, 7                      -- the same order for everybody: no deadlock
  on conflict (compte_id, objet, entite_id, produit, type_credit, devise, etat)
  do update set nombre = b.nombre + excluded.nombre, montant = b.montant + excluded.montant
$$;

create function bilan_a_l_ajout() returns trigger language plpgsql as $$
begin
  perform bilan_reporter(tg_argv[0], array(
    select row(compte_id, tg_argv[0], entite_id, produit, type_credit, devise, etat, 1, montant)::bilan from nouveaux));
  return null;
end $$;
create function bilan_au_changement() returns trigger language plpgsql as $$
begin
  perform bilan_reporter(tg_argv[0], array(
    select row(compte_id, tg_argv[0], entite_id, produit, type_credit, devise, etat, 1, montant)::bilan from nouveaux
    union all
    select row(compte_id, tg_argv[0], entite_id, produit, type_credit, devise, etat, -1, -montant)::bilan from anciens));
  return null;
end $$;
create trigger demande_bilan_ajout after insert on demande
  referencing new table as nouveaux for each statement execute function bilan_a_l_ajout('demande');
create trigger demande_bilan_changement after update on demande
  referencing old table as anciens new table as nouveaux for each statement execute function bilan_au_changement('demande');
create trigger caution_bilan_ajout after insert on caution
  referencing new table as nouveaux for each statement execute function bilan_a_l_ajout('caution');
create trigger caution_bilan_changement after update on caution
  referencing old table as anciens new table as nouveaux for each statement execute function bilan_au_changement('caution');

-- Who, when, from where, what, before and after. The timeline of a demande or a caution is read from here.
create table journal (
  id bigint generated always as identity primary key,
  compte_id int references compte,
  le timestamptz not null,
  acte text not null,                            -- the geste: soumettre, valider, connexion, editer…
  demande_id bigint,
  caution_id bigint,
  collaborateur_id int,
  agent_id int,
  qui text not null,                             -- the name as it was on that day
  origine text not null default '',              -- address and request id
  commentaire text not null default '',
  details jsonb not null default '{}'
);
create index journal_demande on journal (demande_id, id) where demande_id is not null;
create index journal_caution on journal (caution_id, id) where caution_id is not null;
create trigger journal_ajout_seulement before update or delete or truncate on journal
  for each statement execute function ajout_seulement();

-- The outbox: written with the event, sent afterwards; one row an event and recipient.
create table courriel (
  id bigint generated always as identity primary key,
  compte_id int references compte,
  evenement text not null,
  destinataire text not null,
  gabarit text not null,
  langue text not null,
  donnees jsonb not null,
  message_id text not null unique,
  cree_le timestamptz not null,
  envoye_le timestamptz,
  tentatives int not null default 0,
  prochain_essai timestamptz not null,
  derniere_erreur text,
  unique (evenement, destinataire)
);
create index courriel_a_envoyer on courriel (prochain_essai) where envoye_le is null;

-- Twenty copies of a form have one effect and one answer.
create table idempotence (
  cle uuid not null,
  identifiant_id int not null,
  chemin text not null,
  commence_le timestamptz not null,
  reponse jsonb,                                 -- { status, location }; null while the first copy works
  primary key (cle, identifiant_id, chemin)
);

-- connect-pg-simple's table.
create table session (
  sid text primary key,
  sess json not null,
  expire timestamptz not null
);
create index session_expire on session (expire);
