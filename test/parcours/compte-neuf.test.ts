/** A new client, from the adviser who opens the account to the first bond: everyone comes in by his mail, in a browser. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { siretOf, sirenOf } from '../../src/kit/identifiers.js';
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
/** What each person chooses as his code. */
const CODE_CHOISI = '482917';

beforeAll(async () => {
  maison = await construire(database.config);
  await maison.db.systeme.rows(sql`
    with a as (insert into agent (garant_id, role, prenom, nom, email) values (${maison.garantId}, 'conseiller', 'Nadia', 'Ferrand', 'nadia@assureur.example') returning id)
    insert into identifiant (email, agent_id) select 'nadia@assureur.example', id from a`);
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

describe.each([
  ['in French, with scripts', 'fr', true, 'fr'],
  ['in English, without scripts', 'en', false, 'en'],
] as const)('%s', (_label, langue, javaScriptEnabled, suffixe) => {
  const t = mots(langue);
  const options = { javaScriptEnabled, locale: langue === 'en' ? 'en-GB' : 'fr-FR' };
  const propre = async (page: Page) => javaScriptEnabled && expect(await axe(page), page.url()).toEqual([]);
  const email = (nom: string) => `${nom}@neuf-${suffixe}.example`;
  const remplir = async (page: Page, champs: Readonly<Record<string, string>>) => {
    for (const [nom, valeur] of Object.entries(champs)) await page.locator(`[name="${nom}"]:not([type=hidden])`).first().fill(valeur);
  };
  const principal = (page: Page) => page.locator('main form .btn--p, form .btn--w').last().click();
  const legal = (rang: number) => {
    const siren = sirenOf(`${langue === 'fr' ? '7' : '8'}000000${rang}`);
    return { siren, siret: siretOf(siren, 1) };
  };

  /** Opens the access mail of a person, sets a code, gives his data; signed in. */
  async function premierAcces(adresse: string, nom: string): Promise<Page> {
    await application.travailler();
    const message = smtp.messages.filter(({ to }) => JSON.stringify(to).includes(adresse)).at(-1);
    const lien = /https?:\/\/\S+/.exec(message?.text ?? '')?.[0] ?? '';
    expect(lien, `the access mail of ${adresse}`).toContain('/mot-de-passe/definir/');
    const page = await (await browser.newContext({ baseURL: application.url, ...options })).newPage();
    await page.goto(lien);
    await propre(page);
    await remplir(page, { motDePasse: CODE_CHOISI, confirmation: CODE_CHOISI });
    await principal(page);
    await remplir(page, { email: adresse, emailConfirmation: adresse, nom });
    await propre(page);
    await principal(page);
    expect(new URL(page.url()).pathname).toBe('/');
    await page.locator('.flash').waitFor();
    return page;
  }

  async function geste(page: Page, cle: string): Promise<void> {
    await page.getByRole('button', { name: t(`organisation.gestes.${cle}`), exact: true }).click();
  }

  it('from an account opened by an adviser to a bond validated by two people', { timeout: 240_000 }, async () => {
    // The adviser opens the account.
    const nadia = await entrer(browser, application.url, 'nadia@assureur.example', options);
    await nadia.goto('/gestion/comptes');
    await propre(nadia);
    await nadia.goto('/gestion/comptes/nouveau');
    await propre(nadia);
    await remplir(nadia, {
      nom: `Groupe Neuf ${suffixe}`,
      numeroClient: `N-${suffixe}`,
      forme: 'SAS',
      ...legal(1),
      adresse: '1, quai Neuf\n69002 Lyon',
      adminPrenom: 'Aude',
      adminNom: 'Martin',
      adminEmail: email('aude'),
      contrat: `CP ${suffixe}`,
      plafond: '5 000 000',
      ligne: 'Marchés',
      plafondLigne: '3 000 000',
      autorise: '2 000 000',
      plafondUnitaire: '500 000',
      taux: '0,85',
    });
    await nadia.locator(`[name=adminLangue][value=${langue}]`).check();
    await nadia.locator('[name=profils][value=valideur]').check();
    await nadia.locator('[name=produit]').selectOption('MARCHE');
    await nadia.locator('[name=types][value=RG_PRIV]').check();
    await principal(nadia);
    expect(new URL(nadia.url()).pathname).toMatch(/^\/gestion\/comptes\/\d+$/);
    await propre(nadia);

    // Its administrator comes in by the mail and wakes the first entity.
    const aude = await premierAcces(email('aude'), 'Martin');
    await aude.goto('/parametrage/organisation');
    await aude.locator('tr[data-entite] th a').first().click();
    await geste(aude, 'valider');
    await geste(aude, 'activer');
    expect(await aude.locator('[data-etat]').first().getAttribute('data-etat')).toBe('active');

    // A three-level organisation; the insurer recognises each new entity.
    for (const [rang, nom] of [
      [2, 'Région Sud'],
      [3, 'Chantiers du Sud'],
    ] as const) {
      await aude.getByRole('link', { name: t('organisation.gestes.ajouter_un_fils') }).click();
      await remplir(aude, { nom, forme: 'SAS', ...legal(rang), adresse: '2, rue du Sud\n13001 Marseille', contactNom: 'Zoé Petit' });
      await principal(aude);
      await geste(aude, 'demander_identification');
      await application.travailler();
      await nadia.goto('/gestion/entites');
      await nadia.getByRole('link', { name: nom }).click();
      await remplir(nadia, { numeroClient: `N-${suffixe}-${rang}` });
      await nadia.locator('[name=decision][value=identifier]').click();
      await aude.reload();
      await geste(aude, 'valider');
      await geste(aude, 'activer');
    }

    // Three people and a circuit.
    const ajouter = async (nom: string, profil: string, delegation?: string) => {
      await aude.goto('/parametrage/collaborateurs/nouveau');
      await remplir(aude, { email: email(nom), nom });
      await aude.locator('[name=langue]:not([type=hidden]):not(button)').selectOption(langue);
      await aude.locator(`[name=profils][value=${profil}]`).check();
      await aude.locator('[name=perimetre]').first().check();
      await aude.locator('[name=descendants]').first().check();
      if (delegation !== undefined) {
        if ((await aude.locator('[name="delegations.0.montant"]').count()) === 0) await aude.locator('[name=etape][value=ajouter]').click();
        if (delegation === '') await aude.locator('[name="delegations.0.illimite"]').check();
        else await remplir(aude, { 'delegations.0.montant': delegation });
      }
      await propre(aude);
      await aude.locator('button[name=etape][value=enregistrer].btn--p').click();
      expect(await aude.locator('.govuk-error-summary').count(), nom).toBe(0);
    };
    await ajouter('sacha', 'saisisseur');
    await ajouter('paul', 'valideur', '50 000');
    await ajouter('diane', 'valideur', '');
    await aude.goto('/parametrage/circuits');
    await propre(aude);
    await aude.locator('main a[href^="/parametrage/circuits/"]:not([href*="simulation"])').first().click();
    await remplir(aude, { 'tranches.0.aPartirDe': '0', 'tranches.1.aPartirDe': '100 000' });
    await aude.locator('[name="tranches.0.validations"]').selectOption('1');
    await aude.locator('[name="tranches.1.validations"]').selectOption('2');
    await propre(aude);
    await principal(aude);

    // The requester writes; the valideur beyond his delegation is told why and whom to ask; another validates.
    const sacha = await premierAcces(email('sacha'), 'Saisie');
    const paul = await premierAcces(email('paul'), 'Petit');
    const diane = await premierAcces(email('diane'), 'Grande');
    const demander = async (ttc: string) => {
      const numero = await saisir(
        sacha,
        {
          entite: 'Chantiers du Sud',
          produit: 'MARCHE',
          typeCredit: 'RG_PRIV',
          champs: { ...CHAMPS, montant_ttc: ttc, marche_numero: `${suffixe}-${ttc}` },
        },
        langue,
      );
      await sacha.getByRole('button', { name: t('demandes.soumettre') }).click();
      expect(await sacha.locator('[data-etat]').first().getAttribute('data-etat')).toBe('a_valider');
      return numero;
    };
    const etatApresValidation = async (page: Page, numero: string) => {
      await page.goto(`/demandes/${numero}`);
      await page.getByRole('button', { name: t('demandes.valider'), exact: true }).click();
      return page.locator('[data-etat]').first().getAttribute('data-etat');
    };
    const petite = await demander('1 200 000,00'); // a bond of 60 000
    await paul.goto(`/demandes/${petite}`);
    expect(await paul.getByRole('button', { name: t('demandes.valider'), exact: true }).count()).toBe(0);
    expect(await paul.locator('main').textContent()).toContain('Grande');
    await propre(paul);
    expect(await etatApresValidation(diane, petite)).toBe('transmise');
    const grande = await demander('2 400 000,00'); // a bond of 120 000: two validations
    expect(await etatApresValidation(diane, grande)).toBe('en_cours');
    expect(await etatApresValidation(aude, grande)).toBe('transmise');
    await sacha.goto('/cautions');
    expect(await sacha.locator('tr[data-numero]').count()).toBe(2);
  });
});

const CHAMPS = {
  beneficiaire_nom: 'SCI Les Terrasses de Fourvière',
  beneficiaire_nature: 'prive',
  beneficiaire_siret: '732 829 320 00074',
  beneficiaire_adresse: '14, montée des Carmes\n69005 Lyon',
  marche_objet: 'Construction de 62 logements',
  marche_lot: '2, gros œuvre',
  marche_date: '04/11/2026',
  chantier_adresse: '14, montée des Carmes, 69005 Lyon',
  taux: '5',
  date_effet: '01/12/2026',
};
