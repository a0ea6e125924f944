/** Writing a demande over HTTP: whatever is typed, a page comes back with a message beside the field and nothing lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';
import { createDemandesService } from '../../src/demandes/demandes.service.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let ines: Client;
let marc: Client;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database, { clock: MAINTENANT });
  ines = await client(application.url, maison.ines.email);
  marc = await client(application.url, maison.marc.email);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const cadre = () => ({
  entiteId: String(maison.entites.fille),
  produit: 'MARCHE',
  typeCredit: 'RG_PRIV',
  texteId: String(maison.texte.id),
});
const bons = (marche: string) => ({
  ...cadre(),
  beneficiaire_nom: 'SCI Les Terrasses',
  beneficiaire_nature: 'prive',
  beneficiaire_pays: 'FR',
  beneficiaire_siret: '73282932000074',
  beneficiaire_adresse: '14, montée des Carmes\n69005 Lyon',
  marche_numero: marche,
  marche_objet: 'Construction de 62 logements',
  marche_date: '04/11/2026',
  chantier_adresse: 'Lyon',
  montant_ttc: '1 440 000,00',
  taux: '5',
  date_effet: '01/12/2026',
  loi: 'loi française',
  tribunal: 'tribunal de commerce de Lyon',
});
const nombre = async () => (await maison.db.systeme.rows<{ n: number }>(sql`select count(*)::int as n from demande`))[0]?.n ?? 0;
const champ = (page: Document, nom: string) => page.querySelector<HTMLInputElement>(`[name="${nom}"]`);

describe('the first step', () => {
  it.each([
    ['nothing chosen', {}, ['entiteId', 'produit', 'typeCredit', 'texteId']],
    ['an entity of nobody', { entiteId: '999999' }, ['entiteId']],
    ['words for numbers', { entiteId: 'abc', texteId: '{{7*7}}' }, ['entiteId', 'texteId']],
    ['a number too large', { entiteId: '99999999999999999999' }, ['entiteId']],
    ['a type of another product', { typeCredit: 'BID' }, ['typeCredit']],
    ['a type without an authorisation', { typeCredit: 'BF' }, ['texteId']],
    ['a product that does not exist', { produit: "MARCHE' or 1=1" }, ['produit']],
  ])('%s: 422, each error beside its field', async (_label, changes, fields) => {
    const base = Object.keys(changes).length === 0 ? {} : cadre();
    const answer = await ines.get(
      `/demandes/nouvelle?${new URLSearchParams({ etape: 'details', ...base, ...changes } as Record<string, string>)}`,
    );
    expect(answer.status).toBe(422);
    const page = documentOf(answer);
    for (const field of fields) expect(page.querySelector(`#${field}-error`), field).not.toBeNull();
    expect(page.title).toMatch(/^Erreur/);
  });

  it('repeated or nested parameters are no crash', async () => {
    for (const query of ['entiteId=1&entiteId=2', 'entiteId[a]=1', 'etape[]=details', 'texteId=-1'])
      expect([200, 422]).toContain((await ines.get(`/demandes/nouvelle?etape=details&${query}`)).status);
    for (const address of [
      '/demandes/%00',
      '/cautions?numero=%00',
      '/verifier/%00',
      '/demandes/D26-%E0%A4%A',
      '/cautions/..%2f..%2fetc',
      '/cautions/C26-0000001/editions/1e999',
      '/demandes/D26-0000001/pieces/1e999',
    ])
      expect([400, 404]).toContain((await ines.get(address)).status);
  });
});

/** Field, what is typed. Every one is refused beside that field, and comes back as typed. */
const MAUVAIS: readonly (readonly [string, string])[] = [
  ['beneficiaire_nom', ''],
  ['beneficiaire_nom', 'x'],
  ['beneficiaire_nom', 'x'.repeat(5_000)],
  ['beneficiaire_nom', 'a\u0000b'],
  ['beneficiaire_siret', '73282932000075'],
  ['beneficiaire_siret', '123'],
  ['beneficiaire_siret', 'abc'],
  ['beneficiaire_nature', 'roi'],
  ['beneficiaire_pays', 'ZZ'],
  ['beneficiaire_adresse', ''],
  ['marche_objet', 'x'],
  ['marche_objet', 'y'.repeat(3_000)],
  ['marche_date', '31/02/2026'],
  ['marche_date', 'hier'],
  ['marche_date', '2026-13-45'],
  ['montant_ttc', '-5'],
  ['montant_ttc', '0'],
  ['montant_ttc', '12345678901234567890'],
  ['montant_ttc', '=1+1'],
  ['montant_ttc', '{{7*7}}'],
  ['montant_ttc', '1,234,5'],
  ['taux', '500'],
  ['taux', 'cinq'],
  ['taux', '0'],
  ['date_effet', '99/99/9999'],
];

describe('the details', () => {
  it.each(MAUVAIS)('%s = %j: 422 beside the field, nothing lost', async (nom, valeur) => {
    const avant = await nombre();
    const answer = await ines.post('/demandes/nouvelle', { ...bons('BAD'), [nom]: valeur, etape: 'recapitulatif' });
    expect(answer.status).toBe(422);
    const page = documentOf(answer);
    const message = page.querySelector(`#${nom}-error`)?.textContent ?? '';
    expect(message.trim().length, message).toBeGreaterThan(10);
    expect(page.querySelector(`.govuk-error-summary a[href="#${nom}"]`)).not.toBeNull();
    expect(champ(page, 'marche_objet')?.value.length).toBeGreaterThan(0);
    if (!/select/i.test(champ(page, nom)?.tagName ?? '') && !valeur.includes('\u0000'))
      expect(champ(page, nom)?.value.replace(/\r\n/g, '\n')).toBe(valeur);
    expect(answer.text).not.toContain('49€');
    expect(await nombre()).toBe(avant);
  });

  it('arrays and objects instead of text are errors, not crashes', async () => {
    for (const nom of ['beneficiaire_nom', 'montant_ttc', 'marche_date'])
      expect((await ines.post('/demandes/nouvelle', { ...bons('ARR'), [nom]: ['a', 'b'], etape: 'recapitulatif' })).status).toBe(422);
  });

  it('hostile text is kept as text, on the page, in the summary and in the saved demande', async () => {
    const nom = `<script>alert(1)</script> {{7*7}} =1+1 ' or 1=1 --`;
    const answer = await ines.post('/demandes/nouvelle', { ...bons('HOST-1'), beneficiaire_nom: nom, etape: 'enregistrer' });
    expect(answer.status).toBe(303);
    const page = await ines.get(answer.headers.location ?? '');
    expect(page.text).not.toContain('<script>alert');
    expect(page.text).toContain('{{7*7}}');
    expect(documentOf(page).body.textContent).toContain(nom);
  });

  it('a wrong file keeps what was typed and says which', async () => {
    const answer = await ines.post('/demandes/nouvelle', { ...bons('FILE-1'), etape: 'recapitulatif' });
    expect(answer.status).toBe(200);
    expect(champ(documentOf(answer), 'marche_numero')?.value).toBe('FILE-1');
  });
});

describe('one effect', () => {
  it('twenty copies of the same form make one demande and one answer', async () => {
    const avant = await nombre();
    const cle = crypto.randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ines.post('/demandes/nouvelle', { ...bons('DOUBLE-1'), etape: 'enregistrer', _idempotence: cle })),
    );
    expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.location}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(303);
    expect(await nombre()).toBe(avant + 1);
  });

  it('a stale page is told so, with the page as it is now', async () => {
    const created = await ines.post('/demandes/nouvelle', { ...bons('STALE-1'), etape: 'enregistrer' });
    const adresse = created.headers.location ?? '';
    const first = await ines.post(`${adresse}/modification`, { ...bons('STALE-1'), marche_lot: 'un', version: '1', etape: 'enregistrer' });
    expect(first.status).toBe(303);
    const second = await ines.post(`${adresse}/modification`, {
      ...bons('STALE-1'),
      marche_lot: 'deux',
      version: '1',
      etape: 'enregistrer',
    });
    expect(second.status).toBe(409);
    expect(second.text).toContain('deux');
    expect((await ines.get(adresse)).text).toContain('un');
  });

  it('a colleague who was faster: 409 and the state as it is', async () => {
    const created = await ines.post('/demandes/nouvelle', { ...bons('FAST-1'), montant_ttc: '20 000', etape: 'enregistrer' });
    const adresse = created.headers.location ?? '';
    await ines.post(`${adresse}/soumission`);
    expect((await marc.post(`${adresse}/refus`, { commentaire: '' })).status).toBe(422);
    expect((await marc.post(`${adresse}/validation`)).status).toBe(303);
    const late = await marc.post(`${adresse}/refus`, { commentaire: 'Non conforme' });
    expect(late.status).toBe(409);
    expect(documentOf(late).querySelector('[data-etat]')?.getAttribute('data-etat')).toBe('transmise');
  });
});

it('an entity deactivated meanwhile takes no new demande, and those already entered say why they wait', async () => {
  const adresse = (await ines.post('/demandes/nouvelle', { ...bons('INACT-1'), etape: 'enregistrer' })).headers.location ?? '';
  const etat = (valeur: string) => maison.db.systeme.rows(sql`update entite set etat = ${valeur} where id = ${maison.entites.fille}`);
  await etat('inactive');
  const avant = await nombre();
  const nouvelle = await ines.post('/demandes/nouvelle', { ...bons('INACT-2'), etape: 'enregistrer' });
  expect(nouvelle.status).toBe(422);
  expect(documentOf(nouvelle).querySelector('.govuk-error-summary a[href="#entiteId"]')).not.toBeNull();
  const modifiee = await ines.post(`${adresse}/modification`, { ...bons('INACT-3'), version: '1', etape: 'enregistrer' });
  expect(modifiee.status).toBe(422);
  const soumise = await ines.post(`${adresse}/soumission`);
  expect(soumise.status).toBe(409);
  expect(soumise.text).toContain('n’est plus active');
  expect(documentOf(soumise).querySelector('[data-etat]')?.getAttribute('data-etat')).toBe('creee');
  expect(documentOf(soumise).querySelector(`form[action="${adresse}/soumission"]`)).toBeNull();
  expect(await nombre()).toBe(avant);
  await etat('active');
  expect((await ines.post(`${adresse}/soumission`)).status).toBe(303);
});

describe('five hundred at once', () => {
  it('are validated in one request, each with its result; sent again, nothing changes', { timeout: 120_000 }, async () => {
    const demandes = createDemandesService({ db: maison.db, clock: MAINTENANT, reveiller: () => undefined });
    const numeros: string[] = [];
    for (let i = 0; i < 500; i += 1) {
      const numero = await demandes.enregistrer(maison.ines, maison.contenu('100.00'), [], ORIGINE);
      await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
      numeros.push(numero);
    }
    const versions = numeros.map((numero) => `${numero}:2`);
    const confirmation = await marc.post('/demandes/validation', { numeros, versions });
    expect(confirmation.status).toBe(200);
    expect(documentOf(confirmation).querySelectorAll('tr[data-numero]')).toHaveLength(500);
    const fait = await marc.post('/demandes/validation', { numeros, versions, etape: 'confirmer' });
    expect([fait.status, fait.headers.location]).toEqual([303, '/demandes/validation']);
    const page = documentOf(await marc.get('/demandes/validation'));
    expect(page.querySelectorAll('tr[data-numero]')).toHaveLength(500);
    expect(page.querySelectorAll('a[href^="/cautions/C"]')).toHaveLength(500);
    const cautions = async () =>
      (
        await maison.db.systeme.rows<{ n: number; trous: number }>(
          sql`select count(*)::int as n, (max(rang) - count(*))::int as trous from caution`,
        )
      )[0];
    const apres = await cautions();
    expect(apres?.trous).toBe(0);
    await marc.post('/demandes/validation', { numeros, versions, etape: 'confirmer' });
    expect(await cautions()).toEqual(apres);
  });
});
