/** The tasks of a new user, counted in clicks in a real browser: choosing in a list is one, typing is none. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import type { Language } from '../../src/kit/money.js';
import { CODE, demarrer, type Application } from '../setup/application.js';
import { openBrowser } from '../setup/browser.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';
import { mots } from './pages.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let browser: Browser;

beforeAll(async () => {
  maison = await construire(database.config);
  await maison.db.systeme.rows(sql`update circuit set propre_validation = true`);
  await maison.collaborateur('Lucie', ['administrateur', 'saisisseur', 'valideur'], { delegation: null, entite: maison.entites.fille });
  application = await demarrer(database);
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
  await maison?.db.close();
});

/** Somebody at the door, his clicks counted from the one that signs him in. */
async function personne(email: string, langue: Language) {
  await maison.db.systeme.rows(sql`update collaborateur set langue = ${langue}`);
  const locale = langue === 'en' ? 'en-GB' : 'fr-FR';
  const page = await (await browser.newContext({ baseURL: application.url, locale, timezoneId: 'Europe/Paris' })).newPage();
  const t = mots(langue);
  let clics = 0;
  const cliquer = async (cible: Locator) => {
    clics += 1;
    await cible.click();
  };
  await page.goto('/connexion');
  const form = page.locator('form', { has: page.locator('input[name=email]:not([type=hidden])') });
  await form.locator('[name=email]').fill(email);
  await form.locator('[name=motDePasse]').fill(CODE);
  await cliquer(form.getByRole('button', { name: t('session.seConnecter') }));
  return {
    page,
    t,
    cliquer,
    bouton: (cle: string) => cliquer(page.getByRole('button', { name: t(cle), exact: true })),
    compte: () => clics,
  };
}

const CHAMPS = {
  beneficiaire_nom: 'SCI Les Terrasses de Fourvière',
  beneficiaire_siret: '732 829 320 00074',
  beneficiaire_adresse: '14, montée des Carmes\n69005 Lyon',
  marche_objet: 'Construction de 62 logements',
  marche_date: '04/11/2026',
  chantier_adresse: '14, montée des Carmes, 69005 Lyon',
  montant_ttc: '440 000,00',
  taux: '5',
  date_effet: '01/12/2026',
};
const issue = (page: Page) => page.locator('[data-prevision]').first().getAttribute('data-prevision');

describe.each(['fr', 'en'] as const)('%s', (langue) => {
  it('whoever does all prints an act within twelve clicks of the door', { timeout: 120_000 }, async () => {
    const lucie = await personne(`lucie.${maison.compteId}@essai.example`, langue);
    const { page, t, cliquer, bouton } = lucie;
    await cliquer(page.locator('main a[href="/demandes/nouvelle"]').first());
    // One entity, one product, one credit type: chosen already.
    for (const nom of ['entiteId', 'produit', 'typeCredit']) expect(await page.locator(`[name=${nom}]`).inputValue(), nom).not.toBe('');
    await bouton('demandes.continuer');
    for (const [nom, valeur] of Object.entries({ ...CHAMPS, marche_numero: `CLICS-${langue}` }))
      await page.locator(`[name=${nom}]`).fill(valeur);
    // The forecast follows what is typed, before any step is sent.
    await page.locator('[data-prevision=effective]').waitFor();
    expect(await page.locator('[data-calcul]').textContent()).toMatch(/22.000/);
    await bouton('demandes.continuer');
    expect(await issue(page)).toBe('effective');
    await bouton('demandes.enregistrer');
    await bouton('demandes.soumettre');
    expect(await page.locator('.flash').textContent()).toContain('Lucie Essai');
    expect(await issue(page)).toBe('effective');
    await bouton('demandes.valider');
    const [download] = await Promise.all([page.waitForEvent('download'), bouton('cautions.editer')]);
    expect(download.suggestedFilename()).toMatch(/^C\d{2}-\d{7}-duplicata-1\.pdf$/);
    expect(await page.locator('.flash').textContent()).toContain(t('cautions.edition.faite', { rang: 1 }));
    expect(lucie.compte()).toBeLessThanOrEqual(12);
  });

  it(
    'twenty demandes are validated within five clicks of the door, what becomes of each having been seen',
    { timeout: 120_000 },
    async () => {
      const demandes = createDemandesService({ db: maison.db, clock: MAINTENANT, reveiller: () => undefined });
      const numeros: string[] = [];
      for (let i = 0; i < 20; i += 1) {
        const numero = await demandes.enregistrer(maison.ines, maison.contenu(`${1000 + i}.00`), [], ORIGINE);
        await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
        numeros.push(numero);
      }
      const claire = await personne(maison.claire.email, langue);
      const { page, t, cliquer, bouton } = claire;
      await cliquer(page.locator('main a[href="/demandes?aValider=moi"]').first());
      await cliquer(page.locator('[data-tout]'));
      await bouton('demandes.validerSelection');
      const vues = await page
        .locator('tr[data-numero]')
        .evaluateAll((rows) =>
          rows.map((row) => [row.getAttribute('data-numero'), row.querySelector('[data-suite]')?.textContent?.trim()]),
        );
      expect(vues).toEqual(numeros.map((numero) => [numero, t('validations.prevision.effective')]));
      // The button is in sight without scrolling.
      const boite = await page.getByRole('button', { name: t('validations.confirmer') }).boundingBox();
      expect((boite?.y ?? Infinity) + (boite?.height ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
      await bouton('validations.confirmer');
      expect(await page.locator('tr[data-numero]').count()).toBe(20);
      expect(claire.compte()).toBeLessThanOrEqual(5);
      const [reste] = await maison.db.systeme.rows<{ n: number }>(sql`
      select count(*)::int as n from demande where numero = any (${numeros}) and etat <> 'transmise'`);
      expect(reste?.n).toBe(0);
    },
  );
});
