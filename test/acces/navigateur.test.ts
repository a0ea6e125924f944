/** The door in a real browser: passkeys, rules ticked as one types, an act that goes on after its proof; each page accessible. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { empreintesDesCookies, nomDuCookie, nomDuNavigateur } from '../../src/preuves/navigateur.js';
import { empreinteDe } from '../../src/preuves/cles.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { axe, openBrowser } from '../setup/browser.js';
import { useDatabase } from '../setup/database.js';
import { construire, ORIGINE, type Maison } from '../setup/maison.js';
import { entrer } from '../parcours/pages.js';
import { dernierLien } from './outils.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let browser: Browser;

beforeAll(async () => {
  maison = await construire(database.config);
  // A passkey is tied to a name: 127.0.0.1 is none.
  application = await demarrer(database, { host: 'localhost' });
  browser = await openBrowser();
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await application?.stop();
  await maison?.db.close();
});

/** An authenticator inside the browser, that its owner always unlocks. */
async function authentificateur(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
const sortir = async (page: Page) => {
  await page.context().clearCookies();
  await page.goto('/connexion');
};
const parCle = (page: Page, bouton = 'Entrer avec une clé d’accès') => page.getByRole('button', { name: bouton }).click();

describe('a passkey', () => {
  it('is added, named, lets its owner in alone, confirms an act, and opens nothing once removed', async () => {
    const page = await entrer(browser, application.url, maison.marc.email);
    await authentificateur(page);
    await page.goto('/profil/securite');
    await page.getByRole('link', { name: 'Ajouter Clé d’accès' }).click();
    expect(await axe(page)).toEqual([]);
    await page.getByLabel('Nom de la clé').fill('Téléphone <de> Marc');
    await page.getByRole('button', { name: 'Créer la clé' }).click();
    await page.locator('.codes li').first().waitFor();
    expect(await page.locator('.codes li').count()).toBe(10);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('link', { name: 'Je les ai notés' }).click();
    expect(await page.locator('.lines').innerText()).toContain('Téléphone <de> Marc');
    expect(await axe(page)).toEqual([]);

    await sortir(page);
    const [envoi] = await Promise.all([
      page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/cle')),
      parCle(page),
    ]);
    await page.waitForURL(`${application.url}/`);

    // The same answer again, from a browser that has the visitor's cookie, as if the key counted nothing: it opens nothing.
    await maison.db.systeme.rows(sql`update cle_acces set compteur = 0`);
    const { cookie = '' } = await envoi.allHeaders();
    const copie = await fetch(envoi.url(), {
      ...{ method: 'POST', redirect: 'manual', body: envoi.postData() ?? '' },
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([copie.status, copie.headers.get('location')]).toEqual([303, '/connexion']);

    await maison.db.systeme.rows(sql`update compte set confirmer_des = 1 where id = ${maison.compteId}`);
    const { demandes } = application.services;
    const numero = await demandes.enregistrer(maison.ines, maison.contenu('4000.00'), [], ORIGINE);
    await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
    // As if the latest proof were old.
    await maison.db.systeme.rows(sql`update session set sess = jsonb_set(sess::jsonb, '{prouve}', '0')`);
    await page.goto(`/demandes/${numero}`);
    await page.getByRole('button', { name: 'Valider' }).first().click();
    await page.waitForURL('**/confirmer');
    expect(await axe(page)).toEqual([]);
    await parCle(page, 'Confirmer avec une clé d’accès');
    await page.waitForURL(`**/demandes/${numero}`);
    expect(await page.locator('.flash').innerText()).toContain('effective');

    await page.goto('/profil/securite');
    await page.getByRole('button', { name: 'Retirer Téléphone' }).click();
    await page.waitForURL('**/profil/securite');
    await sortir(page);
    await parCle(page);
    await page.getByText('Cette clé d’accès n’ouvre aucun accès').waitFor();
  }, 60_000);

  it('cancelled by its owner leaves the page as it is, with a word', async () => {
    const page = await (await browser.newContext({ locale: 'fr-FR', baseURL: application.url })).newPage();
    await page.goto('/connexion');
    // No authenticator answers: the browser refuses as when one closes its window.
    await page.evaluate(`navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError'))`);
    await parCle(page);
    await page.getByText('La clé d’accès n’a pas répondu').waitFor();
    expect(await page.getByRole('button', { name: 'Se connecter' }).isEnabled()).toBe(true);
  });

  it.each(['', '{', '"x"', '{"id":"abc"}', '{"id":"abc","response":{}}', 'x'.repeat(30_000)])(
    'an answer like %j is refused, never a bug',
    async (reponse) => {
      const { passkeys } = application.services.acces;
      expect(await passkeys.reconnaitre(reponse, 'ZGVmaQ')).toBeUndefined();
      expect(await passkeys.verifierAjout(reponse, 'ZGVmaQ')).toBeUndefined();
      expect(await passkeys.reconnaitre(reponse, undefined)).toBeUndefined();
    },
  );
});

describe('choosing a secret', () => {
  it('ticks the rules as one types, on an accessible page', async () => {
    await maison.db.systeme.rows(sql`
      insert into politique (garant_id, compte_id, secret) values (${maison.garantId}, ${maison.compteId}, 'complexe')`);
    const page = await (
      await browser.newContext({ locale: 'fr-FR', baseURL: application.url, viewport: { width: 390, height: 800 } })
    ).newPage();
    await page.goto('/mot-de-passe/oublie');
    await page.getByLabel('Adresse e-mail').fill(maison.claire.email);
    await page.getByRole('button', { name: 'Suivant' }).click();
    await page.getByRole('heading', { name: 'Consultez vos e-mails' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.goto(await dernierLien(application, maison.claire.email));
    const faites = () => page.locator('#regles [data-fait]').count();
    const saisir = (texte: string) => page.locator('#motDePasse').fill(texte);
    expect(await faites()).toBe(0);
    await saisir('abc');
    expect(await faites()).toBe(1);
    await saisir('Éléphant-bleu 42');
    expect(await faites()).toBe(5);
    expect(await page.locator('#regles').isVisible()).toBe(true);
    expect(await axe(page)).toEqual([]);
  });
});

describe('a browser’s cookies and name', () => {
  it('reads the cookies of trust, and nothing else', () => {
    const valeur = 'a'.repeat(43);
    expect(empreintesDesCookies(`x=1; ${nomDuCookie(12, false)}=${valeur}; ${nomDuCookie(7, true)}=${valeur}`)).toEqual([
      empreinteDe(valeur),
      empreinteDe(valeur),
    ]);
    for (const entete of [
      undefined,
      '',
      'cautionet-appareil-1=court',
      `cautionet-appareil-x=${valeur}`,
      `ycautionet-appareil-1=${valeur}`,
      `cautionet-appareil-1=${valeur}a`,
    ])
      expect(empreintesDesCookies(entete)).toEqual([]);
    const beaucoup = Array.from({ length: 500 }, (_, i) => `cautionet-appareil-${i}=${valeur}`).join('; ');
    expect(empreintesDesCookies(beaucoup)).toHaveLength(20);
  });

  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0', 'Edge, Windows'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15', 'Safari, Mac'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/126.0 Mobile Safari/604.1', 'Chrome, iPhone'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0', 'Firefox, Linux'],
    ['Mozilla/5.0 (Linux; Android 14) SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36', 'Samsung Internet, Android'],
    ['curl/8.5.0', ''],
    [undefined, ''],
  ])('%s is %s', (agent, nom) => expect(nomDuNavigateur(agent)).toBe(nom));
});
