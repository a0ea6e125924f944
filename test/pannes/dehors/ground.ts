/** Where the accidents happen: a house in a database, the product started by its command behind a door that can be shut. */
import { mkdtempSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { systemClock, today } from '../../../src/kit/dates.js';
import { insertRows } from '../../../seeds/bulk.js';
import { createDemandesService } from '../../../src/demandes/demandes.service.js';
import { createValidationsService } from '../../../src/validations/validations.service.js';
import { construire, ORIGINE, vues, type Maison } from '../../setup/maison.js';
import { toConfig } from '../../setup/server.js';
import { giveCode, startProcess, type Command, type Started } from '../../setup/process.js';
import { startProxy, type Proxy } from './proxy.js';

export type Owner = Pick<pg.Pool, 'query'>;

export interface Ground {
  readonly maison: Maison;
  /** The owner of the database, by the front door; it comes back when it was cut. */
  readonly owner: Owner;
  readonly proxy: Proxy;
  readonly dataDir: string;
  /** An adviser of the insurer, whose account is the house's. */
  readonly conseiller: string;
  /** The product, at the same address each time. */
  start(env?: Readonly<Record<string, string>>): Promise<Started>;
  /** A demande of the house, written by Inès; submitted unless told. */
  demande(submitted?: boolean): Promise<string>;
  /** A caution of the house; its act is sealed by the product. */
  caution(): Promise<string>;
  close(): Promise<void>;
}

/** `url`: a migrated, empty database. */
export async function openGround(url: string, command?: Command): Promise<Ground> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'cautionet-pannes-'));
  const maison = await construire(toConfig(url), {}, 4);
  const owner = new pg.Pool({ ...toConfig(url), max: 1 });
  owner.on('error', () => undefined);
  owner.on('connect', (line) => line.on('error', () => undefined));
  const conseiller = await engage(owner, maison);
  await giveCode(owner, dataDir);
  const proxy = await startProxy(url);
  const port = String(await freePort());
  const deps = { db: maison.db, clock: systemClock, reveiller: () => undefined };
  const demandes = createDemandesService(deps);
  const validations = createValidationsService(deps);

  async function demande(submitted = true): Promise<string> {
    const contenu = maison.contenu('100.00', { valeurs: { date_effet: today(systemClock) } });
    const numero = await demandes.enregistrer(maison.ines, contenu, [], ORIGINE);
    if (submitted) await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
    return numero;
  }
  return {
    ...{ maison, owner, proxy, dataDir, conseiller, demande },
    start: (env = {}) =>
      startProcess({ DATA_DIR: dataDir, DATABASE_URL: proxy.url, PORT: port, LOG_LEVEL: 'silent', VIEW_CACHE: '1', ...env }, command),
    async caution() {
      const [resultat] = await validations.valider(maison.marc, await vues(maison.db, await demande()), ORIGINE);
      return resultat?.caution ?? '';
    },
    async close() {
      await maison.db.close();
      await owner.end().catch(() => undefined);
      await proxy.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function engage(owner: Owner, { db, garantId, compteId }: Maison): Promise<string> {
  const email = `conseiller.${compteId}@assureur.example`;
  await db.systeme.transaction(async (tx) => {
    const person = { garant_id: garantId, role: 'conseiller', prenom: 'Nadia', nom: 'Essai', email };
    const [agent] = await insertRows<{ id: number }>(tx, 'agent', [person], 'id');
    await insertRows(tx, 'identifiant', [{ email, agent_id: agent?.id }]);
  });
  await owner.query('update compte set conseiller_id = (select id from agent where email = $1) where id = $2', [email, compteId]);
  return email;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
