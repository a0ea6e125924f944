/** A refusal that its client contests: decided by an underwriter who did not take it. Pure. */
import { ETATS_REVISION, type EtatRevision } from '../cautions/caution.js';
import type { RoleGarant } from '../droits/acteur.js';
import { cycle, type Empechement, type Geste } from '../kit/cycle.js';

export interface SituationRevision {
  readonly etat: EtatRevision;
  /** Whoever acts is who refused first. */
  readonly premier: boolean;
}

const premier: Empechement<SituationRevision> = ({ premier: lui }) => (lui ? 'revisions.refus.premier' : undefined);

export const REVISION = cycle({
  nom: 'revisions',
  etats: ETATS_REVISION,
  debut: ['demandee'],
  gestes: {
    maintenir: { de: ['demandee'], vers: 'maintenue', par: 'charge', sauf: [premier], exige: { champ: 'motif', min: 10, max: 1_000 } },
    accorder: { de: ['demandee'], vers: 'accordee', par: 'charge', sauf: [premier] },
  } satisfies Record<string, Geste<EtatRevision, SituationRevision, RoleGarant>>,
});

export interface RevisionVue {
  readonly id: number;
  readonly version: number;
  readonly etat: EtatRevision;
  readonly compte_id: number;
  readonly caution_id: number;
  readonly argument: string;
  readonly demandee_le: Date;
  /** At the client. */
  readonly par: string;
  /** Who refused first, when and why; null where the journal does not say. */
  readonly refusee_par: number | null;
  readonly premier: string | null;
  readonly refusee_le: Date | null;
  readonly refus: string;
  readonly decideur: string | null;
  readonly decidee_le: Date | null;
  readonly reponse: string;
}

export const situationRevision = (
  { etat, refusee_par: par }: Pick<RevisionVue, 'etat' | 'refusee_par'>,
  agentId: number,
): SituationRevision => ({
  etat,
  premier: par === agentId,
});
