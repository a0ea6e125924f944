/** The sign-in rules as administrators set them: what is set is what the door then asks. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readReglages } from '../../src/reglages/reglages.form.js';
import { completer, empreinte } from '../../src/reglages/reglages.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, type Maison } from '../setup/maison.js';
import { dernierLien, journal } from '../acces/outils.js';
import { cache, COMPTE, PERSONNEL, PROFILS, regler, SIMPLE, texte } from './outils.js';

const database = useDatabase();
let maison: Maison;
let voisins: Maison;
let application: Application;
let ines: Client;
let conseil: string;

beforeAll(async () => {
  maison = await construire(database.config);
  voisins = await ajouterCompte(maison.db, undefined);
  for (const role of ['conseiller', 'charge']) {
    const email = `${role}@garant.example`;
    const [agent] = await maison.db.systeme.rows<{ id: number }>(sql`
      insert into agent (garant_id, role, prenom, nom, email) values (${maison.garantId}, ${role}, 'Ag', ${role}, ${email}) returning id`);
    await maison.db.systeme.rows(sql`insert into identifiant (email, agent_id) values (${email}, ${agent?.id})`);
  }
  conseil = 'conseiller@garant.example';
  application = await demarrer(database);
  ines = await client(application.url, maison.ines.email);
}, 90_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});
beforeEach(async () => {
  await maison.db.systeme.rows(sql`delete from politique`);
  await maison.db.systeme.rows(sql`update compte set confirmer_des = null`);
});

const politiques = () =>
  maison.db.systeme.rows<{
    compte_id: number | null;
    profil: string | null;
    secret: string;
    expire_mois: number | null;
    questions: boolean;
  }>(sql`select compte_id, profil, secret, expire_mois, questions from politique order by profil nulls first`);

describe('what was typed', () => {
  const lire = (corps: object, genre: 'client' | 'garant' = 'client') => readReglages(corps as never, genre);

  it.each([
    [{ 'tous.secret': 'devinette' }, 'tous-secret'],
    [{ 'tous.secret': ['code6', 'phrase'] }, 'tous-secret'],
    [{ 'valideur.secret': 'code6' }, 'valideur-secret'],
    [{ 'tous.expire': '0' }, 'tous-expire'],
    [{ 'tous.expire': '61' }, 'tous-expire'],
    [{ 'valideur.expire': 'x' }, 'valideur-expire'],
    [{ 'tous.expire': '1.5' }, 'tous-expire'],
    [{ 'tous.expire': '1\u0007' }, 'tous-expire'],
    [{ 'tous.expire': ['1', '2'] }, 'tous-expire'],
    [{ 'tous.expire': { a: 1 } }, 'tous-expire'],
    [{ 'tous.questions': 'oui' }, 'tous-questions'],
    [{ 'tous.questions': ['1', '1'] }, 'tous-questions'],
    [{ confirmerDes: '-5' }, 'confirmerDes'],
    [{ confirmerDes: '9'.repeat(20) }, 'confirmerDes'],
    [{ confirmerDes: '9'.repeat(5_000) }, 'confirmerDes'],
    [{ confirmerDes: ['1', '2'] }, 'confirmerDes'],
    [{ confirmerDes: undefined }, 'confirmerDes'],
  ])('%j is refused beside its field', (corps, field) =>
    expect(lire({ ...SIMPLE, ...corps }).erreurs.map((une) => une.field)).toEqual([field]),
  );

  it('reads what is right, and nothing at all without throwing', () => {
    const { reglages, erreurs } = lire({ ...SIMPLE, 'tous.expire': ' 60 ', 'valideur.secret': 'complexe', confirmerDes: '10 000,50' });
    expect(erreurs).toEqual([]);
    expect(reglages.confirmerDes).toBe('10000.50');
    expect(reglages.regles.map((r) => [r.profil, r.secret, r.expire_mois])).toEqual([
      [null, 'code6', 60],
      ...PROFILS.map((profil) => [profil, profil === 'valideur' ? 'complexe' : 'code6', null]),
    ]);
    expect(readReglages(undefined, 'client').erreurs.length).toBeGreaterThan(5);
    expect(lire({ 'tous.secret': 'code6', 'tous.expire': '' }, 'garant').erreurs.map((une) => une.field)).toEqual(['tous-secret']);
    expect(empreinte({ regles: completer([], 'client'), confirmerDes: null })).not.toBe(
      empreinte({ regles: completer([], 'client'), confirmerDes: '1.00' }),
    );
  });
});

describe('the rules of an account', () => {
  it('are kept, journaled with before and after, shown again; the other account is untouched', async () => {
    expect((await regler(ines, { 'tous.secret': 'phrase', 'valideur.expire': '6', confirmerDes: '10 000' })).status).toBe(303);
    expect(await politiques()).toEqual([
      { compte_id: maison.compteId, profil: null, secret: 'phrase', expire_mois: null, questions: false },
      { compte_id: maison.compteId, profil: 'valideur', secret: 'code6', expire_mois: 6, questions: false },
    ]);
    const montants = await maison.db.systeme.rows(sql`select id, confirmer_des::numeric(20, 2)::text as des from compte order by id`);
    expect(montants).toEqual([
      { id: maison.compteId, des: '10000.00' },
      { id: voisins.compteId, des: null },
    ]);
    const [entree] = await journal(maison, 1);
    expect(entree).toMatchObject({
      acte: 'regles_modifier',
      details: { avant: { confirmerDes: null }, apres: { confirmerDes: '10000.00' } },
    });
    const page = documentOf(await ines.get(COMPTE));
    expect(page.querySelector<HTMLInputElement>('[name="tous.secret"]:checked')?.value).toBe('phrase');
    expect(page.querySelector<HTMLInputElement>('#valideur-expire')?.value).toBe('6');
    expect(page.querySelector<HTMLInputElement>('#confirmerDes')?.value).toBe('10\u202f000,00');
    const chezEux = await client(application.url, voisins.ines.email);
    expect(documentOf(await chezEux.get(COMPTE)).querySelector<HTMLInputElement>('[name="tous.secret"]:checked')?.value).toBe('code6');
    expect(texte(await ines.post(COMPTE, { ...SIMPLE }))).toContain('ont changé');
  });

  it('a stale page says what is there now, keeps what was typed, and can then be sent', async () => {
    const vieille = cache((await ines.get(COMPTE)).text, 'vu');
    await regler(ines, { 'tous.questions': '1' });
    const refus = await ines.post(COMPTE, { ...SIMPLE, confirmerDes: '777', vu: vieille });
    expect(refus.status).toBe(409);
    expect(texte(refus)).toContain('Ce qui est en place maintenant');
    expect(texte(refus)).toContain('trois questions');
    expect(documentOf(refus).querySelector<HTMLInputElement>('#confirmerDes')?.value).toBe('777');
    expect((await ines.post(COMPTE, { ...SIMPLE, confirmerDes: '777', vu: cache(refus.text, 'vu') })).status).toBe(303);
  });

  it('a double click has one effect, with the key of the form or without', async () => {
    const avant = (await journal(maison, 500)).filter(({ acte }) => acte === 'regles_modifier').length;
    const page = (await ines.get(COMPTE)).text;
    const corps = { ...SIMPLE, 'tous.questions': '1', vu: cache(page, 'vu'), _idempotence: cache(page, '_idempotence') };
    const deux = await Promise.all([ines.post(COMPTE, corps), ines.post(COMPTE, corps)]);
    expect(deux.map(({ status }) => status)).toContain(303);
    const sans = { ...corps, _idempotence: '' };
    expect((await ines.post(COMPTE, sans)).status).toBe(409);
    expect((await journal(maison, 500)).filter(({ acte }) => acte === 'regles_modifier')).toHaveLength(avant + 1);
    expect((await regler(ines, { 'tous.questions': '1' })).status).toBe(303);
    expect((await journal(maison, 500)).filter(({ acte }) => acte === 'regles_modifier')).toHaveLength(avant + 1);
  });

  it('bad input is said beside its field, nothing typed is lost, nothing is written', async () => {
    for (const corps of [
      {},
      { 'tous.secret': ['a', 'b'] },
      { ...SIMPLE, 'tous.expire': '61' },
      { ...SIMPLE, vu: ['a', 'b'], confirmerDes: '-1' },
    ])
      expect((await ines.post(COMPTE, corps as never)).status).toBe(422);
    const refus = await ines.post(COMPTE, { ...SIMPLE, 'tous.expire': '61', 'valideur.secret': 'phrase', confirmerDes: '9'.repeat(20) });
    const page = documentOf(refus);
    expect([...page.querySelectorAll('.govuk-error-summary a')].map((a) => a.getAttribute('href'))).toEqual([
      '#tous-expire',
      '#confirmerDes',
    ]);
    expect(page.querySelector<HTMLInputElement>('#tous-expire')?.value).toBe('61');
    expect(page.querySelector<HTMLSelectElement>('#valideur-secret')?.value).toBe('phrase');
    expect(await politiques()).toEqual([]);
  });

  it('belong to administrators; those of the staff to its advisers', async () => {
    const [marc, charge, agent] = [maison.marc.email, 'charge@garant.example', conseil].map((email) => client(application.url, email));
    for (const [qui, adresse] of [
      [marc, COMPTE],
      [agent, COMPTE],
      [ines, PERSONNEL],
      [charge, PERSONNEL],
    ] as const) {
      expect((await (await qui)?.get(adresse))?.status).toBe(403);
      expect((await (await qui)?.post(adresse, SIMPLE))?.status).toBe(403);
    }
  });
});

describe('the rules of the staff', () => {
  const BASE = { 'tous.secret': 'phrase', 'tous.expire': '12' };

  it('are twelve months of a passphrase until they are set, and never six digits', async () => {
    const agent = await client(application.url, conseil);
    const page = documentOf(await agent.get(PERSONNEL));
    expect(page.querySelector<HTMLInputElement>('#tous-expire')?.value).toBe('12');
    expect([...page.querySelectorAll<HTMLInputElement>('[name="tous.secret"]')].map(({ value }) => value)).toEqual(['phrase', 'complexe']);
    expect((await regler(agent, { 'tous.secret': 'code6' }, PERSONNEL, BASE)).status).toBe(422);
    expect((await regler(agent, { 'tous.secret': 'complexe', 'tous.expire': '' }, PERSONNEL, BASE)).status).toBe(303);
    expect(await politiques()).toEqual([{ compte_id: null, profil: null, secret: 'complexe', expire_mois: null, questions: false }]);
    expect((await journal(maison, 1))[0]).toMatchObject({ acte: 'regles_modifier', details: { avant: { regles: [{ expire_mois: 12 }] } } });
    expect((await regler(agent, { 'tous.secret': 'phrase' }, PERSONNEL, BASE)).status).toBe(303);
    expect(await politiques()).toHaveLength(1);
  });
});

describe('the three questions', () => {
  const CHOIX = {
    ...{ question1: 'ville', question2: 'mere', question3: 'animal' },
    ...{ reponse1: 'Lyon', reponse2: 'Dupont', reponse3: 'Rex' },
  };

  it('are chosen or changed on one’s security page where the rules ask for them, then asked at a reset', async () => {
    const claire = await client(application.url, maison.claire.email);
    expect((await claire.get('/profil/securite')).text).not.toContain('Mes trois questions');
    expect((await claire.get('/profil/securite/questions')).status).toBe(404);
    expect((await claire.post('/profil/securite/questions', CHOIX)).status).toBe(404);
    await regler(ines, { 'valideur.questions': '1' });
    expect((await claire.get('/profil/securite')).text).toContain('Aucune question n’est choisie');
    expect((await claire.post('/profil/securite/questions', { ouvrir: '1' })).status).toBe(200);
    const refus = await claire.post('/profil/securite/questions', { ...CHOIX, question3: 'ville' });
    expect(refus.status).toBe(422);
    expect(documentOf(refus).querySelector<HTMLInputElement>('#reponse1')?.value).toBe('Lyon');
    expect((await claire.post('/profil/securite/questions', CHOIX)).status).toBe(303);
    expect((await claire.get('/profil/securite')).text).toContain('Trois questions sont choisies');
    expect(JSON.stringify((await journal(maison, 1))[0])).not.toContain('Dupont');
    const oubli = await client(application.url);
    await oubli.post('/mot-de-passe/oublie', { email: maison.claire.email }, '/mot-de-passe/oublie');
    const lien = await dernierLien(application, maison.claire.email);
    expect((await oubli.get(lien)).text).toContain('Quelle est votre ville préférée');
  });
});
