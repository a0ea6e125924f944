/** The insurer's decision on a caution that waits: what holds it, what may be set aside. Pure. */
import { ecartable, type NomRegle, type Resultat } from '../cautions/controle.js';
import type { Day } from '../kit/dates.js';
import type { FieldError } from '../kit/errors.js';
import { toDecimal, type Language } from '../kit/money.js';
import { parseMoney } from '../kit/read-money.js';
import type { Valeurs } from '../specimens/texte.js';

/** What is typed to grant it: a reason beside each rule that is set aside, the day of effect. */
export interface Accord {
  readonly exceptions: Readonly<Partial<Record<NomRegle, string>>>;
  /** As typed; nothing: what was asked for, or today once that is past. */
  readonly dateEffet: Day | undefined;
}

const MOTIF = { min: 10, max: 1_000 };
export const champException = (regle: NomRegle): string => `exception_${regle}`;

/** The act bears the day it is issued on: an effect that was asked for and is past becomes today (9-texts, §0.7). */
export const effetPropose = ({ date_effet: demande }: Valeurs, aujourdhui: Day): Day =>
  demande !== undefined && demande > aujourdhui ? demande : aujourdhui;

/** The results as they are kept once it is granted, or what is still in the way, beside each rule. */
export function ecarter(
  resultats: readonly Resultat[],
  exceptions: Accord['exceptions'],
  par: string,
): { readonly resultats: readonly Resultat[]; readonly fautes: readonly FieldError[] } {
  const fautes: FieldError[] = [];
  const gardes = resultats.map((resultat): Resultat => {
    if (resultat.conforme) return resultat;
    const field = champException(resultat.regle);
    const motif = exceptions[resultat.regle]?.trim() ?? '';
    if (!ecartable(resultat)) fautes.push({ field, message: 'decisions.erreurs.tenue' });
    else if (motif.length < MOTIF.min) fautes.push({ field, message: 'decisions.erreurs.exception' });
    else if (motif.length > MOTIF.max) fautes.push({ field, message: 'gestes.trop_long', params: { max: MOTIF.max } });
    return { ...resultat, exception: { motif, par } };
  });
  return { resultats: gardes, fautes };
}

/** Ceilings as they are typed, by field. */
export type PlafondsTapes = Readonly<Record<'autorise' | 'plafondLigne' | 'plafondContrat', string>>;

/** Ceilings as decimals, or what is wrong beside each field; nothing typed leaves one as it is. */
export function lirePlafonds(tapes: PlafondsTapes, devise: string, langue: Language) {
  const fautes: FieldError[] = [];
  const lire = (field: keyof PlafondsTapes): string | undefined => {
    if (tapes[field] === '') return undefined;
    const lu = parseMoney(tapes[field], devise, langue);
    if (lu) return toDecimal(lu);
    fautes.push({ field, message: 'gestion.comptes.erreurs.plafond' });
    return undefined;
  };
  return { plafonds: { autorise: lire('autorise'), ligne: lire('plafondLigne'), contrat: lire('plafondContrat') }, fautes };
}
