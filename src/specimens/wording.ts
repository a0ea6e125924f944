/** The wording of a texte: logic-less placeholders, never code. */
import Mustache from 'mustache';
import { NATURES, TYPES_VARIABLE, type TexteVersion } from './texte.js';

/** Names that the composition of an act supplies besides the variables. */
export const CONTEXTE = [
  'garant.nom',
  'garant.forme',
  'garant.capital',
  'garant.siege',
  'garant.ville',
  'garant.rcs',
  'garant.agrement',
  'garant.controle',
  'donneur.nom',
  'donneur.forme',
  'donneur.immatriculation',
  'donneur.adresse',
  'signataire.nom',
  'signataire.qualite',
  'signataire.pouvoir',
] as const;

type Token = [type: string, value: string, start: number, end: number, children?: Token[]];

/** Names used in a wording, sections included; throws when a section is not closed. */
export function placeholders(corps: string): string[] {
  const names = new Set<string>();
  const walk = (tokens: readonly Token[]): void => {
    for (const [type, value, , , children] of tokens) {
      if (type !== 'text') names.add(value);
      if (Array.isArray(children)) walk(children);
    }
  };
  walk(Mustache.parse(corps) as Token[]);
  return [...names];
}

/**
 * Names that a texte may use: its variables, one per answer of each choice (`groupement_conjoint`), what a beneficiary may be whether
 * this text allows it or not (a clause serves several), and the context.
 */
export const allowedNames = (texte: TexteVersion): ReadonlySet<string> =>
  new Set([
    ...CONTEXTE,
    ...NATURES.map((nature) => `beneficiaire_nature_${nature}`),
    ...texte.variables.flatMap(({ nom, choix }) => [nom, ...(choix ?? []).map(({ valeur }) => `${nom}_${valeur}`)]),
  ]);

export interface WordingFault {
  readonly article: string;
  readonly erreur: 'inconnu' | 'illisible' | 'type';
  readonly nom: string;
}

/** What is wrong with a texte, for whoever writes one: unknown names, sections left open, unknown types. Empty when all is well. */
export function checkWording(texte: TexteVersion): WordingFault[] {
  const allowed = allowedNames(texte);
  const types: WordingFault[] = texte.variables
    .filter(({ type }) => !TYPES_VARIABLE.includes(type))
    .map(({ nom }) => ({ article: '', erreur: 'type', nom }));
  const articles = texte.articles.flatMap(({ code, corps }): WordingFault[] => {
    try {
      return placeholders(corps)
        .filter((nom) => !allowed.has(nom))
        .map((nom) => ({ article: code, erreur: 'inconnu', nom }));
    } catch {
      return [{ article: code, erreur: 'illisible', nom: '' }];
    }
  });
  return [...types, ...articles];
}

/** A wording with its values in place. Values are put in as they are: one that looks like a placeholder stays literal. */
export const fillWording = (corps: string, view: object): string => Mustache.render(corps, view, undefined, { escape: String });
