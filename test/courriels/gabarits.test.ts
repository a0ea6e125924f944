/** Every e-mail in both languages, from its own example: said in words, whole, and safe whatever the data. */
import { describe, expect, it } from 'vitest';
import type { CourrielEnregistre, Gabarit, Message } from '../../src/courriels/courriel.js';
import { MODELES } from '../../src/courriels/modeles/index.js';
import { createRendu, quoiDe } from '../../src/courriels/rendu.js';
import { createTranslator, LANGUAGES } from '../../src/kit/i18n.js';
import { createViews } from '../../src/kit/views.js';

const translator = createTranslator({ strict: true });
const SITE = 'https://cautions.essai.example';
const rendre = createRendu({
  views: createViews({ production: true, translator }),
  translator,
  appUrl: () => SITE,
  raisons: (controle, langue) => controle.map(() => (langue === 'fr' ? 'L’entité n’est pas active' : 'The entity is not active')),
  secrets: ({ jeton, defi }) => ({ ...(jeton && { chemin: `/mot-de-passe/definir/${jeton}` }), ...(defi && { code: '12345678' }) }),
});
const HOSTILE = '<script>alert(1)</script>{{7*7}}{% raw %}"\'&${7*7}';
const GABARITS = Object.keys(MODELES) as Gabarit[];
/** The data of the example, each text of a person made hostile. */
const exemple = (gabarit: Gabarit) =>
  Object.fromEntries(
    Object.entries(MODELES[gabarit].exemple).map(([nom, valeur]) => [
      nom,
      ['beneficiaire', 'entite', 'nom', 'chez', 'compte', 'lignes', 'commentaire', 'navigateur'].includes(nom)
        ? `${valeur} ${HOSTILE}`
        : valeur,
    ]),
  ) as Readonly<Record<string, string>>;
const message = (gabarit: Gabarit, langue: 'fr' | 'en', donnees: object = exemple(gabarit)) =>
  rendre({ gabarit, langue, donnees, garant: 'Méridiane Caution' } as CourrielEnregistre);

describe.each(LANGUAGES)('in %s', (langue) => {
  it.each(GABARITS)('%s', (gabarit) => {
    const donnees = exemple(gabarit);
    const { sujet, texte, html, lien, bouton } = message(gabarit, langue);
    expect(quoiDe(gabarit, langue)).not.toBe('');
    expect(sujet).not.toMatch(/[\r\n]/);
    expect(html).toContain(`<html lang="${langue}">`);
    expect(html).not.toMatch(/<script|<img|src=|url\(/);
    for (const part of [texte, html]) {
      expect(part.replaceAll('{{7*7}}', '').replaceAll('${7*7}', '')).not.toMatch(/\{\{|\$\{|undefined|null|\[object|\b49\b/);
      if ('montant' in donnees) expect(part).toMatch(langue === 'fr' ? /1\u202f234\u202f567,89\u00a0€/ : /€1,234,567\.89/);
    }
    if (donnees.commentaire) expect(texte).toContain(`${langue === 'fr' ? '«\u00a0' : '“'}${donnees.commentaire}`);
    expect(lien).toBe(donnees.jeton ? `${SITE}/mot-de-passe/definir/${donnees.jeton}` : donnees.chemin ? SITE + donnees.chemin : undefined);
    expect(bouton === undefined).toBe(lien === undefined);
    if (lien) for (const part of [texte, html]) expect(part).toContain(lien);
    for (const part of [texte, html]) expect(part).toContain('Méridiane Caution');
  });
});

it.each(['caution_en_attente', 'demandes_transmises', 'cautions_a_decider'] as const)('%s says why, in its reader’s words', (gabarit) => {
  expect(message(gabarit, 'fr').texte).toContain('–\u00a0L’entité n’est pas active');
  expect(message(gabarit, 'en').html).toContain('–\u00a0The entity is not active');
});

it('hostile words are text', () => {
  const { html, texte } = message('validation_demandee', 'fr');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}{% raw %}&quot;&#39;&amp;${7*7}');
  expect(texte).toContain(HOSTILE);
});

it('a count has its own words for one, in each language', () => {
  const sujet = (count: number, langue: 'fr' | 'en') =>
    message('mot_de_passe_expire', langue, { ...MODELES.mot_de_passe_expire.exemple, count }).sujet;
  expect([sujet(1, 'fr'), sujet(7, 'fr')]).toEqual(['Votre mot de passe expire demain', 'Votre mot de passe expire dans 7 jours']);
  expect([sujet(1, 'en'), sujet(14, 'en')]).toEqual(['Your password expires tomorrow', 'Your password expires in 14 days']);
});

it('a code to copy has no button, and is not in the subject', () => {
  const { sujet, texte, html } = message('code_appareil', 'fr');
  expect(sujet).not.toContain('12345678');
  expect(texte).toContain('12345678');
  expect(html).not.toContain('<a ');
});

it('without a comment there is no quotation', () => {
  const { html, texte } = message('entite_identifiee', 'fr');
  expect(html).not.toContain('<blockquote');
  expect(texte).not.toContain('«');
});

it('a name that this version does not know is said so, and nothing is sent', () =>
  expect(() => message('inconnu' as Gabarit, 'fr', {})).toThrow('No e-mail is named inconnu.'));

it('a wrong name, or a datum that is missing, does not compile', () => {
  const evenement = 'essai';
  const justes: Message[] = [{ evenement, gabarit: 'code_appareil', donnees: { defi: 'x' } }];
  // @ts-expect-error: no e-mail has this name
  justes.push({ evenement, gabarit: 'code_apareil', donnees: { defi: 'x' } });
  // @ts-expect-error: it needs its challenge
  justes.push({ evenement, gabarit: 'code_appareil', donnees: {} });
  // @ts-expect-error: these data are another one's
  justes.push({ evenement, gabarit: 'mot_de_passe_oublie', donnees: { defi: 'x' } });
  expect(justes).toHaveLength(4);
});
