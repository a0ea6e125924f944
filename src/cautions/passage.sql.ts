/**
 * What happens to a caution, in the transaction of whatever makes it happen: the table guards, the state moves, the ledger follows.
 * Locks are taken in the house's order, contrat, ligne, autorisation, caution, before anything is read.
 */
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import { conflit, Refus } from '../kit/errors.js';
import { add, fromDecimal, subtract, toDecimal, zero, type Money } from '../kit/money.js';
import { appelsOuverts } from './appels.sql.js';
import { CAUTION, FINIES, type AuteurCaution, type EtatCaution, type GesteCaution } from './caution.js';

/** A caution under its lock. Amounts are decimals of `devise`. */
export interface CautionTenue {
  readonly id: number;
  readonly compte_id: number;
  readonly etat: EtatCaution;
  readonly version: number;
  readonly montant: string;
  readonly devise: string;
  /** What its ledger still holds. */
  readonly reste: string;
  /** Oppositions that nobody lifted. */
  readonly oppositions: number;
  /** Calls that are not settled. */
  readonly appels: number;
}

/** Locks a caution after its ceilings; undefined when it is not seen. */
export async function tenir(tx: Tx, id: number): Promise<CautionTenue | undefined> {
  const sienne = sql`autorisation a join caution c on c.autorisation_id = a.id where c.id = ${id}`;
  const [, , , rows] = await Promise.all([
    tx.run(sql`select id from contrat where id = (select a.contrat_id from ${sienne}) for no key update`),
    tx.run(sql`select id from ligne where id = (select a.ligne_id from ${sienne}) for no key update`),
    tx.run(sql`select id from autorisation where id = (select a.id from ${sienne}) for no key update`),
    tx.rows<{ id: number }>(sql`select id from caution where id = ${id} for no key update`),
  ]);
  if (rows.length === 0) return undefined;
  return tx.row<CautionTenue>(sql`
    select c.id, c.compte_id, c.etat, c.version, c.montant::text, c.devise,
      coalesce((select sum(m.montant) from mouvement m where m.caution_id = c.id), 0)::text as reste,
      (select count(*)::int from opposition o where o.caution_id = c.id and o.levee_le is null) as oppositions,
      (select count(*)::int ${appelsOuverts(sql`c.id`)}) as appels
    from caution c where c.id = ${id}`);
}

/** What a movement of the ledger is for. */
type Nature = 'emission' | 'mainlevee' | 'echeance' | 'appel' | 'avenant';

interface Passage {
  readonly geste: GesteCaution;
  readonly par: AuteurCaution;
  readonly le: Date;
  /** What the ledger calls it, where it moves. */
  readonly nature?: Nature;
  /** What the amount changes by; all that is left goes when the caution ends. */
  readonly ecart?: Money;
  /** Columns besides: `, valeurs = …`. */
  readonly set?: Sql;
}

/** What is left once the amount has changed by `ecart`. */
export const resteApres = ({ reste, devise }: Pick<CautionTenue, 'reste' | 'devise'>, ecart: Money): Money =>
  add(fromDecimal(reste, devise), ecart);

/** Writes one movement: the totals of the three ceilings move with it, and refuse to be exceeded. */
export const ecrire = (tx: Tx, id: number, { nature, montant, le }: { nature: Nature; montant: Money; le: Date }): Promise<number> =>
  tx.run(sql`
    insert into mouvement (compte_id, contrat_id, ligne_id, autorisation_id, caution_id, nature, montant, le)
    select c.compte_id, c.contrat_id, a.ligne_id, c.autorisation_id, c.id, ${nature}, ${toDecimal(montant)}, ${le}::timestamptz
    from caution c join autorisation a on a.id = c.autorisation_id where c.id = ${id}`);

/** Moves it where its version is still the one read; answers how many rows moved. */
export const move = (tx: Tx, { id, version }: Pick<CautionTenue, 'id' | 'version'>, vers: EtatCaution, set: Sql = empty): Promise<number> =>
  tx.run(sql`update caution set etat = ${vers}, version = version + 1 ${set} where id = ${id} and version = ${version}`);

/** Moves a caution that is held (`tenir`) and its ledger: 403 or 409 in words when the table says no. Answers its state. */
export async function passer(tx: Tx, caution: CautionTenue, { geste, par, le, nature, ecart, set = empty }: Passage): Promise<EtatCaution> {
  const { id, devise } = caution;
  const epuisee = ecart !== undefined && resteApres(caution, ecart).minor <= 0n;
  const situation = { etat: caution.etat, oppositions: caution.oppositions, appels: caution.appels, epuisee };
  const obstacle = CAUTION.obstacle(geste, situation, [par]);
  if (obstacle) throw new Refus(obstacle.status, obstacle.key);
  const vers = CAUTION.suite(geste, situation);
  const finie = FINIES.includes(vers);
  const change = finie ? subtract(zero(devise), fromDecimal(caution.reste, devise)) : ecart;
  const fin = finie ? sql`, terminee_le = ${le}::timestamptz` : change ? sql`, montant = montant + ${toDecimal(change)}` : empty;
  if ((await move(tx, caution, vers, sql`${fin} ${set}`)) === 0) throw conflit('gestes.perimee');
  // Nothing is left to object to.
  if (finie && caution.oppositions > 0)
    await tx.run(sql`
      update opposition set levee_le = greatest(recue_le, (${le}::timestamptz at time zone 'Europe/Paris')::date), issue = 'levee', version = version + 1
      where caution_id = ${id} and levee_le is null`);
  if (nature && change && change.minor !== 0n) await ecrire(tx, id, { nature, montant: change, le });
  return vers;
}
