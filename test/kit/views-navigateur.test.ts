import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, openBrowser } from '../setup/browser.js';
import { catalogue, cadre, serve, views } from './views-exemple.js';

/** The catalogue and the frames in a real browser: accessibility, widths, policy, and the scripts that improve them. */
let browser: Browser;
let site: Awaited<ReturnType<typeof serve>>;
let shown = () => views.render('kit/catalogue.njk', catalogue);

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serve(() => shown())]);
});
afterAll(async () => {
  await browser.close();
  site.close();
});

async function open(width: number, { dark = false, scripts = true } = {}): Promise<Page & { faults: string[] }> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: scripts,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  page.on('pageerror', (error) => void faults.push(error.message));
  page.on('response', (response) => void (response.status() >= 400 && faults.push(response.url())));
  await page.goto(site.url, { waitUntil: 'networkidle' });
  return Object.assign(page, { faults });
}

const erreur = () =>
  views.render('kit/erreur.njk', {
    ...cadre,
    acteur: null,
    message: null,
    status: 404,
    titre: 'Page introuvable',
    texte: 'x',
    requestId: 'r',
  });
const porte = () => views.render('kit/porte.njk', { ...cadre, titre: 'Connexion' });

describe.each([
  ['catalogue', () => views.render('kit/catalogue.njk', catalogue)],
  ['erreur', erreur],
  ['porte', porte],
])('the page %s', (_name, render) => {
  it.each([
    [1440, false],
    [1440, true],
    [390, false],
    [390, true],
  ])('is accessible and whole at %d px, dark: %s', async (width, dark) => {
    shown = render;
    const page = await open(width, { dark });
    expect(await axe(page)).toEqual([]);
    expect(page.faults).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.context().close();
  });
});

describe('with scripts', () => {
  let page: Page;
  beforeAll(async () => {
    shown = () => views.render('kit/catalogue.njk', catalogue);
    page = await open(1440);
  });

  it('gives the focus to what must be corrected', async () => {
    expect(await page.evaluate('document.activeElement.className')).toContain('govuk-error-summary');
  });

  it('counts and sums what is ticked', async () => {
    await page.check('[data-tout]');
    expect(await page.textContent('.bulk p')).toMatch(/^2 demandes pour 150\s770,75\s€$/);
    await page.uncheck('[name=numeros][value="D26-0000416"]');
    expect(await page.textContent('.bulk p')).toMatch(/^1 demande pour 64\s350,00\s€$/);
    expect(await page.evaluate("document.querySelector('[data-tout]').indeterminate")).toBe(true);
    await page.click('.bulk [type=reset]');
    await page.waitForSelector('.bulk', { state: 'hidden' });
  });

  it('goes to the search with a slash, but lets one write a slash', async () => {
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('/');
    expect(await page.evaluate("document.activeElement.matches('[data-recherche]')")).toBe(true);
    await page.keyboard.press('/');
    expect(await page.inputValue('[data-recherche]')).toBe('/');
  });

  it('closes menus with Escape and with a click elsewhere', async () => {
    const first = '.nav details:first-of-type';
    await page.click(`${first} summary`);
    expect(await page.isVisible(`${first} .drop`)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.isVisible(`${first} .drop`)).toBe(false);
    await page.click('.menu summary');
    await page.click('h1');
    expect(await page.isVisible('.menu .drop')).toBe(false);
  });

  it('opens a row wherever it is clicked', async () => {
    await page.click('tr[data-numero="D26-0000414"] td.m3');
    expect(page.url()).toContain('#D26-0000414');
  });

  it('sends a form once', async () => {
    const sent = await page.evaluate<boolean[]>(`(() => {
      const form = document.querySelector('form.panel');
      const send = () => form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));
      return [send(), send()];
    })()`);
    expect(sent).toEqual([true, false]);
  });

  it('shows the file that was chosen', async () => {
    await page.setInputFiles('#piece', { name: 'marche.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-') });
    expect(await page.textContent('.file__name')).toBe('marche.pdf');
  });
});

describe('without scripts', () => {
  it('still shows the bulk bar with a tick, the menus and the telephone menu', async () => {
    shown = () => views.render('kit/catalogue.njk', catalogue);
    const page = await open(390, { scripts: false });
    expect(await page.locator('[data-tout]').isVisible()).toBe(false);
    expect(await page.locator('.bulk').isVisible()).toBe(false);
    await page.locator('[name=numeros]').first().check();
    expect(await page.locator('.bulk').isVisible()).toBe(true);
    expect(await page.locator('.bulk p').textContent()).toMatch(/^Votre sélection\s*/);
    await page.locator('.burger').click();
    await page.locator('.nav summary').first().click();
    expect(await page.locator('.nav a[aria-current=page]').isVisible()).toBe(true);
    await page.context().close();
  });
});
