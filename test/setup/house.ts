/** The house of a test file with the product on it and Inès at its door: made before the tests, closed after; read inside them. */
import { afterAll, beforeAll } from 'vitest';
import { demarrer, type Application } from './application.js';
import { client, type Client } from './client.js';
import { useDatabase } from './database.js';
import { construire, MAINTENANT, type Maison, type Plafonds } from './maison.js';

interface House {
  readonly maison: Maison;
  readonly application: Application;
  readonly ines: Client;
}

/** `furnish`: what is there before the product starts. */
export function useHouse({ plafonds, furnish }: { plafonds?: Plafonds; furnish?: (maison: Maison) => Promise<unknown> } = {}): House {
  const database = useDatabase();
  const house: Partial<{ -readonly [K in keyof House]: House[K] }> = {};
  const here = <K extends keyof House>(name: K): House[K] => {
    const thing = house[name];
    if (!thing) throw new Error('The house exists only inside the tests and hooks of the file.');
    return thing as House[K];
  };
  beforeAll(async () => {
    house.maison = await construire(database.config, plafonds);
    await furnish?.(house.maison);
    house.application = await demarrer(database, { clock: MAINTENANT });
    house.ines = await client(house.application.url, house.maison.ines.email);
  }, 60_000);
  afterAll(async () => {
    await house.application?.stop();
    await house.maison?.db.close();
  });
  return {
    get maison() {
      return here('maison');
    },
    get application() {
      return here('application');
    },
    get ines() {
      return here('ines');
    },
  };
}
