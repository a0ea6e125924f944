/** An amendment takes effect: its caution changes, the ledger with it, and a new version of the act waits for its seal. */
import { passer } from '../cautions/passage.sql.js';
import { empty, sql, type Tx } from '../kit/database.js';
import { fromDecimal } from '../kit/money.js';
import type { AvenantDuClient, AvenantDuGarant } from './piste.sql.js';

/** In the transaction that decides it, the caution held. Answers the version of the act to come; refused in words when the table says no. */
export async function prendreEffet(
  tx: Tx,
  { avenant, caution, tenue }: Pick<AvenantDuClient | AvenantDuGarant, 'avenant' | 'caution' | 'tenue'>,
  le: Date,
): Promise<number> {
  const { apres, ecart, date_fin } = avenant;
  const version = caution.acte_version + 1;
  // The end of a year that another follows moves by itself.
  const fin = caution.fin === 'date' ? sql`, date_fin = ${date_fin}` : empty;
  await passer(tx, tenue, {
    geste: 'modifier',
    par: 'garant',
    le,
    nature: 'avenant',
    ecart: fromDecimal(ecart, caution.devise),
    set: sql`${fin}, valeurs = ${JSON.stringify(apres)}::jsonb, beneficiaire = ${apres.beneficiaire_nom ?? caution.beneficiaire},
      acte_version = ${version}, a_sceller = true`,
  });
  return version;
}
