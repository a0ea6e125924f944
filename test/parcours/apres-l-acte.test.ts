/**
 * What comes after the act, as people do it in a browser: a pending caution is granted by exception, its release is asked on a PV and
 * granted, another is refused, a beneficiary releases by the link of his act; in both languages, with and without scripts.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { showControlCode } from '../../src/kit/control-code.js';
import { pdf } from '../documents/fabrique.js';
import { agent } from '../setup/agents.js';
import { axe, openBrowser } from '../setup/browser.js';
import { etatDe, transmettre } from '../setup/cautions.js';
import { useHouse } from '../setup/house.js';
import { entrer, mots } from './pages.js';

const house = useHouse({ plafonds: { unitaire: '10000' } });
let browser: Browser;
const pv = path.join(mkdtempSync(path.join(os.tmpdir(), 'cautionet-pv-')), 'PV de réception.pdf');

beforeAll(async () => {
  await agent(house.maison, 'conseiller', { prenom: 'Nadia' });
  const hash = await house.application.services.hasher.hash('246813');
  await house.maison.db.systeme.rows(sql`update identifiant set secret = ${hash} where secret is null`);
  writeFileSync(pv, pdf());
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

const effective = async (montant: string) => {
  const { application, maison } = house;
  const numero = await transmettre(application.services, maison, montant, {
    valeurs: { beneficiaire_email: 'anne@sci.example', marche_date: '2026-01-10' },
  });
  await application.travailler();
  return numero;
};

describe.each([
  ['in French, with scripts', true, 'fr'],
  ['in French, without scripts', false, 'fr'],
  ['in English, with scripts', true, 'en'],
  ['in English, without scripts', false, 'en'],
] as const)('%s', (_label, javaScriptEnabled, langue) => {
  const t = mots(langue);
  const options = { javaScriptEnabled, locale: langue === 'en' ? 'en-GB' : 'fr-FR' };
  const clean = async (page: Page) => void (javaScriptEnabled && expect(await axe(page)).toEqual([]));
  const parler = () =>
    house.maison.db.systeme.rows(
      sql`with a as (update agent set langue = ${langue} returning 1) update collaborateur set langue = ${langue}`,
    );

  it('granted by exception, from the queue', { timeout: 120_000 }, async () => {
    await parler();
    const numero = await transmettre(house.application.services, house.maison, '20000.00');
    const nadia = await entrer(browser, house.application.url, 'nadia@garant.example', options);
    await nadia.goto('/gestion');
    // By keyboard alone where there are scripts.
    if (javaScriptEnabled) {
      await nadia.keyboard.press('j');
      await nadia.keyboard.press('Enter');
    } else await nadia.getByRole('link', { name: numero }).click();
    await nadia.waitForURL(/\/gestion\/cautions\//);
    await clean(nadia);
    await nadia.getByRole('button', { name: t('decisions.accorder') }).click();
    await nadia.getByText(t('decisions.erreurs.exception')).first().waitFor();
    await nadia.locator('[name=exception_plafond_unitaire]').fill('Chantier suivi de près, accord du comité');
    await nadia.getByRole('button', { name: t('decisions.accorder') }).click();
    await nadia.getByText(t('decisions.fait.accordee', { numero })).waitFor();
    expect((await etatDe(house.maison, numero)).etat).toBe('effective');
    await nadia.context().close();
  });

  it('a release asked on a PV, granted; another refused with its reason', { timeout: 120_000 }, async () => {
    await parler();
    for (const accorde of [true, false]) {
      const numero = await effective('1000.00');
      const ines = await entrer(browser, house.application.url, house.maison.ines.email, options);
      await ines.goto(`/cautions/${numero}`);
      await clean(ines);
      await ines
        .getByRole('link', { name: t('mainlevees.demander') })
        .first()
        .click();
      await clean(ines);
      await ines.locator('[name=motif][value=pv_reception]').check();
      await ines.locator('[name=datePv]').fill('20/11/2026');
      await ines.locator('[name=reserves][value=sans]').check();
      await ines.locator('input[type=file][name=pieces]').setInputFiles(pv);
      await ines.getByRole('button', { name: t('mainlevees.enregistrer') }).click();
      await ines.getByText(t('mainlevees.fait.demandee', { numero })).waitFor();
      expect(await ines.locator('[data-mainlevee]').getAttribute('data-etat')).toBe('transmise');

      const nadia = await entrer(browser, house.application.url, 'nadia@garant.example', options);
      await nadia.goto('/gestion/mainlevees');
      await clean(nadia);
      await nadia.getByRole('link', { name: numero }).click();
      await clean(nadia);
      if (accorde) await nadia.getByRole('button', { name: t('mainlevees.accorder') }).click();
      else {
        await nadia.locator('[name=motif]').fill('Le PV n’est pas signé du maître d’ouvrage');
        await nadia.getByRole('button', { name: t('mainlevees.refuser') }).click();
      }
      await nadia.getByText(t(`mainlevees.fait.${accorde ? 'accordee' : 'refusee'}`, { numero })).waitFor();
      await ines.reload();
      expect(await ines.locator('[data-mainlevee]').getAttribute('data-etat')).toBe(accorde ? 'accordee' : 'refusee');
      expect((await etatDe(house.maison, numero)).etat).toBe(accorde ? 'mainlevee' : 'effective');
      await Promise.all([ines.context().close(), nadia.context().close()]);
    }
  });

  it('the beneficiary releases from the code printed on his act', { timeout: 120_000 }, async () => {
    const numero = await effective('1000.00');
    const [acte] = await house.maison.db.systeme.rows<{ code: string }>(
      sql`select a.code from acte a join caution c on c.id = a.caution_id where c.numero = ${numero}`,
    );
    const context = await browser.newContext({ ...options, baseURL: house.application.url });
    const anne = await context.newPage();
    await anne.goto(`/verifier/${showControlCode(acte?.code ?? '')}`);
    await anne.getByRole('link', { name: t('beneficiaires.gestes.liberer') }).click();
    await clean(anne);
    await anne.locator('[name=signataire]').fill('Anne Petit, gérante');
    await anne.getByRole('button', { name: t('beneficiaires.recevoir') }).click();
    await anne.waitForURL(/\/confirmation\//);
    await clean(anne);
    const mail = (await house.application.services.courriels.listLatest(20)).find(({ gabarit }) => gabarit === 'code_beneficiaire');
    await anne.locator('[name=code]').fill(/\b(\d{8})\b/.exec(mail?.texte ?? '')?.[1] ?? '');
    await anne.getByRole('button', { name: t('beneficiaires.code.confirmer') }).click();
    await anne.getByText(t('beneficiaires.fait.liberer')).waitFor();
    const [row] = await house.maison.db.systeme.rows<{ motif: string }>(sql`select motif from mainlevee order by id desc limit 1`);
    expect(row?.motif).toBe('beneficiaire');
    await context.close();
  });
});
