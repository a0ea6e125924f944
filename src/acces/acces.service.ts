/** Everything about signing in, wired. */
import type { Config } from '../config.js';
import type { DroitsService } from '../droits/droits.service.js';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Hasher } from '../preuves/hasher.js';
import { createCles } from '../preuves/cles.js';
import { createEntreeService } from './entree.service.js';
import { createFacteurService } from '../preuves/facteur.service.js';
import { createInviter } from './invitation.service.js';
import { createLienService } from './lien.service.js';
import { createMotDePasseService } from '../preuves/mot-de-passe.service.js';
import { createPasskeyService } from '../preuves/passkey.service.js';
import { createQuestions } from '../preuves/questions.service.js';
import { createSecuriteService } from '../preuves/securite.service.js';
import { createSecretService } from '../preuves/secret.service.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly droits: DroitsService;
  readonly pepper: string;
  readonly config: Config;
  readonly hasher: Hasher;
  readonly appUrl: () => string;
  readonly reveiller: (travail: 'courriels') => void;
}

export function createAccesService({ db, clock, droits, pepper, config, hasher, appUrl, reveiller }: Deps) {
  const cles = createCles(pepper);
  const stricte = config.entreeStricte;
  const secret = createSecretService({ db, clock, hasher, stricte });
  const questions = createQuestions({ db, hasher });
  const liens = createLienService({ db, clock, droits, cles, secret, questions, stricte, reveiller });
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
    motDePasse: createMotDePasseService({ db, clock, droits, secret, reveiller }),
    inviter: createInviter({ cles, reveiller }),
    entree: createEntreeService({ db, clock, droits, hasher, secret, facteurs, liens, stricte, reveiller }),
  };
}
