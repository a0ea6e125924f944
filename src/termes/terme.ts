/** The réception of guaranteed works as it is typed, and what the law makes of it. Pure (4-beyond, 1). */
import { liberationPour, RESERVES_RECEPTION } from '../horloges/pour.js';
import type { Liberation } from '../horloges/liberation.js';
import { addDays, parseDay, type Day } from '../kit/dates.js';
import type { FieldError } from '../kit/errors.js';
import { tidyLine } from '../kit/printable.js';
import type { Valeurs } from '../specimens/texte.js';

export interface ReceptionDite {
  readonly effet: Day;
  readonly pv_le: Day | null;
  readonly reserves: (typeof RESERVES_RECEPTION)[number];
  readonly levees_le: Day | null;
}

export const CHAMPS_RECEPTION = ['dateEffet', 'datePv', 'reserves', 'dateLevee'] as const;
export type TapeeReception = Readonly<Partial<Record<(typeof CHAMPS_RECEPTION)[number], string>>>;

/** Reads what was typed; `reception` is there only when nothing is wrong. `marche`: signature of the contract, which no réception precedes. */
export function readReception(
  tapee: TapeeReception,
  { aujourdhui, marche }: { readonly aujourdhui: Day; readonly marche: Day | undefined },
): { reception?: ReceptionDite; erreurs: FieldError[] } {
  const erreurs: FieldError[] = [];
  const jour = (field: 'dateEffet' | 'datePv' | 'dateLevee', requis: boolean, depuis?: Day): Day | undefined => {
    const typed = tidyLine(tapee[field] ?? '');
    if (typed === '' && !requis) return undefined;
    const lu = parseDay(typed);
    if (lu === undefined) erreurs.push({ field, message: 'mainlevees.erreurs.date' });
    else if (lu > aujourdhui) erreurs.push({ field, message: 'mainlevees.erreurs.future' });
    else if (depuis !== undefined && lu < depuis)
      erreurs.push({ field, message: `termes.erreurs.${field === 'dateLevee' ? 'levee' : 'marche'}` });
    return lu;
  };
  const effet = jour('dateEffet', true, marche);
  const pv = jour('datePv', false, marche);
  if (effet && pv && effet > pv) erreurs.push({ field: 'dateEffet', message: 'mainlevees.erreurs.effet_apres_pv' });
  const reserves = RESERVES_RECEPTION.find((one) => one === tapee.reserves);
  if (!reserves) erreurs.push({ field: 'reserves', message: 'mainlevees.erreurs.reserves' });
  const levees = reserves === 'levees' ? jour('dateLevee', true, effet) : undefined;
  return erreurs.length > 0 || !effet || !reserves
    ? { erreurs }
    : { erreurs, reception: { effet, pv_le: pv ?? null, reserves, levees_le: levees ?? null } };
}

/** What the law makes of a réception; undefined where no clock of the law is known for this type. */
export const liberationDe = (typeCredit: string, valeurs: Valeurs, reception: ReceptionDite | null): Liberation | undefined =>
  liberationPour({ typeCredit, valeurs, reception: reception?.effet, levees: reception?.levees_le ?? undefined });

/** Days before an end at which it is recalled, the nearest first; 0: the day itself. */
export const PALIERS = [0, 7, 30, 60] as const;

/** The days between which an end is to be recalled at a step, and no nearer one. */
export const fenetreDe = (palier: (typeof PALIERS)[number], aujourdhui: Day): { readonly du: Day; readonly au: Day } => {
  const avant = PALIERS[PALIERS.indexOf(palier) - 1];
  return { du: avant === undefined ? aujourdhui : addDays(aujourdhui, avant + 1), au: addDays(aujourdhui, palier) };
};
