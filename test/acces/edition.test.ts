/** The first edition of an original asks again who one is, where the way in is strict; the next ones do not. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { CODE, demarrer, type Application } from '../setup/application.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';
import { entrerStrictement } from './outils.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let now = MAINTENANT();

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database, { strict: true, clock: () => now });
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

it('is asked for once, by the button, and never by an address', async () => {
  const deps = { db: maison.db, clock: () => now, reveiller: () => undefined };
  const demandes = createDemandesService(deps);
  const numero = await demandes.enregistrer(maison.ines, maison.contenu('1000.00'), [], ORIGINE);
  await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
  const [resultat] = await createValidationsService(deps).valider(maison.marc, await vues(maison.db, numero), ORIGINE);
  const caution = `/cautions/${resultat?.caution}`;
  const claire = await entrerStrictement(application, maison.claire.email);
  now = new Date(now.getTime() + 6 * 60_000);

  expect((await claire.get(`${caution}/acte.pdf`)).headers.location).toBe(caution);
  expect((await claire.post(`${caution}/acte.pdf`, {}, caution)).headers.location).toBe('/confirmer');
  const prouve = await claire.post('/confirmer', { preuve: CODE, motDePasse: CODE }, '/confirmer');
  expect(prouve.status, prouve.text.slice(0, 500)).toBeLessThan(400);
  await claire.post(`${caution}/acte.pdf`, {}, caution);
  expect((await claire.get(`${caution}/editions/1`)).headers['content-type']).toBe('application/pdf');

  now = new Date(now.getTime() + 6 * 60_000);
  expect((await claire.get(`${caution}/acte.pdf`)).headers['content-type']).toBe('application/pdf');
});
