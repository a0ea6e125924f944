/** A call in words: its figures, what comes next. */
import { formatDay } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoney, type Language } from '../kit/money.js';
import { etapeDe, figuresDe, type AppelLu } from './appels.js';
import type { CautionVue } from './caution.js';

/** Asked, paid, recovered, left: what the client and the insurer both read. */
export function figuresEnMots(appel: AppelLu, devise: string, langue: Language, t: Translate) {
  const figures = figuresDe(appel, devise);
  return (['demande', 'paye', 'aPayer', 'recouvre', 'aRecouvrer'] as const).map((nom) => ({
    libelle: t(`appels.figures.${nom}`),
    valeur: formatMoney(figures[nom], langue),
  }));
}

export const etapeEnMots = (appel: AppelLu, devise: string, t: Translate): string =>
  t(`appels.etapes.${etapeDe(appel, devise)}`, { avant: formatDay(appel.decider_avant) });

/** The calls on the client's page. */
export const appelsEnMots = (vue: CautionVue, langue: Language, t: Translate) =>
  vue.appels.map((appel) => ({
    etat: appel.etat,
    texte: appel.motif,
    precision: t('appels.recuLe', { le: formatDay(appel.recu_le) }),
    figures: figuresEnMots(appel, vue.devise, langue, t),
    etape: etapeEnMots(appel, vue.devise, t),
    reponse: appel.reponse,
  }));
