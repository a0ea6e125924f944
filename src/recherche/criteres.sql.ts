/** The criteria as SQL, the same for demandes and cautions: both tables carry the same column names. */
import { addDays, startOfDay } from '../kit/dates.js';
import { empty, join, sql, type Sql } from '../kit/database.js';
import { lireNumero } from '../demandes/demande.js';
import type { Collaborateur } from '../session/acteur.js';
import type { Criteres, Tri } from './criteres.js';

/** Columns that a sort may use; the id ends every order, so that a page never repeats a row. `date` and `numero` follow the id. */
const ORDRES: Readonly<Record<Tri, { readonly asc: Sql; readonly desc: Sql }>> = {
  date: { asc: sql`x.id`, desc: sql`x.id desc` },
  numero: { asc: sql`x.id`, desc: sql`x.id desc` },
  entite: { asc: sql`e.nom, x.id`, desc: sql`e.nom desc, x.id desc` },
  type: { asc: sql`x.type_credit, x.id`, desc: sql`x.type_credit desc, x.id desc` },
  beneficiaire: { asc: sql`x.beneficiaire, x.id`, desc: sql`x.beneficiaire desc, x.id desc` },
  montant: { asc: sql`x.montant, x.id`, desc: sql`x.montant desc, x.id desc` },
  etat: { asc: sql`x.etat, x.id`, desc: sql`x.etat desc, x.id desc` },
  fin: { asc: sql`x.date_fin nulls last, x.id`, desc: sql`x.date_fin desc nulls last, x.id desc` },
};

export const ordre = ({ tri, sens }: Pick<Criteres, 'tri' | 'sens'>): Sql => ORDRES[tri][sens];

/** The entities asked for that are also in the perimeter; undefined when there is no restriction at all. */
export function entitesVisibles({ perimetre }: Collaborateur, demandees: readonly number[]): readonly number[] | undefined {
  if (perimetre.tout) return demandees.length > 0 ? demandees : undefined;
  return demandees.length > 0 ? demandees.filter((id) => perimetre.entites.includes(id)) : perimetre.entites;
}

/** A pattern of `ilike` for a fragment, its own marks taken as letters. */
const contenant = (typed: string): string => `%${typed.replace(/[\\%_]/g, '\\$&')}%`;

/** `42`, `d26-42`, or a fragment of the beneficiary, of the marché, or of the number. */
function numeroOuBeneficiaire(typed: string, lettre: 'D' | 'C'): Sql {
  const numero = lireNumero(typed);
  if (numero?.annee !== undefined || numero?.lettre !== undefined)
    return numero.lettre && numero.lettre !== lettre ? sql`false` : sql`x.rang = ${numero.rang} and x.annee = ${numero.annee ?? 0}`;
  const fragment = contenant(typed);
  const large = sql`x.beneficiaire ilike ${fragment} or x.marche ilike ${fragment} or x.numero ilike ${fragment}`;
  return numero ? sql`(x.rang = ${numero.rang} or ${large})` : sql`(${large})`;
}

/** The conditions on table `x` (demande or caution), account and perimeter included. */
export function conditions(acteur: Collaborateur, criteres: Criteres, lettre: 'D' | 'C'): Sql {
  const { entiteNom, numero, produit, typeCredit, du, au, etats } = criteres;
  const entites = entitesVisibles(acteur, criteres.entites);
  const all = [
    sql`x.compte_id = ${acteur.compteId}`,
    entites && sql`x.entite_id = any (${entites})`,
    entiteNom !== '' &&
      sql`x.entite_id in (select id from entite where compte_id = ${acteur.compteId} and nom ilike ${contenant(entiteNom)})`,
    numero !== '' && numeroOuBeneficiaire(numero, lettre),
    produit !== '' && sql`x.produit = ${produit}`,
    typeCredit !== '' && sql`x.type_credit = ${typeCredit}`,
    du && sql`x.creee_le >= ${startOfDay(du)}`,
    au && sql`x.creee_le < ${startOfDay(addDays(au, 1))}`,
    etats.length === 1 && sql`x.etat = ${etats[0]}`,
    etats.length > 1 && sql`x.etat = any (${etats})`,
  ];
  return join(
    all.filter((one): one is Sql => Boolean(one)),
    ' and ',
  );
}

/**
 * The ids of one page, found before anything else is read: an index alone answers, however large the account and deep the page.
 * `extra` adds conditions on `x`.
 */
export const idsDePage = (table: Sql, acteur: Collaborateur, criteres: Criteres, lettre: 'D' | 'C', extra: Sql = empty): Sql => sql`(
  select x.id from ${table} x ${criteres.tri === 'entite' ? sql`join entite e on e.id = x.entite_id` : empty}
  where ${conditions(acteur, criteres, lettre)} ${extra}
  order by ${ordre(criteres)} limit ${criteres.taille} offset ${(criteres.page - 1) * criteres.taille})`;

/** True when the counters of `bilan` hold the exact totals: no number, no date, nothing of one person. */
export const totauxTenus = ({ numero, entiteNom, du, au, aValider }: Criteres): boolean =>
  numero === '' && entiteNom === '' && !du && !au && !aValider;

/** Count and sum by currency from the counters, for criteria they hold. */
export function totauxDuBilan(
  acteur: Collaborateur,
  { entites: demandees, produit, typeCredit, etats }: Criteres,
  objet: 'demande' | 'caution',
): Sql {
  const entites = entitesVisibles(acteur, demandees);
  const parType = produit !== '' || typeCredit !== '';
  // The coarsest grain that still tells what is asked.
  const grain = !entites
    ? sql`and entite_id = 0`
    : parType
      ? sql`and entite_id = any (${entites}) and produit <> '*'`
      : sql`and entite_id = any (${entites}) and produit = '*'`;
  return sql`
    select devise, sum(nombre)::int as nombre, sum(montant)::text as montant from bilan
    where compte_id = ${acteur.compteId} and objet = ${objet} ${grain}
      ${produit !== '' ? sql`and produit = ${produit}` : empty}
      ${typeCredit !== '' ? sql`and type_credit = ${typeCredit}` : empty}
      ${etats.length > 0 ? sql`and etat = any (${etats})` : empty}
    group by devise having sum(nombre) > 0 order by devise`;
}
