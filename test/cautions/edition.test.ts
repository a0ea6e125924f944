/** The button that prints: the page comes back with the number of the duplicate, and its file comes by itself. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { entrer, mots } from '../parcours/pages.js';
import { demarrer, type Application } from '../setup/application.js';
import { axe, openBrowser } from '../setup/browser.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let browser: Browser;
let caution: string;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database);
  browser = await openBrowser();
  const deps = { db: maison.db, clock: MAINTENANT, reveiller: () => undefined };
  const demandes = createDemandesService(deps);
  const numero = await demandes.enregistrer(maison.ines, maison.contenu('1000.00'), [], ORIGINE);
  await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
  const [resultat] = await createValidationsService(deps).valider(maison.marc, await vues(maison.db, numero), ORIGINE);
  caution = resultat?.caution ?? '';
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
  await maison?.db.close();
});

it.each([
  ['with scripts', true, 'fr', 1],
  ['without scripts, in English', false, 'en', 2],
] as const)(
  '%s: says which duplicate was made, once, and gives its file',
  { timeout: 60_000 },
  async (_, javaScriptEnabled, langue, rang) => {
    const t = mots(langue);
    await maison.db.systeme.rows(sql`update collaborateur set langue = ${langue}`);
    const locale = langue === 'en' ? 'en-GB' : 'fr-FR';
    const page = await entrer(browser, application.url, maison.claire.email, { javaScriptEnabled, locale });
    await page.goto(`/cautions/${caution}`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: t('cautions.editer') }).click()]);
    expect(download.suggestedFilename()).toBe(`${caution}-duplicata-${rang}.pdf`);
    const message = page.getByRole('status').filter({ hasText: t('cautions.edition.faite', { rang }) });
    expect(await message.getByRole('link').getAttribute('href')).toBe(`/cautions/${caution}/editions/${rang}`);
    if (javaScriptEnabled) expect(await axe(page)).toEqual([]);
    // Coming back later prints nothing and fetches nothing.
    await page.goto(`/cautions/${caution}`);
    expect(await page.locator('meta[http-equiv=refresh]').count()).toBe(0);
    expect(
      await page
        .locator('table caption', { hasText: t('cautions.editions') })
        .locator('..')
        .locator('tbody tr')
        .count(),
    ).toBe(rang);
  },
);
