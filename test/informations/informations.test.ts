/** Help and legal pages: complete in both languages, in the order of the reader's profile, with the insurer's own data. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGES, sectionsPour, type NomPage } from '../../src/informations/informations.js';
import { blocsDe, identiteLisible, pageInformations } from '../../src/informations/informations.presenter.js';
import { createTranslator, LANGUAGES } from '../../src/kit/i18n.js';
import { sql } from '../../src/kit/database.js';
import type { Agent } from '../../src/droits/acteur.js';
import { GARANT } from '../../seeds/referentiel.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const translator = createTranslator({ strict: true });
const garant = { id: 1, nom: GARANT.nom, site: GARANT.site_url, identite: GARANT.identite };
const agent = { genre: 'garant', role: 'conseiller' } as Agent;

describe.each(LANGUAGES)('in %s', (langue) => {
  it.each(Object.keys(PAGES) as NomPage[])('every section of %s has its words', (page) => {
    const shown = pageInformations({ page, acteur: agent, garant, langue, t: translator(langue) });
    expect(shown.sections).toHaveLength(PAGES[page].length);
    for (const { titre, blocs } of shown.sections) {
      expect(titre.length).toBeGreaterThan(3);
      expect(blocs.length).toBeGreaterThan(0);
    }
  });

  it('the insurer is named with its legal mentions, in the reader’s language', () => {
    const words = identiteLisible(garant, langue, translator(langue)).map(({ valeur }) => valeur);
    expect(words).toHaveLength(7);
    expect(words).toContain('Confluence-sur-Rhône 990 000 127');
    expect(words).toContain(langue === 'fr' ? '48 000 000 €' : '€48,000,000');
    expect(identiteLisible({ ...garant, identite: {} }, langue, translator(langue)).map(({ valeur }) => valeur)).toEqual([GARANT.nom]);
    expect(identiteLisible(undefined, langue, translator(langue))).toEqual([]);
  });
});

describe('help', () => {
  const cles = (...args: Parameters<typeof sectionsPour>) => sectionsPour(...args).map(({ cle }) => cle);
  it('begins with what the reader’s profiles do', () => {
    expect(cles('aide', undefined)[0]).toBe('demander');
    expect(cles('aide', maison.marc).slice(0, 2)).toEqual(['valider', 'editer']);
    expect(cles('aide', { ...maison.ines, profils: ['consultant'] })[0]).toBe('exporter');
    expect(sectionsPour('aide', maison.marc).filter(({ pourLui }) => pourLui)).toHaveLength(2);
  });
  it('speaks of the queue to the insurer’s staff only', () => {
    expect(cles('aide', agent)[0]).toBe('gestion');
    expect(cles('aide', maison.ines)).not.toContain('gestion');
    expect(cles('aide', undefined)).not.toContain('gestion');
  });
});

it('cuts a message into paragraphs and lists', () =>
  expect(blocsDe('Un :\n- deux\n- trois\nQuatre\n- cinq')).toEqual([
    { texte: 'Un :' },
    { liste: ['deux', 'trois'] },
    { texte: 'Quatre' },
    { liste: ['cinq'] },
  ]));

describe('the pages', () => {
  it.each(['/aide', '/accessibilite', '/mentions-legales', '/confidentialite'])(
    '%s is open to all, and its summary leads somewhere',
    async (address) => {
      for (const email of [undefined, maison.marc.email]) {
        const answer = await (await client(application.url, email)).get(address);
        expect(answer.status).toBe(200);
        const page = documentOf(answer);
        const anchors = [...page.querySelectorAll('aside a[href^="#"]')].map((a) => a.getAttribute('href')?.slice(1) ?? '');
        expect(anchors.length).toBeGreaterThan(2);
        for (const id of anchors) expect(page.getElementById(id), id).not.toBeNull();
      }
    },
  );

  it('has the anchors that the sign-in page points to', async () => {
    const person = await client(application.url);
    const door = documentOf(await person.get('/connexion'));
    const help = documentOf(await person.get('/aide'));
    const links = [...door.querySelectorAll('.lk a')].map((a) => a.getAttribute('href') ?? '');
    expect(links).toEqual(['/mot-de-passe/oublie', '/aide#contact']);
    expect(help.getElementById('contact')).not.toBeNull();
  });

  it('shows hostile data of the insurer as text', async () => {
    await maison.db.systeme.rows(sql`update garant set identite = jsonb_set(identite, '{acte,siege}', '"<b>1</b> {{7*7}}"')`);
    const other = await demarrer(database);
    try {
      expect((await (await client(other.url)).get('/mentions-legales')).text).toContain('&lt;b&gt;1&lt;/b&gt; {{7*7}}');
    } finally {
      await other.stop();
    }
  });
});
