/** The automatic control: eleven named rules, each passing or giving its reason. Pure: facts in, results out. */
import { addMonths, lastDayOf, type Day } from '../kit/dates.js';
import { compare, toDecimal, type Money } from '../kit/money.js';

/** What the rules look at, as it is inside the issuing transaction. */
export interface Faits {
  readonly aujourdhui: Day;
  readonly montant: Money;
  /** What an amendment adds to it: all that it takes of the ceilings. */
  readonly supplement?: Money;
  readonly dateEffet: Day;
  readonly dateFin: Day | null;
  /** The text ends its act on a date: without one, it would last longer than is allowed. */
  readonly finDemandee: boolean;
  readonly contrat: { readonly du: Day; readonly au: Day | null; readonly acces: boolean };
  readonly entite: { readonly active: boolean; readonly rattachee: boolean };
  readonly texte: {
    readonly du: Day;
    readonly au: Day | null;
    readonly garantConcorde: boolean;
    readonly admis: boolean;
    readonly modifie: Ecart | null;
  };
  readonly plafondUnitaire: Money;
  readonly dureeMaxMois: number;
  /** Room left now on each of the three, earlier cautions of the same bulk deducted. */
  readonly disponible: { readonly autorisation: Money; readonly ligne: Money; readonly contrat: Money };
  /** What the dates say against the day of issue and the contract; what else would make the act untrue, void or contradictory. */
  readonly datesFausses: readonly Ecart[];
  readonly limitesDepassees: readonly Ecart[];
  /** Days of the oldest unpaid invoice past its due date, and what the contract tolerates. */
  readonly impaye: { readonly jours: number; readonly toleranceJours: number };
  readonly documentEnRetard: Day | null;
  readonly pays: { readonly beneficiaire: string; readonly admis: readonly string[] | null };
  readonly opposition: { readonly derniere: Day | null; readonly exclueMois: number | null };
  /** Number of another caution, in force or waiting, that is the same guarantee (`doublons.ts`). */
  readonly doublon: string | null;
}

/** What is wrong, said by the rules of the text: a whole message key and its parameters. */
interface Ecart {
  readonly message: string;
  readonly params: Readonly<Record<string, unknown>>;
}

interface Raison {
  readonly raison: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

export interface Resultat {
  readonly regle: NomRegle;
  readonly conforme: boolean;
  /** Message key after `controle.<regle>.`, or a whole one; absent when the rule passes. */
  readonly raison?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** Why the insurer granted it all the same, and who. */
  readonly exception?: { readonly motif: string; readonly par: string };
}

type Regle = (faits: Faits) => Raison | undefined;

const enVigueur = (jour: Day, du: Day, au: Day | null) => du <= jour && (au === null || jour <= au);

const ecart = ({ message, params }: Ecart): Raison => ({ raison: message, params });

function manque(faits: Faits): Raison | undefined {
  const { supplement: pris = faits.montant } = faits;
  if (pris.minor <= 0n) return undefined;
  for (const lieu of ['autorisation', 'ligne', 'contrat'] as const) {
    const disponible = faits.disponible[lieu];
    if (compare(disponible, pris) < 0)
      return {
        raison: lieu,
        params: { disponible: toDecimal(disponible), montant: toDecimal(pris), devise: pris.currency },
      };
  }
  return undefined;
}

/** In the order of the domain's list (1-domain: Automatic control). */
export const REGLES = {
  contrat: ({ contrat, entite, aujourdhui }) =>
    !contrat.acces
      ? { raison: 'acces' }
      : !enVigueur(aujourdhui, contrat.du, contrat.au)
        ? { raison: 'hors_periode', params: { du: contrat.du, au: contrat.au } }
        : !entite.active
          ? { raison: 'entite_inactive' }
          : !entite.rattachee
            ? { raison: 'entite_non_rattachee' }
            : undefined,
  texte: ({ texte, aujourdhui }) =>
    !texte.garantConcorde
      ? { raison: 'autre_garant' }
      : !enVigueur(aujourdhui, texte.du, texte.au)
        ? { raison: 'remplace', params: { au: texte.au } }
        : !texte.admis
          ? { raison: 'non_approuve' }
          : (texte.modifie && ecart(texte.modifie)) || undefined,
  plafond_unitaire: ({ montant, plafondUnitaire }) =>
    compare(montant, plafondUnitaire) > 0
      ? { raison: 'depasse', params: { montant: toDecimal(montant), plafond: toDecimal(plafondUnitaire), devise: montant.currency } }
      : undefined,
  duree: ({ datesFausses: [premiere], dateEffet, dateFin, finDemandee, dureeMaxMois }) =>
    premiere
      ? ecart(premiere)
      : dateFin === null
        ? finDemandee
          ? { raison: 'sans_fin', params: { mois: dureeMaxMois } }
          : undefined
        : dateFin > lastDayOf(dateEffet, dureeMaxMois)
          ? { raison: 'trop_longue', params: { fin: dateFin, mois: dureeMaxMois } }
          : undefined,
  disponible: manque,
  limite_legale: ({ limitesDepassees: [premiere] }) => premiere && ecart(premiere),
  impaye: ({ impaye: { jours, toleranceJours } }) =>
    jours > toleranceJours ? { raison: 'echu', params: { jours, tolerance: toleranceJours } } : undefined,
  document: ({ documentEnRetard }) =>
    documentEnRetard === null ? undefined : { raison: 'en_retard', params: { depuis: documentEnRetard } },
  pays: ({ pays: { beneficiaire, admis } }) =>
    admis === null || admis.includes(beneficiaire) ? undefined : { raison: 'exclu', params: { pays: beneficiaire } },
  opposition: ({ opposition: { derniere, exclueMois }, aujourdhui }) =>
    derniere !== null && exclueMois !== null && addMonths(derniere, exclueMois) >= aujourdhui
      ? { raison: 'recente', params: { le: derniere } }
      : undefined,
  doublon: ({ doublon }) => (doublon === null ? undefined : { raison: 'existe', params: { numero: doublon } }),
} as const satisfies Record<string, Regle>;

export type NomRegle = keyof typeof REGLES;
export const NOMS_REGLES = Object.keys(REGLES) as NomRegle[];

/** Every rule with its result, in order. */
export const controler = (faits: Faits): Resultat[] =>
  NOMS_REGLES.map((regle) => {
    const echec = (REGLES[regle] as Regle)(faits);
    return echec ? { regle, conforme: false, ...echec } : { regle, conforme: true };
  });

/** What is still judged of an act that only gives back: what it says. */
const DE_L_ACTE: readonly NomRegle[] = ['texte', 'duree', 'limite_legale'];
export const controlerReduction = (faits: Faits): Resultat[] => controler(faits).filter(({ regle }) => DE_L_ACTE.includes(regle));

/** All rules pass: the caution is effective at once; otherwise it waits for the adviser. */
export const conforme = (resultats: readonly Resultat[]): boolean => resultats.every((resultat) => resultat.conforme);

/** Reasons that the insurer may set aside; a ceiling, the law, a wording that is not his and a contract that is not in force hold whatever happens. */
const ECARTABLES: Partial<Record<NomRegle, readonly string[] | 'toutes'>> = {
  texte: ['variables.erreurs.texte_modifie'],
  plafond_unitaire: 'toutes',
  duree: ['trop_longue', 'sans_fin'],
  impaye: 'toutes',
  document: 'toutes',
  pays: 'toutes',
  opposition: 'toutes',
  doublon: 'toutes',
};

/** True when a dated and reasoned exception may be made to this result. */
export const ecartable = ({ regle, conforme, raison = '' }: Resultat): boolean => {
  const raisons = ECARTABLES[regle];
  return !conforme && raisons !== undefined && (raisons === 'toutes' || raisons.includes(raison));
};
