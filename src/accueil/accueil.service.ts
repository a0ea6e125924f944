/** The home page: what asks for an action, what room is left, what is outstanding. One transaction, statements sent together. */
import { abonnementsDe } from '../alertes/alertes.repository.js';
import { autorisationsDe } from '../autorisations/autorisations.repository.js';
import { attendent } from '../demandes/demandes.list.js';
import type { Database } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { a, scopeOf, type Collaborateur } from '../session/acteur.js';
import { bilans, contacts, messages, situation } from './accueil.repository.js';

/** The demandes that wait for this person, the first five shown. */
const MONTREES = 5;

export type Accueil = Awaited<ReturnType<ReturnType<typeof createAccueilService>['lire']>>;

export type AccueilService = ReturnType<typeof createAccueilService>;

export function createAccueilService({ db, clock }: { db: Database; clock: Clock }) {
  return {
    lire: (acteur: Collaborateur) =>
      db.read(scopeOf(acteur), async (tx) => {
        const jour = today(clock);
        const valideur = a(acteur, 'valideur');
        const [autorisations, bilan, faits, { lignes: aValider, totaux: totauxAValider }, gens, annonces, abonnements] = await Promise.all([
          autorisationsDe(tx, acteur.compteId, acteur.perimetre.tout ? undefined : acteur.perimetre.entites, jour),
          bilans(tx, acteur),
          situation(tx, acteur, jour),
          valideur ? attendent(tx, acteur, MONTREES) : { lignes: [], totaux: [] },
          contacts(tx, acteur),
          messages(tx, acteur, clock()),
          abonnementsDe(tx, acteur.id),
        ]);
        const urgentes = abonnements.filter(({ urgente }) => urgente).map(({ alerte }) => alerte);
        return { maintenant: clock(), autorisations, bilan, faits, aValider, totauxAValider, contacts: gens, messages: annonces, urgentes };
      }),
  };
}
