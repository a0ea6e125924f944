/** The insurer as the frame of every page shows it. */
import { sql, type Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';

export interface Identite {
  readonly id: number;
  readonly nom: string;
  readonly site: string;
  readonly identite: Readonly<Record<string, unknown>>;
}

const FRAICHEUR_MS = 60_000;

export function createGarantsService({ db, clock }: { db: Database; clock: Clock }) {
  let lus: { readonly garants: readonly Identite[]; readonly le: number } | undefined;
  return {
    /** One insurer, or the first where nobody is signed in; read once a minute. */
    async identite(garantId?: number): Promise<Identite | undefined> {
      const now = clock().getTime();
      if (!lus || now - lus.le >= FRAICHEUR_MS)
        lus = {
          garants: await db.systeme.rows<Identite>(sql`select id, nom, site_url as site, identite from garant order by id`),
          le: now,
        };
      return lus.garants.find(({ id }) => id === garantId) ?? lus.garants[0];
    },
  };
}
