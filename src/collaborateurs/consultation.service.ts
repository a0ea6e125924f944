/** The people of an account as they are shown, and what their form and their file are checked against. */
import type { Database, Tx } from '../kit/database.js';
import { introuvable } from '../kit/errors.js';
import { readTimeline } from '../journal/journal.js';
import { scopeOf, type Collaborateur } from '../droits/acteur.js';
import { listEntitesById, listEntitesByName } from '../organisation/entites.sql.js';
import type { EntiteChoix } from '../organisation/organisation.js';
import { readFicheCollaborateur, type SaisieCollaborateur } from './collaborateurs.form.js';
import * as repository from './collaborateurs.repository.js';
import type { CollaborateurRow } from './collaborateurs.repository.js';

/** So many entities are offered at once; the others are found by name. */
const OFFERTES = 30;

export function createConsultationCollaborateurs({ db }: { db: Database }) {
  return {
    consulter: (acteur: Collaborateur, id: number): Promise<CollaborateurRow> => db.read(scopeOf(acteur), (tx) => prendre(tx, acteur, id)),

    /** What was decided of a person, latest first. */
    histoire: (acteur: Collaborateur, id: number) => db.read(scopeOf(acteur), (tx) => readTimeline(tx, 'collaborateur', id)),

    /** The entities that the form shows: those chosen, then those found by name (the top of the tree while nothing is searched). */
    entites: (acteur: Collaborateur, choisies: readonly number[], nom: string): Promise<EntiteChoix[]> =>
      db.read(scopeOf(acteur), async (tx) => {
        const deja = await listEntitesById(tx, acteur.compteId, choisies);
        const trouvees = await listEntitesByName(tx, acteur.compteId, nom, OFFERTES);
        const vues = new Set(deja.map(({ id }) => id));
        return [...deja, ...trouvees.filter(({ id }) => !vues.has(id))];
      }),

    /** The currencies that a delegation may be in. */
    devises: (acteur: Collaborateur): Promise<string[]> => db.read(scopeOf(acteur), (tx) => repository.listDevises(tx, acteur.compteId)),

    /** What was typed as a decision, its entities known to be the account's. */
    async read(acteur: Collaborateur, saisie: SaisieCollaborateur, types: ReadonlySet<string>) {
      const citees = [
        ...saisie.perimetre,
        ...saisie.delegations.map(({ entite }) => Number(entite)).filter((id) => id > 0 && id < 2 ** 31),
      ];
      const connus = await db.read(scopeOf(acteur), async (tx) => ({
        entites: await listEntitesById(tx, acteur.compteId, citees.filter(Number.isInteger)),
        devises: await repository.listDevises(tx, acteur.compteId),
      }));
      return readFicheCollaborateur(saisie, {
        types,
        devises: new Set(connus.devises),
        entites: new Set(connus.entites.map(({ id }) => id)),
      });
    },

    /** What the rows of a file are checked against: the entities by their names, the people of these addresses. */
    pourImport: (acteur: Collaborateur, emails: readonly string[]) =>
      db.read(scopeOf(acteur), async (tx) => ({
        entites: await repository.listEntites(tx, acteur.compteId),
        devises: await repository.listDevises(tx, acteur.compteId),
        presents: new Set(await repository.emailsTaken(tx, acteur.compteId, emails)),
      })),
  };
}

/** One person of the account. */
export async function prendre(tx: Tx, acteur: Collaborateur, id: number): Promise<CollaborateurRow> {
  const row = await repository.find(tx, acteur.compteId, id);
  if (!row) throw introuvable();
  return row;
}
