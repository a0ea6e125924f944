/** SQL of the outstanding: from the counters by subsidiary and type, from the cautions by beneficiary and end date. */
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import { EN_VIGUEUR } from '../cautions/caution.js';
import type { Criteres } from '../recherche/criteres.js';
import { entitesVisibles } from '../recherche/criteres.sql.js';
import type { Collaborateur } from '../session/acteur.js';
import type { LigneEncours, Partage } from './encours.js';

type Filtres = Pick<Criteres, 'entites' | 'produit' | 'typeCredit'>;
/** Beneficiaries and months beyond that many are a matter for the workbook of the cautions. */
const LIMITE = 2_000;

function filtres(acteur: Collaborateur, { entites: demandees, produit, typeCredit }: Filtres): Sql {
  const entites = entitesVisibles(acteur, demandees);
  return sql`x.compte_id = ${acteur.compteId} and x.etat = any (${EN_VIGUEUR})
    ${entites ? sql`and x.entite_id = any (${entites})` : empty}
    ${produit !== '' ? sql`and x.produit = ${produit}` : empty} ${typeCredit !== '' ? sql`and x.type_credit = ${typeCredit}` : empty}`;
}

const REQUETES: Readonly<Record<Partage, (ou: Sql) => Sql>> = {
  filiale: (ou) => sql`
    select e.nom, x.type_credit as precision, sum(x.nombre)::int as nombre, sum(x.montant)::text as montant, x.devise
    from bilan x join entite e on e.id = x.entite_id where x.objet = 'caution' and x.produit <> '*' and ${ou} and x.nombre > 0 group by e.id, e.nom, x.type_credit, x.devise`,
  type: (ou) => sql`
    select x.type_credit as nom, x.produit as precision, sum(x.nombre)::int as nombre, sum(x.montant)::text as montant, x.devise
    from bilan x where x.objet = 'caution' and x.entite_id > 0 and x.produit <> '*' and ${ou} and x.nombre > 0 group by x.type_credit, x.produit, x.devise`,
  beneficiaire: (ou) => sql`
    select x.beneficiaire as nom, '' as precision, count(*)::int as nombre, sum(x.montant)::text as montant, x.devise
    from caution x where ${ou} group by x.beneficiaire, x.devise order by sum(x.montant) desc limit ${LIMITE}`,
  fin: (ou) => sql`
    select coalesce(to_char(x.date_fin, 'YYYY-MM'), '') as nom, '' as precision, count(*)::int as nombre, sum(x.montant)::text as montant, x.devise
    from caution x where ${ou} group by 1, x.devise limit ${LIMITE}`,
};

export const encours = (tx: Tx, acteur: Collaborateur, criteres: Filtres, par: Partage): Promise<LigneEncours[]> =>
  tx.rows<LigneEncours>(REQUETES[par](filtres(acteur, criteres)));
