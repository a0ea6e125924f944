/** Search folds what is written and what is typed alike, in the process and in Postgres. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, sql, type Database } from '../../src/kit/database.js';
import { fold } from '../../src/kit/fold.js';
import { unprintable } from '../../src/kit/printable.js';
import { useDatabase } from '../setup/database.js';

const database = useDatabase();
let db: Database;
beforeAll(async () => {
  db = await createDatabase({ connection: database.config });
});
afterAll(() => db.close());

describe('folding', () => {
  it.each([
    ['Hôpital de l’Écluse', 'hopital de l ecluse'],
    ['Sacré-Cœur', 'sacre coeur'],
    ['SAINT-AURÉLIEN', 'saint aurelien'],
    ['E\u0301chelons', 'echelons'],
    ['Straße & Cie (n° 3)', 'strasse cie n 3'],
    ['ﬁlature', 'filature'],
    ['co\u00adpropriété', 'copropriete'],
    ['Łódź', 'lodz'],
  ])('%s', (written, folded) => expect(fold(written)).toBe(folded));

  it('is the same in Postgres, whatever is written', async () => {
    const texts = fc.sample(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 12 })), 2_000);
    const clean = texts
      .map((text) => text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, ''))
      .concat(['İstanbul', 'ΣΑΣ', 'ǅ', 'ﬀ', '½', '№']);
    const rows = await db.systeme.rows<{ typed: string; folded: string }>(
      sql`select t as typed, plier(t) as folded from unnest(${clean}::text[]) with ordinality as u (t, i) order by i`,
    );
    // Lower case is the one thing two libraries may see differently, for letters that no act prints.
    const differ = rows.filter(({ typed, folded }) => folded !== fold(typed) && unprintable(typed) === undefined);
    expect(differ.map(({ typed, folded }) => [typed, folded, fold(typed)])).toEqual([]);
  });

  it('finds every word typed, in any order; nothing typed finds nothing', async () => {
    const found = async (written: string, typed: string) =>
      (await db.systeme.rows<{ oui: boolean }>(sql`select plier(${written}) like all (motifs(${typed})) as oui`))[0]?.oui;
    for (const [written, typed] of [
      ['Hôpital de l’Écluse', 'hopital'],
      ['Hôpital de l’Écluse', "l'écluse"],
      ['Hôpital de l’Écluse', 'ecluse hopital'],
      ['Sacré-Cœur', 'sacre-coeur'],
      ['Sacré-Cœur', 'coeur sacré'],
      ['Résidence Les Échelons', 'echelons'],
      ['Basilique de Fourvière', 'fourviere'],
      ['SAINT-AURÉLIEN', 'saint aurelien'],
      ['Lot 100% bois_massif', 'bois massif'],
    ] as const)
      expect(await found(written, typed), `${written} / ${typed}`).toBe(true);
    for (const [written, typed] of [
      ['Hôpital', 'hospice'],
      ['100 bois', '%'],
      ['abd', 'a_c'],
      ['abc', '\\'],
    ] as const)
      expect(await found(written, typed), `${written} / ${typed}`).toBe(false);
  });
});
