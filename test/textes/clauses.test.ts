import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pageTextes } from '../../seeds/textes/page.js';
import { TEXTES } from '../../seeds/textes/index.js';
import { inRoot } from '../../src/kit/root.js';

it('docs/textes.md is what the texts say (npm run textes)', () =>
  expect(readFileSync(inRoot('docs', 'textes.md'), 'utf8')).toBe(pageTextes()));

it('every text has its sources and the day by which it is read again; what ends it and what it undertakes name their rule', () => {
  for (const { code, version, sources, aRelireLe, articles, modeleReglementaire } of TEXTES) {
    const nom = `${code} v${version}`;
    expect(sources.length, nom).toBeGreaterThan(0);
    expect(aRelireLe, nom).toMatch(/^20\d\d-\d\d-\d\d$/);
    if (!modeleReglementaire)
      expect(
        articles.some(({ fondement }) => fondement),
        nom,
      ).toBe(true);
  }
});
