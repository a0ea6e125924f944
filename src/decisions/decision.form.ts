/** What is typed to grant a caution, at its first decision or when a refusal is decided again. */
import { NOMS_REGLES } from '../cautions/controle.js';
import { line, words } from '../http/visit.js';
import { parseDay } from '../kit/dates.js';
import { invalide } from '../kit/errors.js';
import { champException, type Accord } from './decision.js';

type Body = Readonly<Record<string, unknown>>;

export function readAccord(body: Body): Accord {
  const effet = line(body.dateEffet);
  const dateEffet = parseDay(effet);
  if (effet !== '' && dateEffet === undefined) throw invalide([{ field: 'dateEffet', message: 'decisions.erreurs.effet' }]);
  const exceptions = Object.fromEntries(NOMS_REGLES.map((regle) => [regle, words(body[champException(regle)])])) as Accord['exceptions'];
  return { exceptions, dateEffet };
}

/** What was typed, shown again after a refusal: the fields that were sent, and no other. */
export const typedDecision = (body: Body, champs: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...champs, ...NOMS_REGLES.map(champException)].filter((nom) => typeof body[nom] === 'string').map((nom) => [nom, words(body[nom])]),
  );
