/** Connections are few: nobody holds one and asks for another, nobody waits for one without end. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, isBusy, sql } from '../../src/kit/database.js';
import { CODE, demarrer, type Application } from '../setup/application.js';
import { client, documentOf } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const NOUVEAU = '731946';
const changement = (actuel: string, nouveau: string) => ({ actuel, motDePasse: nouveau, confirmation: nouveau });

describe('many at once', () => {
  it('eight right changes of password by one person while a hundred other requests are in flight: nobody waits', async () => {
    const ines = await client(application.url, maison.ines.email);
    const claire = await client(application.url, maison.claire.email);
    const jeton = documentOf(await ines.get('/profil/mot-de-passe')).querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? '';
    const corps = new URLSearchParams({ _csrf: jeton, ...changement(CODE, NOUVEAU) }).toString();
    const depart = Date.now();
    let finis = false;
    const vues: number[] = [];
    // A hundred in flight, as long as it takes.
    const trafic = Array.from({ length: 100 }, async (_, i) => {
      while (!finis) vues.push((await claire.get(i % 2 ? '/demandes' : '/aide')).status);
    });
    await wait(1_000);
    const faits = await Promise.all(Array.from({ length: 8 }, () => ines.raw('/profil/mot-de-passe', corps)));
    finis = true;
    await Promise.all(trafic);
    expect(Date.now() - depart).toBeLessThan(15_000);
    expect(faits.filter(({ status }) => status >= 500).map(({ text }) => text)).toEqual([]);
    expect(faits.some(({ status }) => status === 303)).toBe(true);
    expect(vues.filter((status) => status !== 200)).toEqual([]);
    expect(
      (await (await client(application.url)).post('/connexion', { email: maison.ines.email, motDePasse: NOUVEAU }, '/connexion')).headers
        .location,
    ).toBe('/');
  }, 90_000);

  it('a connection that does not come is refused in words, within seconds', async () => {
    const claire = await client(application.url, maison.claire.email);
    const { pool } = application.services.db.systeme;
    const held = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
    try {
      const answer = await claire.get('/demandes');
      expect([answer.status, documentOf(answer).querySelector('h1')?.textContent?.trim()]).toEqual([503, 'Trop de monde à la fois']);
    } finally {
      for (const one of held) one.release();
    }
    expect((await claire.get('/demandes')).status).toBe(200);
  }, 30_000);
});

describe('inside a transaction', () => {
  it('another connection is refused at once, whatever asks for it', async () => {
    const db = await createDatabase({ connection: database.config });
    const compte = { compte: maison.compteId };
    const asks = {
      rows: () => db.systeme.rows(sql`select 1`),
      read: () => db.read(compte, (tx) => tx.rows(sql`select 1`)),
      transaction: () => db.systeme.transaction((tx) => tx.rows(sql`select 1`)),
      stream: () => db.stream(compte, sql`select 1`).next(),
    };
    for (const ask of Object.values(asks)) {
      await expect(db.systeme.transaction<unknown>(ask)).rejects.toThrow(/inside a transaction/);
      await expect(db.read<unknown>(compte, ask)).rejects.toThrow(/inside a transaction/);
    }
    // What a commit wakes is no longer inside.
    let woken: Promise<unknown> | undefined;
    await db.systeme.transaction(async (tx) => tx.afterCommit(() => (woken = asks.rows())));
    expect(await woken).toHaveLength(1);
    await db.close();
  });

  it('knows the error of a pool that stayed busy from any other', () => {
    expect([isBusy(new Error('timeout exceeded when trying to connect')), isBusy(new Error('no'))]).toEqual([true, false]);
  });
});
