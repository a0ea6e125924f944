/** Everything about signing in, wired. */
import type { Config } from '../config.js';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Hasher } from '../session/secret.js';
import { trouverActeur } from '../session/session.repository.js';
import { createCles } from './cles.js';
import { createInviter } from './invitation.js';
import { createLienService, type Lien } from './lien.service.js';
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
  const secret = createSecretService({ db, hasher, stricte: config.entreeStricte });
  return {
    cles,
    secret,
    inviter: createInviter({ cles, reveiller }),
    liens: createLienService({ db, clock, cles, secret, reveiller }),
    /** Whoever set her secret by a link enters at once, unless a second factor must be shown at the door. */
    entreeApresLien: async ({ id, totp, cles: passkeys }: Lien) =>
      totp === null && passkeys === 0 ? await trouverActeur(db, id) : undefined,
  };
}
