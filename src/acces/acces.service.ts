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
import { createMotDePasseService } from './mot-de-passe.service.js';
import { createPasskeyService } from './passkey.service.js';
import { createQuestions } from './questions.js';
import { createReglagesService } from './reglages.service.js';
import { createSecuriteService } from './securite.service.js';
import { createSecretService } from './secret.service.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly pepper: string;
  readonly config: Config;
  readonly hasher: Hasher;
  readonly appUrl: () => string;
  readonly reveiller: (travail: 'courriels') => void;
}

export function createAccesService({ db, clock, pepper, config, hasher, appUrl, reveiller }: Deps) {
  const cles = createCles(pepper);
  const stricte = config.entreeStricte;
  const secret = createSecretService({ db, clock, hasher, stricte });
  const questions = createQuestions({ db, hasher });
  const liens = createLienService({ db, clock, cles, secret, questions, stricte, reveiller });
  const facteurs = createFacteurService({ db, clock, cles });
  const passkeys = createPasskeyService({ db, clock, appUrl });
  return {
    cles,
    secret,
    liens,
    questions,
    facteurs,
    passkeys,
    securite: createSecuriteService({ db, clock, facteurs, passkeys, questions, reveiller }),
    reglages: createReglagesService({ db, clock, stricte }),
    motDePasse: createMotDePasseService({ db, clock, secret, reveiller }),
    inviter: createInviter({ cles, reveiller }),
    entree: createEntreeService({ db, clock, hasher, secret, facteurs, liens, stricte, reveiller }),
  };
}
