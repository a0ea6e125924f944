/** Secrets that expire: reminded of at the right days, once each, to those concerned only. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rappelDu, rappels } from '../../src/preuves/expiration.service.js';
import { sql } from '../../src/kit/database.js';
import type { Clock } from '../../src/kit/dates.js';
import { demarrer, type Application } from '../setup/application.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let now = new Date('2026-11-21T22:30:00Z');
const clock: Clock = () => now;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database, { clock });
  await maison.db.systeme.rows(sql`
    insert into politique (garant_id, compte_id, profil, expire_mois) values (${maison.garantId}, ${maison.compteId}, 'valideur', 6)`);
  await maison.db.systeme.rows(sql`update identifiant set secret_le = '2026-06-15T10:00:00Z'`);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const nuits = async (du: string, au: string) => {
  for (now = new Date(`${du}T22:30:00Z`); now <= new Date(`${au}T23:30:00Z`); now = new Date(now.getTime() + 86_400_000))
    for (let fois = 0; fois < 2; fois += 1)
      await application.services.travaux.executer(rappels({ db: maison.db, clock, secret: application.services.acces.secret }));
};
const recus = async (email: string) => {
  const courriels = await application.services.courriels.listLatest(100);
  return courriels
    .filter(({ destinataire }) => destinataire === email)
    .map(({ sujet }) => sujet)
    .reverse();
};

it('fourteen, seven and one days before, and on the day: the nearest reminder, never one that is past', () => {
  expect([15, 14, 13, 8, 7, 2, 1, 0, -1].map(rappelDu)).toEqual([undefined, 14, 14, 14, 7, 7, 1, 0, undefined]);
});

describe('each night', () => {
  it('writes each reminder once, to those whose secret expires', async () => {
    await nuits('2026-11-21', '2026-12-20');
    const attendus = [
      'Votre mot de passe expire dans 14 jours',
      'Votre mot de passe expire dans 7 jours',
      'Votre mot de passe expire demain',
      'Votre mot de passe expire aujourd’hui',
    ];
    expect(await recus(maison.marc.email)).toEqual(attendus);
    expect(await recus(maison.claire.email)).toEqual(attendus);
    expect(await recus(maison.ines.email)).toEqual([]);
  });

  it('makes up for nights without work, and begins again with the next secret', async () => {
    await maison.db.systeme.rows(sql`update identifiant set secret_le = '2026-12-21T10:00:00Z' where id = ${maison.marc.identifiantId}`);
    await nuits('2027-06-16', '2027-06-16');
    expect((await recus(maison.marc.email)).at(-1)).toBe('Votre mot de passe expire dans 4 jours');
    expect(await recus(maison.marc.email)).toHaveLength(5);
  });

  it('reminds the insurer’s staff after a year, whose policy is nobody’s setting', async () => {
    const [agent] = await maison.db.systeme.rows<{ id: number }>(sql`
      insert into agent (garant_id, role, nom, email, langue)
      values (${maison.garantId}, 'charge', 'Agent', 'agent@garant.example', 'en') returning id`);
    await maison.db.systeme.rows(sql`
      insert into identifiant (email, agent_id, secret, secret_le) values ('agent@garant.example', ${agent?.id}, 'x', '2026-07-01T10:00:00Z')`);
    await nuits('2027-06-29', '2027-06-29');
    expect(await recus('agent@garant.example')).toEqual(['Your password expires tomorrow']);
  });
});
