/** One demande as one person sees it, and whom to ask when he may not validate it. */
import { listAdministrateurs, listValideurs } from '../circuits/valideurs.sql.js';
import type { Database, Tx } from '../kit/database.js';
import { introuvable } from '../kit/errors.js';
import { evenementLu, type Evenement, type EvenementLu } from '../journal/journal.js';
import { scopeOf, type Collaborateur } from '../droits/acteur.js';
import { selectDemande } from './demandes.repository.js';
import { attendValidation, empechement, type DemandeVue } from './situation.js';

interface DemandeConsultee {
  readonly vue: DemandeVue;
  readonly evenements: Evenement[];
  readonly valideurs: readonly string[];
  readonly administrateurs: readonly string[];
}

export function createConsultationDemandes({ db }: { db: Database }) {
  return {
    /** One demande with its timeline, as this person sees it. */
    async consulter(acteur: Collaborateur, numero: string): Promise<DemandeConsultee> {
      const [vue] = await db.rows<DemandeVue & { readonly evenements: readonly EvenementLu[] }>(
        scopeOf(acteur),
        selectDemande(acteur, numero),
      );
      if (!vue) throw introuvable();
      // Whom to ask is only needed by a valideur who is stopped.
      const arrete = attendValidation(vue) && empechement('valider', vue) !== undefined;
      const [valideurs, aides] = arrete ? await db.read(scopeOf(acteur), (tx) => quiPeut(tx, vue.id)) : [[], []];
      return { vue, evenements: vue.evenements.map(evenementLu), valideurs, administrateurs: aides };
    },
  };
}

/** Names of those who may validate a demande, or failing them of the administrators. */
async function quiPeut(tx: Tx, demandeId: number): Promise<readonly [valideurs: string[], administrateurs: string[]]> {
  const valideurs = await listValideurs(tx, [demandeId]);
  const aides = valideurs.length === 0 ? await listAdministrateurs(tx) : [];
  return [valideurs.map(({ nom }) => nom), aides.map(({ nom }) => nom)];
}
