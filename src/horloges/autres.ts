/** The other clocks: subcontractors' payment, guarantees under URDG 758, travel agencies. */
import { addDays, type Day } from '../kit/dates.js';
import { lastWorkingDay } from '../kit/working-days.js';
import { libreApres, type Liberation, type Remarque } from './liberation.js';

const SOUS_TRAITANCE = 'loi n° 75-1334 du 31 décembre 1975, art. 14 et 15';

/** A date of end is void unless it comes after the price is due (Cass. 3e civ., 27 novembre 2025, 23-19.800). */
export const termeValable = (fin: Day, prixDu: Day): boolean => fin > prixDu;

/** Neither the réception nor a letter frees: only the proof of full payment; a void date of end frees nobody. */
export function liberationSousTraite({
  paye,
  reception,
  fin,
  prixDu,
}: {
  readonly paye?: Day;
  readonly reception?: Day;
  readonly fin?: Day;
  readonly prixDu?: Day;
}): Liberation {
  if (paye !== undefined) return { situation: 'a_terme', libre: paye, article: SOUS_TRAITANCE, remarques: [] };
  const remarques: Remarque[] = [
    'paiement_attendu',
    ...(reception === undefined ? [] : (['reception_sans_effet'] as const)),
    ...(fin !== undefined && (prixDu === undefined || !termeValable(fin, prixDu)) ? (['terme_avant_paiement'] as const) : []),
  ];
  if (fin !== undefined && prixDu !== undefined && termeValable(fin, prixDu))
    return { situation: 'a_terme', libre: addDays(fin, 1), article: SOUS_TRAITANCE, remarques: [] };
  return { situation: 'sur_evenement', libre: null, article: SOUS_TRAITANCE, remarques };
}

/** Under URDG 758, without an expiry, three years from the issue (art. 25 c). */
export const liberationSansTermeRugd = (emission: Day): Liberation => ({
  situation: 'a_terme',
  libre: libreApres(emission, 36),
  article: 'RUGD 758, art. 25 c',
  remarques: [],
});

/** Extend or pay (URDG 758, art. 23): payment is suspended for thirty days at most; decided on the last working day of them. */
export const prolongerOuPayerAvant = (recue: Day): Day => lastWorkingDay(addDays(recue, 30));

/** A travel agency is in default once forty-five days have passed since it was summoned, or when it refuses (code du tourisme, R211-31). */
export const defaillanceApres = (sommation: Day, refus?: Day): Day => refus ?? addDays(sommation, 45);
