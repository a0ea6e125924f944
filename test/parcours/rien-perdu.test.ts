/** Nothing typed is lost, in a real browser: back a step, Back after an error, a session that ends, another browser; with and without scripts. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { CODE, demarrer, type Application } from '../setup/application.js';
import { axe, openBrowser } from '../setup/browser.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';
import { entrer, mots } from './pages.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let browser: Browser;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database);
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
  await maison?.db.close();
});

const t = mots('fr');
/** axe is a script: a browser without any cannot run it. */
const fautes = async (page: Page, scripts: boolean): Promise<string[]> => (scripts ? axe(page) : []);
const champs = {
  beneficiaire_nom: 'SCI Les Terrasses',
  beneficiaire_siret: '732 829 320 00074',
  beneficiaire_adresse: '14, montée des Carmes\n69005 Lyon',
  marche_numero: 'RP-1',
  marche_objet: 'Construction de 62 logements',
  marche_date: '4 novembre 2026',
  chantier_adresse: 'Lyon',
  montant_ttc: '1 440 000,00',
  taux: '5',
};
const champ = (page: Page, nom: string) => page.locator(`main [name="${nom}"]:not([type=hidden])`);
const bouton = (page: Page, cle: string) => page.getByRole('button', { name: t(cle) });

/** To the details of a new demande. */
async function auxDetails(page: Page): Promise<void> {
  await page.goto(
    `/demandes/nouvelle?${new URLSearchParams({ entiteId: String(maison.entites.fille), produit: 'MARCHE', typeCredit: 'RG_PRIV', texteId: String(maison.texte.id) })}`,
  );
  await bouton(page, 'demandes.continuer').click();
  await champ(page, 'marche_numero').waitFor();
}
async function remplir(page: Page): Promise<void> {
  for (const [nom, valeur] of Object.entries(champs)) await champ(page, nom).fill(valeur);
  await champ(page, 'beneficiaire_nature').selectOption('prive');
}
const tapes = async (page: Page) =>
  Object.fromEntries(
    await Promise.all(
      ['beneficiaire_nom', 'marche_numero', 'chantier_adresse'].map(async (nom) => [nom, await champ(page, nom).inputValue()]),
    ),
  );
const ATTENDU = {
  beneficiaire_nom: champs.beneficiaire_nom,
  marche_numero: champs.marche_numero,
  chantier_adresse: champs.chantier_adresse,
};
/** As if its owner had been away for too long. */
const finir = async () => {
  await maison.db.systeme.rows(sql`update session set expire = now() - interval '1 minute'`);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
};
const rentrer = async (page: Page, email: string) => {
  const form = page.locator('form', { has: page.locator('input[name=email]:not([type=hidden])') });
  await form.locator('[name=email]').fill(email);
  await form.locator('[name=motDePasse]').fill(CODE);
  await form.getByRole('button', { name: t('session.seConnecter') }).click();
};
/** The page where Back leads; a browser that asked to send a form again would show an error of its own. */
async function reculer(page: Page): Promise<string> {
  await page.goBack({ waitUntil: 'domcontentloaded' });
  return page.locator('h1').first().innerText();
}

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('%s', (_quoi, javaScriptEnabled) => {
  const options: BrowserContextOptions = { javaScriptEnabled };

  it('back a step and forward again keeps everything', { timeout: 90_000 }, async () => {
    const page = await entrer(browser, application.url, maison.ines.email, options);
    await auxDetails(page);
    await remplir(page);
    await bouton(page, 'demandes.etapePrecedente').click();
    await page.locator('[name=entiteId]').waitFor();
    await bouton(page, 'demandes.continuer').click();
    expect(await tapes(page)).toEqual(ATTENDU);
    // By the names of the steps.
    await page.locator('.steps').getByRole('button').click();
    await page.locator('[name=entiteId]').waitFor();
    await bouton(page, 'demandes.continuer').click();
    expect(await tapes(page)).toEqual(ATTENDU);
    await bouton(page, 'demandes.continuer').click();
    await bouton(page, 'demandes.enregistrer').waitFor();
    expect(await fautes(page, javaScriptEnabled)).toEqual([]);
    expect(await page.locator('main').innerText()).toContain('mercredi 4\u00a0novembre\u00a02026');
    expect(await page.locator('main').innerText()).toContain('un million quatre cent quarante mille euros');
    await page
      .locator('.steps')
      .getByRole('link', { name: t('demandes.etapes.details') })
      .click();
    expect(await tapes(page)).toEqual(ATTENDU);
    // The browser's own Back, step after step: no page asks to send anything again.
    for (let fois = 0; fois < 4; fois += 1) expect(await reculer(page)).toBe(t('demandes.nouvelle'));
    await page.context().close();
  });

  it('Back after an error, after a summary, after the end: a page each time', { timeout: 90_000 }, async () => {
    const page = await entrer(browser, application.url, maison.ines.email, options);
    await auxDetails(page);
    await remplir(page);
    await champ(page, 'marche_date').fill('31/02/2026');
    await bouton(page, 'demandes.continuer').click();
    await page.locator('#marche_date-error').waitFor();
    expect(await fautes(page, javaScriptEnabled)).toEqual([]);
    await champ(page, 'marche_date').fill('04112026');
    await bouton(page, 'demandes.continuer').click();
    await bouton(page, 'demandes.enregistrer').click();
    await page.waitForURL(/\/demandes\/D\d\d-/);
    const numero = await page.locator('h1').first().innerText();
    // Saved: the pages of its draft lead to it, and nothing is saved twice.
    expect(await reculer(page)).toBe(numero);
    await page.goto('/profil');
    await page.locator('[name=nom]').fill('');
    await page.getByRole('button', { name: t('profil.enregistrer') }).click();
    await page.locator('#nom-error').waitFor();
    await page.goto('/aide');
    await reculer(page);
    expect(await page.locator('#nom-error').count()).toBe(1);
    await page.reload();
    expect(await page.locator('#nom-error').count()).toBe(1);
    await page.context().close();
  });

  it('a session that ended while one typed: signed in again, one is back with everything', { timeout: 90_000 }, async () => {
    const page = await entrer(browser, application.url, maison.ines.email, options);
    await auxDetails(page);
    await remplir(page);
    await finir();
    await bouton(page, 'demandes.continuer').click();
    await page.waitForURL(/\/connexion/);
    expect(await page.locator('main').innerText()).toContain('est gardé');
    expect(await fautes(page, javaScriptEnabled)).toEqual([]);
    await rentrer(page, maison.ines.email);
    await page.getByText('rien n’a été envoyé').waitFor();
    expect(await tapes(page)).toEqual(ATTENDU);
    expect(await fautes(page, javaScriptEnabled)).toEqual([]);
    await bouton(page, 'demandes.continuer').click();
    await bouton(page, 'demandes.enregistrer').click();
    await page.waitForURL(/\/demandes\/D\d\d-/);
    await page.context().close();
  });

  it('a form of another session: shown again with what was typed, and nothing done', { timeout: 90_000 }, async () => {
    const page = await entrer(browser, application.url, maison.ines.email, options);
    await page.goto('/profil');
    await page.locator('[name=nom]').fill('Nom tapé avant');
    const autre = await page.context().newPage();
    await autre.goto('/aide');
    await autre.locator('form[action="/deconnexion"] button').evaluate((one: HTMLButtonElement) => one.form?.submit());
    await autre.waitForURL(/\/connexion/);
    await rentrer(autre, maison.ines.email);
    await page.getByRole('button', { name: t('profil.enregistrer') }).click();
    await page.getByText('avant votre dernière connexion').waitFor();
    expect(await page.locator('[name=nom]').inputValue()).toBe('Nom tapé avant');
    await page.context().close();
  });
});

describe('a draft', () => {
  it('is kept while one types, and found again in another browser, from the list', { timeout: 90_000 }, async () => {
    const page = await entrer(browser, application.url, maison.ines.email);
    await auxDetails(page);
    await remplir(page);
    await champ(page, 'marche_numero').fill('RP-BROUILLON');
    await page.getByText('Brouillon gardé à').waitFor();
    await expect.poll(() => page.url()).toContain('brouillon=');
    await page.context().close();

    const ailleurs = await entrer(browser, application.url, maison.ines.email, { javaScriptEnabled: false });
    await ailleurs.goto('/');
    expect(await ailleurs.locator('main').innerText()).toMatch(/\d brouillon/);
    await ailleurs.goto('/demandes');
    await ailleurs.getByRole('link', { name: t('brouillons.titre') }).click();
    await ailleurs.locator('.drafts a').first().click();
    expect(await champ(ailleurs, 'marche_numero').inputValue()).toBe('RP-BROUILLON');
    await ailleurs.goto('/demandes/nouvelle');
    expect(await ailleurs.locator('.drafts').innerText()).toContain('SCI Les Terrasses');
    await ailleurs
      .locator('.drafts')
      .getByRole('link', { name: t('brouillons.abandonner') })
      .first()
      .click();
    await bouton(ailleurs, 'brouillons.abandonner').click();
    expect(await ailleurs.locator('.flash').innerText()).toContain(t('brouillons.abandon.fait'));
    await ailleurs.context().close();
  });

  it('open in two tabs goes on as two', { timeout: 90_000 }, async () => {
    const un = await entrer(browser, application.url, maison.ines.email);
    await auxDetails(un);
    await champ(un, 'marche_objet').fill('Premier onglet');
    await un.getByText('Brouillon gardé à').waitFor();
    const deux = await un.context().newPage();
    await deux.goto(un.url());
    await champ(deux, 'marche_objet').fill('Second onglet');
    await deux.getByText('Brouillon gardé à').waitFor();
    await champ(un, 'marche_objet').fill('Premier, encore');
    await un.getByText(t('brouillons.ailleurs')).waitFor();
    for (const [page, texte] of [
      [un, 'Premier, encore'],
      [deux, 'Second onglet'],
    ] as const) {
      await page.reload();
      expect(await champ(page, 'marche_objet').inputValue()).toBe(texte);
    }
    await un.context().close();
  });
});

describe('the end of a session', () => {
  it('is said two minutes before; one may stay', { timeout: 90_000 }, async () => {
    const page = await entrer(browser, application.url, maison.ines.email);
    await page.clock.install();
    await page.goto('/profil');
    const dialogue = page.locator('#fin-session');
    const reste = async () => ((await (await page.request.get('/session')).json()) as { seconds: number }).seconds;
    await vieillir(10);
    await page.clock.fastForward('13:05');
    // The server knows better: five minutes are left.
    await expect.poll(() => page.evaluate(() => document.readyState)).toBe('complete');
    expect(await dialogue.isVisible()).toBe(false);
    await vieillir(13.5);
    await page.clock.fastForward('03:30');
    await dialogue.waitFor();
    expect(await dialogue.innerText()).toContain(t('session.fin.titreAvant'));
    expect(await axe(page)).toEqual([]);
    expect(await reste()).toBeLessThanOrEqual(120);
    await page.getByRole('button', { name: t('session.fin.rester') }).click();
    await dialogue.waitFor({ state: 'hidden' });
    expect(await reste()).toBeGreaterThan(800);
    await page.context().close();
  });

  it('ended, what was typed in any form waits for whoever typed it', { timeout: 90_000 }, async () => {
    const page = await entrer(browser, application.url, maison.ines.email);
    await page.clock.install();
    await page.goto('/profil');
    await page.locator('[name=nom]').fill('Tapé puis parti');
    await finir();
    await page.clock.fastForward('14:00');
    const dialogue = page.locator('#fin-session');
    await dialogue.waitFor();
    expect(await dialogue.innerText()).toContain(t('session.fin.titreApres'));
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: t('session.fin.reconnecter') }).click();
    await page.waitForURL(/\/connexion/);
    await rentrer(page, maison.ines.email);
    await page.waitForURL(/\/profil\?formulaire=/);
    expect(await page.locator('[name=nom]').inputValue()).toBe('Tapé puis parti');
    const [nom] = await maison.db.systeme.rows<{ nom: string }>(sql`select nom from collaborateur where id = ${maison.ines.id}`);
    expect(nom?.nom).not.toBe('Tapé puis parti');
    await page.context().close();
  });

  /** The latest sign of life of all sessions was so many minutes ago. */
  async function vieillir(minutes: number): Promise<void> {
    const vu = application.services.clock().getTime() - minutes * 60_000;
    await maison.db.systeme.rows(
      sql`update session set sess = jsonb_set(jsonb_set(sess::jsonb, '{vu}', ${String(vu)}::jsonb), '{debut}', ${String(vu - 1_000)}::jsonb)`,
    );
    await new Promise((resolve) => setTimeout(resolve, 1_100));
  }
});

describe('amounts and dates', () => {
  it('are said back in words, by the server, as one types; a date may be chosen', { timeout: 90_000 }, async () => {
    const page = await entrer(browser, application.url, maison.ines.email);
    await auxDetails(page);
    const lu = (nom: string) => page.locator(`.fields > div:has([name="${nom}"]) > .read`);
    await champ(page, 'montant_ttc').fill('12500.5');
    await expect
      .poll(() => lu('montant_ttc').innerText())
      .toBe('12\u202f500,50\u00a0€ – douze mille cinq cents euros et cinquante centimes');
    await champ(page, 'montant_ttc').fill('12.500');
    await expect.poll(() => lu('montant_ttc').innerText()).toBe('');
    await champ(page, 'marche_date').fill('4.11.26');
    await expect.poll(() => lu('marche_date').innerText()).toBe('mercredi 4\u00a0novembre\u00a02026');
    await page.locator('.cal-in:has([name=marche_date]) input[type=date]').evaluate((one: HTMLInputElement) => {
      one.value = '2026-12-01';
      one.dispatchEvent(new Event('change'));
    });
    expect(await champ(page, 'marche_date').inputValue()).toBe('01/12/2026');
    await expect.poll(() => lu('marche_date').innerText()).toBe('mardi 1er\u00a0décembre\u00a02026');
    expect(await axe(page)).toEqual([]);
    await page.context().close();
  });
});
