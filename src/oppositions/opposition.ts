/** An opposition registered by the insurer: its states, what may be done with it, which dates cannot be. Pure. */
import { ETATS_OPPOSITION, type EtatOpposition, type FaitsOpposition, type OppositionLue } from '../cautions/oppositions.js';
import type { Jointe } from '../documents/jointes.sql.js';
import { cycle, type Geste, type Words } from '../kit/cycle.js';
import type { Day } from '../kit/dates.js';
import type { FieldError } from '../kit/errors.js';
import type { Language } from '../kit/money.js';
import type { Fin } from '../specimens/fin.js';
import type { Valeurs } from '../specimens/texte.js';

export interface SituationOpposition {
  readonly etat: EtatOpposition;
}

const mots = (champ: string, min: number): Words => ({ champ, min, max: 1_000 });

/** What it does to the caution is in the table of the cautions. */
export const OPPOSITION = cycle({
  nom: 'oppositions',
  etats: ETATS_OPPOSITION,
  debut: ['ouverte', 'sans_effet'],
  gestes: {
    lever: { de: ['ouverte'], vers: 'levee', par: 'garant', exige: mots('motif', 3) },
    rejeter: { de: ['ouverte'], vers: 'rejetee', par: 'charge', exige: mots('motifRejet', 10) },
  } satisfies Record<string, Geste<EtatOpposition, SituationOpposition>>,
});

export type GesteOpposition = (typeof OPPOSITION.noms)[number];

/** What stands around a letter: what it cannot precede or exceed. */
export interface BornesOpposition {
  readonly aujourdhui: Day;
  /** The first day of the act. */
  readonly effet: Day;
  /** When the guaranteed contract was signed, where the act says it. */
  readonly marche: Day | undefined;
}

/** The dates of a letter that cannot be. */
export function fautesDeDates(faits: FaitsOpposition, { aujourdhui, effet, marche }: BornesOpposition): FieldError[] {
  const { envoyee_le: envoyee, recue_le: recue, signifiee_le: signifiee, forme, reception_le: reception } = faits;
  const faute = (field: string, message: string, fausse: boolean): FieldError[] =>
    fausse ? [{ field, message: `oppositions.erreurs.${message}` }] : [];
  return [
    ...faute('envoyeeLe', 'avant_effet', envoyee < effet),
    ...faute('recueLe', 'avant_envoi', recue < envoyee),
    ...faute('recueLe', 'future', recue > aujourdhui),
    ...faute('signifieeLe', 'signifiee', forme === 'commissaire' && signifiee === null),
    ...faute('signifieeLe', 'signifiee_dates', signifiee !== null && (signifiee < envoyee || signifiee > recue)),
    ...faute('receptionLe', 'reception_future', reception !== null && reception > aujourdhui),
    ...faute('receptionLe', 'reception_marche', reception !== null && marche !== undefined && reception < marche),
  ];
}

/** The day it is lifted: once it was received, and not to come. */
export const fauteDeLevee = (le: Day | undefined, recue: Day, aujourdhui: Day): FieldError[] =>
  le !== undefined && le >= recue && le <= aujourdhui ? [] : [{ field: 'leveeLe', message: 'oppositions.erreurs.levee' }];

/** An opposition by itself, with its letters. */
export interface OppositionSeule extends OppositionLue {
  readonly caution_id: number;
  readonly compte_id: number;
  readonly pieces: readonly Jointe[];
}

/** What a letter of answer is written from. */
export interface FaitsDeReponse extends OppositionLue {
  readonly numero: string;
  readonly type_credit: string;
  readonly valeurs: Valeurs;
  readonly fin: Fin;
  readonly date_fin: Day | null;
  readonly beneficiaire: string;
  readonly marche: string;
  readonly objet: string;
  readonly entite: string;
  readonly adresse: string;
  readonly garant: string;
  readonly identite: Readonly<Record<string, unknown>>;
  readonly langue: Language;
  readonly reste: string;
  readonly devise: string;
}
