/** The pages of the sign-in rules in a real browser: accessible in both languages, on a desk and on a telephone. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { entrer } from '../parcours/pages.js';
import { demarrer, type Application } from '../setup/application.js';
import { axe, openBrowser } from '../setup/browser.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';
import { COMPTE, PERSONNEL } from './outils.js';

const database = useDatabase();
const AGENT = 'conseiller@garant.example';
let maison: Maison;
let application: Application;
let browser: Browser;

beforeAll(async () => {
  maison = await construire(database.config);
  const [agent] = await maison.db.systeme.rows<{ id: number }>(sql`
    insert into agent (garant_id, role, prenom, nom, email) values (${maison.garantId}, 'conseiller', 'Ag', 'Ent', ${AGENT}) returning id`);
  await maison.db.systeme.rows(sql`insert into identifiant (email, agent_id) values (${AGENT}, ${agent?.id})`);
  application = await demarrer(database);
  browser = await openBrowser();
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
  await maison?.db.close();
});

it.each([
  ['fr-FR', true],
  ['en-GB', true],
  ['fr-FR', false],
])('in %s, with scripts: %s, both pages are accessible, refuse beside the field and save', { timeout: 60_000 }, async (locale, scripts) => {
  for (const [email, adresse] of [
    [maison.ines.email, COMPTE],
    [AGENT, PERSONNEL],
  ] as const) {
    const page = await entrer(browser, application.url, email, {
      locale,
      javaScriptEnabled: scripts,
      viewport: { width: scripts ? 390 : 1280, height: 800 },
    });
    await page.waitForURL((url) => url.pathname !== '/connexion');
    await page.goto(adresse);
    if (scripts) {
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
    await page.locator('#tous-expire').fill('61');
    await page.locator('main .btn--p').click();
    await page.locator('#tous-expire-error').waitFor();
    expect(await page.locator('#tous-expire').inputValue()).toBe('61');
    if (scripts) expect(await axe(page)).toEqual([]);
    const mois = scripts ? (locale === 'fr-FR' ? '24' : '36') : '48';
    await page.locator('#tous-expire').fill(mois);
    await page.locator('main .btn--p').click();
    await page.locator('.flash').first().waitFor();
    await page.goto(adresse);
    expect(await page.locator('#tous-expire').inputValue()).toBe(mois);
    await page.context().close();
  }
});

it('one’s three questions are chosen on an accessible page', { timeout: 60_000 }, async () => {
  await maison.db.systeme.rows(sql`delete from politique`);
  await maison.db.systeme.rows(sql`
    insert into politique (garant_id, compte_id, questions) values (${maison.garantId}, ${maison.compteId}, true)`);
  const page = await entrer(browser, application.url, maison.marc.email, { viewport: { width: 390, height: 800 } });
  await page.waitForURL((url) => url.pathname !== '/connexion');
  await page.goto('/profil/securite');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Choisir Mes trois questions' }).click();
  await page.locator('#question1').waitFor();
  expect(await axe(page)).toEqual([]);
  for (const [i, question] of ['ville', 'mere', 'animal'].entries()) {
    await page.locator(`#question${i + 1}`).selectOption(question);
    await page.locator(`#reponse${i + 1}`).fill(`Réponse ${i}`);
  }
  await page.locator('main .btn--p').click();
  await page.waitForURL('**/profil/securite');
  expect(await page.locator('#questions').innerText()).toContain('Trois questions sont choisies');
});
