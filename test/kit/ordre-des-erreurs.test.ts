/** Errors go down the page once, and each names its own field: of every text, and of the longest forms. */
import { describe, expect, it } from 'vitest';
import { TEXTES } from '../../seeds/textes/index.js';
import { readFicheEntite, readTapee } from '../../src/entites/entites.form.js';
import { readOuverture, readTapeeCompte } from '../../src/gestion/comptes.form.js';
import { inPageOrder, type FieldError } from '../../src/kit/errors.js';
import { createTranslator, LANGUAGES } from '../../src/kit/i18n.js';
import { formFields, readVariables } from '../../src/specimens/variables.js';

const translator = createTranslator({ strict: true });
const ctx = { devise: 'EUR', today: '2026-11-21' } as const;

/** Nothing typed, then something wrong in the first fields: errors of two kinds, which are not found at the same time. */
const SAISIES: readonly ((noms: readonly string[]) => Record<string, unknown>)[] = [
  () => ({}),
  (noms) => Object.fromEntries(noms.map((nom, i) => [nom, i % 3 === 0 ? ['two', 'values'] : ''])),
];

function phrases(erreurs: readonly FieldError[]) {
  for (const langue of LANGUAGES) {
    const dites = erreurs.map(({ message, params }) => translator(langue)(message, params ?? {}));
    expect(new Set(dites).size, dites.join('\n')).toBe(dites.length);
  }
}

describe('a demande', () => {
  it.each(TEXTES.map((texte) => [`${texte.code} ${texte.version}`, texte] as const))('%s', (_, texte) => {
    for (const saisie of SAISIES) {
      const champs = formFields(texte, {}, [], 'fr', ctx).flatMap((groupe) => groupe.champs.map(({ nom }) => nom));
      const { erreurs } = readVariables(texte, saisie(champs), ctx);
      expect(erreurs.length).toBeGreaterThan(1);
      const rangs = erreurs.map(({ field }) => champs.indexOf(field));
      expect(rangs).toEqual([...rangs].sort((a, b) => a - b));
      phrases(erreurs);
    }
  });
});

it('an entity and an account say what is missing from top to bottom, no sentence twice', () => {
  const entite = readFicheEntite(readTapee({})).erreurs;
  expect(entite.map(({ field }) => field)).toEqual(['nom', 'forme', 'pays', 'adresse', 'immatriculation', 'contactNom']);
  const compte = readOuverture(readTapeeCompte({}), new Map()).erreurs;
  expect(compte.map(({ field }) => field)).toEqual([
    ...[
      'nom',
      'numeroClient',
      'forme',
      'pays',
      'immatriculation',
      'adresse',
      'adminNom',
      'adminEmail',
      'adminLangue',
      'profils',
      'contrat',
    ],
    ...['plafond', 'ligne', 'plafondLigne', 'dateDebut', 'produit', 'types', 'autorise', 'plafondUnitaire', 'dureeMois', 'taux'],
  ]);
  phrases(entite);
  phrases(compte);
});

it('fields that the page does not name come last, in the order they were found', () => {
  const errors = ['z', 'b', 'a', 'y'].map((field) => ({ field, message: field }));
  expect(inPageOrder(errors, ['a', 'b']).map(({ field }) => field)).toEqual(['a', 'b', 'z', 'y']);
});
