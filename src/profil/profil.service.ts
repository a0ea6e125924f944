/** A person and his own choices. */
import { abonnementsDe, remplacerAbonnements } from '../alertes/alertes.repository.js';
import { completer, type Abonnement } from '../alertes/alertes.js';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { invalide } from '../kit/errors.js';
import { createConsigner } from '../journal/consigner.js';
import type { Origine } from '../journal/journal.js';
import { entitesNommees } from '../organisation/organisation.repository.js';
import { dansPerimetre, scopeOf, type Acteur, type Collaborateur } from '../session/acteur.js';
import type { Donnees } from './profil.form.js';
import { adresseAccueil, HABITUELLES, pagesPour, type Preferences } from './profil.js';
import { enregistrerPreferences, preferencesDe, renommer, toutSur } from './profil.repository.js';

export type ProfilService = ReturnType<typeof createProfilService>;

export function createProfilService({ db, clock }: { db: Database; clock: Clock }) {
  const consigner = createConsigner({ clock });
  const preferences = async (acteur: Collaborateur): Promise<Preferences> => {
    const choisies = (await db.read(scopeOf(acteur), (tx) => preferencesDe(tx, acteur))) ?? HABITUELLES;
    // A right taken away since: what can no longer be opened is no longer chosen.
    return {
      pageAccueil: pagesPour(acteur).includes(choisies.pageAccueil) ? choisies.pageAccueil : 'accueil',
      entiteId: choisies.entiteId !== null && dansPerimetre(acteur, choisies.entiteId) ? choisies.entiteId : null,
    };
  };

  /** An entity of the account, in the person's perimeter. */
  const connait = async (acteur: Collaborateur, entiteId: number): Promise<boolean> =>
    dansPerimetre(acteur, entiteId) && (await db.read(scopeOf(acteur), (tx) => entitesNommees(tx, acteur.compteId, [entiteId]))).length > 0;

  return {
    preferences,

    /** Where a person starts after signing in, when he was not on his way to a page. */
    pageApresConnexion: async (acteur: Acteur): Promise<string> =>
      acteur.genre === 'client' ? adresseAccueil((await preferences(acteur)).pageAccueil) : adresseAccueil('accueil'),

    /** Changes name, language and, for a client's person, where he starts; the journal keeps before and after. */
    async enregistrer(acteur: Acteur, donnees: Donnees, origine: Origine): Promise<void> {
      const { prenom, nom, langue, pageAccueil, entite: entiteId } = donnees;
      if (acteur.genre === 'client') {
        if (entiteId !== null && !(await connait(acteur, entiteId)))
          throw invalide([{ field: 'entite', message: 'profil.erreurs.entite' }]);
        if (!pagesPour(acteur).includes(pageAccueil)) throw invalide([{ field: 'pageAccueil', message: 'profil.erreurs.page' }]);
      }
      await db.systeme.transaction(async (tx) => {
        await renommer(tx, acteur, donnees);
        if (acteur.genre === 'client') await enregistrerPreferences(tx, acteur, { pageAccueil, entiteId });
        const avant = { prenom: acteur.prenom, nom: acteur.nom, langue: acteur.langue };
        const details = { avant, apres: { prenom, nom, langue, pageAccueil, entiteId } };
        await consigner(tx, [{ acteur, origine, acte: 'profil', sujet: 'identifiant', sujetId: acteur.identifiantId, details }]);
      });
    },

    /** How a person hears of each situation. */
    abonnements: (acteur: Collaborateur): Promise<Abonnement[]> =>
      db.read(scopeOf(acteur), async (tx) => completer(await abonnementsDe(tx, acteur.id))),

    sAbonner: (acteur: Collaborateur, abonnements: readonly Abonnement[]): Promise<void> =>
      db.transaction(scopeOf(acteur), (tx) => remplacerAbonnements(tx, acteur, abonnements)),

    /** Everything kept about a person, for himself; that he asked is written in the journal. */
    exporter: (acteur: Collaborateur, origine: Origine): Promise<Record<string, unknown>> =>
      db.systeme.transaction(async (tx) => {
        await consigner(tx, [{ acteur, origine, acte: 'export_personnel', sujet: 'identifiant', sujetId: acteur.identifiantId }]);
        return { exporteLe: clock().toISOString(), ...(await toutSur(tx, acteur)) };
      }),
  };
}
