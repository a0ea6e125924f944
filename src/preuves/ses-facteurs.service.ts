/** What proves who one is, as its owner changes it: application, passkeys, recovery codes, questions. */
import type { Database, Tx } from '../kit/database.js';
import { conflit, introuvable } from '../kit/errors.js';
import type { Acteur, Origine } from '../droits/acteur.js';
import type { Changer } from './changement.service.js';
import type { FacteurService } from './facteur.service.js';
import type { PasskeyService } from './passkey.service.js';
import { findPersonne } from './personne.sql.js';
import type { Personne } from './politique.js';
import type { Reponse } from './questions.js';
import type { createQuestions } from './questions.service.js';

export interface SesFacteursDeps {
  readonly db: Database;
  readonly changer: Changer;
  readonly facteurs: FacteurService;
  readonly passkeys: PasskeyService;
  readonly questions: ReturnType<typeof createQuestions>;
}

export function createSesFacteurs({ db, changer, facteurs, passkeys, questions }: SesFacteursDeps) {
  /** With a first factor come the codes for the day it is lost; the next ones leave them as they are. */
  const secoursDu = async (tx: Tx, personne: Personne): Promise<readonly string[]> =>
    personne.totp === null && personne.cles === 0 ? facteurs.renouvelerSecours(tx, personne.id) : [];

  return {
    /** Answers the recovery codes that come with a first factor, shown once. */
    async ajouterApplication(acteur: Acteur, secret: string, origine: Origine): Promise<readonly string[]> {
      const personne = await personneDe(db, acteur);
      return changer(acteur, origine, 'facteur_ajoute', 'facteur_ajoute', async (tx) => {
        if ((await facteurs.poser(tx, personne.id, secret)) === 0) throw conflit('acces.securite.dejaApplication');
        return [await secoursDu(tx, personne), { facteur: 'application', avant: null }];
      });
    },

    retirerApplication: (acteur: Acteur, origine: Origine): Promise<void> =>
      changer(acteur, origine, 'facteur_retire', 'facteur_retire', async (tx) => {
        if ((await facteurs.retirer(tx, acteur.identifiantId)) === 0) throw conflit('acces.securite.changee');
        await facteurs.oublierSecours(tx, acteur.identifiantId);
        return [undefined, { facteur: 'application', apres: null }];
      }),

    async ajouterCle(
      acteur: Acteur,
      reponse: string,
      challenge: string | undefined,
      nom: string,
      origine: Origine,
    ): Promise<readonly string[]> {
      const [personne, cle] = await Promise.all([personneDe(db, acteur), passkeys.verifierAjout(reponse, challenge)]);
      if (!cle) throw conflit('acces.securite.cleRefusee');
      return changer(acteur, origine, 'facteur_ajoute', 'facteur_ajoute', async (tx) => {
        if (!(await passkeys.ajouter(tx, personne.id, cle, nom))) throw conflit('acces.securite.cleConnue');
        return [await secoursDu(tx, personne), { facteur: 'cle', nom, avant: null }];
      });
    },

    retirerCle: (acteur: Acteur, id: string, origine: Origine): Promise<void> =>
      changer(acteur, origine, 'facteur_retire', 'facteur_retire', async (tx) => {
        const cle = await passkeys.retirer(tx, acteur.identifiantId, id);
        if (!cle) throw introuvable();
        await facteurs.oublierSecours(tx, acteur.identifiantId);
        return [undefined, { facteur: 'cle', nom: cle.nom, apres: null }];
      }),

    async renouvelerSecours(acteur: Acteur, origine: Origine): Promise<readonly string[]> {
      const { totp, cles } = await personneDe(db, acteur);
      if (totp === null && cles === 0) throw conflit('acces.securite.changee');
      return changer(acteur, origine, 'secours_renouveles', undefined, async (tx) => [
        await facteurs.renouvelerSecours(tx, acteur.identifiantId),
        {},
      ]);
    },

    /** The answers are hashed before the transaction, and the journal tells which questions, never what was answered. */
    async choisirQuestions(acteur: Acteur, reponses: readonly Reponse[], origine: Origine): Promise<void> {
      const [personne, hachees] = [await personneDe(db, acteur), await questions.hacher(reponses)];
      await changer(acteur, origine, 'questions_choisies', 'questions_changees', async (tx) => {
        await questions.poser(tx, personne.id, hachees);
        return [undefined, { avant: personne.questions, apres: reponses.map(({ question }) => question) }];
      });
    },
  };
}

export async function personneDe(db: Database, { identifiantId }: Acteur): Promise<Personne> {
  const personne = await findPersonne(db, identifiantId);
  if (!personne) throw introuvable();
  return personne;
}
