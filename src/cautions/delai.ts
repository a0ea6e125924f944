/** The clock of what waits for the insurer: what he promised, for his queues and for the client's page. Pure. */
import { formatInstant } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';

export const PROMESSE_HEURES = 24;
/** An act that the insurer prints is returned within two days. */
export const PROMESSE_ACTE_HEURES = 48;
const HEURE_MS = 3_600_000;
/** From here on a deadline is orange. */
const PROCHE_HEURES = 4;

export interface Delai {
  /** When it is due. */
  readonly echeance: Date;
  /** Time gone by, as a share of the time given: 1 when it is over. */
  readonly part: number;
  readonly niveau: 'vert' | 'orange' | 'rouge';
  readonly enRetard: boolean;
  /** Whole minutes left, or late. */
  readonly minutes: number;
}

/** How a caution created at that instant stands now. Due to the minute: at the very instant of the deadline it is late. */
export function delaiDe(creeeLe: Date, now: Date, heures = PROMESSE_HEURES): Delai {
  const echeance = new Date(creeeLe.getTime() + heures * HEURE_MS);
  const reste = echeance.getTime() - now.getTime();
  const enRetard = reste <= 0;
  return {
    echeance,
    part: Math.min(1, Math.max(0, 1 - reste / (heures * HEURE_MS))),
    niveau: enRetard ? 'rouge' : reste <= PROCHE_HEURES * HEURE_MS ? 'orange' : 'vert',
    enRetard,
    minutes: Math.floor(Math.abs(reste) / 60_000),
  };
}

/** The instants that part what is late, what is due within hours, and the rest: by date of creation. */
export const seuilsDe = (now: Date, heures = PROMESSE_HEURES): { readonly retard: Date; readonly proche: Date } => ({
  retard: new Date(now.getTime() - heures * HEURE_MS),
  proche: new Date(now.getTime() - (heures - PROCHE_HEURES) * HEURE_MS),
});

const HEURE = 60;
const JOUR = 24 * HEURE;
/** `2 h 09`; from two days on, `2 j 3 h`. */
export const dureeLisible = (minutes: number, t: Translate): string =>
  minutes < 2 * JOUR
    ? t('gestion.heures', { heures: Math.floor(minutes / HEURE), minutes: String(minutes % HEURE).padStart(2, '0') })
    : t('gestion.jours', { jours: Math.floor(minutes / JOUR), heures: Math.floor((minutes % JOUR) / HEURE) });

/** The clock as a queue shows it. */
export function horlogeDe(
  depuis: Date,
  heures: number,
  { maintenant, langue, t }: { readonly maintenant: Date; readonly langue: Language; readonly t: Translate },
) {
  const { echeance, enRetard, minutes, niveau, part } = delaiDe(depuis, maintenant, heures);
  return {
    part,
    niveau,
    texte: t(enRetard ? 'gestion.retard' : 'gestion.reste', { duree: dureeLisible(minutes, t) }),
    precision: t(enRetard ? 'gestion.etaitDu' : 'gestion.avant', { le: formatInstant(echeance, langue) }),
  };
}

/** The clock as the note on top of a page of the insurer; `mots`: whose words, `retard` and `reste`. */
export const delaiEnMots = (delai: Delai, langue: Language, t: Translate, mots = 'decisions.delai') => ({
  ton: delai.enRetard ? 'red' : 'violet',
  texte: t(`${mots}.${delai.enRetard ? 'retard' : 'reste'}`, {
    duree: dureeLisible(delai.minutes, t),
    le: formatInstant(delai.echeance, langue),
  }),
});
