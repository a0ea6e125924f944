/** What the accessibility statement claims, page by page: no fault that axe sees, light and dark, down to 320 pixels. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ecrireCourriels } from '../../src/courriels/courriels.repository.js';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { axe, openBrowser } from '../setup/browser.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';
import { entrer } from '../parcours/pages.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let browser: Browser;
const AGENT = 'conseil@assureur.example';
const CODE = '0KQF2M9C141D';

beforeAll(async () => {
  maison = await construire(database.config, { unitaire: '5000' });
  const { db, ines, claire } = maison;
  await db.systeme.rows(sql`
    with a as (insert into agent (garant_id, role, prenom, nom, email) values (${maison.garantId}, 'conseiller', 'Nadia', 'Essai', ${AGENT}) returning id)
    insert into identifiant (email, agent_id) select ${AGENT}, id from a`);
  const deps = { db, clock: MAINTENANT, reveiller: () => undefined };
  const demandes = createDemandesService(deps);
  for (const montant of ['1000.00', '9000.00']) {
    const numero = await demandes.enregistrer(ines, maison.contenu(montant), [], ORIGINE);
    await demandes.soumettre(ines, numero, ORIGINE);
    await createValidationsService(deps).valider(claire, [numero], ORIGINE);
  }
  await db.systeme.transaction((tx) =>
    ecrireCourriels(
      tx,
      null,
      [
        {
          evenement: 'essai',
          destinataire: ines.email,
          langue: 'fr',
          gabarit: 'demande_refusee',
          donnees: {
            numero: 'D26-0000001',
            beneficiaire: 'SCI',
            entite: 'Essai',
            montant: '1.00',
            devise: 'EUR',
            chemin: '/',
            commentaire: 'Non',
          },
        },
      ],
      MAINTENANT(),
    ),
  );
  application = await demarrer(database, { clock: MAINTENANT });
  await application.travailler();
  await db.systeme.rows(sql`update acte set code = ${CODE}`);
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
  await maison?.db.close();
});

const OUVERTES = [
  '/connexion',
  '/demo',
  '/demo/courriels',
  '/demo/courriels/1',
  '/aide',
  '/accessibilite',
  '/mentions-legales',
  '/confidentialite',
  '/verifier',
  `/verifier/${CODE}`,
  '/verifier/AAAA-BBBB-CCCC',
  '/nulle-part',
];

async function controler(page: Page, addresses: readonly string[], label: string): Promise<void> {
  for (const address of addresses) {
    await page.goto(address);
    expect(await axe(page), `${address} ${label}`).toEqual([]);
    const width = page.viewportSize()?.width ?? 0;
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${address} ${label}`).toBeLessThanOrEqual(width);
    expect(await page.locator('h1').count(), address).toBe(1);
  }
}

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  it.each([1440, 320])('at %i pixels', { timeout: 120_000 }, async (width) => {
    const options = { colorScheme, viewport: { width, height: 900 }, locale: 'fr-FR' };
    const passant = await browser.newContext({ ...options, baseURL: application.url });
    await controler(await passant.newPage(), OUVERTES, `${colorScheme} ${width}`);
    await passant.close();
    for (const [email, addresses] of [
      [maison.ines.email, ['/specimens', '/specimens?typeCredit=RG_PRIV', '/specimens/RG_PRIV', '/specimens/RG_PRIV?version=1']],
      [AGENT, ['/gestion', '/aide']],
    ] as const) {
      const page = await entrer(browser, application.url, email, options);
      await controler(page, addresses, `${colorScheme} ${width}`);
      await page.context().close();
    }
  });
});

it('in English too', { timeout: 60_000 }, async () => {
  const context = await browser.newContext({ locale: 'en-GB', baseURL: application.url, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await controler(page, OUVERTES, 'en');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  await context.close();
});
