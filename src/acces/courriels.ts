/** The secrets that our messages carry, made when they are rendered: the outbox holds ids only. */
import { chemins } from '../chemins.js';
import type { Cles } from './cles.js';

export const secretsDesCourriels =
  (cles: Pick<Cles, 'jeton' | 'code'>) =>
  ({ jeton, defi }: Readonly<Record<string, unknown>>): { chemin?: string; code?: string } => ({
    ...(typeof jeton === 'string' ? { chemin: chemins.motDePasseDefinir({ jeton: cles.jeton(jeton) }) } : {}),
    ...(typeof defi === 'string' ? { code: cles.code(defi) } : {}),
  });
