-- What happens to a caution after its transmission: decided, released, opposed, called. The insurer acts on it too.
alter table caution add column version int not null default 1;   -- raised by every geste: a stale page is recognised
grant update (etat, version, montant, valeurs, date_effet, date_fin, controle, a_sceller, effective_le, terminee_le) on caution to cautionet_garant;
grant insert on mouvement, fichier to cautionet_garant;
grant update (verrou) on contrat, ligne, autorisation to cautionet_garant;

-- Above it, an adviser hands the file to the underwriter; null: no limit.
alter table agent add column decide_jusqua montant check (decide_jusqua > 0);

-- A colleague's file that somebody takes over, with a word; whoever follows the account needs none.
create table prise (
  compte_id int not null references compte,
  sujet text not null,
  sujet_id bigint not null,
  agent_id int not null references agent,
  le timestamptz not null,
  mot text not null,
  primary key (sujet, sujet_id)
);
call ouvrir('prise', garant => 'insert, update (agent_id, le, mot)');
revoke select on prise from cautionet_client;

-- The documents of what is asked about a caution: of a release, an opposition, a claim.
create table jointe (
  id bigint generated always as identity primary key,
  compte_id int not null references compte,
  sujet text not null check (sujet in ('caution', 'mainlevee', 'opposition', 'avenant', 'revision', 'appel', 'document')),
  sujet_id bigint not null,
  fichier_id bigint not null,
  le timestamptz not null,
  foreign key (fichier_id, compte_id) references fichier (id, compte_id)
);
create index jointe_sujet on jointe (sujet, sujet_id);
call ouvrir('jointe', client => 'insert', garant => 'insert');

-- A release: its version, what of the amount is released (null: all of it), and what was asked of the client.
alter table mainlevee
  add column version int not null default 1,
  add column montant montant check (montant > 0),
  add column document_le date,
  drop constraint mainlevee_motif_check,
  add check (motif in ('pv_reception', 'lettre_beneficiaire', 'edition_erreur', 'preuve_paiement', 'beneficiaire')),
  drop constraint mainlevee_etat_check,
  add check (etat in ('transmise', 'document_demande', 'accordee', 'refusee'));
drop index mainlevee_en_cours;
create unique index mainlevee_en_cours on mainlevee (caution_id) where etat in ('transmise', 'document_demande');
create index mainlevee_caution on mainlevee (caution_id);
create index mainlevee_attente on mainlevee (demandee_le, id) where etat in ('transmise', 'document_demande');
grant insert, update (etat, version, donnees, reponse, document_le, decidee_le) on mainlevee to cautionet_client;
grant insert, update (etat, version, reponse, document_le, decidee_le) on mainlevee to cautionet_garant;

-- A document that the insurer asks for: about a caution or a release, given, accepted, or asked again.
alter table demande_document
  add column version int not null default 1,
  add column etat text not null default 'demande' check (etat in ('demande', 'recu', 'accepte')),
  add column mainlevee_id bigint references mainlevee,
  add column reponse text not null default '',
  add column agent_id int references agent;
update demande_document set etat = 'accepte' where recu_le is not null;
alter table demande_document add check ((etat = 'demande') = (recu_le is null));
create index demande_document_recu on demande_document (recu_le, id) where etat = 'recu';
grant update (etat, version, recu_le) on demande_document to cautionet_client;
grant insert, update (etat, version, recu_le, echeance, reponse) on demande_document to cautionet_garant;

alter table journal drop constraint journal_sujet_check;
alter table journal add constraint journal_sujet_check check (sujet in ('demande', 'caution', 'mainlevee', 'opposition', 'avenant', 'revision',
  'appel', 'facture', 'contrat', 'document', 'entite', 'collaborateur', 'circuit', 'compte', 'identifiant', 'regles', 'agent', 'travail', 'texte', ''));

-- The underwriter raises what is authorised; a reduction asks for notice, and is another matter.
grant update (autorise) on autorisation to cautionet_garant;
grant update (plafond) on ligne, contrat to cautionet_garant;
