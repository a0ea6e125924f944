import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGarantsService } from '../../src/garants/garants.service.js';
import { createDatabase, sql, type Database } from '../../src/kit/database.js';
import { loadCatalogue } from '../../seeds/referentiel.js';
import { freshDatabase, useDatabase } from '../setup/database.js';

const database = useDatabase();
let db: Database;
let garantId: number;
beforeAll(async () => {
  db = await createDatabase({ connection: database.config });
  ({ garantId } = await db.systeme.transaction((tx) => loadCatalogue(tx)));
});
afterAll(() => db.close());

it('gives one insurer, or the first where nobody is signed in, and notices a change within a minute', async () => {
  let now = new Date('2026-11-21T09:30:00Z');
  const garants = createGarantsService({ db, clock: () => now });
  expect(await garants.identite()).toMatchObject({ id: garantId, nom: 'Méridiane Caution', site: 'https://meridiane.example/' });
  const [autre] = await db.systeme.rows<{ id: number }>(
    sql`insert into garant (code, nom, site_url) values ('autre', 'Autre', 'https://autre.example/') returning id`,
  );
  await db.systeme.rows(sql`update garant set nom = 'Méridienne' where id = ${garantId}`);
  now = new Date(now.getTime() + 59_000);
  expect((await garants.identite(garantId))?.nom).toBe('Méridiane Caution');
  now = new Date(now.getTime() + 1_000);
  expect((await garants.identite(garantId))?.nom).toBe('Méridienne');
  expect((await garants.identite(autre?.id))?.nom).toBe('Autre');
});

it('has none in an installation without an insurer, and breaks no page for it', async () => {
  const empty = await freshDatabase();
  const bare = await createDatabase({ connection: empty.config });
  expect(await createGarantsService({ db: bare, clock: () => new Date() }).identite()).toBeUndefined();
  await bare.close();
  await empty.drop();
});
