/** Home: what is to pay in several currencies is shown as several amounts, never as their sum. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;

const facturer = ({ db, compteId, garantId, contratId, entites }: Maison, montant: string, devise: string, echeance: string) =>
  db.systeme.rows(sql`
    insert into facture (compte_id, garant_id, contrat_id, entite_id, numero, nature, periode_du, periode_au, emise_le, echeance, montant, devise)
    values (${compteId}, ${garantId}, ${contratId}, ${entites.racine}, ${`F-${devise}`}, 'facture', '2026-07-01', '2026-09-30', '2026-10-01', ${echeance},
      ${montant}, ${devise})`);

beforeAll(async () => {
  maison = await construire(database.config);
  await facturer(maison, '1234.50', 'EUR', '2026-11-01');
  await facturer(maison, '10.125', 'KWD', '2026-12-01');
  await facturer(maison, '700', 'JPY', '2026-12-01');
  application = await demarrer(database);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

it('invoices to pay in euros, dinars of three decimals and yens: three amounts, one count', async () => {
  const answer = await (await client(application.url, maison.ines.email)).get('/');
  expect(answer.status).toBe(200);
  const alerte = [...documentOf(answer).querySelectorAll('.alert')].find(({ textContent }) => textContent.includes('Factures à payer'));
  expect(alerte?.querySelector('b')?.textContent).toBe('3');
  const precision = alerte?.querySelector('small')?.textContent.replace(/\s/g, ' ');
  expect(precision).toBe('1 234,50 €, 700 ¥, 10,125 KWD, 1 échue');
});
