/** Demandes as people see them: in SQL, for whoever acts on several at once. */
import type { Collaborateur } from '../droits/acteur.js';
import type { DemandeVue } from './situation.js';
import { sql, type Sql, type Tx } from '../kit/database.js';
import { dansSonPerimetre, reserveeAuTransmetteur, delegue, dejaValidee } from '../droits/valideurs.sql.js';

/** A demande as somebody sees it. */
export interface Regard {
  readonly numero: string;
  readonly par: Pick<Collaborateur, 'id'>;
}

/** Demandes of an account, each as its own person sees it; those not seen are left out. */
export const listVues = (tx: Tx, compteId: number, regards: readonly Regard[]): Promise<DemandeVue[]> =>
  tx.rows<DemandeVue>(sql`
    select ${selectVue(sql`regard.par`)}
    from unnest(${regards.map(({ numero }) => numero)}::text[], ${regards.map(({ par }) => par.id)}::int[]) as regard (numero, par)
      join demande d on d.numero = regard.numero join entite e on e.id = d.entite_id join collaborateur s on s.id = d.saisi_par
    where d.compte_id = ${compteId} and ${dansSonPerimetre(sql`regard.par`)}
    order by d.id`);
/** Columns of `DemandeVue` for demande `d`, entite `e`, requester `s`, seen by collaborateur `moi`. */
export const selectVue = (moi: Sql): Sql => sql`
  d.id, d.numero, d.version, d.etat, d.tour, d.validations_faites, d.validations_requises, d.propre_validation, d.entite_id, e.nom as entite,
  e.etat = 'active' as entite_active, d.produit, d.type_credit, d.texte_version_id as texte_id, d.autorisation_id, d.montant, d.devise, d.beneficiaire, d.marche, d.objet,
  d.date_effet, d.date_fin, d.valeurs, d.saisi_par, trim(s.prenom || ' ' || s.nom) as saisi_par_nom, s.email as saisi_par_email,
  s.langue as saisi_par_langue, d.creee_le, d.saisi_par = ${moi} as sienne, ${dejaValidee(moi)} as deja_validee, ${delegue(moi)} as delegue,
  ${reserveeAuTransmetteur(moi)} as transmetteur_autre,
  (select m.profils from collaborateur m where m.id = ${moi} and m.actif) as mes_profils, (select c.numero from caution c where c.demande_id = d.id) as caution,
  (select c.id from caution c where c.demande_id = d.id) as caution_id,
  coalesce((select json_agg(json_build_object('id', p.id, 'nom', f.nom, 'taille', f.taille) order by p.id)
    from piece p join fichier f on f.id = p.fichier_id where p.demande_id = d.id), '[]') as pieces`;
