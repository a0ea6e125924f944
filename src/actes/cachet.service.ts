/** The night's word to the insurer's people when the certificate of their seal ends: 60, 30 and 7 days before, and on the day, each once. */
import { chemins } from '../chemins.js';
import type { Courriel } from '../courriels/courriel.js';
import { insertCourriels } from '../courriels/outbox.sql.js';
import { sql, type Database } from '../kit/database.js';
import { daysBetween, formatDay, parisDay, today, type Clock } from '../kit/dates.js';
import type { Language } from '../kit/money.js';
import type { Seal } from '../sceau/seal.js';
import { SOON_DAYS } from '../sceau/validity.js';
import type { Item, Travail } from '../travaux/travail.js';

const RAPPELS = [0, 7, 30, SOON_DAYS] as const;

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly seal: Pick<Seal, 'validity' | 'fingerprint'>;
}

/** Each person alone; run twice, it writes each mail once. */
export const finDuCachet = ({ db, clock, seal }: Deps): Travail => {
  const reste = (): number => Math.max(daysBetween(today(clock), parisDay(seal.validity.to)), 0);
  const rappel = (): number | undefined => RAPPELS.find((jours) => reste() <= jours);
  return {
    nature: 'cachet',
    aFaire: async () =>
      rappel() === undefined
        ? []
        : db.systeme.rows<Item>(sql`
            select id::text as cle, email as nom, null::int as compte_id, garant_id
            from agent where actif and role <> 'courtier' order by id`),
    faire: ({ cle }) =>
      db.systeme.transaction(async (tx) => {
        const agent = await tx.row<{ email: string; langue: Language }>(sql`select email, langue from agent where id = ${Number(cle)}`);
        if (!agent) return;
        const fin = parisDay(seal.validity.to);
        const message: Courriel = {
          // The same words for the same certificate and the same reminder: never twice.
          evenement: `cachet:${seal.fingerprint}:${rappel()}`,
          destinataire: agent.email,
          langue: agent.langue,
          gabarit: 'cachet_expire',
          donnees: { count: reste(), jour: formatDay(fin), chemin: chemins.gestionTravaux() },
        };
        await insertCourriels(tx, null, [message], clock());
      }),
  };
};
