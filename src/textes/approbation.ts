/** The approval of a version of a text by the insurer's jurist: its states, and what may be done, by whom. Pure. */
import { cycle, type Empechement as Motif, type Geste } from '../kit/cycle.js';
import { addDays, type Day } from '../kit/dates.js';
import type { Evenement } from '../journal/journal.js';
import type { RoleGarant } from '../droits/acteur.js';
import type { TexteVersion } from '../specimens/texte.js';

export const ETATS_APPROBATION = ['a_approuver', 'approuve'] as const;
export type EtatApprobation = (typeof ETATS_APPROBATION)[number];

interface Situation {
  readonly etat: EtatApprobation;
  /** The law imposes a model that this wording is not. */
  readonly modele: boolean;
}

const modele: Motif<Situation> = (s) => (s.modele ? 'textes.refus.modele' : undefined);

/** An approved version is read again, and approved again, when its day comes. */
export const APPROBATION = cycle({
  nom: 'textes',
  etats: ETATS_APPROBATION,
  debut: ['a_approuver'],
  gestes: {
    approuver: {
      de: ['a_approuver', 'approuve'],
      vers: 'approuve',
      par: 'charge',
      sauf: [modele],
      exige: { champ: 'lu', min: 10, max: 2_000, message: 'textes.erreurs.lu' },
    },
    retirer: {
      de: ['approuve'],
      vers: 'a_approuver',
      par: 'charge',
      exige: { champ: 'motif', min: 10, max: 1_000, message: 'textes.erreurs.motif' },
    },
  } satisfies Record<string, Geste<EtatApprobation, Situation, RoleGarant>>,
});

/** A version is read again within three years: laws and rulings change. */
const AU_PLUS_JOURS = 3 * 366;
/** From here on the day is near. */
export const PROCHE_JOURS = 60;

/** What is wrong with the day by which it is to be read again: a message key, or nothing. */
export const fauteDeRelecture = (jour: Day | undefined, aujourdhui: Day): string | undefined =>
  jour === undefined || jour <= aujourdhui || jour > addDays(aujourdhui, AU_PLUS_JOURS) ? 'textes.erreurs.relireLe' : undefined;

export interface ApprobationVue {
  readonly id: number;
  readonly code: string;
  readonly texte_version: number;
  readonly en_vigueur_du: Day;
  readonly en_vigueur_au: Day | null;
  readonly contenu: TexteVersion;
  readonly etat: EtatApprobation;
  readonly version: number;
  readonly par: string | null;
  readonly le: Date | null;
  readonly lu: string | null;
  readonly relire_le: Day | null;
}

export const situationApprobation = ({ etat, contenu }: ApprobationVue): Situation => ({ etat, modele: contenu.aRemplacerParModele });

export interface Dossier {
  readonly vue: ApprobationVue;
  readonly evenements: readonly Evenement[];
}
