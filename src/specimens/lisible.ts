/** A wording as one reads it before it is filled in: its blanks by their names, its conditions in words. Pure. */
import type { Bilingue, TexteVersion, Variable } from './texte.js';
import type { Language } from '../kit/money.js';

const b = (fr: string, en: string): Bilingue => ({ fr, en });
const MOTS = { si: b('si', 'if'), sinon: b('sinon', 'otherwise'), donne: b('renseigné', 'given') };
/** Those of whom the act says something, and what. */
const PARTIES: Readonly<Record<string, Bilingue>> = {
  garant: b('assureur', 'guarantor'),
  donneur: b('donneur d’ordre', 'applicant'),
  signataire: b('signataire', 'signatory'),
};

type Texte = Pick<TexteVersion, 'variables' | 'langue'>;

/** `{{beneficiaire_nom}}` reads « [Bénéficiaire] », `{{#x}}…{{/x}}` « [si X : …] », `{{^x}}…{{/x}}` « [sinon : …] »; its paragraphs. */
export function lisible(corps: string, { variables, langue }: Texte): string[] {
  const parNom = new Map(variables.map((variable) => [variable.nom, variable]));
  return corps
    .replace(/\{\{\/[^}]*\}\}/g, ']')
    .replace(/\{\{\^[^}]*\}\}/g, `[${MOTS.sinon[langue]} : `)
    .replace(/\{\{#\s*([\w.]+)\s*\}\}/g, (_, nom: string) => `[${MOTS.si[langue]} ${condition(nom, variables, langue)} : `)
    .replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, nom: string) => `[${parNom.get(nom)?.libelle[langue] ?? partie(nom, langue)}]`)
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A value that is there, or one choice among several. */
function condition(nom: string, variables: readonly Variable[], langue: Language): string {
  for (const { nom: variable, choix, libelle } of variables) {
    const un = choix?.find(({ valeur }) => nom === `${variable}_${valeur}`);
    if (un) return `${libelle[langue]} = ${un.libelle[langue]}`;
    if (nom === variable) return `${libelle[langue]} ${MOTS.donne[langue]}`;
  }
  return `${partie(nom, langue)} ${MOTS.donne[langue]}`;
}

/** `garant.nom` reads « assureur : nom ». */
function partie(nom: string, langue: Language): string {
  const [de = '', quoi = ''] = nom.split('.');
  return quoi === '' ? nom : `${PARTIES[de]?.[langue] ?? de} : ${quoi}`;
}
