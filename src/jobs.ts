/** What is done outside requests, and when: mails, seals, the night's work. */
import { veiller } from './acces/nuit.js';
import { echoir } from './cautions/echeances.js';
import { startJobs, type Jobs, type JobsLogger } from './kit/jobs.js';
import { forgetKeys } from './kit/idempotence.js';
import { sql } from './kit/database.js';
import type { Services, Travail } from './services.js';

/** UTC; the summaries early in the morning of Paris, the night's work just after its midnight, in summer and in winter. Each minute, what a killed process left is taken up again. */
const CRONTAB = `
* * * * * courriels ?jobKey=courriels
* * * * * actes ?jobKey=actes
15 6 * * * resumes ?jobKey=resumes
10 22 * * * nuit ?id=nuit-ete&jobKey=nuit
10 23 * * * nuit ?id=nuit-hiver&jobKey=nuit
`;

export interface Travaux {
  /** Asks for some work soon; many calls at once make one. */
  reveiller(travail: Travail): void;
  stop(): Promise<void>;
}

export async function startTravaux(services: Services, connectionString: string, logger: JobsLogger): Promise<Travaux> {
  const { db, clock, courriels, actes, resumes, acces } = services;
  const jobs: Jobs = await startJobs({
    connectionString,
    crontab: CRONTAB,
    logger,
    tasks: {
      courriels: async () => void (await courriels.envoyer()),
      actes: async () => {
        while ((await actes.scellerEnAttente()) > 0);
      },
      resumes: async () => {
        await resumes.ecrire();
        await courriels.envoyer();
      },
      nuit: async () => {
        await echoir({ db, clock });
        await veiller({ db, clock, secret: acces.secret });
        await forgetKeys(db, clock);
        await db.systeme.rows(sql`delete from session where expire < ${clock()}`);
      },
    },
  });
  const asked = new Set<Travail>();
  return {
    reveiller(travail) {
      if (asked.has(travail)) return;
      asked.add(travail);
      setTimeout(() => {
        asked.delete(travail);
        jobs.add(travail, {}, { jobKey: travail }).catch((error: unknown) => logger.error(String(error)));
      }, 20);
    },
    stop: () => jobs.stop(),
  };
}
