/** The queues at work: each has its hands, which share what waits. */
import type { Database } from '../kit/database.js';
import { createMains, type Mains } from './mains.js';
import { TOUT, type FileDAttente, type Item } from './travail.js';
import { countTries } from './travaux.repository.js';

interface Deps {
  readonly db: Database;
  /** Tries one item; false when it is kept aside. */
  readonly seul: (nature: string, sujet: Item, tentatives: number, work: () => Promise<unknown>) => Promise<boolean>;
  readonly arrete: () => boolean;
}

export function createFiles({ db, seul, arrete }: Deps) {
  const mains = new WeakMap<FileDAttente, Mains>();
  function mainsDe(file: FileDAttente): Mains {
    const siennes =
      mains.get(file) ??
      createMains({
        file,
        essayer: ({ sujet, tentatives, faire }) => seul(file.nature, sujet, tentatives, faire),
        arrete,
      });
    mains.set(file, siennes);
    return siennes;
  }

  /** All that waits in a queue, whoever began; answers how many items were done. */
  async function vider(file: FileDAttente): Promise<number> {
    const essais = await countTries(db, file.nature, [TOUT.cle]);
    let faits = 0;
    await seul(file.nature, TOUT, essais.get(TOUT.cle) ?? 0, async () => {
      await mainsDe(file).appeler();
      faits = await mainsDe(file).finir();
    });
    return faits;
  }

  return {
    vider,

    /** Empties a queue; one at work already only has its idle hands called. */
    async executer(file: FileDAttente): Promise<number> {
      if (!mainsDe(file).actives()) return vider(file);
      await mainsDe(file).appeler();
      return 0;
    },
  };
}
