/** The invoices of the last eight quarters, made by the product's own billing as if its job had run then. */
import { sql, type Tx } from '../../src/kit/database.js';
import { addDays, addMonths, type Day } from '../../src/kit/dates.js';
import { facturer } from '../../src/factures/facturation.service.js';
import { periodeDe, type TypePeriode } from '../../src/factures/prime.js';
import { hasard } from './hasard.js';

const TRIMESTRES = 8;

/** Accounts with an invoice past its due date, and for how many days at most. */
const RETARDATAIRES: Readonly<Record<string, number>> = { '100417': 28, '100688': 75, '100851': 50, '101077': 45 };

/** Invoiced for their latest acts a few days ago: what is still to be paid. */
const RECENTES: { readonly jours: number; readonly comptes: readonly string[] } = {
  jours: -6,
  comptes: ['100417', '100934', '100851', '101077'],
};

interface Emise {
  readonly id: number;
  readonly nature: 'facture' | 'avoir';
  readonly emise_le: Day;
  readonly echeance: Day;
  readonly numero_client: string;
}

export async function facturerHistoire(tx: Tx, today: Day): Promise<void> {
  const contrats = await tx.rows<{ id: number; periode: TypePeriode; numero_client: string }>(sql`
    select k.id, k.periode, c.numero_client from contrat k join compte c on c.id = k.compte_id order by k.id`);
  const nuits: { jour: Day; choisis: typeof contrats }[] = [
    { jour: addDays(today, RECENTES.jours), choisis: contrats.filter(({ numero_client }) => RECENTES.comptes.includes(numero_client)) },
  ];
  for (let jour = premierTrimestre(today); jour <= today; jour = addMonths(jour, 1))
    nuits.push({ jour, choisis: contrats.filter(({ periode }) => periodeDe(periode, jour).du === jour) });
  // One night after another: each knows what was invoiced before it.
  for (const { jour, choisis } of nuits.sort((un, autre) => (un.jour < autre.jour ? -1 : 1)))
    await facturer(tx, { emiseLe: jour, contrats: choisis.map(({ id }) => id) });
  await regler(tx, today);
}

/** First day that the portal invoices: what came before was invoiced elsewhere. */
export function premierTrimestre(today: Day): Day {
  const { du } = periodeDe('trimestre', today);
  return addMonths(du, -3 * (TRIMESTRES - 1));
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
