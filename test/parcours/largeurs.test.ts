/** Every list and main page, at the widths of a telephone, a tablet, a window beside another and a desk: nothing overflows, in both languages. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { pdfText } from '../actes/pdf-text.js';
import { emettre } from '../listes/outils.js';
import { demarrer, type Application } from '../setup/application.js';
import { openBrowser } from '../setup/browser.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';
import { debords, sansLibelle } from './debords.js';
import { entrer } from './pages.js';

const LARGEURS = [320, 390, 900, 1000, 1080, 1440] as const;
const AGENT = 'conseil@assureur.example';
/** Fifteen figures before the mark: the longest amount that Postgres keeps. */
const LONG = '999999999999999.99';
const database = useDatabase();
let maison: Maison;
let application: Application;
let browser: Browser;
let [demande, caution] = ['', ''];

beforeAll(async () => {
  maison = await construire(database.config);
  const { db, compteId, garantId, entites } = maison;
  await db.systeme.rows(
    sql`update entite set nom = 'Société d’exploitation des établissements industriels et de travaux publics Rhône-Alpes' where id = ${entites.fille}`,
  );
  await emettre(maison, 12, { prefixe: 'Établissement public d’aménagement et de restructuration Euroméditerranéenne' });
  await emettre(maison, 3, { devise: 'KWD', prefixe: 'Koweït' });
  await emettre(maison, 3, { devise: 'USD', etat: 'en_attente', prefixe: 'Attente' });
  await emettre(maison, 2, { etat: 'en_opposition', prefixe: 'Anticonstitutionnellementincompréhensible' });
  const demandes = createDemandesService({ db, clock: MAINTENANT, reveiller: () => undefined });
  demande = await demandes.enregistrer(maison.ines, maison.contenu('2500.00'), [], ORIGINE);
  await demandes.soumettre(maison.ines, demande, { ...(await vues(db, demande))[0]!, origine: ORIGINE });
  await db.systeme.rows(sql`update caution set montant = ${LONG} where devise <> 'KWD' and rang % 2 = 0`);
  await db.systeme.rows(sql`update demande set montant = ${LONG} where devise <> 'KWD' and rang % 2 = 0`);
  await db.systeme.rows(sql`update contrat set plafond = ${LONG}`);
  await db.systeme.rows(sql`update ligne set plafond = ${LONG}`);
  await db.systeme.rows(sql`update autorisation set autorise = ${LONG}`);
  caution =
    (await db.systeme.rows<{ numero: string }>(sql`select numero from caution where etat = 'effective' and montant = ${LONG} limit 1`))[0]
      ?.numero ?? '';
  await db.systeme.rows(sql`
    with a as (insert into agent (garant_id, role, prenom, nom, email) values (${garantId}, 'conseiller', 'Nadia', 'Essai', ${AGENT}) returning id),
      k as (update compte set conseiller_id = a.id from a where compte.id = ${compteId})
    insert into identifiant (email, agent_id) select ${AGENT}, id from a`);
  application = await demarrer(database);
  browser = await openBrowser();
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
  await maison?.db.close();
});

const CLIENT = (): string[] => [
  ...['/', '/demandes', '/demandes?etat=a_valider', '/demandes/nouvelle', `/demandes/${demande}`, '/cautions', `/cautions/${caution}`],
  ...['/cautions?numero=rien', '/contrats/autorisations', '/contrats/autorisations?par=contrat'],
  ...['', '?par=type', '?par=beneficiaire', '?par=fin'].map((query) => `/encours${query}`),
  ...['/specimens', '/profil', '/profil/securite', '/profil/recherches', '/aide'],
  ...[
    '/parametrage/organisation',
    '/parametrage/collaborateurs',
    '/parametrage/collaborateurs/nouveau',
    '/parametrage/collaborateurs/import',
  ],
  '/parametrage/circuits',
];
const GARANT = (): string[] => ['/gestion', '/gestion/cautions', '/gestion/comptes', '/gestion/entites', '/gestion/travaux'];

const ouvrir = async (email: string, locale: string): Promise<Page> => {
  const page = await entrer(browser, application.url, email, { locale, viewport: { width: 1440, height: 900 } });
  await page.waitForURL((url) => url.pathname !== '/connexion');
  return page;
};

describe.each([
  ['fr-FR', 'client', (): string => maison.ines.email, CLIENT],
  ['en-GB', 'client', (): string => maison.marc.email, CLIENT],
  ['fr-FR', 'garant', (): string => AGENT, GARANT],
  ['en-GB', 'garant', (): string => AGENT, GARANT],
] as const)('in %s, for the %s', (locale, _qui, email, adresses) => {
  it('nothing overflows its box nor the window, and every value of a card has its label', { timeout: 400_000 }, async () => {
    const page = await ouvrir(email(), locale);
    const fautes: string[] = [];
    for (const adresse of adresses()) {
      const reponse = await page.goto(adresse);
      if (reponse?.status() === 403) continue;
      for (const width of LARGEURS) {
        await page.setViewportSize({ width, height: 900 });
        for (const faute of [...(await debords(page)), ...(await sansLibelle(page)).map((sans) => `no label: ${sans}`)])
          fautes.push(`${adresse} at ${width}: ${faute}`);
      }
    }
    expect(fautes).toEqual([]);
    await page.context().close();
  });
});

describe('menus', () => {
  it.each(LARGEURS)('open inside the window at %i pixels', { timeout: 120_000 }, async (width) => {
    const page = await ouvrir(maison.ines.email, 'fr-FR');
    await page.setViewportSize({ width, height: 800 });
    for (const adresse of ['/cautions', '/contrats/autorisations', `/cautions/${caution}`]) {
      await page.goto(adresse);
      const burger = page.locator('.burger');
      if (await burger.isVisible()) await burger.click();
      const menus = page.locator('summary:visible');
      for (let rang = 0; rang < (await menus.count()); rang += 1) {
        await menus.nth(rang).click();
        // Told that it opened at the next turn, it finds its place.
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
        // A menu stands over what it opens from: it may leave that box, not the window nor what would cut it.
        const fautes = (await debords(page)).filter((faute) => !faute.startsWith('out of its box'));
        expect(fautes, `${adresse}, ${await menus.nth(rang).textContent()}`).toEqual([]);
        await page.keyboard.press('Escape');
      }
    }
    await page.context().close();
  });

  it('are gone through with the arrows, round, to their ends, and closed where one was', { timeout: 60_000 }, async () => {
    const page = await ouvrir(maison.ines.email, 'fr-FR');
    await page.goto('/cautions');
    const menu = page.locator('.nav > details').first();
    const ici = () => page.evaluate<string>(`document.activeElement.textContent.trim()`);
    const entrees = (await menu.locator('.drop a').allTextContents()).map((texte) => texte.trim());
    await menu.locator('summary').focus();
    await page.keyboard.press('ArrowDown');
    expect([await menu.getAttribute('open'), await ici()]).toEqual(['', entrees[0]]);
    await page.keyboard.press('ArrowDown');
    expect(await ici()).toBe(entrees[1]);
    await page.keyboard.press('End');
    expect(await ici()).toBe(entrees.at(-1));
    await page.keyboard.press('ArrowDown');
    expect(await ici()).toBe(entrees[0]);
    await page.keyboard.press('ArrowUp');
    expect(await ici()).toBe(entrees.at(-1));
    await page.keyboard.press('Home');
    expect(await ici()).toBe(entrees[0]);
    await page.keyboard.press('Escape');
    expect(await menu.getAttribute('open')).toBeNull();
    expect(await menu.locator('summary').evaluate((summary) => summary === document.activeElement)).toBe(true);
    const pick = page.locator('.pick').first();
    await pick.locator('summary').focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(`document.activeElement.type`)).toBe('checkbox');
    await page.context().close();
  });
});

it('on a telephone, all the rows are ticked at once', { timeout: 60_000 }, async () => {
  const page = await ouvrir(maison.marc.email, 'fr-FR');
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('/demandes?aValider=moi');
  const tout = page.locator('[data-tout]');
  expect(await tout.isVisible()).toBe(true);
  expect((await page.getByText('Tout sélectionner sur cette page').count()) + (await page.locator('[data-tous]').count())).toBeGreaterThan(
    0,
  );
  await tout.check();
  const cases = page.locator('tbody .ck input[type=checkbox]');
  expect(await cases.count()).toBeGreaterThan(0);
  for (const une of await cases.all()) expect(await une.isChecked()).toBe(true);
  expect(await page.locator('.bulk').isVisible()).toBe(true);
  await page.context().close();
});

it.each([390, 1440])('on paper, a list is a table whatever the window (%i pixels)', { timeout: 60_000 }, async (width) => {
  const page = await ouvrir(maison.ines.email, 'fr-FR');
  await page.setViewportSize({ width, height: 800 });
  for (const adresse of ['/cautions', '/encours', '/contrats/autorisations', '/parametrage/collaborateurs']) {
    await page.goto(adresse);
    await page.emulateMedia({ media: 'print' });
    const montre = (selecteur: string) => page.evaluate<string>(`getComputedStyle(document.querySelector('${selecteur}')).display`);
    expect(
      [await montre('.tbl'), await montre('.tbl thead'), await montre('.tbl tbody tr'), await montre('.tbl tbody td:not(.ck)')],
      adresse,
    ).toEqual(['table', 'table-header-group', 'table-row', 'table-cell']);
    for (const tu of ['.top', '.filters', '.head .acts'])
      expect(
        await page
          .locator(tu)
          .first()
          .isVisible()
          .catch(() => false),
        tu,
      ).toBe(false);
    // Read back as it comes out of the printer: the head of every column, and the longest amounts whole.
    const imprime = (await pdfText(await page.pdf({ format: 'A4', landscape: true }))).replace(/\s+/g, ' ');
    for (const titre of await page.locator('.tbl thead th:not(.ck)').allTextContents())
      expect(imprime.replaceAll(' ', '')).toContain(titre.replace(/\s/g, ''));
    for (const montant of (await page.locator('.tbl .amt').allTextContents()).slice(-8))
      expect(imprime.replace(/\s/g, '')).toContain(montant.replace(/\s/g, ''));
    await page.emulateMedia({ media: 'screen' });
  }
  await page.context().close();
});
