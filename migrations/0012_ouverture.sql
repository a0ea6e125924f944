-- The insurer opens an account: what its staff may write for that, under the policies of their own insurer.
grant insert (garant_id, numero_client, nom, conseiller_id, charge_id, ouvert_le) on compte to cautionet_garant;
grant insert (compte_id, parent_id, chemin, nom, forme, siren, siret, immatriculation, adresse, pays, numero_client, etat,
  contact_nom, contact_email, contact_telephone) on entite to cautionet_garant;
grant insert (compte_id, email, prenom, nom, langue, profils) on collaborateur to cautionet_garant;
grant insert, delete on perimetre, delegation to cautionet_garant;
grant insert (garant_id, compte_id, numero, devise, plafond, date_debut, edition_deportee) on contrat to cautionet_garant;
grant insert (compte_id, contrat_id, numero, libelle, plafond) on ligne to cautionet_garant;
grant insert (compte_id, contrat_id, ligne_id, entite_id, produit, type_credit, devise, autorise, plafond_unitaire, duree_max_mois, taux, minimum)
  on autorisation to cautionet_garant;
