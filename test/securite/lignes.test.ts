/** Row-level security: Postgres itself shows an account its own rows only, whatever a query forgets. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raw, sql } from '../../src/kit/database.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let voisins: Maison;

beforeAll(async () => {
  maison = await construire(database.config, {}, 2);
  voisins = await ajouterCompte(maison.db, undefined);
});
afterAll(() => maison.db.close());

/** Tables that hold an account's data, as the database itself tells. */
const tables = () =>
  maison.db.systeme.rows<{ nom: string; force: boolean; lisible: boolean }>(sql`
    select c.relname as nom, has_table_privilege('cautionet_client', c.oid, 'select') as lisible, c.relrowsecurity and c.relforcerowsecurity as force from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and (c.relname = 'compte' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'compte_id' and not a.attisdropped))
    order by 1`);

describe('row-level security', () => {
  it('is forced on every table that carries an account', async () => {
    const all = await tables();
    expect(all.length).toBeGreaterThan(25);
    expect(all.filter(({ force }) => !force).map(({ nom }) => nom)).toEqual([]);
  });

  it('shows no row of another account to a query that forgets to ask', async () => {
    for (const { nom, lisible } of await tables()) {
      if (!lisible) continue;
      const colonne = nom === 'compte' ? 'id' : 'compte_id';
      const foreign = await maison.db.read({ compte: maison.compteId }, (tx) =>
        tx.rows<{ n: number }>(sql`select count(*)::int as n from ${raw(nom)} where ${raw(colonne)} <> ${maison.compteId}`),
      );
      expect(foreign, nom).toEqual([{ n: 0 }]);
    }
  });

  it('shows nothing at all without a scope, and keeps none on a pooled connection', async () => {
    await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const compte = i % 2 === 0 ? maison.compteId : voisins.compteId;
        const rows = await maison.db.read({ compte }, (tx) =>
          tx.rows<{ compte_id: number }>(sql`select distinct compte_id from collaborateur`),
        );
        expect(rows).toEqual([{ compte_id: compte }]);
      }),
    );
    expect(await maison.db.read({ compte: 0 }, (tx) => tx.rows(sql`select id from compte`))).toEqual([]);
  });

  it('writes no row under another account, changes no total, alters no history', async () => {
    const attempt = (query: ReturnType<typeof sql>) => maison.db.transaction({ compte: maison.compteId }, (tx) => tx.run(query));
    await expect(
      attempt(sql`insert into fichier (compte_id, nom, type, taille, sha256) values (${voisins.compteId}, 'x', 'x', 1, '')`),
    ).rejects.toThrow(/row-level security/);
    await expect(attempt(sql`update contrat set utilise = 0`)).rejects.toThrow(/permission denied/);
    await expect(attempt(sql`update autorisation set autorise = 1`)).rejects.toThrow(/permission denied/);
    await expect(attempt(sql`update mouvement set montant = 1`)).rejects.toThrow(/permission denied/);
    await expect(attempt(sql`delete from journal`)).rejects.toThrow(/permission denied/);
    await expect(attempt(sql`update collaborateur set email = 'x@example.com'`)).rejects.toThrow(/permission denied/);
    await expect(attempt(sql`update collaborateur set compte_id = ${voisins.compteId}`)).rejects.toThrow(/permission denied/);
    expect(await attempt(sql`update collaborateur set profils = '{administrateur}' where compte_id = ${voisins.compteId}`)).toBe(0);
    await expect(attempt(sql`update compte set nom = 'x'`)).rejects.toThrow(/permission denied/);
    await expect(attempt(sql`select secret from identifiant`)).rejects.toThrow(/permission denied/);
    expect(await attempt(sql`update demande set etat = 'transmise' where compte_id = ${voisins.compteId}`)).toBe(0);
  });

  it('the ledger refuses to exceed a ceiling and to be rewritten, even for the system', async () => {
    const { systeme } = maison.db;
    await expect(systeme.rows(sql`update mouvement set montant = 2`)).rejects.toThrow();
    await expect(systeme.rows(sql`update journal set qui = 'x'`)).rejects.toThrow();
  });
});
