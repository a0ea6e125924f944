/** The figures of the product: for this machine and for whoever holds the token, whatever a proxy forwards. */
import { request, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertCourriels } from '../../src/courriels/outbox.sql.js';
import { demarrer, type Application } from '../setup/application.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, type Maison } from '../setup/maison.js';

const database = useDatabase();
const TOKEN = 'Wd4k0Zr7uYb2Qm9sXc5vTn8hLp3gJf6e';
let maison: Maison;
let application: Application;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database, { metricsToken: TOKEN });
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

async function lire(headers: Readonly<Record<string, string>> = {}): Promise<{ status: number | undefined; text: string }> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    request(`${application.url}/metriques`, { headers }, resolve).on('error', reject).end(),
  );
  let text = '';
  for await (const part of answer) text += String(part);
  return { status: answer.statusCode, text };
}
const port = () => new URL(application.url).port;

it.each([
  ['this machine', () => ({})],
  ['this machine by its name', () => ({ host: `localhost:${port()}` })],
  ['this machine by its other address', () => ({ host: `[::1]:${port()}` })],
  ['whoever holds the token, through a proxy', () => ({ authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '192.0.2.7' })],
])('are read by %s', async (_who, headers) => {
  const { status, text } = await lire(headers());
  expect(status).toBe(200);
  expect(text).toContain('cautionet_courriels_en_attente');
});

it.each([
  ['a stranger behind a proxy', { 'x-forwarded-for': '192.0.2.7' }],
  ['a stranger who says that he is this machine', { 'x-forwarded-for': '127.0.0.1' }],
  ['a proxy that says little', { 'x-forwarded-proto': 'https' }],
  ['a proxy that keeps the name people use', { host: 'cautions.example' }],
  ['a page of another site whose name leads here', { host: '127.evil.example' }],
  ['a host that is none', { host: 'a b' }],
  ['a wrong token', { authorization: 'Bearer faux', 'x-forwarded-for': '192.0.2.7' }],
  ['an empty token', { authorization: 'Bearer ', 'x-forwarded-for': '192.0.2.7' }],
])('are not read by %s', async (_who, headers) => {
  const { status, text } = await lire(headers);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(text).not.toContain('cautionet_');
});

it('tell the age of the oldest mail by priority', async () => {
  const courriel = {
    evenement: 'essai',
    destinataire: maison.marc.email,
    langue: 'fr',
    gabarit: 'mot_de_passe_change',
    donnees: { chemin: '/' },
  } as const;
  await maison.db.systeme.transaction((tx) => insertCourriels(tx, maison.compteId, [courriel], new Date(MAINTENANT().getTime() - 60_000)));
  const { text } = await lire();
  expect(Number(/cautionet_courriel_age_secondes\{priorite="entree"\} (\S+)/.exec(text)?.[1])).toBeGreaterThan(59);
  expect(text).toMatch(/cautionet_courriel_age_secondes\{priorite="courant"\} 0\n/);
});
