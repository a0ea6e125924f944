/** Everything about signing in, wired. */
import type { Config } from '../config.js';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Hasher } from '../session/secret.js';
import { createCles } from './cles.js';
import { createEntreeService } from './entree.service.js';
import { createFacteurService } from './facteur.service.js';
import { createInviter } from './invitation.js';
import { createLienService } from './lien.service.js';
import { createSecretService } from './secret.service.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly pepper: string;
  readonly config: Config;
  readonly hasher: Hasher;
  readonly reveiller: (travail: 'courriels') => void;
}

export function createAccesService({ db, clock, pepper, config, hasher, reveiller }: Deps) {
  const cles = createCles(pepper);
  const stricte = config.entreeStricte;
  const secret = createSecretService({ db, hasher, stricte });
  const liens = createLienService({ db, clock, cles, secret, reveiller });
  const facteurs = createFacteurService({ db, clock, cles });
  return {
    cles,
    secret,
    liens,
    facteurs,
    inviter: createInviter({ cles, reveiller }),
    entree: createEntreeService({ db, clock, hasher, secret, facteurs, liens, stricte, reveiller }),
  };
}
