/** Circuits, as administrators decide them; the simulator. Owns the transactions. */
import { scopeOf, type Collaborateur, type Origine } from '../droits/acteur.js';
import type { Database, Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { conflit, introuvable } from '../kit/errors.js';
import { createConsigner } from '../journal/consigner.js';
import { readTimeline } from '../journal/journal.js';
import type { EntiteChoix } from '../organisation/organisation.js';
import { listEntitesById, listEntitesByName } from '../organisation/entites.sql.js';
import { etapesDe, type CircuitDefini, type Etape } from './circuit.js';
import { findCircuitPour } from './valideurs.sql.js';
import { changerDroits } from '../droits/consequences.service.js';
import * as repository from './circuits.repository.js';

/** So many entities are shown at once; the others are found by name. */
const MONTREES = 50;

export interface EntitesOffertes {
  readonly lignes: readonly EntiteChoix[];
  /** There are more: they are found by name. */
  readonly aChercher: boolean;
}

export function createCircuitsService({ db, clock }: { db: Database; clock: Clock }) {
  const consigner = createConsigner({ clock });

  async function prendre(tx: Tx, acteur: Collaborateur, entiteId: number) {
    const entite = await repository.findEntite(tx, acteur.compteId, entiteId);
    if (!entite) throw introuvable();
    return { entite, circuit: await repository.findCircuit(tx, entiteId) };
  }

  /** Changes a circuit as it was at `version` (0: there was none). Demandes already submitted keep the circuit they were given. */
  const changer = (acteur: Collaborateur, entiteId: number, version: number, origine: Origine, apres: CircuitDefini | null) =>
    changerDroits(db, acteur, [], async (tx) => {
      const { entite, circuit } = await prendre(tx, acteur, entiteId);
      if ((circuit?.version ?? 0) !== version) throw conflit('circuits.erreurs.change');
      if (apres) await repository.writeCircuit(tx, acteur.compteId, entiteId, apres);
      else await repository.deleteCircuit(tx, entiteId);
      const acte = apres ? 'circuit_modifier' : 'circuit_supprimer';
      const details = { entite: entite.nom, avant: circuit ?? null, apres };
      await consigner(tx, [{ acteur, origine, acte, sujet: 'circuit', sujetId: entiteId, version: apres ? version + 1 : 0, details }]);
      return { retire: false };
    });

  return {
    list: (acteur: Collaborateur, nom: string) =>
      db.read(scopeOf(acteur), (tx) => repository.listEntites(tx, acteur.compteId, nom, MONTREES)),
    /** The circuit of an entity, its own where it has one, and what was decided of it. */
    consulter: (acteur: Collaborateur, entiteId: number) =>
      db.read(scopeOf(acteur), async (tx) => ({
        ...(await prendre(tx, acteur, entiteId)),
        evenements: await readTimeline(tx, 'circuit', entiteId),
      })),
    modifier: (acteur: Collaborateur, entiteId: number, version: number, circuit: CircuitDefini, origine: Origine) =>
      changer(acteur, entiteId, version, origine, circuit),
    supprimer: (acteur: Collaborateur, entiteId: number, version: number, origine: Origine) =>
      changer(acteur, entiteId, version, origine, null),

    /** Who enters demandes: the simulator asks which of them it would be. */
    demandeurs: (acteur: Collaborateur) => db.read(scopeOf(acteur), (tx) => repository.listPersonnes(tx, acteur.compteId, 'saisisseur')),

    /** The entities to choose among: the one chosen, then those found by name (the top of the tree while nothing is searched). */
    entites: (acteur: Collaborateur, choisie: number, nom: string): Promise<EntitesOffertes> =>
      db.read(scopeOf(acteur), async (tx) => {
        const deja = await listEntitesById(tx, acteur.compteId, [choisie]);
        const trouvees = await listEntitesByName(tx, acteur.compteId, nom, MONTREES + 1);
        const autres = trouvees.slice(0, MONTREES).filter(({ id }) => id !== choisie);
        return { lignes: [...deja, ...autres], aChercher: trouvees.length > MONTREES };
      }),

    /** Who could give each validation of a demande that does not exist yet. */
    simuler: (
      acteur: Collaborateur,
      question: { entiteId: number; typeCredit: string; montant: string; demandeurId: number },
    ): Promise<{ etapes: Etape[]; source: string | null; propreValidation: boolean }> =>
      db.read(scopeOf(acteur), async (tx) => {
        const { entite } = await prendre(tx, acteur, question.entiteId);
        const { validations, propreValidation } = await findCircuitPour(tx, question.entiteId, question.montant);
        const candidats = await repository.listCandidats(tx, acteur.compteId, question);
        return { etapes: etapesDe(candidats, validations, propreValidation), source: entite.source, propreValidation };
      }),
  };
}
