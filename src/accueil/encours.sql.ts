/** The outstanding of a perimeter from its counters: by type, and the largest entities. */
import { EN_VIGUEUR } from '../cautions/caution.js';
import { empty, sql, type Sql } from '../kit/database.js';
import type { Collaborateur } from '../droits/acteur.js';

/** Subsidiaries ranked on the home page; the rest is told by difference. */
const FILIALES = 6;

export interface BilanRow {
  readonly grain: 'type' | 'filiale';
  readonly entite_id: number;
  readonly entite: string;
  readonly type_credit: string;
  readonly devise: string;
  readonly etat: string;
  readonly nombre: number;
  readonly montant: string;
}

/** The entities a person sees; undefined for the whole account. */
export const entitesDe = ({ perimetre }: Collaborateur): readonly number[] | undefined => (perimetre.tout ? undefined : perimetre.entites);

/**
 * Cautions in force, pending or under opposition: by type over the perimeter, and the largest entities. An entity among the first
 * by what is outstanding is among the first by its effective cautions, or has one under opposition: only those are added up.
 */
export function bilans(acteur: Collaborateur): Sql {
  const entites = entitesDe(acteur);
  const etats = [...EN_VIGUEUR, 'en_attente'];
  const tenus = sql`b.compte_id = ${acteur.compteId} and b.objet = 'caution' and b.nombre > 0 and b.produit = '*'
    ${entites ? sql`and b.entite_id = any (${entites})` : empty}`;
  return sql`
    with candidates as (
      select p.devise, p.entite_id from (select distinct devise from autorisation where compte_id = ${acteur.compteId}) d, lateral (
        select b.devise, b.entite_id from bilan b where ${tenus} and b.etat = 'effective' and b.devise = d.devise
        order by b.montant desc limit ${FILIALES}) p
      union
      select b.devise, b.entite_id from bilan b where ${tenus} and b.etat = 'en_opposition'
    ), filiales as (
      select c.entite_id, c.devise, t.nombre, t.montant, row_number() over (partition by c.devise order by t.montant desc) as rang
      from candidates c, lateral (
        select sum(b.nombre)::int as nombre, sum(b.montant) as montant from bilan b
        where ${tenus} and b.entite_id = c.entite_id and b.type_credit = '*' and b.devise = c.devise and b.etat = any (${EN_VIGUEUR})) t
    )
    select 'type' as grain, 0 as entite_id, '' as entite, b.type_credit, b.devise, b.etat, sum(b.nombre)::int as nombre, sum(b.montant)::text as montant, 0 as rang
    from bilan b
    where b.compte_id = ${acteur.compteId} and b.objet = 'caution' and b.etat = any (${etats}) and b.nombre > 0
      ${entites ? sql`and b.entite_id = any (${entites}) and b.produit <> '*'` : sql`and b.entite_id = 0`}
    group by 4, 5, 6
    union all
    select 'filiale', f.entite_id, e.nom, '', f.devise, 'effective', f.nombre, f.montant::text, f.rang
    from filiales f join entite e on e.id = f.entite_id where f.rang <= ${FILIALES}
    order by grain desc, rang`;
}
