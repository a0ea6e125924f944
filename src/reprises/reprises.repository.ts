/** SQL of another try, asked for by the insurer. */
import { sql, type Tx } from '../kit/database.js';

export interface Reprise {
  readonly nature: string;
  readonly nom: string;
  readonly compte_id: number | null;
}

/** Due at once; answers what it is, or undefined when nothing of this id is in sight. */
export const updateProchainEssai = (tx: Tx, id: number, now: Date): Promise<Reprise | undefined> =>
  tx.row<Reprise>(sql`update travail_en_peine set prochain_essai = ${now} where id = ${id} returning nature, nom, compte_id`);
