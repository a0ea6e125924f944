/** SQL of what is kept aside. */
import { sql, type Database } from '../kit/database.js';
import { prochainEssai, raisonDe, type Raison, type Item } from './travail.js';

export interface Essaye extends Item {
  readonly tentatives: number;
}

/** Those of a work whose next try has come. */
export const listDue = ({ systeme }: Database, nature: string, now: Date): Promise<Essaye[]> =>
  systeme.rows<Essaye>(sql`
    select cle, nom, compte_id, garant_id, depuis, tentatives
    from travail_en_peine where nature = ${nature} and prochain_essai <= ${now} order by prochain_essai, id`);

/** Of these items, those that are kept aside, with their number of tries. */
export async function countTries({ systeme }: Database, nature: string, cles: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await systeme.rows<{ cle: string; tentatives: number }>(
    sql`select cle, tentatives from travail_en_peine where nature = ${nature} and cle = any (${cles})`,
  );
  return new Map(rows.map(({ cle, tentatives }) => [cle, tentatives]));
}

export const remove = ({ systeme }: Database, nature: string, cle: string) =>
  systeme.rows(sql`delete from travail_en_peine where nature = ${nature} and cle = ${cle}`);

/** Kept aside after one more failure; answers why. */
export async function write(
  { systeme }: Database,
  nature: string,
  { cle, nom, compte_id: compteId, garant_id: garantId = null }: Item,
  { error, tentatives, now }: { error: unknown; tentatives: number; now: Date },
): Promise<Raison> {
  const raison = raisonDe(error);
  const detail = (error instanceof Error ? error.message : String(error)).replaceAll('\u0000', '').slice(0, 500);
  await systeme.rows(sql`
    insert into travail_en_peine as p (nature, cle, nom, compte_id, garant_id, raison, detail, tentatives, depuis, dernier_essai, prochain_essai)
    values (${nature}, ${cle}, ${nom}, ${compteId}, ${garantId}, ${raison}, ${detail}, ${tentatives}, ${now}, ${now}, ${prochainEssai(tentatives, now)})
    on conflict (nature, cle) do update set raison = excluded.raison, detail = excluded.detail, tentatives = excluded.tentatives,
      dernier_essai = excluded.dernier_essai, prochain_essai = excluded.prochain_essai`);
  return raison;
}
