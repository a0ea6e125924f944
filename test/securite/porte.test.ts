/** Strangers at the door: what they leave behind is nothing, or bounded; what they bring back is theirs; networks count, not addresses. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { CODE, demarrer, type Application } from '../setup/application.js';
import { client, documentOf } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, type Maison } from '../setup/maison.js';
import { dernierCourriel } from '../acces/outils.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let now = MAINTENANT();

beforeAll(async () => {
  maison = await construire(database.config);
  // By a name, so that the sign-in page offers passkeys.
  application = await demarrer(database, { clock: () => now, strict: true, host: 'localhost' });
}, 60_000);
beforeEach(() => (now = new Date(now.getTime() + 3_600_000)));
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const nombre = async (table: 'session' | 'journal' | 'porte_essai') => {
  const comptes = { session: sql`select from session`, journal: sql`select from journal`, porte_essai: sql`select from porte_essai` };
  return (await maison.db.systeme.rows(comptes[table])).length;
};
const pageDuVisiteur = async (cookie = '') => {
  const answer = await fetch(`${application.url}/connexion`, { headers: { cookie } });
  const page = documentOf({ text: await answer.text() } as never);
  return {
    jeton: page.querySelector<HTMLInputElement>('main [name=_csrf]')?.value ?? '',
    defi: /"challenge":"([\w-]+)"/.exec(page.documentElement.outerHTML.replaceAll('&quot;', '"'))?.[1],
    cookie: answer.headers.getSetCookie().map((un) => un.split(';')[0])[0] ?? cookie,
    pose: answer.headers.getSetCookie(),
  };
};
const envoyer = async (cookie: string, jeton: string, email = 'personne@nulle-part.example') => {
  const body = new URLSearchParams({ _csrf: jeton, email, motDePasse: CODE });
  return fetch(`${application.url}/connexion`, { method: 'POST', redirect: 'manual', headers: { cookie }, body });
};

describe('visits', () => {
  it('write no session, however many, though each page has its form and its passkey', async () => {
    const avant = await nombre('session');
    for (let i = 0; i < 40; i += 1)
      for (const page of ['/connexion', '/mot-de-passe/oublie', '/aide', '/verifier', '/nulle-part'])
        await fetch(application.url + page, { redirect: 'manual' });
    expect((await pageDuVisiteur()).jeton).toMatch(/^[\da-f]{64}$/);
    expect(await nombre('session')).toBe(avant);
  });

  it('of one browser carry the same token and the same challenge, under a cookie that scripts do not see', async () => {
    const un = await pageDuVisiteur();
    expect(un.pose).toEqual([expect.stringMatching(/^cautionet-visite=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax$/)]);
    const deux = await pageDuVisiteur(un.cookie);
    expect(deux.pose).toEqual([]);
    expect([deux.jeton, deux.defi]).toEqual([un.jeton, un.defi]);
    expect(un.defi).toMatch(/^[\w-]{43}$/);
  });
});

describe('a form of a visitor', () => {
  it('is taken with its own cookie only', async () => {
    const [lui, autre] = [await pageDuVisiteur(), await pageDuVisiteur()];
    expect(lui.jeton).not.toBe(autre.jeton);
    expect((await envoyer(lui.cookie, lui.jeton)).status).toBe(303);
    expect((await envoyer('', lui.jeton)).status).toBe(403);
    expect((await envoyer(lui.cookie, '')).status).toBe(403);
    expect((await envoyer(lui.cookie, autre.jeton)).status).toBe(403);
    expect((await envoyer('', '-')).status).toBe(403);
  });

  it('is refused with a cookie that we did not sign, or that is too old', async () => {
    const lui = await pageDuVisiteur();
    const [debut, reste = ''] = lui.cookie.split('.', 2);
    expect(
      (await envoyer(`${debut}.${reste.replace(/^./, (c) => (c === 'a' ? 'b' : 'a'))}.${lui.cookie.split('.')[2]}`, lui.jeton)).status,
    ).toBe(403);
    expect((await envoyer(lui.cookie.replace(/.$/, ''), lui.jeton)).status).toBe(403);
    now = new Date(now.getTime() + 12 * 3_600_000 + 1);
    expect((await envoyer(lui.cookie, lui.jeton)).status).toBe(403);
    expect((await pageDuVisiteur(lui.cookie)).jeton).not.toBe(lui.jeton);
  });

  it('is worth nothing once somebody has signed in: the session has its own', async () => {
    const qui = await client(application.url);
    const jeton = documentOf(await qui.get('/connexion')).querySelector<HTMLInputElement>('main [name=_csrf]')?.value ?? '';
    await qui.post('/connexion', { email: maison.marc.email, motDePasse: CODE }, '/connexion');
    const code = /\b\d{8}\b/.exec((await dernierCourriel(application, maison.marc.email))?.texte ?? '')?.[0] ?? '';
    const entree = await qui.post('/connexion/verification', { code }, '/connexion/verification');
    expect(entree.headers.location).toBe('/');
    expect(String(entree.headers['set-cookie'])).toMatch(/cautionet=s%3A/);
    expect((await qui.raw('/langue', new URLSearchParams({ _csrf: jeton, langue: 'en' }).toString())).status).toBe(403);
    expect((await qui.post('/langue', { langue: 'en' })).status).toBe(303);
  });
});

describe('the journal', () => {
  it('does not grow by what strangers try about nobody: it is counted, in a bounded table', async () => {
    const { entree, liens } = application.services.acces;
    const journal = await nombre('journal');
    const essayer = async (i: number) => {
      const origine = { adresse: `198.51.${Math.floor(i / 100)}.${i % 100}`, requete: '' };
      await liens.demander(`inconnu${i}@nulle-part.example`, origine);
      const issue = await entree.connecter(`inconnu${i}@nulle-part.example`, CODE, origine, { nom: '', empreintes: [] });
      if (issue.issue === 'verifier') await entree.verifier(issue.defi, '00000000', origine, { nom: '', empreintes: [] });
    };
    for (let i = 0; i < 300; i += 20) await Promise.all(Array.from({ length: 20 }, (_, k) => essayer(i + k)));
    expect(await nombre('journal')).toBe(journal);
    const [compte] = await maison.db.systeme.rows<{ essais: number; lignes: number }>(
      sql`select sum(essais)::int as essais, count(*)::int as lignes from porte_essai where heure = date_trunc('hour', ${now}::timestamptz)`,
    );
    expect(compte?.essais).toBe(900);
    expect(compte?.lignes).toBeLessThan(250);
  }, 120_000);

  it('still tells what is tried about somebody', async () => {
    const avant = await nombre('journal');
    const origine = { adresse: '192.0.2.1', requete: '' };
    await application.services.acces.entree.connecter(maison.claire.email, '000000', origine, { nom: '', empreintes: [] });
    expect(await nombre('journal')).toBe(avant + 1);
  });
});

describe('a network', () => {
  it('of IPv6 has the attempts of one address, whatever the end; an IPv4 one is itself however it is written', async () => {
    const { connecter } = application.services.acces.entree;
    const navigateur = { nom: '', empreintes: [] };
    const parties = [
      (i: number) => `2001:db8:7:7:${i.toString(16)}::${i}`,
      (i: number) => (i % 2 ? '203.0.113.77' : '::ffff:203.0.113.77'),
    ];
    for (const adresse of parties) {
      await Promise.all(
        Array.from({ length: 100 }, (_, i) =>
          connecter(`p${i}@nulle-part.example`, CODE, { adresse: adresse(i), requete: '' }, navigateur),
        ),
      );
      const avant = await dernierCourriel(application, maison.claire.email);
      await connecter(maison.claire.email, CODE, { adresse: adresse(500), requete: '' }, navigateur);
      expect(await dernierCourriel(application, maison.claire.email)).toEqual(avant);
    }
    await connecter(maison.claire.email, CODE, { adresse: '2001:db8:7:8::1', requete: '' }, navigateur);
    expect((await dernierCourriel(application, maison.claire.email))?.gabarit).toBe('code_appareil');
  }, 60_000);
});

it('links asked in parallel count as those asked one by one: three an hour', async () => {
  const { email, identifiantId } = maison.ines;
  await Promise.all(
    Array.from({ length: 12 }, (_, i) => application.services.acces.liens.demander(email, { adresse: `192.0.2.${i}`, requete: '' })),
  );
  expect(await maison.db.systeme.rows(sql`select from jeton where identifiant_id = ${identifiantId}`)).toHaveLength(3);
  expect(
    await maison.db.systeme.rows(sql`select from courriel where destinataire = ${email} and gabarit = 'mot_de_passe_oublie'`),
  ).toHaveLength(3);
});
