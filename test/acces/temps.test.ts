/** The time of an answer says nothing of an address: known and unknown, asked in turns, are compared by their medians. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import type { Clock } from '../../src/kit/dates.js';
import { CODE, demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, type Maison } from '../setup/maison.js';

const database = useDatabase();
const TOURS = 40;
let maison: Maison;
let application: Application;
let qui: Client;
let jeton = '';
let now = MAINTENANT();
const clock: Clock = () => now;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database, { clock, strict: true });
  qui = await client(application.url);
  jeton = documentOf(await qui.get('/connexion')).querySelector<HTMLInputElement>('main [name=_csrf]')?.value ?? '';
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const poster = (address: string, fields: Record<string, string>) =>
  qui.raw(address, new URLSearchParams({ _csrf: jeton, ...fields }).toString());
const mediane = (valeurs: readonly number[]) => [...valeurs].sort((a, b) => a - b)[Math.floor(valeurs.length / 2)] ?? 0;

type Geste = (tour: number) => Promise<unknown>;

/** Medians of both, in milliseconds, each turn in an hour of its own where nobody waits; `avant` is not counted. */
async function comparer(connu: Geste, inconnu: Geste, avant: Geste = () => Promise.resolve()) {
  const temps = { connu: [] as number[], inconnu: [] as number[] };
  const gestes = [['connu', connu] as const, ['inconnu', inconnu] as const];
  for (let tour = -3; tour < TOURS; tour += 1) {
    now = new Date(now.getTime() + 61 * 60_000);
    await maison.db.systeme.rows(sql`update identifiant set echecs = 0, attendre_jusqu_a = null`);
    await avant(tour);
    for (const [nom, act] of tour % 2 === 0 ? gestes : gestes.toReversed()) {
      const debut = performance.now();
      await act(tour);
      // The first turns warm up.
      if (tour >= 0) temps[nom].push(performance.now() - debut);
    }
  }
  return { connu: mediane(temps.connu), inconnu: mediane(temps.inconnu) };
}

/** Generous, since other tests run beside: a hash left out (20 ms and more) or a message sent at once would show. */
const proche = ({ connu, inconnu }: { connu: number; inconnu: number }) =>
  console.log(connu.toFixed(1), inconnu.toFixed(1)) ??
  expect(Math.abs(connu - inconnu), `${connu.toFixed(1)} and ${inconnu.toFixed(1)} ms`).toBeLessThan(
    Math.max(4, 0.3 * Math.max(connu, inconnu)),
  );

describe('the same time, whether or not the address is known', () => {
  it('to sign in with a wrong secret', async () => {
    const essai = (email: string) => poster('/connexion', { email, motDePasse: '111111' });
    proche(
      await comparer(
        () => essai(maison.marc.email),
        (tour) => essai(`personne${tour}@nulle-part.example`),
      ),
    );
  }, 60_000);

  it('to sign in while the person must wait', async () => {
    const essai = (email: string) => poster('/connexion', { email, motDePasse: '111111' });
    proche(
      await comparer(
        () => essai(maison.marc.email),
        (tour) => essai(`personne${tour}@nulle-part.example`),
        () => maison.db.systeme.rows(sql`update identifiant set attendre_jusqu_a = ${now}::timestamptz + interval '1 hour'`),
      ),
    );
  }, 60_000);

  it('to ask for a link', async () => {
    const demander = (email: string) => poster('/mot-de-passe/oublie', { email });
    proche(
      await comparer(
        () => demander(maison.marc.email),
        (tour) => demander(`personne${tour}@nulle-part.example`),
      ),
    );
  }, 60_000);

  it('to give a code, whether the secret was right or not', async () => {
    const { connecter, verifier } = application.services.acces.entree;
    const origine = { adresse: '', requete: '' };
    const aucun = { nom: '', empreintes: [] };
    const defi = async (email: string, secret: string) => {
      const issue = await connecter(email, secret, origine, aucun);
      return issue.issue === 'verifier' ? issue.defi : '';
    };
    const defis = { connu: '', inconnu: '' };
    proche(
      await comparer(
        () => verifier(defis.connu, '12345678', origine, aucun),
        () => verifier(defis.inconnu, '12345678', origine, aucun),
        async () => {
          defis.connu = await defi(maison.marc.email, CODE);
          defis.inconnu = await defi('personne@nulle-part.example', CODE);
        },
      ),
    );
  }, 60_000);
});
