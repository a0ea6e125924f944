/** The hands of a queue: each takes the next item as soon as it is free, and goes when there is none. */
import type { FileDAttente, Pris } from './travail.js';

interface Deps {
  readonly file: FileDAttente;
  /** Tries one item; false when it is kept aside. */
  readonly essayer: (pris: Pris) => Promise<boolean>;
  readonly arrete: () => boolean;
}

export interface Mains {
  /** Brings the hands that are missing to work. */
  appeler(): Promise<void>;
  /** True while one of them works. */
  actives(): boolean;
  /** Waits until all are gone; answers how many items were done since the last time. Throws what sent one of them away. */
  finir(): Promise<number>;
}

export function createMains({ file, essayer, arrete }: Deps): Mains {
  const actives = new Set<Promise<void>>();
  const fautes: unknown[] = [];
  let appels = 0;
  let faits = 0;

  async function travailler(): Promise<void> {
    while (!arrete() && fautes.length === 0) {
      const vu = appels;
      const pris = await file.prendre();
      // Called while it looked: what came meanwhile may have been missed.
      if (!pris && vu === appels) return;
      if (pris && (await essayer(pris))) faits += 1;
    }
  }

  return {
    async appeler() {
      await file.ouvrir();
      appels += 1;
      while (actives.size < file.mains) {
        const main: Promise<void> = travailler()
          .catch((faute: unknown) => void fautes.push(faute))
          .finally(() => actives.delete(main));
        actives.add(main);
      }
    },
    actives: () => actives.size > 0,
    async finir() {
      while (actives.size > 0) await Promise.all(actives);
      const [faute] = fautes.splice(0);
      if (faute !== undefined) throw faute as Error;
      const fin = faits;
      faits = 0;
      return fin;
    },
  };
}
