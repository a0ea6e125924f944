/** A page is shown again while nothing changed, and never one instant longer; nobody is ever shown another's. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import type { Collaborateur } from '../../src/session/acteur.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let claire: Client;
let lea: Collaborateur;
let numero: string;
/** The owner of the tables, who may silence the triggers. */
let owner: pg.Client;

beforeAll(async () => {
  maison = await construire(database.config);
  lea = await maison.collaborateur('Léa', ['consultant'], { entite: maison.entites.fille });
  application = await demarrer(database);
  const demandes = createDemandesService({ db: maison.db, clock: MAINTENANT, reveiller: () => undefined });
  numero = await demandes.enregistrer(maison.ines, maison.contenu('1000.00'), [], ORIGINE);
  await demandes.soumettre(maison.ines, numero, ORIGINE);
  claire = await client(application.url, maison.claire.email);
  owner = new pg.Client(database.config);
  await owner.connect();
}, 60_000);
afterAll(async () => {
  await owner?.end();
  await application?.stop();
  await maison?.db.close();
});

/** Changes a name without any trigger: what no kept page can notice. */
async function silently(change: string): Promise<void> {
  await owner.query(`set session_replication_role = replica; ${change}; set session_replication_role = origin`);
}
const renommer = (nom: string) => `update entite set nom = '${nom}' where id = ${maison.entites.fille}`;
const shown = async (person: Client, address = `/demandes/${numero}`) => (await person.get(address)).text;
const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1];

describe('a kept page', () => {
  it('is shown again as it was while nothing changed, with a fresh key for its forms', async () => {
    await silently(renommer('Avant'));
    await maison.db.systeme.rows(sql`update entite set forme = forme`);
    const first = await shown(claire);
    await silently(renommer('Après'));
    const again = await shown(claire);
    expect(first).toContain('Avant');
    expect(again).toContain('Avant');
    expect(hidden(again, '_csrf')).toBe(hidden(first, '_csrf'));
    expect(hidden(again, '_idempotence')).toMatch(/^[0-9a-f-]{36}$/);
    expect(hidden(again, '_idempotence')).not.toBe(hidden(first, '_idempotence'));
    expect(again.replaceAll(hidden(again, '_idempotence') ?? '', hidden(first, '_idempotence') ?? '')).toBe(first);
  });

  it.each([
    ['the account', { compte: 1 }],
    ['the system', undefined],
  ])('is made anew at once after a change by %s', async (_who, scope) => {
    await silently(renommer('Ancien nom'));
    await maison.db.systeme.rows(sql`update entite set forme = forme`);
    expect(await shown(claire)).toContain('Ancien nom');
    await silently(renommer('Nouveau nom'));
    const touch = sql`update demande set objet = objet where numero = ${numero}`;
    if (scope) await maison.db.transaction({ compte: maison.compteId }, (tx) => tx.run(touch));
    else await maison.db.systeme.rows(touch);
    expect(await shown(claire)).toContain('Nouveau nom');
  });

  it('is not made anew by a change that is rolled back', async () => {
    await silently(renommer('Connu'));
    await maison.db.systeme.rows(sql`update entite set forme = forme`);
    await shown(claire);
    await silently(renommer('Inconnu'));
    await maison.db
      .transaction({ compte: maison.compteId }, async (tx) => {
        await tx.run(sql`update demande set objet = objet`);
        throw new Error('never mind');
      })
      .catch(() => undefined);
    expect(await shown(claire)).toContain('Connu');
  });

  it('belongs to one person, one language and one session’s token', async () => {
    const ailleurs = await client(application.url, maison.claire.email);
    const [here, there] = [await shown(claire), await shown(ailleurs)];
    expect(hidden(there, '_csrf')).not.toBe(hidden(here, '_csrf'));
    expect(there).not.toContain(hidden(here, '_csrf'));
    const marc = await client(application.url, maison.marc.email);
    expect(await shown(marc)).toContain('Marc');
    expect(await shown(marc)).not.toContain('Claire Essai</b>');
    await ailleurs.post('/langue', { langue: 'en', retour: '/' });
    expect(await shown(ailleurs)).toContain('<html lang="en">');
    await ailleurs.post('/langue', { langue: 'fr', retour: '/' });
    expect(await shown(ailleurs)).toContain('<html lang="fr">');
  });

  it('is gone with the right to see it', async () => {
    const person = await client(application.url, lea.email);
    expect((await person.get(`/demandes/${numero}`)).status).toBe(200);
    await maison.db.systeme.rows(
      sql`update perimetre set entite_id = ${maison.entites.racine}, avec_descendants = false where collaborateur_id = ${lea.id}`,
    );
    await expect.poll(async () => (await person.get(`/demandes/${numero}`)).status).toBe(404);
  });

  it('never keeps a message that was for one look', async () => {
    await claire.post(`/demandes/${numero}/renvoi`, { commentaire: 'Revoir le montant' }, `/demandes/${numero}`);
    expect(await shown(claire)).toContain('class="flash"');
    expect(await shown(claire)).not.toContain('class="flash"');
  });
});

/** Tables that no client's page shows, or that only change together with one that is followed. */
const NOT_SHOWN = ['bilan', 'courriel', 'fichier', 'journal', 'politique', 'version'];

it('every table that carries an account raises its version', async () => {
  const rows = await maison.db.systeme.rows<{ nom: string }>(sql`
    select c.relname as nom from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'compte_id' and not a.attisdropped)
      and not exists (select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
        where t.tgrelid = c.oid and p.proname = 'version_monter' and t.tgtype & 28 = 28)
    order by 1`);
  expect(rows.map(({ nom }) => nom)).toEqual(NOT_SHOWN);
});
