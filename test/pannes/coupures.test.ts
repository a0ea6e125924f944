/** The connection cut at every statement of each flow: whole or untouched, done once when asked again, nothing out of step. */
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql, type Sql } from '../../src/kit/database.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { demarrer, type Application } from '../setup/application.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';
import { FAUTES } from '../seeds/invariants.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let owner: pg.Client;
const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database, { clock: MAINTENANT });
  owner = new pg.Client(database.config);
  await owner.connect();
}, 60_000);
afterEach(() => {
  Object.assign(pg.Client.prototype, { query });
});
afterAll(async () => {
  await owner?.end();
  await application?.stop();
  await maison?.db.close();
});

/** Lets `before` statements leave, then cuts every connection of the application; answers how many left in all. */
async function cutAfter(before: number, work: () => Promise<unknown>): Promise<{ readonly sent: number; readonly failed: boolean }> {
  let sent = 0;
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...args: unknown[]) {
      if (this !== owner && (sent += 1) === before)
        void query.call(
          owner,
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
        );
      return query.apply(this, args);
    },
  });
  const failed = await work().then(
    () => false,
    () => true,
  );
  Object.assign(pg.Client.prototype, { query });
  return { sent, failed };
}

const services = () => {
  const deps = { db: maison.db, clock: MAINTENANT, reveiller: () => undefined };
  return { demandes: createDemandesService(deps), validations: createValidationsService(deps), actes: application.services.actes };
};
const creee = (montant = '100.00') => services().demandes.enregistrer(maison.ines, maison.contenu(montant), [], ORIGINE);

async function aValider(): Promise<string> {
  const numero = await creee();
  await services().demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
  return numero;
}

async function effective(): Promise<string> {
  const [resultat] = await services().validations.valider(maison.marc, await vues(maison.db, await aValider()), ORIGINE);
  await application.travailler();
  return resultat?.caution ?? '';
}
const compter = async (condition: Sql) =>
  (await owner.query<{ n: number }>({ text: `select count(*)::int as n from ${condition.text}`, values: condition.values })).rows[0]?.n;

/** Each flow: what stands before it, what is done, and how often its effect is found afterwards. */
const FLOWS: Readonly<
  Record<
    string,
    { prepare: () => Promise<string>; act: (numero: string) => Promise<unknown>; effects: (numero: string) => Sql; times?: number }
  >
> = {
  submitting: {
    prepare: () => creee(),
    act: (numero) => services().demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE }),
    effects: (numero) =>
      sql`journal j join demande d on j.sujet = 'demande' and d.id = j.sujet_id where d.numero = ${numero} and j.acte = 'soumettre' and d.etat = 'a_valider'`,
  },
  'the last validation': {
    prepare: aValider,
    act: async (numero) => services().validations.valider(maison.marc, await vues(maison.db, numero), ORIGINE),
    effects: (numero) =>
      sql`mouvement m join caution c on c.id = m.caution_id join demande d on d.id = c.demande_id where d.numero = ${numero}`,
  },
  'a bulk of five': {
    prepare: async () => (await Promise.all(Array.from({ length: 5 }, aValider))).join(' '),
    act: async (numeros) => services().validations.valider(maison.marc, await vues(maison.db, ...numeros.split(' ')), ORIGINE),
    effects: (numeros) =>
      sql`mouvement m join caution c on c.id = m.caution_id join demande d on d.id = c.demande_id where d.numero = any (${numeros.split(' ')})`,
    times: 5,
  },
  sealing: {
    prepare: async () => {
      const [resultat] = await services().validations.valider(maison.marc, await vues(maison.db, await aValider()), ORIGINE);
      return resultat?.caution ?? '';
    },
    act: () => services().actes.scellerEnAttente(),
    effects: (numero) => sql`acte a join caution c on c.id = a.caution_id where c.numero = ${numero} and not c.a_sceller`,
  },
};

describe.each(Object.entries(FLOWS))('the connection cut during %s', (_name, { prepare, act, effects, times = 1 }) => {
  it('at any statement: done once, at the first asking or at the next', { timeout: 120_000 }, async () => {
    let failures = 0;
    for (let cut = 1; ; cut += 1) {
      const numero = await prepare();
      const { sent, failed } = await cutAfter(cut, () => act(numero));
      expect([0, times], `cut at statement ${cut}`).toContain(await compter(effects(numero)));
      if (failed) failures += 1;
      // Asked again, by a person or by the next minute's job: a pool notices its dead connections one by one.
      for (let tries = 0; tries < 3; tries += 1) {
        await act(numero).catch(() => undefined);
        await setTimeout(20);
      }
      expect(await compter(effects(numero)), `after the cut at statement ${cut}`).toBe(times);
      if (sent < cut) break;
    }
    expect(failures).toBeGreaterThan(2);
  });
});

it('prints an act once more for each edition that was answered, and numbers them without a gap', { timeout: 60_000 }, async () => {
  const numero = await effective();
  let answered = 0;
  for (let cut = 1; cut <= 12; cut += 1)
    await cutAfter(cut, async () => {
      await services().actes.editer(maison.ines, numero, ORIGINE);
      answered += 1;
    });
  const { rows } = await owner.query<{ rangs: number[] }>(
    `select array_agg(ed.rang order by ed.rang) as rangs from edition ed join acte a on a.id = ed.acte_id join caution c on c.id = a.caution_id where c.numero = $1`,
    [numero],
  );
  const rangs = rows[0]?.rangs ?? [];
  expect(rangs).toEqual(rangs.map((_, i) => i + 1));
  expect(rangs.length).toBeGreaterThanOrEqual(answered);
});

it('leaves nothing out of step', async () => {
  const faults: string[] = [];
  for (const [name, fault] of Object.entries(FAUTES)) {
    const { text, values } = fault('2026-11-21', MAINTENANT());
    if ((await owner.query({ text, values })).rows.length > 0) faults.push(name);
  }
  expect(faults).toEqual([]);
});
