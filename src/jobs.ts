/** What is done outside requests, and when: mails, seals, summaries, the night's work. */
import { startJobs, type JobsOptions, type Jobs } from './kit/jobs.js';
import { nuit } from './nuit.js';
import type { Reveil, Services } from './services.js';
import type { FileDAttente, Travail } from './travaux/travail.js';

/** UTC; the summaries early in the morning of Paris, the night's work just after its midnight, in summer and in winter. Each minute, what a killed process left, and what was kept aside and is due, is taken up again. */
const CRONTAB = `
* * * * * courriels ?jobKey=courriels
* * * * * actes ?jobKey=actes
* * * * * reprises ?jobKey=reprises
15 6 * * * resumes ?jobKey=resumes
10 22 * * * nuit ?id=nuit-ete&jobKey=nuit
10 23 * * * nuit ?id=nuit-hiver&jobKey=nuit
`;

/** Each work by the hour that it is done at. */
export const travauxDe = (services: Services) => ({
  courriels: [services.courriels.envoi],
  actes: [services.actes.scellement],
  resumes: [services.resumes.redaction, services.courriels.envoi],
  nuit: nuit(services),
});

export interface Travaux extends Pick<Jobs, 'alive' | 'cut' | 'stop'> {
  /** Asks for some work soon; many calls at once make one. */
  reveiller(travail: Reveil): void;
}

export async function startTravaux(
  services: Services,
  { logger, ...options }: Pick<JobsOptions, 'connectionString' | 'onEnd'> & Required<Pick<JobsOptions, 'logger'>>,
): Promise<Travaux> {
  const { executer, reprendre, arreter } = services.travaux;
  const parHeure = travauxDe(services);
  const tasks = Object.fromEntries(
    Object.entries<readonly (Travail | FileDAttente)[]>(parHeure).map(([nom, travaux]) => [
      nom,
      async () => {
        for (const travail of travaux) await executer(travail);
      },
    ]),
  );
  const reprises = async () => {
    for (const travail of [services.resumes.redaction, ...parHeure.nuit]) await reprendre(travail);
  };
  const jobs = await startJobs({ ...options, logger, crontab: CRONTAB, tasks: { ...tasks, reprises } });
  const asked = new Set<Reveil>();
  return {
    alive: jobs.alive,
    cut: jobs.cut,
    // Waits for the items under way, not for all that waits.
    stop: () => {
      arreter();
      return jobs.stop();
    },
    reveiller(travail) {
      if (asked.has(travail)) return;
      asked.add(travail);
      setTimeout(() => {
        asked.delete(travail);
        jobs.add(travail, {}, { jobKey: travail }).catch((error: unknown) => logger.error(String(error)));
      }, 20);
    },
  };
}
