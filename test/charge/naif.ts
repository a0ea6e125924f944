/** What must not be done: read the room, decide, then write. Kept to show that the test of the last euro can fail. */
import { sql, type Database } from '../../src/kit/database.js';

/** True when this naive version would have issued: it saw enough room. It notes so in memory only, the ledger being guarded. */
export async function transmettreNaivement(db: Database, compteId: number, numero: string): Promise<boolean> {
  const [place] = await db.read({ compte: compteId }, (tx) =>
    tx.rows<{ reste: string; montant: string }>(sql`
      select l.plafond - l.utilise as reste, d.montant from demande d
        join autorisation a on a.id = d.autorisation_id join ligne l on l.id = a.ligne_id where d.numero = ${numero}`),
  );
  return Number(place?.reste) >= Number(place?.montant);
}
