/** The result of the automatic control, in words. */
import { countryName } from '../kit/countries.js';
import { formatDay } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoney, formatPercent, fromDecimal, percent, type Language } from '../kit/money.js';
import { enClair, type Parametres } from '../specimens/enclair.js';
import type { Presage, Prevision } from './prevision.js';

type Params = Readonly<Record<string, unknown>>;

const AMOUNTS = new Set(['montant', 'plafond', 'disponible', 'valeur', 'borne']);

/** Parameters as kept with the caution, shown in the reader's form: amounts, days, rates and countries. */
function lisibles(params: Params, langue: Language): Params {
  const devise = typeof params.devise === 'string' ? params.devise : 'EUR';
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value];
      if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return [name, formatDay(value)];
      if (name === 'pays') return [name, countryName(value, langue)];
      if (name === 'taux' && /^[\d.]+$/.test(value)) return [name, formatPercent(percent(value), langue)];
      return AMOUNTS.has(name) && /^-?\d+(\.\d+)?$/.test(value) ? [name, formatMoney(fromDecimal(value, devise), langue)] : [name, value];
    }),
  );
}

/** One line a rule, in order: what passes, or why it does not; its title where it is not known yet. */
export const lignesDuControle = (resultats: readonly Presage[], langue: Language, t: Translate) =>
  resultats.map(({ regle, conforme, raison, params = {} }) => {
    if (conforme || !raison) return { regle, conforme, texte: t(`controle.${regle}.titre`) };
    if (raison.startsWith('variables.')) return { regle, conforme, texte: t(raison, enClair(params as Parametres, langue)) };
    const shown = lisibles(params, langue);
    const complete = regle !== 'limite_legale' || ('valeur' in shown && 'borne' in shown);
    const key = regle === 'limite_legale' ? `variables.limites.${complete ? raison : 'incomplete'}` : `controle.${regle}.${raison}`;
    return { regle, conforme, texte: t(key, { ...shown }) };
  });

type LigneDuControle = ReturnType<typeof lignesDuControle>[number];
/** Why it does not pass. */
export const raisonsDe = (lignes: readonly LigneDuControle[]): string[] =>
  lignes.filter(({ conforme }) => conforme === false).map(({ texte }) => texte);

const ISSUES = {
  effective: { ton: 'green', icone: 'shield-check' },
  en_attente: { ton: 'violet', icone: 'hourglass' },
  incomplete: { ton: 'neutral', icone: 'circle-dashed' },
} as const;

/** What would become of a demande, and why; every rule behind. */
export function motsDePrevision({ issue, regles }: Prevision, langue: Language, t: Translate) {
  const lignes = lignesDuControle(regles, langue, t);
  return {
    issue,
    ...ISSUES[issue],
    texte: t(`cautions.prevision.${issue}`),
    raisons: raisonsDe(lignes),
    regles: lignes.map(({ conforme, texte }) => ({
      texte,
      icone: conforme === undefined ? 'circle-dashed' : conforme ? 'check' : 'circle-x',
      conforme,
    })),
    phrase: t('cautions.regles', { passees: lignes.filter(({ conforme }) => conforme).length, total: lignes.length }),
  };
}
