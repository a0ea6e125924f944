/** What a document that was wanted first does to its release: given, the release waits for the insurer again; asked again, for the client. */
import { sql, type Tx } from '../kit/database.js';
import { MAINLEVEE } from './mainlevee.js';

export async function apresDocument(
  tx: Tx,
  { mainlevee_id: id }: { readonly mainlevee_id: number | null },
  geste: 'fournir' | 'redemander',
): Promise<void> {
  if (id === null) return;
  const { de, vers } = MAINLEVEE.gestes[geste === 'fournir' ? 'repondre' : 'demander_document'];
  await tx.run(sql`update mainlevee set etat = ${vers}, version = version + 1 where id = ${id} and etat = any (${[...de]}::text[])`);
}
