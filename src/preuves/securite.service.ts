/** The security of one's own access: second factors, trusted browsers, open sessions. Each change is journaled and told by mail. */
import { chemins } from '../chemins.js';
import type { Database, Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { conflit, introuvable } from '../kit/errors.js';
import { createConsigner } from '../journal/consigner.js';
import type { Acteur, Origine } from '../droits/acteur.js';
import { listAppareils, deleteAppareil } from './appareil.sql.js';
import type { FacteurService } from './facteur.service.js';
import type { PasskeyService } from './passkey.service.js';
import { deleteSessions, findPersonne } from './personne.sql.js';
import type { Personne } from './politique.js';
import type { Reponse } from './questions.js';
import type { createQuestions } from './questions.service.js';
import { remove, list } from './session.repository.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly facteurs: FacteurService;
  readonly passkeys: PasskeyService;
  readonly questions: ReturnType<typeof createQuestions>;
  readonly reveiller: (travail: 'courriels') => void;
}

type Avis = 'facteur_ajoute' | 'facteur_retire' | 'questions_changees';

export function createSecuriteService({ db, clock, facteurs, passkeys, questions, reveiller }: Deps) {
  const consigner = createConsigner({ clock, reveiller });
  async function personneDe({ identifiantId }: Acteur): Promise<Personne> {
    const personne = await findPersonne(db, identifiantId);
    if (!personne) throw introuvable();
    return personne;
  }

  /** Acts, writes it in the journal and, where it matters to her, to its owner. */
  const changer = <T>(
    acteur: Acteur,
    origine: Origine,
    acte: string,
    avis: Avis | undefined,
    work: (tx: Tx) => Promise<[T, object]>,
  ): Promise<T> =>
    db.systeme.transaction(async (tx) => {
      const [result, details] = await work(tx);
      const { identifiantId, email, langue } = acteur;
      const message = avis && {
        evenement: `${acte}:${identifiantId}:${clock().getTime()}`,
        destinataire: email,
        langue,
        gabarit: avis,
        donnees: { chemin: chemins.profilSecurite() },
      };
      await consigner(tx, [
        { acteur, origine, acte, sujet: 'identifiant', sujetId: identifiantId, details: { ...details }, courriels: message && [message] },
      ]);
      return result;
    });

  /** With a first factor come the codes for the day it is lost; the next ones leave them as they are. */
  const secoursDu = async (tx: Tx, personne: Personne): Promise<readonly string[]> =>
    personne.totp === null && personne.cles === 0 ? facteurs.renouvelerSecours(tx, personne.id) : [];

  return {
    personneDe,

    async read(acteur: Acteur, sid: string, empreintes: readonly Buffer[]) {
      const { identifiantId } = acteur;
      const [personne, secours, cles, appareils, sessions] = await Promise.all([
        personneDe(acteur),
        facteurs.secoursRestants(identifiantId),
        passkeys.list(identifiantId),
        listAppareils(db, identifiantId, empreintes, clock()),
        list(db, identifiantId, sid),
      ]);
      return { personne, application: personne.totp !== null, secours, cles, appareils, sessions };
    },

    /** Answers the recovery codes that come with a first factor, shown once. */
    async ajouterApplication(acteur: Acteur, secret: string, origine: Origine): Promise<readonly string[]> {
      const personne = await personneDe(acteur);
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
      const [personne, cle] = await Promise.all([personneDe(acteur), passkeys.verifierAjout(reponse, challenge)]);
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
      const { totp, cles } = await personneDe(acteur);
      if (totp === null && cles === 0) throw conflit('acces.securite.changee');
      return changer(acteur, origine, 'secours_renouveles', undefined, async (tx) => [
        await facteurs.renouvelerSecours(tx, acteur.identifiantId),
        {},
      ]);
    },

    /** The answers are hashed before the transaction, and the journal tells which questions, never what was answered. */
    async choisirQuestions(acteur: Acteur, reponses: readonly Reponse[], origine: Origine): Promise<void> {
      const [personne, hachees] = [await personneDe(acteur), await questions.hacher(reponses)];
      await changer(acteur, origine, 'questions_choisies', 'questions_changees', async (tx) => {
        await questions.poser(tx, personne.id, hachees);
        return [undefined, { avant: personne.questions, apres: reponses.map(({ question }) => question) }];
      });
    },

    retirerAppareil: (acteur: Acteur, id: number, origine: Origine): Promise<void> =>
      changer(acteur, origine, 'appareil_retire', undefined, async (tx) => {
        const appareil = await deleteAppareil(tx, acteur.identifiantId, id);
        if (!appareil) throw introuvable();
        return [undefined, { avant: appareil.navigateur, apres: null }];
      }),

    fermerSession: (acteur: Acteur, nom: string, sid: string, origine: Origine): Promise<void> =>
      changer(acteur, origine, 'session_fermee', undefined, async (tx) => {
        if (!(await remove(tx, acteur.identifiantId, nom, sid))) throw introuvable();
        return [undefined, { session: nom }];
      }),

    fermerAutresSessions: (acteur: Acteur, sid: string, origine: Origine): Promise<number> =>
      changer(acteur, origine, 'sessions_fermees', undefined, async (tx) => {
        const nombre = await deleteSessions(tx, acteur.identifiantId, sid);
        return [nombre, { nombre }];
      }),
  };
}
