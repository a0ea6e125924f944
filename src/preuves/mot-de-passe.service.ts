/** Changing one's own secret, signed in. */
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Origine } from '../droits/acteur.js';
import type { DroitsService } from '../droits/droits.service.js';
import type { Personne } from './politique.js';
import type { SecretService } from './secret.service.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly droits: Pick<DroitsService, 'acteur'>;
  readonly secret: SecretService;
  readonly reveiller: (travail: 'courriels') => void;
}

export function createMotDePasseService({ db, clock, droits, secret, reveiller }: Deps) {
  return {
    /** Puts the new secret in place and ends the other sessions; `sauf` is the one where she acts. */
    async changer(personne: Personne, nouveau: string, origine: Origine, sauf: string): Promise<void> {
      // Hashed and read before: a transaction asks for no second connection.
      const hache = await secret.hacher(personne, nouveau);
      const acteur = await droits.acteur(personne.id);
      await db.systeme.transaction(async (tx) => {
        await secret.poser(tx, personne, hache, { acteur, origine, le: clock(), sauf });
        tx.afterCommit(() => reveiller('courriels'));
      });
    },
  };
}
