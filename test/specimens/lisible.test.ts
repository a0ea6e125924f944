/** A wording read before it is filled in. */
import { expect, it } from 'vitest';
import { TEXTES } from '../../seeds/textes/index.js';
import { lisible } from '../../src/specimens/lisible.js';

const texte = TEXTES.find(({ code, version }) => code === 'RG_PRIV' && version === 2)!;

it.each([
  ['Signé le {{marche_date}}.', 'Signé le [Marché signé le].'],
  [
    '{{garant.nom}}{{#garant.capital}}, {{garant.capital}}{{/garant.capital}}',
    '[assureur : nom][si assureur : capital renseigné : , [assureur : capital]]',
  ],
  [
    '{{#beneficiaire_nature_prive}}A{{/beneficiaire_nature_prive}}{{^beneficiaire_nature_prive}}B{{/beneficiaire_nature_prive}}',
    /^\[si Nature.* = .+ : A\]\[sinon : B\]$/,
  ],
  ['{{#marche_lot}} (lot {{marche_lot}}){{/marche_lot}}', '[si Lot renseigné :  (lot [Lot])]'],
])('%s', (corps, attendu) => {
  const [lu] = lisible(corps, texte);
  if (typeof attendu === 'string') expect(lu).toBe(attendu);
  else expect(lu).toMatch(attendu);
});

it('no mark of the wording is left in any text', () => {
  for (const { code, articles, ...reste } of TEXTES)
    for (const { corps } of articles) for (const part of lisible(corps, { ...reste })) expect(part, code).not.toMatch(/\{\{|\}\}/);
});
