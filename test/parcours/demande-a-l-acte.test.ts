/** The whole journey as three people, from the entry to the printed act, with and without scripts. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import exceljs from 'exceljs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { verifySeal } from '../../src/sceau/seal.js';
import { installed } from '../actes/outils.js';
import { pdfText } from '../actes/pdf-text.js';
import { demarrer, type Application } from '../setup/application.js';
import { axe, openBrowser } from '../setup/browser.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';
import { startSmtpSink, type SmtpSink } from '../setup/smtp.js';
import { entrer, mots, saisir } from './pages.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let smtp: SmtpSink;
let browser: Browser;
const folder = mkdtempSync(path.join(os.tmpdir(), 'cautionet-parcours-'));

beforeAll(async () => {
  maison = await construire(database.config);
  smtp = await startSmtpSink();
  application = await demarrer(database, { smtpUrl: smtp.url });
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
  await smtp?.close();
  await maison?.db.close();
});

const champs = (marche: string) => ({
  beneficiaire_nom: 'SCI Les Terrasses de Fourvière',
  beneficiaire_nature: 'prive',
  beneficiaire_siret: '732 829 320 00074',
  beneficiaire_adresse: '14, montée des Carmes\n69005 Lyon',
  marche_numero: marche,
  marche_objet: 'Construction de 62 logements, résidence Les Terrasses',
  marche_lot: '2, gros œuvre',
  marche_date: '04/11/2026',
  chantier_adresse: '14, montée des Carmes, 69005 Lyon',
  montant_ttc: '1 440 000,00',
  taux: '5',
  date_effet: '01/12/2026',
});

/** The link of the latest mail to an address, and its subject. */
const dernierCourriel = (adresse: string) => {
  const message = smtp.messages.filter(({ to }) => JSON.stringify(to).includes(adresse)).at(-1);
  const lien = /https?:\/\/\S+/.exec(message?.text ?? '')?.[0] ?? '';
  return { sujet: message?.subject ?? '', lien };
};

describe.each([
  ['with scripts', true, 'TF-2026-01', 'fr'],
  ['without scripts', false, 'TF-2026-02', 'fr'],
  ['in English', true, 'TF-2026-03', 'en'],
  ['in English, without scripts', false, 'TF-2026-04', 'en'],
] as const)('%s', (_label, javaScriptEnabled, marche, langue) => {
  const t = mots(langue);
  const options = { javaScriptEnabled, locale: langue === 'en' ? 'en-GB' : 'fr-FR' };

  it('from the entry to the printed act', { timeout: 180_000 }, async () => {
    await maison.db.systeme.rows(sql`update collaborateur set langue = ${langue}`);
    const ines = await entrer(browser, application.url, maison.ines.email, options);
    expect(await ines.locator('html').getAttribute('lang')).toBe(langue);
    const numero = await saisir(
      ines,
      { entite: `Essai Bâtiment ${maison.compteId}`, produit: 'MARCHE', typeCredit: 'RG_PRIV', champs: champs(marche) },
      langue,
    );
    expect(numero).toMatch(/^D\d{2}-\d{7}$/);
    expect(await ines.locator('[data-etat]').first().getAttribute('data-etat')).toBe('creee');
    await ines.getByRole('button', { name: t('demandes.soumettre') }).click();
    expect(await ines.locator('[data-etat]').first().getAttribute('data-etat')).toBe('a_valider');
    await application.travailler();

    // Both validators are written to; the first opens the link of the mail, signs in, and lands on the demande.
    for (const [personne, etat] of [
      [maison.marc, 'en_cours'],
      [maison.claire, 'transmise'],
    ] as const) {
      const { sujet, lien } = dernierCourriel(personne.email);
      expect(sujet).toContain(numero);
      const page = await entrer(browser, application.url, personne.email, options);
      await page.goto(lien);
      expect(await page.locator('h1').textContent()).toContain(numero);
      await page.getByRole('button', { name: t('demandes.valider'), exact: true }).click();
      expect(await page.locator('[data-etat]').first().getAttribute('data-etat')).toBe(etat);
      await application.travailler();
      await page.context().close();
    }

    const { sujet, lien } = dernierCourriel(maison.ines.email);
    const caution = /C\d{2}-\d{7}/.exec(sujet + lien)?.[0] ?? '';
    await ines.goto(lien);
    expect(await ines.locator('[data-etat]').first().getAttribute('data-etat')).toBe('effective');
    const [download] = await Promise.all([ines.waitForEvent('download'), ines.getByRole('button', { name: t('cautions.editer') }).click()]);
    const file = path.join(folder, `${caution}.pdf`);
    await download.saveAs(file);

    const bytes = readFileSync(file);
    const text = (await pdfText(bytes)).replace(/\s+/g, ' ');
    for (const words of [caution, 'SCI Les Terrasses de Fourvière', '72 000,00', 'soixante-douze mille euros', 'Duplicata n° 1', marche])
      expect(text.toLowerCase().replace(/[\u00a0\u202f]/g, ' ')).toContain(words.toLowerCase());
    expect(await verifySeal(bytes)).toMatchObject({ intact: true, coversWholeFile: true });
    const altered = Buffer.from(bytes);
    altered[Math.floor(bytes.length / 2)]! ^= 1;
    expect((await verifySeal(altered)).intact).toBe(false);
    if (installed('qpdf')) execFileSync('qpdf', ['--check', file]);
    if (installed('pdfsig')) {
      expect(execFileSync('pdfsig', [file], { encoding: 'utf8' })).toContain('Signature is Valid');
      writeFileSync(`${file}.altered.pdf`, altered);
      expect(spawnSync('pdfsig', [`${file}.altered.pdf`], { encoding: 'utf8' }).stdout).not.toContain('Signature is Valid');
    }

    // The code printed on the act answers anyone.
    await ines.goto(`/cautions/${caution}`);
    const code = (await ines.locator('a[href^="/verifier/"]').first().textContent()) ?? '';
    const stranger = await (await browser.newContext({ baseURL: application.url, javaScriptEnabled, locale: 'fr-FR' })).newPage();
    await stranger.goto(`/verifier/${code}`);
    expect(await stranger.locator('main').textContent()).toContain(caution);
  });
});

it('exports exactly the result of a search', { timeout: 60_000 }, async () => {
  await maison.db.systeme.rows(sql`update collaborateur set langue = 'fr'`);
  const page = await entrer(browser, application.url, maison.ines.email);
  await page.goto('/cautions?etat=effective&etat=en_attente');
  const shown = await page.locator('tbody tr[data-numero]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-numero')));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Exporter en Excel' }).click()]);
  const file = path.join(folder, 'cautions.xlsx');
  await download.saveAs(file);
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(file);
  const sheet = workbook.worksheets[0]!;
  const numeros = sheet.getColumn(1).values.filter((value) => /^C\d{2}-/.test(String(value)));
  expect(numeros).toEqual(shown);
  expect(shown.length).toBeGreaterThan(0);
});

describe('accessibility', () => {
  it.each(['light', 'dark'] as const)('axe finds nothing, %s, on a desktop and a telephone', { timeout: 120_000 }, async (colorScheme) => {
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      const page = await entrer(browser, application.url, maison.ines.email, { colorScheme, viewport });
      const [demande] = await maison.db.systeme.rows<{ d: string; c: string }>(sql`
        select d.numero as d, c.numero as c from demande d join caution c on c.demande_id = d.id limit 1`);
      for (const address of [
        '/',
        '/demandes',
        '/demandes/nouvelle',
        `/demandes/${demande?.d}`,
        '/cautions',
        `/cautions/${demande?.c}`,
        '/encours',
        '/contrats/autorisations',
        '/specimens',
        '/verifier',
        '/aide',
      ]) {
        await page.goto(address);
        expect(await axe(page), `${address} ${colorScheme} ${viewport.width}`).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(viewport.width);
      }
      await page.context().close();
    }
  });
});
