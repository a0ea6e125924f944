/** One's own profile: data, first page, default entity, preferred searches, alerts and their mails, personal data. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALERTES, completer, dansLeResume, frequencesDe } from '../../src/alertes/alertes.js';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { axe, openBrowser } from '../setup/browser.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, ORIGINE, type Maison } from '../setup/maison.js';
import { entrer } from '../parcours/pages.js';

const database = useDatabase();
/** A Monday morning. */
let maintenant = new Date('2026-11-23T07:15:00Z');
let maison: Maison;
let voisins: Maison;
let application: Application;
let ines: Client;
let claire: Client;

beforeAll(async () => {
  maison = await construire(database.config);
  voisins = await ajouterCompte(maison.db, undefined);
  application = await demarrer(database, { clock: () => maintenant });
  ines = await client(application.url, maison.ines.email);
  claire = await client(application.url, maison.claire.email);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const DONNEES = { prenom: 'Inès', nom: 'Essai', langue: 'fr', pageAccueil: 'accueil', entite: '' };
const soumettre = async () => {
  const demandes = createDemandesService({ db: maison.db, clock: () => maintenant, reveiller: () => undefined });
  const numero = await demandes.enregistrer(maison.ines, maison.contenu('40000.00'), [], ORIGINE);
  await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
  return numero;
};

describe('the rules of alerts', () => {
  it('offers a mail at once only for what waits for a validation', () => {
    for (const alerte of ALERTES) expect(frequencesDe(alerte).includes('aussitot'), alerte).toBe(alerte === 'aValider');
  });

  it.each([
    ['jour', false, true],
    ['jour', true, true],
    ['semaine', false, false],
    ['semaine', true, true],
    ['aussitot', true, false],
    ['jamais', true, false],
  ] as const)('%s, Monday %s: in the summary %s', (frequence, lundi, attendu) => {
    expect(dansLeResume({ alerte: 'factures', frequence, urgente: false }, lundi)).toBe(attendu);
  });

  it('completes what was chosen by what is usual', () => {
    const abonnements = completer([{ alerte: 'factures', frequence: 'jour', urgente: true }]);
    expect(abonnements.map(({ alerte }) => alerte)).toEqual(ALERTES);
    expect(abonnements.find(({ alerte }) => alerte === 'factures')).toMatchObject({ frequence: 'jour', urgente: true });
    expect(abonnements.find(({ alerte }) => alerte === 'aValider')).toMatchObject({ frequence: 'aussitot' });
  });
});

describe('/profil', () => {
  it('changes the name and the language at once, and writes what was before', async () => {
    expect((await ines.post('/profil', { ...DONNEES, nom: 'Nouvelle', langue: 'en' }, '/profil')).status).toBe(303);
    const page = documentOf(await ines.get('/profil'));
    expect(page.documentElement.lang).toBe('en');
    expect(page.querySelector<HTMLInputElement>('[name=nom]')?.value).toBe('Nouvelle');
    const [trace] = await maison.db.systeme.rows<{ details: unknown }>(
      sql`select details from journal where acte = 'profil' order by id desc limit 1`,
    );
    expect(trace?.details).toMatchObject({ avant: { nom: maison.ines.nom }, apres: { nom: 'Nouvelle', langue: 'en' } });
    await ines.post('/profil', DONNEES, '/profil');
  });

  it.each([
    ['nom', { nom: '' }],
    ['nom', { nom: 'x'.repeat(81) }],
    ['nom', { nom: 'a\u0007b' }],
    ['prenom', { prenom: 'x'.repeat(81) }],
    ['langue', { langue: 'tlh' }],
    ['pageAccueil', { pageAccueil: '/etc' }],
    ['entite', { entite: 'abc' }],
    ['entite', { entite: '999999' }],
  ])('refuses %s when it is %j, beside the field, with what was typed', async (champ, faute) => {
    const answer = await ines.post('/profil', { ...DONNEES, prenom: 'Gardé', ...faute }, '/profil');
    expect(answer.status).toBe(422);
    const page = documentOf(answer);
    expect(page.querySelector(`#f-${champ}-error, [id$="${champ}-error"]`), champ).not.toBeNull();
    if (champ !== 'prenom') expect(page.querySelector<HTMLInputElement>('[name=prenom]')?.value).toBe('Gardé');
  });

  it('never gives another account’s entity', async () => {
    const answer = await ines.post('/profil', { ...DONNEES, entite: String(voisins.entites.racine) }, '/profil');
    expect(answer.status).toBe(422);
  });

  it('starts on the page that was chosen, unless one was on the way to another', async () => {
    await claire.post('/profil', { ...DONNEES, prenom: 'Claire', pageAccueil: 'aValider' }, '/profil');
    const person = await client(application.url);
    const form = { email: maison.claire.email, motDePasse: '246813' };
    expect((await person.post('/connexion', form, '/connexion')).headers.location).toBe('/demandes?aValider=moi');
    const other = await client(application.url);
    expect((await other.post('/connexion', { ...form, retour: '/encours' }, '/connexion')).headers.location).toBe('/encours');
    await claire.post('/profil', { ...DONNEES, prenom: 'Claire' }, '/profil');
    expect((await (await client(application.url)).post('/connexion', form, '/connexion')).headers.location).toBe('/');
  });

  it('opens the lists on the default entity, and everything on demand', async () => {
    await ines.post('/profil', { ...DONNEES, entite: String(maison.entites.fille) }, '/profil');
    expect((await ines.get('/demandes')).headers.location).toBe(`/demandes?entite=${maison.entites.fille}`);
    expect((await ines.get('/demandes?page=1')).status).toBe(200);
    await ines.post('/profil', DONNEES, '/profil');
    expect((await ines.get('/demandes')).status).toBe(200);
  });

  it('gives everything kept about oneself, and nothing secret', async () => {
    const answer = await ines.get('/profil/donnees.json');
    expect(answer.headers['content-disposition']).toContain('attachment');
    const data = JSON.parse(answer.text) as Record<string, unknown>;
    expect(data).toMatchObject({ personne: { email: maison.ines.email, profils: ['saisisseur', 'administrateur'] } });
    expect((data.journal as unknown[]).length).toBeGreaterThan(2);
    expect(answer.text).not.toContain('argon2');
    expect(answer.text).not.toContain(maison.marc.email);
  });
});

describe('preferred searches', () => {
  const garder = (person: Client, fields: Record<string, string>) => person.post('/profil/recherches', fields, '/demandes?page=1');
  const ids = async (person: Client) => {
    const forms = documentOf(await person.get('/profil/recherches')).querySelectorAll('form[action$="/suppression"]');
    return [...forms].map((form) => Number(/(\d+)\/suppression/.exec(form.getAttribute('action') ?? '')?.[1]));
  };

  it('are kept under a name, without what is unknown, applied, replaced by name', async () => {
    const kept = await garder(ines, {
      liste: 'demandes',
      requete: 'etat=creee&etat=nimporte&produit=MARCHE&page=7&evil=1',
      nom: 'À finir',
    });
    expect(kept.headers.location).toBe('/demandes?produit=MARCHE&etat=creee');
    await garder(ines, { liste: 'demandes', requete: 'etat=refusee', nom: 'à finir' });
    expect(await ids(ines)).toHaveLength(1);
    expect((await ines.get('/demandes?page=1')).text).toContain('/demandes?etat=refusee');
  });

  it('need a name; another list than ours is not one', async () => {
    for (const fields of [
      { liste: 'demandes', nom: '' },
      { liste: 'demandes', nom: 'x'.repeat(61) },
      { liste: 'autre', nom: 'x' },
    ]) {
      const answer = await garder(ines, { requete: 'etat=creee', ...fields });
      expect(answer.headers.location).toBe('/demandes?etat=creee');
      expect((await ines.get('/demandes?etat=creee')).text).toContain('Donnez un nom');
    }
    expect(await ids(ines)).toHaveLength(1);
  });

  it('open the list when one is chosen; only one is', async () => {
    await garder(ines, { liste: 'demandes', requete: 'etat=creee', nom: 'Première', parDefaut: '1' });
    expect((await ines.get('/demandes')).headers.location).toBe('/demandes?etat=creee');
    await garder(ines, { liste: 'demandes', requete: 'etat=a_valider', nom: 'Seconde', parDefaut: '1' });
    expect((await ines.get('/demandes')).headers.location).toBe('/demandes?etat=a_valider');
    expect((await ines.get('/cautions')).status).toBe(200);
    for (const id of await ids(ines)) await ines.post(`/profil/recherches/${id}/defaut`, { oui: '0' }, '/profil/recherches');
    expect((await ines.get('/demandes')).status).toBe(200);
  });

  it('belong to one person: a colleague neither sees nor touches them', async () => {
    const [id = 0] = await ids(ines);
    expect(await ids(claire)).toEqual([]);
    expect((await claire.post(`/profil/recherches/${id}/defaut`, { oui: '1' }, '/profil/recherches')).status).toBe(404);
    await claire.post(`/profil/recherches/${id}/suppression`, {}, '/profil/recherches');
    expect(await ids(ines)).toContain(id);
    for (const one of await ids(ines)) await ines.post(`/profil/recherches/${one}/suppression`, {}, '/profil/recherches');
    expect(await ids(ines)).toEqual([]);
  });

  it('stop at fifty', async () => {
    await maison.db.systeme.rows(sql`
      insert into recherche_preferee (compte_id, collaborateur_id, liste, nom, requete)
      select ${maison.compteId}::int, ${maison.ines.id}::int, 'cautions', 'n ' || n, '' from generate_series(1, 50) n`);
    expect((await garder(ines, { liste: 'demandes', requete: '', nom: 'De trop' })).status).toBe(409);
    await maison.db.systeme.rows(sql`delete from recherche_preferee`);
  });
});

describe('alerts', () => {
  const courriels = (gabarit: string) =>
    maison.db.systeme.rows<{ destinataire: string; donnees: { lignes: string } }>(
      sql`select destinataire, donnees from courriel where gabarit = ${gabarit} order by id`,
    );
  const choisir = (person: Client, fields: Record<string, string>) => person.post('/profil/alertes', fields, '/profil/alertes');

  it('write at once to whoever wants it, and not to whoever chose a summary', async () => {
    await soumettre();
    const destinataires = async () => (await courriels('validation_demandee')).map(({ destinataire }) => destinataire);
    expect(await destinataires()).toEqual([maison.marc.email, maison.claire.email]);
    await choisir(claire, { frequence_aValider: 'jour' });
    await soumettre();
    expect(await destinataires()).toEqual([maison.marc.email, maison.claire.email, maison.marc.email]);
  });

  it('gather in one summary a day, written once, sent to nobody who has nothing to do', async () => {
    await choisir(ines, { frequence_factures: 'jour' });
    await application.services.resumes.ecrire();
    await application.services.resumes.ecrire();
    const ecrits = await courriels('resume');
    expect(ecrits).toMatchObject([{ destinataire: maison.claire.email }]);
    expect(ecrits[0]?.donnees.lignes).toContain('2 Demandes à valider par vous');
    maintenant = new Date('2026-11-24T07:15:00Z');
    claire = await client(application.url, maison.claire.email);
    await application.services.resumes.ecrire();
    expect(await courriels('resume')).toHaveLength(2);
  });

  it('come weekly on Mondays only', async () => {
    await choisir(claire, { frequence_aValider: 'semaine' });
    maintenant = new Date('2026-11-25T07:15:00Z');
    await application.services.resumes.ecrire();
    expect(await courriels('resume')).toHaveLength(2);
    maintenant = new Date('2026-11-30T07:15:00Z');
    claire = await client(application.url, maison.claire.email);
    await application.services.resumes.ecrire();
    expect(await courriels('resume')).toHaveLength(3);
  });

  it('put the urgent cases first on the home page, with the word', async () => {
    await choisir(claire, { urgentes: 'aValider' });
    const first = documentOf(await claire.get('/')).querySelector('.alert');
    expect(first?.textContent).toContain('Urgent');
    await choisir(claire, {});
    expect(documentOf(await claire.get('/')).querySelector('.urgent')).toBeNull();
  });

  it('take anything else for what is usual', async () => {
    await choisir(claire, { frequence_factures: 'aussitot', frequence_aValider: '<script>', urgentes: 'rien' });
    expect(
      await maison.db.systeme.rows(
        sql`select alerte from abonnement where collaborateur_id = ${maison.claire.id} and (urgente or frequence not in ('jamais', 'aussitot'))`,
      ),
    ).toEqual([]);
  });
});

it('axe finds nothing on the profile, light and dark, on a desktop and a telephone', { timeout: 120_000 }, async () => {
  const browser = await openBrowser();
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 390]) {
      const page = await entrer(browser, application.url, maison.ines.email, { colorScheme, viewport: { width, height: 900 } });
      for (const address of ['/profil', '/profil/recherches', '/profil/alertes', '/demandes?page=1']) {
        await page.goto(address);
        if (address.startsWith('/demandes')) await page.locator('details.menu summary').first().click();
        if (process.env.PHOTOS)
          await page.screenshot({
            path: `${process.env.PHOTOS}/${address.replace(/\W+/g, '-')}-${colorScheme}-${width}.png`,
            fullPage: true,
          });
        expect(await axe(page), `${address} ${colorScheme} ${width}`).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(width);
        if (process.env.PHOTOS)
          await page.screenshot({
            path: `${process.env.PHOTOS}/${address.replace(/\W+/g, '-')}-${colorScheme}-${width}.png`,
            fullPage: true,
          });
      }
      await page.context().close();
    }
  await browser.close();
});
