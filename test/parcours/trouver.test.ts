/** Finding and choosing, in a real browser: two clicks from home to a caution, a selection across pages, beneficiaries met before. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { axe, openBrowser } from '../setup/browser.js';
import { client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';
import { emettre } from '../listes/outils.js';
import { entrer } from './pages.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let browser: Browser;

beforeAll(async () => {
  maison = await construire(database.config);
  await emettre(maison, 1, { prefixe: 'Hôpital de Fourvière' });
  await emettre(maison, 2, { prefixe: 'Les Échelons' });
  const demandes = createDemandesService({ db: maison.db, clock: MAINTENANT, reveiller: () => undefined });
  for (let i = 0; i < 30; i += 1) {
    const numero = await demandes.enregistrer(maison.ines, maison.contenu('1000.00'), [], ORIGINE);
    await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
  }
  await maison.db.systeme.rows(sql`
    update demande set beneficiaire = 'Société de l’Écluse', valeurs = valeurs || '{"beneficiaire_adresse": "1, quai du Bief"}'
    where id = (select max(id) from demande)`);
  application = await demarrer(database, { clock: MAINTENANT });
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
  await maison?.db.close();
});

describe.each([
  ['fr-FR', true],
  ['fr-FR', false],
  ['en-GB', true],
] as const)('from home, %s, scripts %s', (locale, javaScriptEnabled) => {
  const options = { locale, javaScriptEnabled };

  it('one caution is found by an unaccented piece of its beneficiary, and opened at once', async () => {
    const page = await entrer(browser, application.url, maison.ines.email, options);
    await page.goto('/');
    await page.locator('.find input').fill('fourviere hopital');
    await page.locator('.find input').press('Enter');
    await page.waitForURL(/\/cautions\/C26-/);
    expect(await page.locator('main').textContent()).toContain('Hôpital de Fourvière');
    await page.context().close();
  });

  it('one among several is two steps away, on a page without fault', async () => {
    const page = await entrer(browser, application.url, maison.ines.email, options);
    await page.goto('/');
    await page.locator('.find input').fill('echelons');
    await page.locator('.find input').press('Enter');
    await page.waitForURL(/\/recherche/);
    if (javaScriptEnabled) expect(await axe(page)).toEqual([]);
    await page.locator('a.ref[href^="/cautions/"]').first().click();
    expect(await page.locator('main').textContent()).toContain('Les Échelons');
    await page.context().close();
  });
});

describe('what is ticked', () => {
  const boxes = 'tbody .ck input[type=checkbox]';

  it('with shift, all between two; kept from page to page, and sent whole', async () => {
    const page = await entrer(browser, application.url, maison.claire.email);
    await page.goto('/demandes?aValider=moi&taille=25');
    await page.locator(boxes).nth(1).click();
    await page
      .locator(boxes)
      .nth(4)
      .click({ modifiers: ['Shift'] });
    expect(await page.locator(`${boxes}:checked`).count()).toBe(4);
    await page.goto('/demandes?aValider=moi&taille=25&page=2');
    await page.locator(boxes).nth(0).click();
    expect(await page.locator('.bulk [data-n]').textContent()).toMatch(/^5 /);
    await page.locator('.bulk .btn--p').click();
    await page.waitForURL(/validation/);
    expect(await page.locator('main').textContent()).toMatch(/5 demandes/);
    await page.goto('/demandes?aValider=moi&taille=25');
    expect(await page.locator(`${boxes}:checked`).count()).toBe(0);
    await page.context().close();
  });

  it.each([true, false])('is the whole result in one click, scripts %s', async (javaScriptEnabled) => {
    const page = await entrer(browser, application.url, maison.claire.email, { javaScriptEnabled });
    await page.goto('/demandes?aValider=moi&taille=25');
    await page.getByRole('link', { name: /Sélectionner les 30 résultats/ }).click();
    expect(await page.locator(`${boxes}:checked`).count()).toBe(30);
    await page.locator('.bulk .btn--p').click();
    await page.waitForURL(/validation/);
    expect(await page.locator('main').textContent()).toMatch(/30 demandes/);
    await page.context().close();
  });

  it('is forgotten at the door', async () => {
    const page = await entrer(browser, application.url, maison.claire.email);
    await page.goto('/demandes?aValider=moi');
    await page.locator(boxes).nth(0).click();
    await page.context().clearCookies();
    await page.goto('/connexion');
    expect(await page.evaluate('Object.keys(sessionStorage).filter((key) => key.startsWith("selection "))')).toEqual([]);
    await page.context().close();
  });
});

it('a number is copied by the button beside it', async () => {
  const page = await entrer(browser, application.url, maison.ines.email);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: application.url });
  await page.goto('/recherche?numero=fourviere');
  const numero = (await page.locator('h1 .ref').textContent()) ?? '';
  await page.getByRole('button', { name: `Copier ${numero}` }).click();
  await page.getByText('Copié').waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(numero);
  await page.context().close();
});

describe('beneficiaries met before', () => {
  it('are those of one’s own perimeter and account', async () => {
    const voisin = await ajouterCompte(maison.db, undefined);
    const ailleurs = await maison.collaborateur('Racine', ['saisisseur'], { entite: maison.entites.racine });
    await maison.db.systeme.rows(sql`update perimetre set avec_descendants = false where collaborateur_id = ${ailleurs.id}`);
    await maison.db.systeme.rows(
      sql`update identifiant set secret = (select secret from identifiant where email = ${maison.ines.email}) where secret is null`,
    );
    const noms = async (email: string, q: string) =>
      (
        (await (await client(application.url, email)).get(`/demandes/beneficiaires?q=${encodeURIComponent(q)}`)).body as { nom: string }[]
      ).map(({ nom }) => nom);
    expect(await noms(maison.ines.email, "l'ecluse")).toEqual(['Société de l’Écluse']);
    expect(await noms(maison.ines.email, 'e')).toEqual([]);
    expect(await noms(voisin.ines.email, 'ecluse')).toEqual([]);
    expect(await noms(ailleurs.email, 'hopital')).toEqual([]);
  });

  it('fill in their address, and nothing that was typed', async () => {
    const page = await entrer(browser, application.url, maison.ines.email);
    const { texte } = maison;
    await page.goto(
      `/demandes/nouvelle?etape=details&entiteId=${maison.entites.fille}&produit=MARCHE&typeCredit=RG_PRIV&texteId=${texte.id}`,
    );
    const [nom, adresse] = [page.locator('[name=beneficiaire_nom]'), page.locator('[name=beneficiaire_adresse]')];
    await nom.fill('ecluse');
    await page.locator('datalist#beneficiaires option').first().waitFor({ state: 'attached' });
    await nom.fill('Société de l’Écluse');
    await expect.poll(() => adresse.inputValue()).toBe('1, quai du Bief');
    await adresse.fill('ailleurs');
    await nom.fill('Société de l’Écluse ');
    await nom.fill('Société de l’Écluse');
    expect(await adresse.inputValue()).toBe('ailleurs');
    await page.context().close();
  });
});
