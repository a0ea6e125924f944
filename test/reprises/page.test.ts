/** What is kept aside, in a real browser: accessible in both languages, on a desk and on a telephone, empty or full. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { entrer } from '../parcours/pages.js';
import { demarrer, type Application } from '../setup/application.js';
import { axe, openBrowser } from '../setup/browser.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, type Maison } from '../setup/maison.js';

const database = useDatabase();
const AGENT = 'conseiller@garant.example';
let maison: Maison;
let application: Application;
let browser: Browser;

beforeAll(async () => {
  maison = await construire(database.config);
  await maison.db.systeme.rows(sql`
    with a as (insert into agent (garant_id, role, prenom, nom, email) values (${maison.garantId}, 'charge', 'Ag', 'Ent', ${AGENT}) returning id)
    insert into identifiant (email, agent_id) select ${AGENT}, id from a`);
  application = await demarrer(database);
  browser = await openBrowser();
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
  await maison?.db.close();
});

const remplir = async () => {
  const le = MAINTENANT();
  await maison.db.systeme.rows(sql`
    insert into travail_en_peine (nature, cle, nom, compte_id, raison, detail, tentatives, depuis, dernier_essai, prochain_essai) values
      ('acte', '1', 'C26-0000012', ${maison.compteId}, 'serveur', 'connect ECONNREFUSED 192.0.2.1:318', 4, ${le}, ${le}, '2026-11-21T10:30:00Z'),
      ('courriel', '2', 'une.adresse.vraiment.tres.longue.pour.un.telephone@filiale-du-groupe.essai.example', ${maison.compteId}, 'refuse', '550 5.1.1 unknown user', 12, ${le}, ${le}, '2026-11-22T10:30:00Z'),
      ('sessions', 'etape', '', null, 'regle', '', 1, ${le}, ${le}, ${le})`);
};

it('is accessible, fits a telephone, and its button asks for another try', { timeout: 90_000 }, async () => {
  for (const plein of [false, true]) {
    if (plein) await remplir();
    for (const [locale, width] of [
      ['fr-FR', 390],
      ['en-GB', 1280],
    ] as const)
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await entrer(browser, application.url, AGENT, { locale, colorScheme, viewport: { width, height: 900 } });
        await page.waitForURL((url) => url.pathname !== '/connexion');
        await page.goto('/gestion/travaux');
        expect(await page.locator('tr[data-travail]').count()).toBe(plein ? 3 : 0);
        expect(await axe(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
        if (process.env.CAPTURES)
          await page.screenshot({ path: `${process.env.CAPTURES}/travaux-${plein}-${width}-${colorScheme}.png`, fullPage: true });
        if (plein && width === 390 && colorScheme === 'light') {
          await page.getByRole('button', { name: 'Réessayer maintenant\u00a0: Original de la caution C26-0000012' }).click();
          await page.getByText('Nouvel essai demandé dans la minute').waitFor();
          expect(await page.locator('tr[data-travail]').first().textContent()).toContain('dans la minute');
        }
        await page.context().close();
      }
  }
});
