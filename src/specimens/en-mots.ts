/** What was read of an amount or a date, said in words: a slip of the keys is seen before it is an act. Pure. */
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import { parseDay, sayDay } from '../kit/dates.js';
import { readMoney } from '../kit/read-money.js';
import { amountInWords } from '../kit/words.js';
import type { Variable } from './texte.js';

/** Of a canonical value; undefined where there is nothing to say. */
export function enMots(type: Variable['type'], valeur: string | undefined, devise: string, langue: Language): string | undefined {
  if (!valeur) return undefined;
  if (type === 'montant') return amountInWords(fromDecimal(valeur, devise), langue);
  return type === 'date' ? sayDay(valeur, langue) : undefined;
}

/** Of what is being typed, read as the form will read it; undefined while it cannot be. */
export function relire(type: 'montant' | 'date', tape: string, devise: string, langue: Language): string | undefined {
  if (type === 'date') {
    const jour = parseDay(tape);
    return jour && sayDay(jour, langue);
  }
  const lu = readMoney(tape, devise, langue);
  return 'money' in lu ? `${formatMoney(lu.money, langue)} – ${amountInWords(lu.money, langue)}` : undefined;
}
