/** The result of the automatic control, in words. */
import { countryName } from '../kit/countries.js';
import { formatDay } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoney, formatPercent, fromDecimal, percent, type Language } from '../kit/money.js';
import type { Resultat } from './controle.js';

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

/** One line a rule, in order: what passes, or why it does not. */
export const lignesDuControle = (resultats: readonly Resultat[], langue: Language, t: Translate) =>
  resultats.map(({ regle, conforme, raison, params = {} }) => {
    if (conforme || !raison) return { regle, conforme, texte: t(`controle.${regle}.titre`) };
    const shown = lisibles(params, langue);
    const complete = regle !== 'limite_legale' || ('valeur' in shown && 'borne' in shown);
    const key = regle === 'limite_legale' ? `variables.limites.${complete ? raison : 'incomplete'}` : `controle.${regle}.${raison}`;
    return { regle, conforme, texte: t(key, { ...shown }) };
  });
