/** What would become of a demande as it stands, by the rules of the automatic control. Pure. */
import type { AutorisationRow } from '../autorisations/autorisation.js';
import type { NomRegle } from '../cautions/controle.js';
import type { Voisine } from '../cautions/doublons.js';
import { faitsPour, type Candidate, type FaitsRow } from '../cautions/faits.js';
import { prevoir, type Prevision } from '../cautions/prevision.js';
import type { Day } from '../kit/dates.js';
import { fromDecimal, subtract } from '../kit/money.js';
import { checkLimits } from '../specimens/limits.js';
import type { TexteVersion, Valeurs } from '../specimens/texte.js';
import { REFERENCES } from './contenu.js';

/** What the database says around a demande; `jumelles`: other demandes that may ask for the same act. */
export interface Alentours {
  readonly faits: FaitsRow;
  readonly jumelles: readonly Voisine[];
}

/** The forecast of a demande: what is not said yet is not judged. */
export function presager(
  demande: Candidate,
  autorisation: AutorisationRow,
  faits: FaitsRow,
  aujourdhui: Day,
  inconnues: ReadonlySet<NomRegle> = new Set(),
): Prevision {
  const { devise } = autorisation;
  const disponible = {
    autorisation: subtract(fromDecimal(autorisation.autorise, devise), fromDecimal(autorisation.utilise, devise)),
    ligne: fromDecimal(autorisation.disponible_ligne, devise),
    contrat: fromDecimal(autorisation.disponible_contrat, devise),
  };
  return prevoir(faitsPour(demande, faits, disponible, aujourdhui), inconnues);
}

/** What is typed so far, as a demande. */
export const enDemande = (texte: TexteVersion, valeurs: Valeurs, devise: string): Candidate => ({
  texte,
  montant: valeurs.montant ?? '0',
  devise,
  date_fin: valeurs.date_fin ?? null,
  valeurs,
});

/** The rules that cannot be judged while these fields are missing or wrong. */
export function inconnues(
  texte: TexteVersion,
  valeurs: Valeurs,
  devise: string,
  fautifs: ReadonlySet<string>,
  jour: Day,
): ReadonlySet<NomRegle> {
  const selon: [NomRegle, boolean][] = [
    ['plafond_unitaire', manque('montant')],
    ['disponible', manque('montant')],
    ['duree', fautifs.has('date_effet') || fautifs.has('date_fin')],
    ['pays', fautifs.has('beneficiaire_pays')],
    ['doublon', manque('beneficiaire_nom') || REFERENCES.some((nom) => fautifs.has(nom))],
    ['limite_legale', fautifs.size > 0 && attendLimite()],
  ];
  return new Set(selon.flatMap(([regle, inconnue]) => (inconnue ? [regle] : [])));

  function manque(nom: string): boolean {
    return fautifs.has(nom) || !valeurs[nom];
  }
  /** No limit is exceeded, and one of them waits for an amount or a date. */
  function attendLimite(): boolean {
    const limites = checkLimits(texte, valeurs, devise, jour).filter(({ respectee }) => !respectee);
    return limites.every(({ valeur, borne }) => !(valeur && borne)) && (limites.length > 0 || manque('montant'));
  }
}
