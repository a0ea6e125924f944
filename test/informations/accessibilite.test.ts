/** What the accessibility statement claims, page by page: no fault that axe sees, light and dark, down to 320 pixels. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertCourriels } from '../../src/courriels/outbox.sql.js';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { axe, openBrowser } from '../setup/browser.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';
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
  await db.systeme.rows(sql`update compte set conseiller_id = (select id from agent where email = ${AGENT}) where id = ${maison.compteId}`);
  const deps = { db, clock: MAINTENANT, reveiller: () => undefined };
  const demandes = createDemandesService(deps);
  for (const montant of ['1000.00', '9000.00']) {
    const numero = await demandes.enregistrer(ines, maison.contenu(montant), [], ORIGINE);
    await demandes.soumettre(ines, numero, { version: 1, origine: ORIGINE });
    await createValidationsService(deps).valider(claire, await vues(maison.db, numero), ORIGINE);
  }
  await db.systeme.transaction((tx) =>
    insertCourriels(
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

const ABSENTES = ['/verifier/AAAA-BBBB-CCCC', '/nulle-part'];
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
  ...ABSENTES,
];

/** The pages of those who are signed in. */
function desPersonnes(): Readonly<Record<string, readonly string[]>> {
  const { ines, marc, entites, compteId } = maison;
  const entite = (id: number) => `/parametrage/organisation/${id}`;
  return {
    [ines.email]: [
      ...['/specimens', '/specimens?typeCredit=RG_PRIV', '/specimens/RG_PRIV', '/specimens/RG_PRIV?version=1'],
      ...['/parametrage/organisation', '/parametrage/organisation?q=essai', '/parametrage/organisation?q=rien-de-tel'],
      ...['', '/ajouter-un-fils', '/modification', '/deplacement', '/gestes/desactiver'].map((page) => entite(entites.fille) + page),
      ...['', '/nouveau', '/import', `/${marc.id}`, '?q=personne'].map((page) => `/parametrage/collaborateurs${page}`),
      ...['', '/simulation', `/${entites.racine}`].map((page) => `/parametrage/circuits${page}`),
      `/parametrage/circuits/simulation?entite=${entites.racine}&typeCredit=RG_PRIV&montant=200000`,
      '/parametrage/securite',
      ...['', '/mot-de-passe', '/securite', '/recherches', '/alertes', '/transmetteur'].map((page) => `/profil${page}`),
    ],
    [AGENT]: [
      ...['/gestion', '/aide', '/gestion/securite', '/gestion/entites', `/gestion/entites/${entites.fille}`],
      ...['', '/nouveau', `/${compteId}`].map((page) => `/gestion/comptes${page}`),
    ],
  };
}

async function controler(page: Page, addresses: readonly string[], label: string): Promise<void> {
  const faults: string[] = [];
  for (const address of addresses) {
    const answer = await page.goto(address);
    if (!ABSENTES.includes(address) && answer?.status() !== 200) faults.push(`${address}: ${answer?.status()}`);
    faults.push(...(await axe(page)).map((fault) => `${address}: ${fault}`));
    const { wide, titles } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - innerWidth,
      titles: document.querySelectorAll('h1').length,
    }));
    if (wide > 0) faults.push(`${address}: ${wide} pixels too wide`);
    if (titles !== 1) faults.push(`${address}: ${titles} h1`);
  }
  expect(faults, label).toEqual([]);
}

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  it.each([1440, 320])('at %i pixels', { timeout: 120_000 }, async (width) => {
    const options = { colorScheme, viewport: { width, height: 900 }, locale: 'fr-FR' };
    const passant = await browser.newContext({ ...options, baseURL: application.url });
    await controler(await passant.newPage(), OUVERTES, `${colorScheme} ${width}`);
    await passant.close();
    for (const [email, addresses] of Object.entries(desPersonnes())) {
      const page = await entrer(browser, application.url, email, options);
      await controler(page, addresses, `${colorScheme} ${width}`);
      await page.context().close();
    }
  });
});

it('in English too', { timeout: 120_000 }, async () => {
  const context = await browser.newContext({ locale: 'en-GB', baseURL: application.url, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await controler(page, OUVERTES, 'en');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  await context.close();
  await maison.db.systeme.rows(sql`update collaborateur set langue = 'en'`);
  await maison.db.systeme.rows(sql`update agent set langue = 'en'`);
  for (const [email, addresses] of Object.entries(desPersonnes())) {
    const person = await entrer(browser, application.url, email, { locale: 'en-GB', viewport: { width: 390, height: 844 } });
    await controler(person, addresses, 'en');
    expect(await person.evaluate(() => document.documentElement.lang)).toBe('en');
    await person.context().close();
  }
});
