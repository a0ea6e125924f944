/** What the log says of a request: the pattern of its route; never the token of a mailed link, a name that was searched, an address. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { demarrer, type Application } from '../setup/application.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let server: Server;
let url: string;
let log = '';

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database);
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log += chunk.toString();
      done();
    },
  });
  const { app } = createApp({ ...application.services, logger: pino({ level: 'debug' }, sink) });
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);
afterAll(async () => {
  server?.close();
  await application?.stop();
  await maison?.db.close();
});

it('holds the pattern of the address, not what was in it', async () => {
  const CANARI = 'canari7KQF2M9CX41Djeton';
  const jeton = `${CANARI}${'a'.repeat(20)}`;
  for (const path of [
    `/mot-de-passe/definir/${jeton}`,
    `/demandes?numero=${CANARI}`,
    `/verifier/${CANARI}`,
    `/connexion?retour=/mot-de-passe/definir/${jeton}`,
    `/nulle-part/${CANARI}`,
    `/demandes/${CANARI}`,
    `/%E0%A4%A/${CANARI}`,
  ])
    for (const method of ['GET', 'HEAD', 'POST'])
      await fetch(url + path, {
        method,
        redirect: 'manual',
        ...(method === 'POST' ? { body: new URLSearchParams({ motDePasse: CANARI }) } : {}),
      });
  await expect.poll(() => log.split('\n').length).toBeGreaterThan(20);
  expect(log).not.toContain(CANARI);
  expect(log).toContain('"path":"/mot-de-passe/definir/:jeton"');
  expect(log).toContain('"path":"none of ours"');
});
