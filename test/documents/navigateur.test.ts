/** Documents in a real browser: names come back whole, what is large is followed on its way, what is wrong is told beside the field. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { entrer } from '../parcours/pages.js';
import { demarrer, type Application } from '../setup/application.js';
import { axe, openBrowser } from '../setup/browser.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';
import { pdf } from './fabrique.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let browser: Browser;
let numero: string;

beforeAll(async () => {
  maison = await construire(database.config);
  const demandes = createDemandesService({ db: maison.db, clock: MAINTENANT, reveiller: () => undefined });
  numero = await demandes.enregistrer(maison.ines, maison.contenu('900.00'), [], ORIGINE);
  application = await demarrer(database);
  browser = await openBrowser();
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
  await maison?.db.close();
});

const ouvrir = async (options = {}): Promise<Page> => {
  const page = await entrer(browser, application.url, maison.ines.email, options);
  await page.waitForURL((url) => url.pathname !== '/connexion');
  await page.goto(`/demandes/${numero}`);
  return page;
};
const joindre = async (page: Page, files: { name: string; buffer: Buffer }[]) => {
  await page.locator('#pieces').setInputFiles(files.map((file) => ({ ...file, mimeType: 'application/pdf' })));
  await page
    .locator('form', { has: page.locator('#pieces') })
    .locator('button:not([name])')
    .last()
    .click();
};

describe('a name', () => {
  const donnee = readFileSync(new URL("fichiers/avis d'attribution (lot 3).pdf", import.meta.url));
  it.each([
    "avis d'attribution (lot 3).pdf",
    "Éléments d'été (révisés), lot n° 3*.pdf",
    'Hôpital Sacré-Cœur – façade « sud ».pdf',
    'l’accord à 100 % ; signé.pdf',
    "Marché d'exécution (2).pdf",
    '標書 (最終).pdf',
  ])('%s comes back as the browser saves it', { timeout: 30_000 }, async (name) => {
    const page = await ouvrir();
    await joindre(page, [{ name, buffer: donnee }]);
    await page.locator('.flash').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.files a').last().click()]);
    // A star is no letter of a file on a disk: it is kept as a line.
    expect(download.suggestedFilename()).toBe(name.replace('*', '_'));
    await page.context().close();
  });
});

describe('what is large', () => {
  const lourd = pdf({ objets: `8 0 obj<</Length 3000000>>stream\n${' '.repeat(3_000_000)}\nendstream\nendobj\n` });

  it('is followed on its way, then leads where a small one does, with the same message', { timeout: 60_000 }, async () => {
    const page = await ouvrir();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 1_500_000 });
    await joindre(page, [{ name: 'lourd.pdf', buffer: lourd }]);
    await page.locator('progress').waitFor();
    expect(await page.locator('.file__sent').getAttribute('role')).toBe('status');
    await expect
      .poll(
        () =>
          page
            .locator('.file__sent')
            .textContent()
            .catch(() => ''),
        { interval: 50 },
      )
      .toMatch(/^Envoi\s: \d+\s%$/);
    expect(await axe(page)).toEqual([]);
    await page.locator('.flash').waitFor();
    expect(await page.locator('.files').textContent()).toContain('lourd.pdf');
    await page.context().close();
  });

  it('and refused is told beside the field, what was typed still there', { timeout: 60_000 }, async () => {
    const page = await ouvrir();
    await joindre(page, [{ name: 'lourd.pdf', buffer: Buffer.concat([lourd, Buffer.from('<script>')]) }]);
    await page.locator('#pieces-error').waitFor();
    expect(await page.locator('#pieces-error').textContent()).toContain('contient deux fichiers en un');
    await page.context().close();
  });

  it('cut on its way is told, and may be sent again', { timeout: 60_000 }, async () => {
    const page = await ouvrir();
    await page.route(`**/demandes/${numero}/pieces`, (route) => route.abort('connectionreset'), { times: 1 });
    await joindre(page, [{ name: 'repris.pdf', buffer: lourd }]);
    await page.getByText('La connexion a été coupée').waitFor();
    await page
      .locator('form', { has: page.locator('#pieces') })
      .locator('button:not([name])')
      .last()
      .click();
    await page.locator('.flash').waitFor();
    expect(await page.locator('.files').textContent()).toContain('repris.pdf');
    await page.context().close();
  });

  it('goes without scripts as it always did', { timeout: 60_000 }, async () => {
    const page = await ouvrir({ javaScriptEnabled: false });
    await joindre(page, [{ name: 'sans-script.pdf', buffer: lourd }]);
    await page.locator('.flash').waitFor();
    expect(await page.locator('.files').textContent()).toContain('sans-script.pdf');
    await page.context().close();
  });
});
