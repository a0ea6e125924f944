/** The invoices of the last eight quarters, made by the product's own billing as if its job had run then. */
import { sql, type Tx } from '../../src/kit/database.js';
import { addDays, addMonths, type Day } from '../../src/kit/dates.js';
import { emettreAvoirs, emettreFactures } from '../../src/factures/facturation.service.js';
import { PERIODES, periodeDe, periodePrecedente } from '../../src/factures/prime.js';
import { hasard } from './hasard.js';

const TRIMESTRES = 8;

/** Accounts with an invoice past its due date, and for how many days at most. */
const RETARDATAIRES: Readonly<Record<string, number>> = { '100417': 28, '100688': 75, '100851': 50, '101077': 45 };

/** Invoiced for their latest acts a few days ago: what is still to be paid. */
const RECENTES = { jours: -6, comptes: ['100417', '100934', '100851', '101077'] } as const;

interface Emise {
  readonly id: number;
  readonly nature: 'facture' | 'avoir';
  readonly emise_le: Day;
  readonly echeance: Day;
  readonly numero_client: string;
}

export async function facturer(tx: Tx, today: Day): Promise<void> {
  const debut = premierTrimestre(today);
  for (let jour = debut; jour <= today; jour = addMonths(jour, 1)) {
    if (SEMESTRES.has(jour.slice(5))) await emettreAvoirs(tx, { emiseLe: jour });
    for (const periode of PERIODES.map((type) => periodeDe(type, jour)).filter(({ du }) => du === jour)) {
      const precedente = periodePrecedente(periode);
      // What began before the first period invoiced here was invoiced elsewhere.
      if (precedente.du >= debut) await emettreFactures(tx, { periode: precedente, emiseLe: jour });
      await emettreFactures(tx, { periode, emiseLe: jour });
    }
  }
  const recent = addDays(today, RECENTES.jours);
  const contrats = await tx.rows<{ id: number }>(sql`
    select k.id from contrat k join compte c on c.id = k.compte_id where c.numero_client = any (${[...RECENTES.comptes]}) order by k.id`);
  await emettreFactures(tx, { periode: periodeDe('trimestre', recent), emiseLe: recent, contrats: contrats.map(({ id }) => id) });
  await emettreAvoirs(tx, { emiseLe: recent });
  await regler(tx, today);
}

/** Days on which the credit notes of a half-year are issued. */
const SEMESTRES = new Set(['01-01']);

function premierTrimestre(today: Day): Day {
  let periode = periodeDe('trimestre', today);
  for (let rang = 1; rang < TRIMESTRES; rang++) periode = periodePrecedente(periode);
  return periode.du;
}

/** Marks what was paid: nearly everything due, and old credit notes. */
async function regler(tx: Tx, today: Day): Promise<void> {
  const h = hasard('règlements');
  const emises = await tx.rows<Emise>(sql`
    select f.id, f.nature, f.emise_le, f.echeance, c.numero_client from facture f join compte c on c.id = f.compte_id order by f.id`);
  const soldees = emises.flatMap(({ id, nature, emise_le, echeance, numero_client }) => {
    const paiement = nature === 'avoir' ? addDays(emise_le, h.entier(20, 80)) : addDays(echeance, -h.entier(0, 12));
    const retard = RETARDATAIRES[numero_client] ?? 0;
    const impayee = nature === 'facture' && echeance < today && echeance >= addDays(today, -retard) && h.sur100(15);
    return paiement < today && !impayee ? [{ id, soldee_le: paiement }] : [];
  });
  await tx.run(sql`
    update facture f set soldee_le = s.soldee_le from json_populate_recordset(null::facture, ${JSON.stringify(soldees)}::json) s where s.id = f.id`);
}
