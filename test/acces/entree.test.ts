/** Coming in where every browser must prove itself: what a thief meets, and what the owner does. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import type { Clock } from '../../src/kit/dates.js';
import { CODE, demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, type Maison } from '../setup/maison.js';
import { dernierCourriel, inviter, dernierLien, journal } from './outils.js';

const database = useDatabase();
const INCONNU = 'personne@nulle-part.example';
let maison: Maison;
let application: Application;
let now = MAINTENANT();
const clock: Clock = () => now;
const plusTard = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database, { clock, strict: true });
}, 60_000);
// Each test in a quarter of an hour of its own, with nobody waiting.
beforeEach(async () => {
  plusTard(20);
  await maison.db.systeme.rows(sql`update identifiant set echecs = 0, attendre_jusqu_a = null`);
});
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const essayer = (qui: Client, email: string, motDePasse = CODE) => qui.post('/connexion', { email, motDePasse }, '/connexion');
const verifier = (qui: Client, code: string) => qui.post('/connexion/verification', { code }, '/connexion/verification');
const codeRecu = async (email: string) => /\b\d{8}\b/.exec((await dernierCourriel(application, email))?.texte ?? '')?.[0] ?? '';
/** Signs in for the first time in a browser, which is trusted from then on. */
async function entrer(email: string): Promise<Client> {
  const qui = await client(application.url);
  await essayer(qui, email);
  const answer = await verifier(qui, await codeRecu(email));
  expect(answer.status).toBe(303);
  return qui;
}
const entre = async (qui: Client) => (await qui.get('/demandes')).status === 200;

describe('a new browser', () => {
  it('is enrolled by the code sent by mail, told of by another mail, and then trusted', async () => {
    const marc = await client(application.url);
    const un = await essayer(marc, maison.marc.email);
    expect([un.status, un.headers.location]).toEqual([303, '/connexion/verification']);
    expect(await entre(marc)).toBe(false);
    const deux = await verifier(marc, await codeRecu(maison.marc.email));
    expect(deux.headers.location).toBe('/');
    expect(String(deux.headers['set-cookie'])).toMatch(/cautionet-appareil-\d+=[\w-]{43};.*HttpOnly; SameSite=Lax/);
    expect(await entre(marc)).toBe(true);
    expect(await dernierCourriel(application, maison.marc.email)).toMatchObject({ gabarit: 'nouvel_appareil' });
    expect((await journal(maison, 2)).map(({ acte }) => acte)).toEqual(['connexion', 'appareil_ajoute']);
    await marc.post('/deconnexion');
    expect((await essayer(marc, maison.marc.email)).headers.location).toBe('/');
  });

  it('sees the same page, byte for byte, whether the secret was right, wrong, or the address unknown', async () => {
    const pages = [];
    for (const [email, secret] of [
      [maison.marc.email, CODE],
      [maison.marc.email, '111111'],
      [INCONNU, CODE],
    ] as const) {
      const qui = await client(application.url);
      const un = await essayer(qui, email, secret);
      const page = await qui.get('/connexion/verification');
      const faux = await verifier(qui, '12345678');
      const fige = ({ status, text }: { status: number; text: string }) => `${status} ${text.replaceAll(/value="[^"]*"/g, '')}`;
      pages.push([un.status, un.text, un.headers.location, fige(page), fige(faux)].join('\n'));
    }
    expect(new Set(pages).size).toBe(1);
  });

  it('has five tries in ten minutes, and only where it was asked for', async () => {
    const email = maison.claire.email;
    const claire = await client(application.url);
    await essayer(claire, email);
    const code = await codeRecu(email);
    const autre = await client(application.url);
    await essayer(autre, INCONNU);
    expect((await verifier(autre, code)).status).toBe(422);
    for (let i = 0; i < 5; i += 1) expect((await verifier(claire, '00000000')).status).toBe(422);
    const fini = await verifier(claire, code);
    expect([fini.status, fini.headers.location]).toEqual([303, '/connexion']);

    await essayer(claire, email);
    const second = await codeRecu(email);
    expect(second).not.toBe(code);
    plusTard(11);
    expect((await verifier(claire, second)).headers.location).toBe('/connexion');
    expect(await entre(claire)).toBe(false);
  });

  it('answered twice at once, opens one session and enrols one device', async () => {
    const lea = await maison.collaborateur('Léa', ['consultant']);
    await maison.db.systeme.rows(sql`
      update identifiant set secret = (select secret from identifiant where secret is not null limit 1) where secret is null`);
    const qui = await client(application.url);
    await essayer(qui, lea.email);
    const code = await codeRecu(lea.email);
    const token = documentOf(await qui.get('/connexion/verification')).querySelector<HTMLInputElement>('main [name=_csrf]')?.value ?? '';
    const body = new URLSearchParams({ _csrf: token, code }).toString();
    await Promise.all(Array.from({ length: 5 }, () => qui.raw('/connexion/verification', body)));
    const appareils = await maison.db.systeme.rows(sql`select from appareil where identifiant_id = ${lea.identifiantId}`);
    expect(appareils).toHaveLength(1);
  });

  it.each([[{}], [{ code: ['1', '2'] }], [{ code: '\u0000'.repeat(9) }], [{ code: 'é'.repeat(500) }]])(
    'takes %j for a wrong code',
    async (fields) => {
      const qui = await client(application.url);
      await essayer(qui, INCONNU);
      expect((await qui.post('/connexion/verification', fields, '/connexion/verification')).status).toBe(422);
    },
  );

  it('comes to the page from nowhere: back to the door', async () =>
    expect((await (await client(application.url)).get('/connexion/verification')).headers.location).toBe('/connexion'));
});

describe('a trusted browser', () => {
  it('is told at once that the secret is wrong, and is trusted no more after three', async () => {
    const marc = await entrer(maison.marc.email);
    await marc.post('/deconnexion');
    for (let i = 0; i < 2; i += 1) expect((await essayer(marc, maison.marc.email, '111111')).status).toBe(422);
    expect((await essayer(marc, maison.marc.email)).headers.location).toBe('/');
    await marc.post('/deconnexion');
    for (let i = 0; i < 3; i += 1) expect((await essayer(marc, maison.marc.email, '111111')).status).toBe(422);
    expect((await journal(maison, 1))[0]?.acte).toBe('appareil_perdu');
    expect((await essayer(marc, maison.marc.email)).headers.location).toBe('/connexion/verification');
  });

  it('is trusted for its owner only', async () => {
    const marc = await entrer(maison.marc.email);
    await marc.post('/deconnexion');
    expect((await essayer(marc, maison.claire.email)).headers.location).toBe('/connexion/verification');
  });

  it('is trusted for 90 days after the latest visit, 180 at most', async () => {
    const claire = await entrer(maison.claire.email);
    const revenir = async () => {
      await claire.post('/deconnexion');
      return (await essayer(claire, maison.claire.email)).headers.location;
    };
    for (let jours = 80; jours < 180; jours += 80) {
      plusTard(80 * 1_440);
      expect(await revenir()).toBe('/');
    }
    plusTard(25 * 1_440);
    expect(await revenir()).toBe('/connexion/verification');
    const autre = await entrer(maison.marc.email);
    await autre.post('/deconnexion');
    plusTard(91 * 1_440);
    expect((await essayer(autre, maison.marc.email)).headers.location).toBe('/connexion/verification');
  });

  it('is never locked out by a thousand guesses elsewhere, of which five at most are verified', async () => {
    const { email, identifiantId } = maison.marc;
    const marc = await entrer(email);
    await marc.post('/deconnexion');
    const { connecter } = application.services.acces.entree;
    const deviner = (i: number) =>
      connecter(email, String(100_000 + i), { adresse: `192.0.2.${i % 250}`, requete: '' }, { nom: '', empreintes: [] });
    const issues = await Promise.all(Array.from({ length: 1_000 }, (_, i) => deviner(i)));
    expect(new Set(issues.map(({ issue }) => issue))).toEqual(new Set(['verifier']));
    const [row] = await maison.db.systeme.rows<{ echecs: number; attendre_jusqu_a: Date }>(
      sql`select echecs, attendre_jusqu_a from identifiant where id = ${identifiantId}`,
    );
    expect(row).toEqual({ echecs: 5, attendre_jusqu_a: new Date(now.getTime() + 15 * 60_000) });
    const elsewhere = await client(application.url);
    await essayer(elsewhere, email);
    expect((await dernierCourriel(application, email))?.gabarit).toBe('nouvel_appareil');
    expect((await essayer(marc, email)).headers.location).toBe('/');
  }, 120_000);

  it('elsewhere, the wait doubles at every fifth failure, to a day at most', async () => {
    const { email, identifiantId } = maison.claire;
    const attentes: number[] = [];
    for (let tour = 0; tour < 9; tour += 1) {
      for (let i = 0; i < 5; i += 1)
        await application.services.acces.entree.connecter(
          email,
          '111111',
          { adresse: `198.51.100.${tour}`, requete: '' },
          { nom: '', empreintes: [] },
        );
      const [row] = await maison.db.systeme.rows<{ fin: Date }>(
        sql`select attendre_jusqu_a as fin from identifiant where id = ${identifiantId}`,
      );
      attentes.push(((row?.fin.getTime() ?? 0) - now.getTime()) / 60_000);
      now = row?.fin ?? now;
    }
    expect(attentes).toEqual([15, 30, 60, 120, 240, 480, 960, 1_440, 1_440]);
  }, 60_000);
});

describe('one internet address', () => {
  it('has a hundred attempts in a quarter of an hour: the right secret is not even looked at after that', async () => {
    const { connecter } = application.services.acces.entree;
    const origine = { adresse: '203.0.113.9', requete: '' };
    for (let i = 0; i < 100; i += 1) await connecter(`personne${i}@nulle-part.example`, CODE, origine, { nom: '', empreintes: [] });
    const avant = await dernierCourriel(application, maison.ines.email);
    expect((await connecter(maison.ines.email, CODE, origine, { nom: '', empreintes: [] })).issue).toBe('verifier');
    expect(await dernierCourriel(application, maison.ines.email)).toEqual(avant);
    plusTard(15);
    await connecter(maison.ines.email, CODE, origine, { nom: '', empreintes: [] });
    expect((await dernierCourriel(application, maison.ines.email))?.gabarit).toBe('code_appareil');
  }, 60_000);
});

describe('asking for links from one internet address', () => {
  it('finds nobody after a hundred in a quarter of an hour, and answers alike', async () => {
    const { liens } = application.services.acces;
    const origine = { adresse: '203.0.113.10', requete: '' };
    await Promise.all(Array.from({ length: 100 }, (_, i) => liens.demander(`personne${i}@nulle-part.example`, origine)));
    const avant = await dernierCourriel(application, maison.claire.email);
    await liens.demander(maison.claire.email, origine);
    expect(await dernierCourriel(application, maison.claire.email)).toEqual(avant);
    plusTard(15);
    await liens.demander(maison.claire.email, origine);
    expect((await dernierCourriel(application, maison.claire.email))?.gabarit).toBe('mot_de_passe_oublie');
  });
});

describe('a secret that is not enough any more', () => {
  it('leads an administrator with six digits to another, once the browser is proved', async () => {
    const ines = await client(application.url);
    await essayer(ines, maison.ines.email);
    const answer = await verifier(ines, await codeRecu(maison.ines.email));
    const lien = answer.headers.location ?? '';
    expect(lien).toMatch(/^\/mot-de-passe\/definir\/[\w-]{43}$/);
    const page = await ines.get(lien);
    expect(page.text).toContain('Votre mot de passe est expiré ou ne suffit plus');
    expect(await entre(ines)).toBe(false);
    expect((await ines.post(lien, { etape: '1', motDePasse: '482917', confirmation: '482917' }, lien)).status).toBe(422);
    const bon = 'quatre chevaux sous la pluie';
    expect((await ines.post(lien, { etape: '1', motDePasse: bon, confirmation: bon }, lien)).status).toBe(303);
    expect(await entre(ines)).toBe(true);
    await ines.post('/deconnexion');
    expect((await essayer(ines, maison.ines.email, bon)).headers.location).toBe('/');
  });

  it('does so too once it has expired', async () => {
    await maison.db.systeme.rows(sql`update identifiant set secret_le = ${now}`);
    await maison.db.systeme.rows(sql`
      insert into politique (garant_id, compte_id, profil, expire_mois) values (${maison.garantId}, ${maison.compteId}, 'valideur', 6)`);
    const marc = await entrer(maison.marc.email);
    await marc.post('/deconnexion');
    await maison.db.systeme.rows(sql`
      update identifiant set secret_le = ${now}::timestamptz - interval '6 months' where id = ${maison.marc.identifiantId}`);
    expect((await essayer(marc, maison.marc.email)).headers.location).toMatch(/^\/mot-de-passe\/definir/);
    await maison.db.systeme.rows(sql`delete from politique`);
  });
});

describe('the link of a first access', () => {
  it('proves the browser in which it is followed', async () => {
    const email = 'neuve@essai.example';
    await inviter(application, maison, email);
    const lien = await dernierLien(application, email);
    const elle = await client(application.url);
    await elle.post(lien, { etape: '1', motDePasse: '482917', confirmation: '482917' }, lien);
    await elle.post(lien, { etape: '2', email, emailConfirmation: email, nom: 'Neuve', langue: 'fr' }, lien);
    expect(await entre(elle)).toBe(true);
    await elle.post('/deconnexion');
    expect((await essayer(elle, email, '482917')).headers.location).toBe('/');
  });
});
