/** Runs works item by item, keeps aside what fails, and tries it again at its time. */
import type { Logger } from 'pino';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Disk } from '../kit/disk.js';
import { isAway, isFull } from '../kit/outage.js';
import { createFiles } from './files.service.js';
import { TOUT, type FileDAttente, type Item, type Travail } from './travail.js';
import { listDue, countTries, write, remove } from './travaux.repository.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
  readonly disk: Pick<Disk, 'refuse'>;
}

export type TravauxService = ReturnType<typeof createTravauxService>;

export function createTravauxService({ db, clock, logger, disk }: Deps) {
  let arrete = false;

  /** Tries one item; false when it is kept aside. Throws only when the database is gone or a disk full: nothing could be written of it. */
  async function seul(nature: string, sujet: Item, tentatives: number, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
    } catch (error) {
      if (isFull(error)) disk.refuse();
      if (isFull(error) || isAway(error)) throw error;
      const raison = await write(db, nature, sujet, { error, tentatives: tentatives + 1, now: clock() });
      logger.warn({ nature, cle: sujet.cle, raison }, 'An item of work is kept aside');
      return false;
    }
    if (tentatives > 0) await remove(db, nature, sujet.cle);
    return true;
  }

  /** All that waits, lot after lot, each item once. */
  async function nouveaux({ nature, aFaire, faire }: Travail): Promise<number> {
    const vus = new Set<string>();
    for (let faits = 0; ;) {
      const lot = (await aFaire()).filter(({ cle }) => !vus.has(cle));
      if (lot.length === 0) return faits;
      const essais = await countTries(
        db,
        nature,
        lot.map(({ cle }) => cle),
      );
      for (const sujet of lot) {
        if (arrete) return faits;
        vus.add(sujet.cle);
        if (await seul(nature, sujet, essais.get(sujet.cle) ?? 0, () => faire(sujet))) faits += 1;
      }
    }
  }

  /** The whole of a work: finding its items may fail too. */
  async function tout(travail: Travail, tentatives: number): Promise<number> {
    let faits = 0;
    await seul(travail.nature, TOUT, tentatives, async () => (faits = await nouveaux(travail)));
    return faits;
  }

  /** What was kept aside and whose next try has come; answers how many were done. */
  async function reprendre(travail: Travail): Promise<number> {
    let faits = 0;
    for (const { tentatives, ...sujet } of await listDue(db, travail.nature, clock())) {
      if (arrete) return faits;
      if (sujet.cle === TOUT.cle) faits += await tout(travail, tentatives);
      else if (await seul(travail.nature, sujet, tentatives, () => travail.faire(sujet))) faits += 1;
    }
    return faits;
  }

  const files = createFiles({ db, seul, arrete: () => arrete });

  return {
    reprendre,
    vider: files.vider,

    /**
     * What is due of what was kept aside, then all that waits; answers how many items were done. A queue at work already only has
     * its idle hands called, so that one job stays with it and no more.
     */
    async executer(travail: Travail | FileDAttente): Promise<number> {
      if (!('aFaire' in travail)) return files.executer(travail);
      return (await reprendre(travail)) + (await tout(travail, 0));
    },

    /** The process stops: no item is begun any more. */
    arreter: () => void (arrete = true),
  };
}
