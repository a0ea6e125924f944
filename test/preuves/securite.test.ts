/** One's own secret and security: changed by their owner only, told and journaled, asked again where it matters. */
import { generateSync } from 'otplib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import type { Clock } from '../../src/kit/dates.js';
import { CODE, demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';
import { dernierCourriel, journal } from '../acces/outils.js';

const database = useDatabase();
let maison: Maison;
let voisins: Maison;
let application: Application;
let now = MAINTENANT();
const clock: Clock = () => now;
const plusTard = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));
const CHANGE = '/profil/mot-de-passe';
const SECURITE = '/profil/securite';
const APPLICATION = '/profil/securite/application';

beforeAll(async () => {
  maison = await construire(database.config);
  voisins = await ajouterCompte(maison.db, undefined);
  application = await demarrer(database, { clock });
}, 60_000);
beforeEach(() => plusTard(1));
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const changer = (qui: Client, actuel: string, motDePasse: string, confirmation = motDePasse) =>
  qui.post(CHANGE, { actuel, motDePasse, confirmation }, CHANGE);
/** What an authenticator holding the key shown on the page gives now. */
const codeDe = (secret: string) => generateSync({ secret, epoch: Math.floor(now.getTime() / 1000) });

async function ajouterApplication(qui: Client): Promise<{ secret: string; secours: string[] }> {
  const secret = (documentOf(await qui.get(APPLICATION)).querySelector('.ref')?.textContent ?? '').replaceAll(' ', '');
  const page = documentOf(await qui.post(APPLICATION, { code: codeDe(secret) }, APPLICATION));
  return { secret, secours: [...page.querySelectorAll('.codes li')].map((li) => li.textContent ?? '') };
}

describe('changing one’s secret', () => {
  it('asks for the present one, follows the rules, and ends the other sessions', async () => {
    const claire = await client(application.url, maison.claire.email);
    const ailleurs = await client(application.url, maison.claire.email);
    for (const [answer, champ] of [
      [await changer(claire, CODE, '123456'), 'motDePasse'],
      [await changer(claire, CODE, '482917', '482918'), 'confirmation'],
      [await changer(claire, '', '482917'), 'actuel'],
      [await changer(claire, '999999', '482917'), 'actuel'],
      [await changer(claire, CODE, CODE), 'motDePasse'],
      [await claire.post(CHANGE, { actuel: ['x'], motDePasse: '\u0000' }, CHANGE), 'motDePasse'],
    ] as const) {
      expect(answer.status).toBe(422);
      expect(documentOf(answer).querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe(`#${champ}`);
    }
    expect((await changer(claire, CODE, '482917')).headers.location).toBe(CHANGE);
    expect((await claire.get('/demandes')).status).toBe(200);
    expect((await ailleurs.get('/demandes')).status).toBe(303);
    expect((await dernierCourriel(application, maison.claire.email))?.gabarit).toBe('mot_de_passe_change');
    expect((await journal(maison, 1))[0]).toMatchObject({ acte: 'secret_change', qui: 'Claire Essai', details: { sessions: 1 } });
    expect(
      (await (await client(application.url)).post('/connexion', { email: maison.claire.email, motDePasse: CODE }, '/connexion')).status,
    ).toBe(422);
  });
});

describe('the security page', () => {
  it('lists this session and the others, and closes them', async () => {
    const marc = await client(application.url, maison.marc.email);
    const autre = await client(application.url, maison.marc.email);
    const tierce = await client(application.url, maison.marc.email);
    const page = documentOf(await marc.get(SECURITE));
    expect(page.querySelectorAll('h1')).toHaveLength(1);
    const fins = [...page.querySelectorAll<HTMLFormElement>('form[action*="/sessions/"]')].map((form) => form.getAttribute('action') ?? '');
    expect(fins).toHaveLength(3);
    expect((await marc.post(fins[0] ?? '', {}, SECURITE)).status).toBe(303);
    expect([(await autre.get('/demandes')).status, (await tierce.get('/demandes')).status].sort()).toEqual([200, 303]);
    await marc.post('/profil/securite/sessions/fin', {}, SECURITE);
    expect([(await autre.get('/demandes')).status, (await tierce.get('/demandes')).status]).toEqual([303, 303]);
    expect((await marc.get('/demandes')).status).toBe(200);
    expect((await marc.post(fins[0] ?? '', {}, SECURITE)).status).toBe(404);
  });

  it('a session once closed is not opened again by a page that was under way', async () => {
    const claire = await maison.collaborateur('Fermée', ['consultant']);
    await maison.db.systeme.rows(sql`
      update identifiant set secret = (select secret from identifiant where id = ${maison.marc.identifiantId}) where id = ${claire.identifiantId}`);
    const elle = await client(application.url, claire.email);
    const gardees = await maison.db.systeme.rows<{ sid: string; sess: object; expire: Date }>(sql`
      delete from session where sess #>> '{passport,user}' = ${String(claire.identifiantId)} returning *`);
    const [{ sid, sess, expire }] = gardees as [{ sid: string; sess: object; expire: Date }];
    await maison.db.systeme.rows(sql`
      insert into session (sid, sess, expire) values (${sid}, ${JSON.stringify(sess)}, ${expire})
      on conflict (sid) do update set sess = excluded.sess`);
    expect(await maison.db.systeme.rows(sql`select from session where sid = ${sid}`)).toEqual([]);
    expect((await elle.get('/demandes')).status).toBe(303);
  });

  it('removes a trusted device, once, and never somebody else’s', async () => {
    const marc = await client(application.url, maison.marc.email);
    const retrait =
      documentOf(await marc.get(SECURITE))
        .querySelector('form[action*="/appareils/"]')
        ?.getAttribute('action') ?? '';
    const voisine = await client(application.url, voisins.ines.email);
    expect((await voisine.post(retrait, {}, SECURITE)).status).toBe(404);
    expect((await marc.post(retrait, {}, SECURITE)).status).toBe(303);
    expect((await marc.post(retrait, {}, SECURITE)).status).toBe(404);
    expect((await journal(maison, 1))[0]?.acte).toBe('appareil_retire');
  });
});

describe('an authenticator', () => {
  it('is confirmed by its first code, brings ten recovery codes, and is asked for on a new browser even in demonstration', async () => {
    const ines = await client(application.url, maison.ines.email);
    expect((await ines.post(APPLICATION, { code: '000000' }, APPLICATION)).status).toBe(422);
    const { secret, secours } = await ajouterApplication(ines);
    expect(secours).toHaveLength(10);
    expect((await ines.get(SECURITE)).text).not.toContain(secours[0]);
    expect((await dernierCourriel(application, maison.ines.email))?.gabarit).toBe('facteur_ajoute');
    const [row] = await maison.db.systeme.rows<{ totp: Buffer }>(sql`select totp from identifiant where id = ${maison.ines.identifiantId}`);
    expect(row?.totp.toString('latin1')).not.toContain(secret);

    const avant = (await dernierCourriel(application, maison.ines.email))?.id;
    const neuf = await client(application.url);
    await neuf.post('/connexion', { email: maison.ines.email, motDePasse: CODE }, '/connexion');
    expect((await dernierCourriel(application, maison.ines.email))?.id).toBe(avant);
    plusTard(1);
    const code = codeDe(secret);
    expect((await neuf.post('/connexion/verification', { code }, '/connexion/verification')).headers.location).toBe('/');
    const rejeu = await client(application.url);
    await rejeu.post('/connexion', { email: maison.ines.email, motDePasse: CODE }, '/connexion');
    expect((await rejeu.post('/connexion/verification', { code }, '/connexion/verification')).status).toBe(422);
    const parSecours = (codeSecours = '') =>
      rejeu.post('/connexion/verification', { code: codeSecours.toUpperCase() }, '/connexion/verification');
    expect((await parSecours(secours[3])).headers.location).toBe('/');
    await rejeu.post('/deconnexion');
    await rejeu.post('/connexion', { email: maison.ines.email, motDePasse: CODE }, '/connexion');
    const encore = await client(application.url);
    await encore.post('/connexion', { email: maison.ines.email, motDePasse: CODE }, '/connexion');
    expect((await encore.post('/connexion/verification', { code: secours[3] ?? '' }, '/connexion/verification')).status).toBe(422);
    expect((await ines.get(SECURITE)).text).toContain('9 codes restent');
  });

  it('accepts one code once, however many send it at the same instant', async () => {
    const lea = await maison.collaborateur('Léa', ['consultant']);
    await maison.db.systeme.rows(sql`
      update identifiant set secret = (select secret from identifiant where id = ${maison.marc.identifiantId}) where id = ${lea.identifiantId}`);
    const { secret } = await ajouterApplication(await client(application.url, lea.email));
    plusTard(2);
    const personne = await application.services.acces.securite.personneDe(lea);
    const preuves = await Promise.all(
      Array.from({ length: 10 }, () => application.services.acces.facteurs.prouver(personne, codeDe(secret))),
    );
    expect(preuves.filter(Boolean)).toHaveLength(1);
  });

  it('is not replaced by another, and is removed with its recovery codes', async () => {
    const ines = await client(application.url);
    const qui = maison.ines;
    await maison.db.systeme.rows(sql`delete from appareil where identifiant_id = ${qui.identifiantId}`);
    const { acces } = application.services;
    await expect(acces.securite.ajouterApplication(qui, acces.facteurs.nouveau(), ORIGINE)).rejects.toMatchObject({ status: 409 });
    await acces.securite.retirerApplication(qui, ORIGINE);
    await expect(acces.securite.retirerApplication(qui, ORIGINE)).rejects.toMatchObject({ status: 409 });
    expect(await acces.facteurs.secoursRestants(qui.identifiantId)).toBe(0);
    expect((await ines.post('/connexion', { email: qui.email, motDePasse: CODE }, '/connexion')).headers.location).toBe('/');
    expect((await journal(maison, 20)).map(({ acte }) => acte)).toContain('facteur_retire');
  });
});

describe('an act that asks again who one is', () => {
  const demande = async (montant: string) => {
    const { demandes } = application.services;
    const numero = await demandes.enregistrer(maison.ines, maison.contenu(montant), [], ORIGINE);
    await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
    return numero;
  };

  it('never does where the account says no amount', async () => {
    const marc = await client(application.url, maison.marc.email);
    plusTard(10);
    const numero = await demande('40000.00');
    expect((await marc.post(`/demandes/${numero}/validation`)).headers.location).toBe(`/demandes/${numero}`);
  });

  it('from the amount of the account on, five minutes after the latest proof, and goes on with what was typed', async () => {
    await maison.db.systeme.rows(sql`update compte set confirmer_des = 10000 where id = ${maison.compteId}`);
    const marc = await client(application.url, maison.marc.email);
    const [petite, grande, autre] = [await demande('9000.00'), await demande('20000.00'), await demande('30000.00')];
    expect((await marc.post(`/demandes/${autre}/validation`)).headers.location).toBe(`/demandes/${autre}`);
    plusTard(6);
    expect((await marc.post(`/demandes/${petite}/validation`)).headers.location).toBe(`/demandes/${petite}`);
    const arret = await marc.post(`/demandes/${grande}/validation`, { commentaire: 'Vu <b>tout</b>' });
    expect(arret.headers.location).toBe('/confirmer');
    expect((await marc.post('/confirmer', { preuve: '' }, '/confirmer')).status).toBe(422);
    expect((await marc.post('/confirmer', { preuve: '111111' }, '/confirmer')).status).toBe(422);
    const page = documentOf(await marc.post('/confirmer', { preuve: CODE }, '/confirmer'));
    const form = page.querySelector<HTMLFormElement>('form[data-reprendre]');
    expect(form?.getAttribute('action')).toBe(`/demandes/${grande}/validation`);
    expect(form?.querySelector<HTMLInputElement>('[name=commentaire]')?.value).toBe('Vu <b>tout</b>');
    expect((await marc.post(`/demandes/${grande}/validation`, { commentaire: 'Vu' })).headers.location).toBe(`/demandes/${grande}`);
    expect((await marc.get('/confirmer')).headers.location).toBe('/');
    expect((await journal(maison, 30)).map(({ acte }) => acte)).toContain('confirmation');
  });

  it('also in bulk, and tells nothing of a number of somebody else’s', async () => {
    const numeros = [await demande('11000.00'), await demande('12000.00')];
    const claire = await client(application.url);
    await claire.post('/connexion', { email: maison.claire.email, motDePasse: '482917' }, '/connexion');
    plusTard(6);
    const arret = await claire.post('/demandes/validation', { numeros, etape: 'confirmer' });
    expect(arret.headers.location).toBe('/confirmer');
    const page = documentOf(await claire.post('/confirmer', { preuve: '482917' }, '/confirmer'));
    expect([...page.querySelectorAll<HTMLInputElement>('[name=numeros]')].map(({ value }) => value)).toEqual(numeros);
    const [voisine] = [await client(application.url, voisins.claire.email)];
    await maison.db.systeme.rows(sql`update compte set confirmer_des = 0 where id = ${voisins.compteId}`);
    plusTard(6);
    expect((await voisine.post(`/demandes/${numeros[0]}/validation`)).status).toBe(404);
  });
});
