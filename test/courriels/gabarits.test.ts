/** Every kind of message in both languages: said in words, whole, and safe whatever the data. */
import { describe, expect, it } from 'vitest';
import { createCourrielsService } from '../../src/courriels/courriels.service.js';
import type { Database } from '../../src/kit/database.js';
import { createTranslator, LANGUAGES, readMessages } from '../../src/kit/i18n.js';
import { inRoot } from '../../src/kit/root.js';
import { createViews } from '../../src/kit/views.js';

const translator = createTranslator({ strict: true });
const { rendre } = createCourrielsService({
  db: {} as Database,
  clock: () => new Date(),
  views: createViews({ production: true, translator }),
  translator,
  mailer: undefined,
  appUrl: () => 'https://cautions.essai.example',
});
const HOSTILE = '<script>alert(1)</script>{{7*7}}{% raw %}"\'&';
const donnees = {
  numero: 'D26-0000042',
  caution: 'C26-0000042',
  beneficiaire: `SCI ${HOSTILE}`,
  entite: `Essai ${HOSTILE}`,
  nom: 'Inès Essai',
  montant: '1234567.89',
  devise: 'EUR',
  chemin: '/demandes/D26-0000042',
  commentaire: `Trop tôt ${HOSTILE}`,
};
const GABARITS = Object.keys(readMessages(inRoot('templates', 'locales'), 'fr')).flatMap(
  (key) => /^courriels\.(\w+)\.sujet$/.exec(key)?.[1] ?? [],
);
/** Those that speak of money say it as their reader writes it. */
const AVEC_MONTANT = new Set(
  Object.entries(readMessages(inRoot('templates', 'locales'), 'fr')).flatMap(([key, words]) =>
    words.includes('{{montant}}') ? (/^courriels\.(\w+)\./.exec(key)?.[1] ?? []) : [],
  ),
);

describe.each(LANGUAGES)('in %s', (langue) => {
  it.each(GABARITS)('%s', (gabarit) => {
    const { sujet, texte, html, lien } = rendre({ gabarit, langue, donnees });
    expect(lien).toBe('https://cautions.essai.example/demandes/D26-0000042');
    expect(sujet).not.toMatch(/[\r\n]/);
    for (const part of [texte, html]) {
      expect(part).toContain(lien);
      expect(part).not.toContain('49');
      if (AVEC_MONTANT.has(gabarit)) expect(part).toMatch(langue === 'fr' ? /1\u202f234\u202f567,89\u00a0€/ : /€1,234,567\.89/);
      expect(part.replaceAll(/\{\{7\*7\}\}/g, '')).not.toMatch(/\{\{|undefined|\[object/);
    }
    expect(html).toContain(`<html lang="${langue}">`);
    expect(html).not.toMatch(/<script|<img|src=|url\(/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}{% raw %}&quot;&#39;&amp;');
    expect(texte).toContain(HOSTILE);
    expect(texte).toContain(langue === 'fr' ? '« Trop tôt' : '“Trop tôt');
  });
});

it('without a link has no button, and without a comment no quotation', () => {
  const { html, texte, lien } = rendre({
    gabarit: 'demande_refusee',
    langue: 'fr',
    donnees: { ...donnees, chemin: undefined, commentaire: undefined },
  });
  expect(lien).toBeUndefined();
  expect(html).not.toMatch(/<a |<blockquote/);
  expect(texte).not.toContain('«');
});
