-- The organisation as its administrators keep it: contacts, stale pages, what the tree's pages read.

alter table entite
  add column contact_nom text not null default '',
  add column contact_email text not null default '',
  add column contact_telephone text not null default '',
  add column version int not null default 1,       -- a page that is not of this version is refused
  add column demandee_le timestamptz,              -- identification asked for: how long it waits
  add column demandee_par int,
  add foreign key (demandee_par, compte_id) references collaborateur (id, compte_id);

-- One level of the tree, in the order it is shown; the states one filters by.
create index entite_enfants on entite (compte_id, parent_id, nom, id);
create index entite_etat on entite (compte_id, etat, nom, id);
create index entite_a_identifier on entite (demandee_le) where etat = 'a_identifier';
create index delegation_entite on delegation (entite_id) where entite_id is not null;
create index perimetre_entite on perimetre (entite_id);
create index journal_entite on journal (compte_id, ((details ->> 'entiteId')::int)) where details ? 'entiteId';

grant insert (compte_id, parent_id, chemin, nom, forme, siren, siret, immatriculation, adresse, pays, etat,
  contact_nom, contact_email, contact_telephone) on entite to cautionet_client;
grant update (parent_id, nom, forme, siren, siret, immatriculation, adresse, pays, etat,
  contact_nom, contact_email, contact_telephone, version, demandee_le, demandee_par) on entite to cautionet_client;
grant delete on entite to cautionet_client;
grant update (numero_client, etat, version) on entite to cautionet_garant;
grant insert, delete on contrat_entite to cautionet_garant;
grant insert on journal, courriel to cautionet_garant;
-- Only what never left the account can disappear.
create policy brouillon_seul on entite as restrictive for delete to cautionet_client using (etat = 'brouillon');

-- Paths are moved by the trigger alone: nobody else may write them.
grant create on schema public to cautionet_systeme;
alter function entite_branche_suivre() security definer set search_path = public, pg_temp;
alter function entite_branche_suivre() owner to cautionet_systeme;
revoke create on schema public from cautionet_systeme;
