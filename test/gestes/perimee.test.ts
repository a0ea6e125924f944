/**
 * What a person acts on is what was shown to him: a demande of 50 € that became 20 000 € for somebody else while its page stayed
 * open is not validated, nor refused, nor sent back, one by one or in bulk.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let marc: Client;
let ines: Client;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database);
  marc = await client(application.url, maison.marc.email);
  ines = await client(application.url, maison.ines.email);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const demandes = () => createDemandesService({ db: maison.db, clock: MAINTENANT, reveiller: () => undefined });
const version = async (numero: string) => (await vues(maison.db, numero))[0]?.version ?? 0;
const etatDe = async (numero: string) =>
  (await maison.db.systeme.rows<{ etat: string; montant: string }>(sql`select etat, montant from demande where numero = ${numero}`))[0];

/** A demande of 50 € that waits, and the version that a valideur is shown. */
async function petite(): Promise<{ numero: string; vue: number }> {
  const numero = await demandes().enregistrer(maison.ines, maison.contenu('50.00'), [], ORIGINE);
  await demandes().soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
  return { numero, vue: await version(numero) };
}

/** Taken back, changed into something else, submitted again. */
async function metamorphose(numero: string): Promise<void> {
  const envoi = async () => ({ version: await version(numero), origine: ORIGINE });
  await demandes().faire(maison.ines, numero, 'reprendre', await envoi());
  const contenu = maison.contenu('20000.00', { valeurs: { beneficiaire_nom: 'Une Autre Société' } });
  await demandes().modifier(maison.ines, numero, contenu, [], await envoi());
  await demandes().soumettre(maison.ines, numero, await envoi());
}

describe('one by one', () => {
  it.each(['validation', 'refus', 'renvoi'])('%s of a page that stayed open: 409, the page as it is, and what changed', async (acte) => {
    const { numero, vue } = await petite();
    await metamorphose(numero);
    const adresse = `/demandes/${numero}`;
    const reponse = await marc.post(`${adresse}/${acte}`, { version: String(vue), commentaire: 'Vu et relu' }, adresse);
    expect(reponse.status).toBe(409);
    const page = documentOf(reponse);
    expect(page.querySelector('[role=alert]')?.textContent).toContain('plus à jour');
    const changements = page.querySelector('[data-changements]')?.textContent ?? '';
    expect(changements).toContain('Une Autre Société');
    expect(changements.replace(/[\s\u00a0\u202f]/g, '')).toContain('20000,00');
    expect(changements.replace(/[\s\u00a0\u202f]/g, '')).toContain('50,00');
    expect(await etatDe(numero)).toMatchObject({ etat: 'a_valider' });
    // Now that it was shown, it may be decided.
    const encore = page.querySelector<HTMLInputElement>('.decide input[name=version]')?.value ?? '';
    expect(Number(encore)).toBe(await version(numero));
    expect((await marc.post(`${adresse}/${acte}`, { version: encore, commentaire: 'Vu et relu' }, adresse)).status).toBe(303);
  });

  it('a form that says no version acts on nothing', async () => {
    const { numero } = await petite();
    expect((await marc.post(`/demandes/${numero}/validation`, { version: '' }, '/aide')).status).toBe(409);
    expect(await etatDe(numero)).toMatchObject({ etat: 'a_valider' });
  });

  it('words that are missing do not make a stale page fresh', async () => {
    const { numero, vue } = await petite();
    const adresse = `/demandes/${numero}`;
    const vide = await marc.post(`${adresse}/refus`, { version: String(vue), commentaire: '' }, adresse);
    expect(vide.status).toBe(422);
    await metamorphose(numero);
    const montree = documentOf(vide).querySelector<HTMLInputElement>('.decide input[name=version]')?.value ?? '';
    expect((await marc.post(`${adresse}/refus`, { version: montree, commentaire: 'Non conforme' }, adresse)).status).toBe(409);
  });

  it('nor does a comment that is too long', async () => {
    const { numero, vue } = await petite();
    const adresse = `/demandes/${numero}`;
    await metamorphose(numero);
    const long = await marc.post(`${adresse}/validation`, { version: String(vue), commentaire: 'x'.repeat(1_001) }, adresse);
    expect(long.status).toBe(422);
    const montree = documentOf(long).querySelector<HTMLInputElement>('.decide input[name=version]')?.value ?? '';
    expect((await marc.post(`${adresse}/validation`, { version: montree }, adresse)).status).toBe(409);
    expect(await etatDe(numero)).toMatchObject({ etat: 'a_valider' });
  });

  it('a page of the requester: submitted as he saw it, or not', async () => {
    const numero = await demandes().enregistrer(maison.ines, maison.contenu('60.00'), [], ORIGINE);
    await demandes().modifier(maison.ines, numero, maison.contenu('70.00'), [], { version: 1, origine: ORIGINE });
    const adresse = `/demandes/${numero}`;
    for (const acte of ['soumission', 'suppression'])
      expect((await ines.post(`${adresse}/${acte}`, { version: '1' }, adresse)).status, acte).toBe(409);
    expect(await etatDe(numero)).toMatchObject({ etat: 'creee' });
  });
});

describe('in bulk', () => {
  it('what changed since the list was shown is left out, and says why; the others pass', async () => {
    const [changee, intacte] = [await petite(), await petite()];
    await metamorphose(changee.numero);
    const choix = {
      numeros: [changee.numero, intacte.numero],
      versions: [`${changee.numero}:${changee.vue}`, `${intacte.numero}:${intacte.vue}`],
    };
    const confirmation = documentOf(await marc.post('/demandes/validation', choix));
    expect(confirmation.querySelector(`tr[data-numero="${changee.numero}"]`)?.textContent).toContain('plus à jour');
    expect([...confirmation.querySelectorAll<HTMLInputElement>('input[name=numeros]')].map(({ value }) => value)).toEqual([intacte.numero]);
    await marc.post('/demandes/validation', { ...choix, etape: 'confirmer' });
    expect(await etatDe(changee.numero)).toMatchObject({ etat: 'a_valider', montant: '20000.000' });
    expect(await etatDe(intacte.numero)).toMatchObject({ etat: 'transmise' });
  });

  it('what changes between the confirmation and its button is not validated', async () => {
    const { numero, vue } = await petite();
    const confirmation = documentOf(await marc.post('/demandes/validation', { numeros: numero, versions: `${numero}:${vue}` }));
    const versions = confirmation.querySelector<HTMLInputElement>('input[name=versions]')?.value ?? '';
    expect(versions).toBe(`${numero}:${vue}`);
    await metamorphose(numero);
    await marc.post('/demandes/validation', { numeros: numero, versions, etape: 'confirmer' });
    expect(documentOf(await marc.get('/demandes/validation')).body.textContent).toContain('plus à jour');
    expect(await etatDe(numero)).toMatchObject({ etat: 'a_valider' });
  });

  it('the list says the version of each line that may be ticked', async () => {
    const { numero, vue } = await petite();
    const liste = documentOf(await marc.get('/demandes?aValider=moi&taille=200'));
    expect([...liste.querySelectorAll<HTMLInputElement>('input[name=versions]')].map(({ value }) => value)).toContain(`${numero}:${vue}`);
  });
});

describe('people', () => {
  it('suspended, restored, invited again, as they were shown', async () => {
    const zoe = await maison.collaborateur('Zoé', ['consultant']);
    const adresse = `/parametrage/collaborateurs/${zoe.id}`;
    await maison.db.systeme.rows(sql`update collaborateur set profils = '{valideur}', version = version + 1 where id = ${zoe.id}`);
    for (const acte of ['suspension', 'retablissement', 'courriel-acces']) {
      const reponse = await ines.post(`${adresse}/${acte}`, { version: '1' }, adresse);
      expect(reponse.status, acte).toBe(409);
      expect(reponse.text).toContain('plus à jour');
    }
  });
});
