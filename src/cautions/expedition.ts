/** An act that the insurer prints: from its seal to the hands of the client. Pure. */
import type { Acteur } from '../droits/acteur.js';
import { cycle, type Empechement, type Geste } from '../kit/cycle.js';
import { EN_VIGUEUR, imprime, type EtatCaution } from './caution.js';
import { ETATS_EXPEDITION, type EtatExpedition } from './etapes.js';

/** The insurer's promise runs until it is sent. */
export const A_EXPEDIER: readonly EtatExpedition[] = ['a_editer', 'editee'];

export interface SituationExpedition {
  readonly etat: EtatExpedition;
  /** Of its caution. */
  readonly caution: EtatCaution;
}
export type AuteurExpedition = 'client' | 'garant';

/** Nobody sends an act that has no effect any more. */
const finie: Empechement<SituationExpedition> = ({ caution }) =>
  EN_VIGUEUR.includes(caution) ? undefined : 'expeditions.refus.plus_en_vigueur';

export const EXPEDITION = cycle({
  nom: 'expeditions',
  etats: ETATS_EXPEDITION,
  debut: ['a_editer'],
  gestes: {
    editer: { de: ['a_editer'], vers: 'editee', par: 'garant', sauf: [finie] },
    expedier: {
      de: ['editee'],
      vers: 'expediee',
      par: 'garant',
      sauf: [finie],
      exige: { champ: 'transporteur', min: 2, max: 80, message: 'expeditions.erreurs.transporteur' },
    },
    recevoir: { de: ['expediee'], vers: 'recue', par: 'client' },
    // What the carrier says, where the client does not.
    constater_reception: { de: ['expediee'], vers: 'recue', par: 'garant' },
  } satisfies Record<string, Geste<EtatExpedition, SituationExpedition, AuteurExpedition>>,
});

/** Whoever works says that it came; a reader does not. */
export const auteursExpedition = (acteur: Acteur): readonly AuteurExpedition[] =>
  acteur.genre === 'garant' ? ['garant'] : imprime(acteur.profils) ? ['client'] : [];
