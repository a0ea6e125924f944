/** The invoices of the last eight quarters, made by the product's own billing as if its job had run then. */
import { sql, type Tx } from '../../src/kit/database.js';
import { addDays, type Day } from '../../src/kit/dates.js';
import { emettreAvoirs, emettreFactures } from '../../src/factures/facturation.js';
import { PERIODES, periodeDe, periodePrecedente, type Periode } from '../../src/factures/prime.js';
import { hasard } from './hasard.js';

const TRIMESTRES = 8;

/** Accounts with an invoice past its due date, and for how many days at most. */
const RETARDATAIRES: Readonly<Record<string, number>> = { '100688': 75, '100851': 50, '101077': 20, '100417': 18 };

interface Emise {
  readonly id: number;
  readonly nature: 'facture' | 'avoir';
  readonly emise_le: Day;
  readonly echeance: Day;
  readonly numero_client: string;
}

export async function facturer(tx: Tx, today: Day): Promise<void> {
  // The cost-based planner must not take these tables, filled a moment ago, for empty.
  for (const debut of trimestres(today)) {
    await emettreAvoirs(tx, { emiseLe: debut });
    for (const type of PERIODES) {
      const periode = periodeDe(type, debut);
      const precedente = periodePrecedente(periode);
      // What began before the first period invoiced here was invoiced elsewhere.
      if (precedente.du >= premiere(type, today)) await emettreFactures(tx, { periode: precedente, emiseLe: debut });
      await emettreFactures(tx, { periode, emiseLe: debut });
    }
  }
  await emettreAvoirs(tx, { emiseLe: today });
  await regler(tx, today);
}

/** First days of the current quarter and of those before it, oldest first. */
function trimestres(today: Day): Day[] {
  const debuts: Periode[] = [periodeDe('trimestre', today)];
  while (debuts.length < TRIMESTRES) debuts.unshift(periodePrecedente(debuts[0] ?? periodeDe('trimestre', today)));
  return debuts.map(({ du }) => du);
}

const premiere = (type: Periode['type'], today: Day): Day => periodeDe(type, trimestres(today)[0] ?? today).du;

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
