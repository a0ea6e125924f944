/** A person and his own choices. */
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { invalide } from '../kit/errors.js';
import { createConsigner } from '../journal/consigner.js';
import type { OrganisationService } from '../organisation/organisation.service.js';
import { dansPerimetre, scopeOf, type Acteur, type Collaborateur, type Origine } from '../droits/acteur.js';
import type { DonneesProfil } from './profil.form.js';
import { adresseAccueil, HABITUELLES, pagesPour, type Preferences } from './profil.js';
import { writePreferences, findPreferences, updateNom, readAll } from './profil.repository.js';

export type ProfilService = ReturnType<typeof createProfilService>;

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly organisation: Pick<OrganisationService, 'connait'>;
}

export function createProfilService({ db, clock, organisation }: Deps) {
  const consigner = createConsigner({ clock });
  const preferences = async (acteur: Collaborateur): Promise<Preferences> => {
    const choisies = (await db.read(scopeOf(acteur), (tx) => findPreferences(tx, acteur))) ?? HABITUELLES;
    // A right taken away since: what can no longer be opened is no longer chosen.
    return {
      page_accueil: pagesPour(acteur).includes(choisies.page_accueil) ? choisies.page_accueil : 'accueil',
      entite_id: choisies.entite_id !== null && dansPerimetre(acteur, choisies.entite_id) ? choisies.entite_id : null,
    };
  };

  return {
    preferences,

    /** Where a person starts after signing in, when he was not on his way to a page. */
    pageApresConnexion: async (acteur: Acteur): Promise<string> =>
      acteur.genre === 'client' ? adresseAccueil((await preferences(acteur)).page_accueil) : adresseAccueil('accueil'),

    /** Changes name, language and, for a client's person, where he starts; the journal keeps before and after. */
    async enregistrer(acteur: Acteur, donnees: DonneesProfil, origine: Origine): Promise<void> {
      const { prenom, nom, langue, pageAccueil, entite: entiteId } = donnees;
      if (acteur.genre === 'client') {
        if (entiteId !== null && !(await organisation.connait(acteur, entiteId)))
          throw invalide([{ field: 'entite', message: 'profil.erreurs.entite' }]);
        if (!pagesPour(acteur).includes(pageAccueil)) throw invalide([{ field: 'pageAccueil', message: 'profil.erreurs.page' }]);
      }
      await db.systeme.transaction(async (tx) => {
        await updateNom(tx, acteur, donnees);
        if (acteur.genre === 'client') await writePreferences(tx, acteur, { page_accueil: pageAccueil, entite_id: entiteId });
        const avant = { prenom: acteur.prenom, nom: acteur.nom, langue: acteur.langue };
        const details = { avant, apres: { prenom, nom, langue, pageAccueil, entiteId } };
        await consigner(tx, [{ acteur, origine, acte: 'profil', sujet: 'identifiant', sujetId: acteur.identifiantId, details }]);
      });
    },

    /** Everything kept about a person, for himself; that he asked is written in the journal. */
    exporter: (acteur: Collaborateur, origine: Origine): Promise<Record<string, unknown>> =>
      db.systeme.transaction(async (tx) => {
        await consigner(tx, [{ acteur, origine, acte: 'export_personnel', sujet: 'identifiant', sujetId: acteur.identifiantId }]);
        return { exporteLe: clock().toISOString(), ...(await readAll(tx, acteur)) };
      }),
  };
}
