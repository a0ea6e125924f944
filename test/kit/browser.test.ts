import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { axe, openBrowser } from '../setup/browser.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function faults(body: string): Promise<string[]> {
  const page = await browser.newPage();
  await page.route('http://essai.invalid/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'Content-Security-Policy': "default-src 'none'; script-src 'self'" },
      body: `<!doctype html><html lang="fr"><title>Essai</title><main>${body}</main></html>`,
    }),
  );
  await page.goto('http://essai.invalid/');
  const found = await axe(page);
  await page.close();
  return found;
}

describe('the browser of the tests', () => {
  it('finds accessibility faults under a strict security policy', async () => {
    expect(await faults('<h1>Bonjour</h1><img src="x.png">')).toEqual([expect.stringContaining('image-alt')]);
  });

  it('finds none where there is none', async () => {
    expect(await faults('<h1>Bonjour</h1><label>Nom <input></label>')).toEqual([]);
  });
});
