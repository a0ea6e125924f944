/** What a person does on the pages, for journeys in a browser. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createTranslator } from '../../src/kit/i18n.js';
import type { Language } from '../../src/kit/money.js';
import { CODE } from '../setup/application.js';

/** The words of the screens, as people read them. */
export const mots = createTranslator({ strict: true });

/** Signs a person in, in a browser of his own. */
export async function entrer(browser: Browser, url: string, email: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris', baseURL: url, ...options });
  const page = await context.newPage();
  await page.goto('/connexion');
  const form = page.locator('form', { has: page.locator('input[name=email]:not([type=hidden])') });
  await form.locator('[name=email]').fill(email);
  await form.locator('[name=motDePasse]').fill(CODE);
  const t = mots(options.locale === 'en-GB' ? 'en' : 'fr');
  await form.getByRole('button', { name: t('session.seConnecter') }).click();
  return page;
}

export interface Saisie {
  readonly entite: string;
  readonly produit: string;
  readonly typeCredit: string;
  /** Values as typed, by field name; a select takes its option's value. */
  readonly champs: Readonly<Record<string, string>>;
}

/** Fills in the three steps and saves; answers the number of the demande. */
export async function saisir(page: Page, { entite, produit, typeCredit, champs }: Saisie, langue: Language = 'fr'): Promise<string> {
  const t = mots(langue);
  await page.goto('/demandes/nouvelle');
  await page.getByLabel(t('demandes.entite')).selectOption({ label: await optionLabel(page, entite) });
  await page.locator('[name=produit]').selectOption(produit);
  await page.locator('[name=typeCredit]').selectOption(typeCredit);
  const textes = page.locator('[name=texteId]');
  if ((await textes.inputValue()) === '')
    await textes.selectOption({
      label:
        (await textes
          .locator('option', { hasText: `(${typeCredit},` })
          .first()
          .textContent()) ?? '',
    });
  await page.getByRole('button', { name: t('demandes.continuer') }).click();
  for (const [nom, valeur] of Object.entries(champs)) {
    const champ = page.locator(`[name=${nom}]`);
    if ((await champ.evaluate((element) => element.tagName)) === 'SELECT') await champ.selectOption(valeur);
    else await champ.fill(valeur);
  }
  await page.getByRole('button', { name: t('demandes.continuer') }).click();
  await page.getByRole('button', { name: t('demandes.enregistrer') }).click();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** The option of an entity, indented by its place in the tree. */
async function optionLabel(page: Page, entite: string): Promise<string> {
  const texts = await page.locator('[name=entiteId] option').allTextContents();
  return texts.find((text) => text.trim() === entite) ?? entite;
}
