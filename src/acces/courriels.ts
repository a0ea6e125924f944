/** The secrets that our messages carry, made when they are rendered: the outbox holds ids only. */
import { chemins } from '../chemins.js';
import type { DonneesCourriel } from '../courriels/modele.js';
import type { Cles } from '../preuves/cles.js';

export const secretsDesCourriels =
  (cles: Pick<Cles, 'jeton' | 'code'>) =>
  ({ jeton, defi }: DonneesCourriel): Pick<DonneesCourriel, 'chemin' | 'code'> => ({
    ...(jeton !== undefined ? { chemin: chemins.motDePasseDefinir({ jeton: cles.jeton(jeton) }) } : {}),
    ...(defi !== undefined ? { code: cles.code(defi) } : {}),
  });
