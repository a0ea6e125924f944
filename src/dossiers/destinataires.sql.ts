/** Who is told of what happens to a caution. */
import type { Courriel, Message } from '../courriels/courriel.js';
import { sql, type Tx } from '../kit/database.js';
import type { Language } from '../kit/money.js';

interface Prevenu {
  readonly email: string;
  readonly langue: Language;
}

/** At the client: whoever wrote its demande, or, once he is gone, the administrators of the account. */
const listClients = (tx: Tx, cautionId: number): Promise<Prevenu[]> =>
  tx.rows<Prevenu>(sql`
    with c as (select x.compte_id, d.saisi_par from caution x join demande d on d.id = x.demande_id where x.id = ${cautionId}),
      auteur as (select p.email, p.langue from c join collaborateur p on p.id = c.saisi_par and p.actif)
    select email, langue from auteur
    union all select p.email, p.langue from c join collaborateur p on p.compte_id = c.compte_id and p.actif and 'administrateur' = any (p.profils)
      where not exists (select from auteur)`);

const listAdministrateurs = (tx: Tx, compteId: number): Promise<Prevenu[]> =>
  tx.rows<Prevenu>(sql`
    select email, langue from collaborateur where compte_id = ${compteId} and actif and 'administrateur' = any (profils) order by id`);

/** The underwriter of the account. */
export const findCharge = (tx: Tx, compteId: number): Promise<(Prevenu & { readonly id: number; readonly nom: string }) | undefined> =>
  tx.row(sql`
    select a.id, a.email, a.langue, trim(a.prenom || ' ' || a.nom) as nom from compte k join agent a on a.id = k.charge_id and a.actif
    where k.id = ${compteId}`);

const aChacun = (prevenus: readonly Prevenu[], message: Message): Courriel[] =>
  prevenus.map(({ email, langue }) => ({ ...message, destinataire: email, langue }));

/** The same message to each of them. */
export const auxClients = async (tx: Tx, cautionId: number, message: Message): Promise<Courriel[]> =>
  aChacun(await listClients(tx, cautionId), message);

/** The same, of what may be about no caution: then to the administrators of the account. */
export const auxClientsDe = async (
  tx: Tx,
  { compte_id: compteId, caution_id: cautionId }: { readonly compte_id: number; readonly caution_id: number | null },
  message: Message,
): Promise<Courriel[]> =>
  cautionId === null ? aChacun(await listAdministrateurs(tx, compteId), message) : auxClients(tx, cautionId, message);
