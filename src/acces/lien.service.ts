/** The links sent by mail: asked for, opened, spent by the form that sets the secret. */
import { randomUUID } from 'node:crypto';
import type { Courriel } from '../courriels/courriel.js';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Language } from '../kit/money.js';
import { createConsigner } from '../journal/consigner.js';
import type { Origine } from '../droits/acteur.js';
import type { DroitsService } from '../droits/droits.service.js';
import { empreinteDe, type Cles } from '../preuves/cles.js';
import { countAddress } from './defi.repository.js';
import { createConsignerOuCompter } from './inconnus.service.js';
import { insertLien, lockEmail, spendLien, insertLienImmediat } from './lien.repository.js';
import { updateDonnees, findByLien } from '../preuves/personne.sql.js';
import type { Personne, SecretHache } from '../preuves/politique.js';
import type { Reponse } from '../preuves/questions.js';
import type { createQuestions } from '../preuves/questions.service.js';
import type { SecretService } from '../preuves/secret.service.js';
import { auMoins } from './temps.js';

/** A link still good, and whom it is for. */
export type Lien = Personne & { readonly jeton: string; readonly nature: 'acces' | 'oubli' };

export interface DonneesPersonne {
  readonly prenom: string;
  readonly nom: string;
  readonly langue: Language;
}

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly droits: Pick<DroitsService, 'acteur'>;
  readonly cles: Cles;
  readonly secret: SecretService;
  readonly questions: ReturnType<typeof createQuestions>;
  /** False in demonstration, where all come from this machine. */
  readonly stricte: boolean;
  readonly reveiller: (travail: 'courriels') => void;
}

/** The work takes a few milliseconds, a little more when a message is written. */
const DELAI_MS = 60;

export type LienService = ReturnType<typeof createLienService>;

export function createLienService({ db, clock, droits, cles, secret, questions, stricte, reveiller }: Deps) {
  const consignerOuCompter = createConsignerOuCompter({ clock, consigner: createConsigner({ clock }) });
  async function demander(email: string, origine: Origine): Promise<void> {
    const le = clock();
    const jeton = randomUUID();
    // Nobody signs in with an empty address: too many asks from one place are answered alike, and find nobody.
    const permis = !stricte || (await countAddress(db, origine.adresse, le));
    const adresse = permis ? email.trim().toLowerCase() : '';
    await db.systeme.transaction(async (tx) => {
      await lockEmail(tx, adresse);
      const lien = await insertLien(tx, { email: adresse, jeton, empreinte: empreinteDe(cles.jeton(jeton)), le });
      await consignerOuCompter(tx, [
        {
          acteur: undefined,
          compteId: lien?.compte_id ?? null,
          origine,
          acte: 'secret_oublie',
          sujet: 'identifiant',
          sujetId: lien?.identifiant_id ?? null,
          courriels: lien ? [messageDe(lien, jeton)] : [],
        },
      ]);
      // Woken in both cases: what is done for a known address is done for an unknown one.
      tx.afterCommit(() => reveiller('courriels'));
    });
  }

  return {
    /** Sends a link if the address is known; does as much work, takes as long, and answers nothing, when it is not. */
    demander: (email: string, origine: Origine): Promise<void> => auMoins(DELAI_MS, demander(email, origine)),

    /** Whom a link is for; undefined when it is unknown, spent, too old, or its owner suspended. Changes nothing. */
    ouvrir: (jeton: string): Promise<Lien | undefined> => findByLien(db, empreinteDe(jeton), clock()),

    /** A link for someone at the door whose secret must change now: its token. */
    async immediat(identifiantId: number): Promise<string> {
      const jeton = randomUUID();
      const valeur = cles.jeton(jeton);
      await insertLienImmediat(db, identifiantId, jeton, empreinteDe(valeur), clock());
      return valeur;
    },

    /** Spends the link and sets the secret, all or nothing; false when another copy was first or the time is over. */
    async definir(
      lien: Lien,
      { hache, donnees, reponses = [] }: { hache: SecretHache; donnees?: DonneesPersonne; reponses?: readonly Reponse[] },
      origine: Origine,
    ): Promise<boolean> {
      const le = clock();
      const acteur = await droits.acteur(lien.id);
      return db.systeme.transaction(async (tx) => {
        if (!(await spendLien(tx, lien.jeton, le))) return false;
        if (donnees) await updateDonnees(tx, lien, donnees);
        if (reponses.length > 0) await questions.poser(tx, lien.id, reponses);
        await secret.poser(tx, lien, hache, { acteur, origine, le });
        tx.afterCommit(() => reveiller('courriels'));
        return true;
      });
    },
  };
}

const messageDe = ({ email, langue }: { email: string; langue: Language }, jeton: string): Courriel => ({
  evenement: `oubli:${jeton}`,
  destinataire: email,
  langue,
  gabarit: 'mot_de_passe_oublie',
  donnees: { jeton },
});
