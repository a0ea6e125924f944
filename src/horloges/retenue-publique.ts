/**
 * Retention of public works (code de la commande publique, R2191-42): the délai de garantie, then a month at most; a month after their
 * lifting when reserves told to both the contractor and the guarantor were not lifted within the délai.
 */
import { addDays, addMonths, type Day } from '../kit/dates.js';
import { nextWorkingDay } from '../kit/working-days.js';
import { plusTard, type Liberation, type Remarque } from './liberation.js';

const ALINEA_1 = 'code de la commande publique, art. R2191-42, al. 1';
const ALINEA_2 = 'code de la commande publique, art. R2191-42, al. 2';

export interface RetenuePublique {
  /** The day the réception takes effect; null where no day is known. */
  readonly reception: Day | null;
  readonly delaiMois: number;
  readonly reserves?: { readonly titulaire?: Day; readonly garant?: Day; readonly levees?: Day };
  /** The CCAG applies: what ends on a day off ends on the next working one (CCAG Travaux, art. 3.2, unconfirmed: the later day). */
  readonly ccag?: boolean;
  /** The buyer lengthened the délai to this day (CCAG Travaux, art. 44.2, unconfirmed: an adviser looks at it). */
  readonly prolongeJusquau?: Day;
}

export function liberationRetenuePublique({
  reception,
  delaiMois,
  reserves = {},
  ccag = false,
  prolongeJusquau,
}: RetenuePublique): Liberation {
  if (reception === null) return { situation: 'a_examiner', libre: null, article: ALINEA_1, remarques: ['reception_sans_date'] };
  const borne = (jour: Day): Day => (ccag ? nextWorkingDay(jour) : jour);
  const unMoisApres = (jour: Day): Day => addDays(borne(addMonths(jour, 1)), 1);
  const finDuDelai = borne(addMonths(reception, delaiMois));
  const base = unMoisApres(plusTard([finDuDelai, prolongeJusquau ?? finDuDelai]));
  const remarques: Remarque[] = [...(ccag ? (['jours_ouvrables'] as const) : []), ...remarquesDesReserves(reserves, finDuDelai)];
  const { titulaire, garant, levees } = reserves;
  const opposables = titulaire !== undefined && garant !== undefined && plusTard([titulaire, garant]) <= finDuDelai;
  if (opposables && levees === undefined)
    return { situation: 'sur_evenement', libre: null, article: ALINEA_2, remarques: [...remarques, 'reserves_non_levees'] };
  const tardive = opposables && levees !== undefined && levees > finDuDelai;
  const article = tardive ? ALINEA_2 : ALINEA_1;
  const libre = tardive ? plusTard([base, unMoisApres(levees)]) : base;
  if (prolongeJusquau !== undefined)
    return { situation: 'a_examiner', libre: null, aDefaut: libre, article, remarques: [...remarques, 'delai_prolonge'] };
  return { situation: 'a_terme', libre, article, remarques };
}

/** Reserves hold the guarantor only when both were told of them, within the délai. */
function remarquesDesReserves({ titulaire, garant }: NonNullable<RetenuePublique['reserves']>, finDuDelai: Day): Remarque[] {
  if (titulaire === undefined && garant === undefined) return [];
  if (titulaire === undefined || garant === undefined) return ['reserves_un_seul_notifie'];
  return plusTard([titulaire, garant]) > finDuDelai ? ['reserves_hors_delai'] : [];
}
