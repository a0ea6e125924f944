/** One demande as one person sees it: what would become of it while it waits, and who may decide. */
import type { AutorisationRow } from '../autorisations/autorisation.js';
import type { EtatCaution } from '../cautions/caution.js';
import { semblables, type Voisine } from '../cautions/doublons.js';
import type { FaitsRow } from '../cautions/faits.js';
import type { Database } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { introuvable } from '../kit/errors.js';
import { evenementLu, type Evenement, type EvenementLu } from '../journal/journal.js';
import { scopeOf, type Collaborateur } from '../droits/acteur.js';
import { selectDemande } from './demandes.repository.js';
import type { DemandeVue } from './situation.js';

/** What its page shows around it; of one that is decided, nothing is forecast. */
export interface DemandeConsultee {
  readonly vue: DemandeVue;
  readonly evenements: readonly Evenement[];
  /** Those who can validate it now, and failing them whom to tell. */
  readonly valideurs: readonly string[];
  readonly administrateurs: readonly string[];
  readonly alentours:
    { readonly faits: FaitsRow; readonly autorisation: AutorisationRow; readonly jumelles: readonly Voisine[] } | undefined;
  /** The caution made of it. */
  readonly caution: { readonly numero: string; readonly etat: EtatCaution; readonly edition_deportee: boolean } | undefined;
}

interface Ligne extends DemandeVue {
  readonly evenements: readonly EvenementLu[];
  readonly faits: FaitsRow | null;
  readonly jumelles: readonly Voisine[] | null;
  readonly autorisation: AutorisationRow | null;
  readonly valideurs: readonly string[];
  readonly administrateurs: readonly string[];
  readonly caution_etat: EtatCaution | null;
  readonly caution_deportee: boolean | null;
}

export function createConsultationDemandes({ db, clock }: { db: Database; clock: Clock }) {
  return {
    /** One demande with its timeline and what surrounds it, as this person sees it; 404 when he does not. */
    async consulter(acteur: Collaborateur, numero: string): Promise<DemandeConsultee> {
      const [vue] = await db.rows<Ligne>(scopeOf(acteur), selectDemande(acteur, numero, today(clock)));
      if (!vue) throw introuvable();
      const { faits, autorisation, jumelles, caution, caution_etat: etat } = vue;
      return {
        vue,
        evenements: vue.evenements.map(evenementLu),
        valideurs: vue.valideurs,
        administrateurs: vue.administrateurs,
        alentours: faits && autorisation ? { faits, autorisation, jumelles: semblables(vue.valeurs, jumelles ?? []) } : undefined,
        caution: caution && etat ? { numero: caution, etat, edition_deportee: vue.caution_deportee === true } : undefined,
      };
    },
  };
}
