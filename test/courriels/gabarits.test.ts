/** Every kind of message in both languages: said in words, whole, and safe whatever the data. */
import { describe, expect, it } from 'vitest';
import { createCourrielsService } from '../../src/courriels/courriels.service.js';
import type { Database } from '../../src/kit/database.js';
import { createTranslator, LANGUAGES, readMessages } from '../../src/kit/i18n.js';
import { inRoot } from '../../src/kit/root.js';
import type { TravauxService } from '../../src/travaux/travaux.service.js';
import { createViews } from '../../src/kit/views.js';

const translator = createTranslator({ strict: true });
const { rendre } = createCourrielsService({
  db: {} as Database,
  clock: () => new Date(),
  views: createViews({ production: true, translator }),
  translator,
  mailer: undefined,
  travaux: {} as TravauxService,
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
  chez: `Groupe ${HOSTILE}`,
  code: '12345678',
  navigateur: 'Firefox',
  quoi: 'Une clé d’accès a été ajoutée.',
  jour: '21/11/2026',
  compte: `Groupe ${HOSTILE}`,
  lignes: `3 demandes ${HOSTILE}\n1 facture`,
  count: 7,
  commentaire: `Trop tôt ${HOSTILE}`,
};
const MOTS = readMessages(inRoot('templates', 'locales'), 'fr') as Readonly<Record<string, string>>;
/** Those that lead somewhere: all but a code to copy. */
const GABARITS = Object.keys(MOTS).flatMap((key) => /^courriels\.(\w+)\.bouton$/.exec(key)?.[1] ?? []);
const ditUnMontant = (gabarit: string) =>
  Object.entries(MOTS).some(([key, mots]) => key.startsWith(`courriels.${gabarit}.`) && mots.includes('{{montant}}'));

describe.each(LANGUAGES)('in %s', (langue) => {
  it.each(GABARITS)('%s', (gabarit) => {
    const { sujet, texte, html, lien } = rendre({ gabarit, langue, donnees });
    expect(lien).toBe('https://cautions.essai.example/demandes/D26-0000042');
    expect(sujet).not.toMatch(/[\r\n]/);
    for (const part of [texte, html]) {
      expect(part).toContain(lien);
      expect(part).not.toContain('49');
      if (ditUnMontant(gabarit)) expect(part).toMatch(langue === 'fr' ? /1\u202f234\u202f567,89\u00a0€/ : /€1,234,567\.89/);
      expect(part.replaceAll(/\{\{7\*7\}\}/g, '')).not.toMatch(/\{\{|undefined|\[object/);
    }
    expect(html).toContain(`<html lang="${langue}">`);
    expect(html).not.toMatch(/<script|<img|src=|url\(/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}{% raw %}&quot;&#39;&amp;');
    expect(texte).toContain(HOSTILE);
    expect(texte).toContain(langue === 'fr' ? '« Trop tôt' : '“Trop tôt');
  });
});

it('a code to copy has no button, and is not in the subject', () => {
  const message = rendre({ gabarit: 'code_appareil', langue: 'fr', donnees: { code: '12345678' } });
  expect(message.sujet).not.toContain('12345678');
  expect(message.texte).toContain('12345678');
  expect(message.html).not.toContain('<a ');
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
