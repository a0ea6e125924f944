/** The security of one's own access: second factors, trusted browsers, open sessions. Each change is journaled and told by mail. */
import type { Clock } from '../kit/dates.js';
import { introuvable } from '../kit/errors.js';
import type { Acteur, Origine } from '../droits/acteur.js';
import { listAppareils, deleteAppareil } from './appareil.sql.js';
import { createChanger } from './changement.service.js';
import { deleteSessions } from './personne.sql.js';
import { createSesFacteurs, personneDe, type SesFacteursDeps } from './ses-facteurs.service.js';
import { remove, list } from './session.repository.js';

interface Deps extends Omit<SesFacteursDeps, 'changer'> {
  readonly clock: Clock;
  readonly reveiller: (travail: 'courriels') => void;
}

export function createSecuriteService({ db, clock, facteurs, passkeys, questions, reveiller }: Deps) {
  const changer = createChanger({ db, clock, reveiller });

  return {
    ...createSesFacteurs({ db, changer, facteurs, passkeys, questions }),

    personneDe: (acteur: Acteur) => personneDe(db, acteur),

    async read(acteur: Acteur, sid: string, empreintes: readonly Buffer[]) {
      const { identifiantId } = acteur;
      const [personne, secours, cles, appareils, sessions] = await Promise.all([
        personneDe(db, acteur),
        facteurs.secoursRestants(identifiantId),
        passkeys.list(identifiantId),
        listAppareils(db, identifiantId, empreintes, clock()),
        list(db, identifiantId, sid),
      ]);
      return { personne, application: personne.totp !== null, secours, cles, appareils, sessions };
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
