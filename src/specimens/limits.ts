/** The limits that a texte is written under, checked on its values: the law's, and those of its own coherence. Pure. */
import type { Day } from '../kit/dates.js';
import { applyPercentDown, applyPercentUp, compare, fromDecimal, percent, toDecimal } from '../kit/money.js';
import { sumOf } from './computed.js';
import type { Parametre, Parametres } from './enclair.js';
import { natureApparente } from './parties.js';
import { conditionsRemplies, EMISSION, emises, type Limite, type TexteVersion, type Valeurs } from './texte.js';

/** One limit and whether it is kept. `valeur`: what was asked; `borne`: what is allowed. Without them it could not be worked out. */
export interface LimiteVerifiee {
  readonly respectee: boolean;
  readonly limite: Limite;
  readonly valeur?: string;
  readonly borne?: string;
}

const EURO = 'EUR';
type Verdict = Omit<LimiteVerifiee, 'limite'>;

/** A limit that cannot be worked out is not kept: somebody has to look. */
const incomplete: Verdict = { respectee: false };

function compareAmounts(valeur: string | undefined, borne: string | undefined, devise: string, kept: (order: number) => boolean): Verdict {
  if (!valeur || !borne) return incomplete;
  return { respectee: kept(compare(fromDecimal(valeur, devise), fromDecimal(borne, devise))), valeur, borne };
}

const atMost = (order: number): boolean => order <= 0;
const atLeast = (order: number): boolean => order >= 0;
const above = (order: number): boolean => order > 0;
const SUMS = { plafond: atMost, couverture: atLeast, egal: (order: number): boolean => order === 0 };

function check(limite: Limite, valeurs: Valeurs, devise: string, jour: Day): Verdict {
  const day = (nom: string): Day | undefined => (nom === EMISSION ? jour : valeurs[nom]);
  switch (limite.type) {
    case 'taux_max':
    case 'taux_min': {
      const base = sumOf(limite.base, valeurs, devise);
      const capped = limite.type === 'taux_max';
      const borne = base && toDecimal((capped ? applyPercentDown : applyPercentUp)(base, percent(limite.taux)));
      return compareAmounts(valeurs[limite.montant], borne, devise, capped ? atMost : atLeast);
    }
    case 'montant_min':
      if (devise !== EURO) return incomplete;
      return compareAmounts(valeurs[limite.variable], limite.valeur, EURO, limite.strict ? above : atLeast);
    case 'plafond':
    case 'couverture':
    case 'egal': {
      const borne = valeurs[limite.variable] && sumOf([limite.variable, ...(limite.plus ?? [])], valeurs, devise);
      return compareAmounts(valeurs[limite.montant], borne ? toDecimal(borne) : undefined, devise, SUMS[limite.type]);
    }
    case 'date_avant': {
      const [valeur, borne] = [day(limite.date), day(limite.avant)];
      return valeur && borne ? { respectee: limite.strict ? valeur < borne : valeur <= borne, valeur, borne } : incomplete;
    }
    case 'nature': {
      const valeur = valeurs[limite.nom] ?? '';
      const nature = natureApparente(valeur, limite.siret && valeurs[limite.siret]);
      return { respectee: nature === undefined || limite.admises.includes(nature), valeur, borne: nature ?? '' };
    }
  }
}

/**
 * Each limit that applies to these canonical values, kept or not, on the day the act is issued. `devise` is the ISO code of the amounts.
 * An optional limit waits for its values.
 */
export const checkLimits = (
  texte: Pick<TexteVersion, 'limites' | 'variables'>,
  valeurs: Valeurs,
  devise: string,
  jour: Day,
): LimiteVerifiee[] => {
  const known = emises(texte, valeurs, jour);
  return texte.limites
    .filter(({ si }) => conditionsRemplies(si, known))
    .map((limite) => ({ limite, ...check(limite, known, devise, jour) }))
    .filter(({ limite, valeur, borne }) => !limite.facultative || (valeur !== undefined && borne !== undefined));
};

/** The names that a limit looks at, the one to correct first. */
export function fieldsOf(limite: Limite): string[] {
  switch (limite.type) {
    case 'taux_max':
    case 'taux_min':
      return [limite.montant, ...limite.base];
    case 'montant_min':
      return [limite.variable];
    case 'date_avant':
      return [limite.date, limite.avant].filter((nom) => nom !== EMISSION);
    case 'nature':
      return [limite.nom];
    default:
      return [limite.montant, limite.variable, ...(limite.plus ?? [])];
  }
}

/** The same limit in other words: whose nature it is, on which side the day of issue stands. */
function suffixOf(limite: Limite, borne: string): string {
  if (limite.type === 'nature') return `_${borne}`;
  if (limite.type !== 'date_avant') return '';
  return limite.date === EMISSION ? '_emission' : limite.avant === EMISSION ? '_a_venir' : '';
}

/** A limit, kept or not: a key of `variables.json` and its parameters. */
export function limitMessage(
  { limite, valeur, borne, respectee }: LimiteVerifiee,
  devise: string,
): { message: string; params: Parametres } {
  const { article, type } = limite;
  if (!valeur || !borne) return { message: 'variables.limites.incomplete', params: { article } };
  const show = (value: string): Parametre =>
    type === 'date_avant'
      ? { jour: value }
      : type === 'nature'
        ? value
        : { montant: value, devise: type === 'montant_min' ? EURO : devise };
  return {
    message: `variables.${respectee ? 'respectees' : 'limites'}.${type}${suffixOf(limite, borne)}`,
    params: {
      article,
      valeur: show(valeur),
      borne: show(borne),
      ...('taux' in limite && { taux: { taux: limite.taux } }),
    },
  };
}
