/** In a browser, with scripts and without: the tree, a child, its identification asked for; the insurer's answer. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { siretOf, sirenOf } from '../../src/kit/identifiers.js';
import { demarrer, type Application } from '../setup/application.js';
import { axe, openBrowser } from '../setup/browser.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';
import { entrer } from '../parcours/pages.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let browser: Browser;
beforeAll(async () => {
  maison = await construire(database.config);
  await maison.db.systeme.rows(sql`
    with a as (insert into agent (garant_id, role, nom, email) values (${maison.garantId}, 'conseiller', 'Essai', 'nadia@assureur.example') returning id),
      k as (update compte set conseiller_id = (select id from a) where id = ${maison.compteId})
    insert into identifiant (email, agent_id) select 'nadia@assureur.example', id from a`);
  application = await demarrer(database);
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
  await maison?.db.close();
});

it.each([true, false])(
  'scripts: %s',
  async (javaScriptEnabled) => {
    // Axe runs in the page's own scripts: only where they run.
    const propre = async (p: Awaited<ReturnType<typeof entrer>>) => javaScriptEnabled && expect(await axe(p)).toEqual([]);
    const nom = `Fille ${javaScriptEnabled ? 'une' : 'deux'}`;
    const siren = sirenOf(javaScriptEnabled ? '51234567' : '61234567');
    const page = await entrer(browser, application.url, maison.ines.email, { javaScriptEnabled });
    await page.goto('/parametrage/organisation');
    await propre(page);
    await page.locator('tr[data-entite] th a').first().click();
    await propre(page);
    await page.getByRole('link', { name: 'Ajouter un fils' }).click();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.locator('.govuk-error-summary').waitFor();
    await propre(page);
    for (const [champ, valeur] of Object.entries({
      nom,
      forme: 'SAS',
      siren,
      siret: siretOf(siren, 1),
      adresse: 'Lyon',
      contactNom: 'Zoé',
    }))
      await page.locator(`[name=${champ}]`).fill(valeur);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('button', { name: 'Demander l’identification' }).click();
    await page.getByText('c’est à l’assureur de répondre').waitFor();

    const agent = await entrer(browser, application.url, 'nadia@assureur.example', { javaScriptEnabled });
    await agent.goto('/gestion/entites');
    await propre(agent);
    await agent.getByRole('link', { name: nom }).click();
    await propre(agent);
    await agent.locator('[name=numeroClient]').fill(`K-${siren}`);
    await agent.getByRole('button', { name: 'Identifier' }).click();
    await agent.getByText(`${nom} est identifiée`).waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'Valider' }).click();
    await page.getByRole('button', { name: 'Activer' }).click();
    await page.getByText('elle peut être choisie').first().waitFor();
    await page.getByRole('link', { name: 'Déplacer' }).click();
    await propre(page);
  },
  60_000,
);
