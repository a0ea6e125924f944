/** SQL of a person's own data: choices, and everything that is known of him. */
import { sql, type Tx } from '../kit/database.js';
import type { Acteur, Collaborateur } from '../droits/acteur.js';
import type { DonneesProfil } from './profil.form.js';
import type { Preferences } from './profil.js';

export const findPreferences = (tx: Tx, { id }: Pick<Collaborateur, 'id'>): Promise<Preferences | undefined> =>
  tx.row<Preferences>(sql`select page_accueil, entite_id from preference where collaborateur_id = ${id}`);

export const writePreferences = (
  tx: Tx,
  { id, compteId }: Collaborateur,
  { page_accueil: pageAccueil, entite_id: entiteId }: Preferences,
) =>
  tx.run(sql`
    insert into preference (collaborateur_id, compte_id, page_accueil, entite_id) values (${id}, ${compteId}, ${pageAccueil}, ${entiteId})
    on conflict (collaborateur_id) do update set page_accueil = excluded.page_accueil, entite_id = excluded.entite_id`);

/** Name and language, under the system scope: a person is a collaborateur or an agent. */
export const updateNom = (tx: Tx, { genre, id }: Acteur, { prenom, nom, langue }: Pick<DonneesProfil, 'prenom' | 'nom' | 'langue'>) =>
  genre === 'client'
    ? tx.run(sql`update collaborateur set prenom = ${prenom}, nom = ${nom}, langue = ${langue} where id = ${id}`)
    : tx.run(sql`update agent set prenom = ${prenom}, nom = ${nom}, langue = ${langue} where id = ${id}`);

/** Everything kept about a client's person, for himself (GDPR, right of access). No secret in it. */
export const readAll = (tx: Tx, { id, identifiantId, email }: Collaborateur): Promise<Record<string, unknown> | undefined> =>
  tx.row<Record<string, unknown>>(sql`
    select
      (select json_build_object('email', c.email, 'prenom', c.prenom, 'nom', c.nom, 'langue', c.langue, 'profils', c.profils, 'actif', c.actif,
          'compte', k.nom, 'numeroClient', k.numero_client)
        from collaborateur c join compte k on k.id = c.compte_id where c.id = ${id}) as personne,
      (select json_build_object('derniereConnexion', derniere_connexion) from identifiant where id = ${identifiantId}) as acces,
      coalesce((select json_agg(json_build_object('entite', e.nom, 'avecDescendants', p.avec_descendants) order by e.nom)
        from perimetre p join entite e on e.id = p.entite_id where p.collaborateur_id = ${id}), '[]') as perimetre,
      coalesce((select json_agg(json_build_object('typesCredit', g.types_credit, 'montantMax', g.montant_max::text, 'devise', g.devise) order by g.id)
        from delegation g where g.collaborateur_id = ${id}), '[]') as delegations,
      (select json_build_object('pageAccueil', page_accueil, 'entite', entite_id) from preference where collaborateur_id = ${id}) as preferences,
      coalesce((select json_agg(json_build_object('alerte', alerte, 'frequence', frequence, 'urgente', urgente) order by alerte)
        from abonnement where collaborateur_id = ${id}), '[]') as alertes,
      coalesce((select json_agg(json_build_object('liste', liste, 'nom', nom, 'requete', requete) order by id)
        from recherche_preferee where collaborateur_id = ${id}), '[]') as recherches,
      coalesce((select json_agg(json_build_object('commenceLe', commence_le, 'modifieLe', modifie_le, 'choix', choix, 'saisie', saisie) order by commence_le)
        from brouillon where collaborateur_id = ${id} and numero is null), '[]') as brouillons,
      coalesce((select json_agg(json_build_object('numero', numero, 'creeeLe', creee_le) order by id) from demande where saisi_par = ${id}), '[]') as "demandesSaisies",
      coalesce((select json_agg(json_build_object('le', le, 'acte', acte, 'origine', origine, 'commentaire', commentaire) order by id)
        from journal where collaborateur_id = ${id}), '[]') as journal,
      coalesce((select json_agg(json_build_object('le', cree_le, 'message', gabarit, 'envoyeLe', envoye_le) order by id)
        from courriel where destinataire = ${email}), '[]') as courriels`);
