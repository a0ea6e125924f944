/** The links sent by mail: asked for, opened, spent by the form that sets the secret. */
import { randomUUID } from 'node:crypto';
import { ecrireCourriels } from '../courriels/courriels.repository.js';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Language } from '../kit/money.js';
import { journaliser, type Origine } from '../journal/journal.js';
import { empreinteDe, type Cles } from './cles.js';
import { creerLien, depenserLien, lienImmediat } from './lien.repository.js';
import { noterDonnees, personneDuLien, type Personne, type SecretHache } from './personne.repository.js';
import type { SecretService } from './secret.service.js';

/** A link still good, and whom it is for. */
export type Lien = Personne & { readonly jeton: string; readonly nature: 'acces' | 'oubli' };

export interface Donnees {
  readonly prenom: string;
  readonly nom: string;
  readonly langue: Language;
}

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly cles: Cles;
  readonly secret: SecretService;
  readonly reveiller: (travail: 'courriels') => void;
}

export type LienService = ReturnType<typeof createLienService>;

export function createLienService({ db, clock, cles, secret, reveiller }: Deps) {
  return {
    /** Sends a link if the address is known; does as much work, and answers nothing, when it is not. */
    async demander(email: string, origine: Origine): Promise<void> {
      const le = clock();
      const jeton = randomUUID();
      await db.systeme.transaction(async (tx) => {
        const lien = await creerLien(tx, { email: email.trim().toLowerCase(), jeton, empreinte: empreinteDe(cles.jeton(jeton)), le });
        await journaliser(tx, { acteur: undefined, compteId: lien?.compte_id ?? null, origine, le }, [
          { acte: 'secret_oublie', details: { identifiant: lien?.identifiant_id ?? null } },
        ]);
        // The same statement for an unknown address, with nothing in it.
        await ecrireCourriels(tx, lien?.compte_id ?? null, lien ? [messageDe(lien, jeton)] : [], le);
        tx.afterCommit(() => reveiller('courriels'));
      });
    },

    /** Whom a link is for; undefined when it is unknown, spent, too old, or its owner suspended. Changes nothing. */
    ouvrir: (jeton: string): Promise<Lien | undefined> => personneDuLien(db, empreinteDe(jeton), clock()),

    /** A link for someone at the door whose secret must change now: its token. */
    async immediat(identifiantId: number): Promise<string> {
      const jeton = randomUUID();
      const valeur = cles.jeton(jeton);
      await lienImmediat(db, identifiantId, jeton, empreinteDe(valeur), clock());
      return valeur;
    },

    /** Spends the link and sets the secret, all or nothing; false when another copy was first or the time is over. */
    async definir(lien: Lien, hache: SecretHache, donnees: Donnees | undefined, origine: Origine): Promise<boolean> {
      const le = clock();
      return db.systeme.transaction(async (tx) => {
        if (!(await depenserLien(tx, lien.jeton, le))) return false;
        if (donnees) await noterDonnees(tx, lien, donnees);
        await secret.poser(tx, lien, hache, { origine, le });
        tx.afterCommit(() => reveiller('courriels'));
        return true;
      });
    },
  };
}

const messageDe = ({ email, langue }: { email: string; langue: Language }, jeton: string) => ({
  evenement: `oubli:${jeton}`,
  destinataire: email,
  langue,
  gabarit: 'mot_de_passe_oublie',
  donnees: { jeton },
});
