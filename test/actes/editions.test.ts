/** Duplicates: each rank once, without a gap, whoever prints and on how many machines; composed while nothing is held. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createActesService } from '../../src/actes/actes.service.js';
import { createPress } from '../../src/impression/press.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { useDatabase } from '../setup/database.js';
import { construire, ORIGINE, type Maison } from '../setup/maison.js';
import { emettre } from './emettre.js';

const database = useDatabase();
let maison: Maison;
let machines: readonly [Application, Application];

beforeAll(async () => {
  maison = await construire(database.config);
  machines = [await demarrer(database), await demarrer(database)];
}, 60_000);
afterAll(async () => {
  for (const machine of machines ?? []) await machine.stop();
  await maison?.db.close();
});

const traces = async (numero: string) => {
  const [row] = await maison.db.systeme.rows<{ rangs: number[]; journal: number[]; originaux: number; fichiers: number }>(sql`
    select array(select e.rang from edition e join acte a on a.id = e.acte_id where a.caution_id = c.id order by e.rang) as rangs,
      array(select (j.details ->> 'rang')::int from journal j where j.sujet = 'caution' and j.sujet_id = c.id and j.acte = 'editer' order by 1) as journal,
      (select count(*)::int from acte a where a.caution_id = c.id) as originaux,
      (select count(*)::int from fichier f where f.nom like c.numero || '%') as fichiers
    from caution c where c.numero = ${numero}`);
  return row;
};

describe('duplicates', () => {
  it('twenty at once, on two machines, before the act is even sealed: twenty ranks, one original', async () => {
    const numero = await emettre(maison);
    const rangs = await Promise.all(
      Array.from({ length: 20 }, (_, i) => machines[i % 2]!.services.actes.editer(maison.marc, numero, ORIGINE)),
    );
    const attendus = Array.from({ length: 20 }, (_, i) => i + 1);
    expect([...rangs].sort((a, b) => a - b)).toEqual(attendus);
    expect(await traces(numero)).toEqual({ rangs: attendus, journal: attendus, originaux: 1, fichiers: 21 });
  }, 90_000);

  it('no lock and no connection is held while one is composed and sealed; one that fails there leaves nothing', async () => {
    const numero = await emettre(maison);
    const { services } = machines[0];
    await services.actes.scellerEnAttente();
    const seen: unknown[] = [];
    // The time stamp is asked for in the middle of the seal: what is held then is what would keep others waiting.
    const stamp = async (): Promise<Buffer> => {
      const taken = await maison.db.systeme.transaction((tx) =>
        tx.rows(sql`select id from caution where numero = ${numero} for update nowait`),
      );
      const [{ n } = { n: -1 }] = await maison.db.systeme.rows<{ n: number }>(sql`
        select count(*)::int as n from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`);
      seen.push(taken.length, n);
      throw new Error('the power went off');
    };
    const press = createPress(services.threads, {
      ...services.seal,
      longTerm: { evidence: () => Promise.resolve({ certificates: [], crls: [] }), stamp },
    });
    const actes = createActesService({ ...services, press });
    await expect(actes.editer(maison.marc, numero, ORIGINE)).rejects.toThrow('the power went off');
    expect(seen).toEqual([1, 0]);
    expect(await traces(numero)).toEqual({ rangs: [], journal: [], originaux: 1, fichiers: 1 });
    expect(await services.actes.editer(maison.marc, numero, ORIGINE)).toBe(1);
  }, 60_000);
});
