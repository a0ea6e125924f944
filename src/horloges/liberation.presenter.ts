/** When the law frees the guarantor, in words. */
import { daysBetween, formatDay, type Day } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import type { Liberation } from './liberation.js';

export function liberationLisible(liberation: Liberation | undefined, aujourdhui: Day, t: Translate) {
  if (!liberation) return undefined;
  const { libre, aDefaut, situation, article, remarques } = liberation;
  const jour = libre ?? aDefaut;
  const jours = jour === undefined ? 0 : daysBetween(aujourdhui, jour);
  const phrase = jour === undefined ? situation : jours <= 0 ? 'libre' : 'compte';
  return {
    ton: jour !== undefined && jours <= 0 && situation === 'a_terme' ? 'green' : situation === 'bloquee' ? 'amber' : 'blue',
    libre: situation === 'a_terme' && jours <= 0,
    titre: t(`horloges.${phrase}`, { count: jours, jour: jour === undefined ? '' : formatDay(jour) }),
    article: t('horloges.article', { article }),
    remarques: remarques.map((remarque) => t(`horloges.remarques.${remarque}`)),
  };
}
