/** Retention of private works: a year from the réception, unless the guarantor was told of a reasoned opposition (loi 71-584, art. 2). */
import { addDays, type Day } from '../kit/dates.js';
import { libreApres, plusTard, type Liberation, type Remarque } from './liberation.js';

const ARTICLE = 'loi n° 71-584 du 16 juillet 1971, art. 2';
const MOIS = 12;

/** Of the réception or of a part of it: the day it takes effect, which may precede its PV; null where no day is known. */
export interface Reception {
  readonly effet: Day | null;
}

/** `recommandee`: qualified electronic ones too (CPCE, art. L100). `commissaire`: served (C. proc. civ. 651). `simple`: e-mail, letter. */
export const FORMES = ['recommandee', 'commissaire', 'simple'] as const;
/** What the law lets one oppose: that the works are not done. */
export const MOTIFS = ['inexecution', 'penalites', 'aucun'] as const;

export interface Opposition {
  readonly forme: (typeof FORMES)[number];
  readonly destinataire: 'garant' | 'entrepreneur';
  /** The sender's day counts, not that of its arrival (C. proc. civ. 668 by analogy). */
  readonly envoyee: Day;
  readonly motif: (typeof MOTIFS)[number];
  readonly rejetee?: boolean;
  readonly levee?: Day;
}

/** Reserves do not count: lifted or not, the year is the same. */
export function liberationRetenuePrivee(receptions: readonly Reception[], oppositions: readonly Opposition[] = []): Liberation {
  const effets = receptions.flatMap(({ effet }) => effet ?? []).sort();
  if (receptions.length === 0) return { situation: 'sur_evenement', libre: null, article: ARTICLE, remarques: ['reception_attendue'] };
  if (effets.length < receptions.length)
    return { situation: 'a_examiner', libre: null, article: ARTICLE, remarques: ['reception_sans_date'] };

  const parties = [...new Set(effets.map((effet) => libreApres(effet, MOIS)))];
  const terme = plusTard(parties);
  const lues = oppositions.filter(({ rejetee }) => !rejetee).map((une) => ({ ...une, ...lire(une, addDays(terme, -1)) }));
  const remarques = [...new Set(lues.flatMap((une) => une.remarques))];
  const tenues = lues.filter(({ effet }) => effet !== 'aucun');
  const libre = plusTard([terme, ...tenues.flatMap(({ levee }) => levee ?? [])]);
  const commun = { article: ARTICLE, remarques, ...(parties.length > 1 && { parties }) };
  const ouvertes = tenues.filter(({ levee }) => levee === undefined);
  if (ouvertes.some(({ effet }) => effet === 'bloque'))
    return { situation: 'bloquee', libre: null, ...commun, remarques: [...remarques, 'opposition_en_cours'] };
  if (ouvertes.length > 0) return { situation: 'a_examiner', libre: null, aDefaut: libre, ...commun };
  return { situation: 'a_terme', libre, ...commun };
}

/** What an opposition does: nothing, hold the guarantor, or wait for an adviser. `dernier`: the last day to send it. */
function lire(
  { forme, destinataire, envoyee, motif }: Opposition,
  dernier: Day,
): { effet: 'aucun' | 'bloque' | 'examen'; remarques: Remarque[] } {
  if (destinataire === 'entrepreneur') return { effet: 'aucun', remarques: ['opposition_entrepreneur'] };
  if (forme === 'simple') return { effet: 'aucun', remarques: ['opposition_forme'] };
  if (envoyee > dernier) return { effet: 'aucun', remarques: ['opposition_tardive'] };
  const remarques: Remarque[] = forme === 'commissaire' ? ['opposition_signifiee'] : [];
  return motif === 'inexecution' ? { effet: 'bloque', remarques } : { effet: 'examen', remarques: [...remarques, 'opposition_motif'] };
}
