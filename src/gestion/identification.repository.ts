/** SQL of the entities that wait for the insurer; Postgres shows the insurer's accounts only. */
import { sql, type Tx } from '../kit/database.js';
import { suiviPar } from '../droits/suivi.sql.js';
import type { Language } from '../kit/money.js';

/** The account of an entity, when the agent looks after it. */
export const findCompte = (tx: Tx, agentId: number, entiteId: number): Promise<{ id: number; nom: string } | undefined> =>
  tx.row(sql`select k.id, k.nom from entite e join compte k on k.id = e.compte_id where e.id = ${entiteId} and ${suiviPar(agentId)}`);

export const listContrats = (tx: Tx, compteId: number): Promise<{ id: number; numero: string }[]> =>
  tx.rows(sql`select id, numero from contrat where compte_id = ${compteId} order by numero`);

export const findByNumero = (tx: Tx, compteId: number, numero: string, saufId: number): Promise<{ nom: string } | undefined> =>
  tx.row(sql`select nom from entite where compte_id = ${compteId} and numero_client = ${numero} and id <> ${saufId}`);

export const attachContrats = async (tx: Tx, compteId: number, entiteId: number, contrats: readonly number[]): Promise<void> => {
  await tx.run(sql`delete from contrat_entite where entite_id = ${entiteId}`);
  await tx.run(sql`
    insert into contrat_entite (compte_id, contrat_id, entite_id)
    select ${compteId}, id, ${entiteId} from contrat where compte_id = ${compteId} and id = any (${contrats})`);
};

export const listAdministrateurs = (tx: Tx, compteId: number): Promise<{ email: string; langue: Language }[]> =>
  tx.rows(sql`
    select email, langue from collaborateur where compte_id = ${compteId} and actif and 'administrateur' = any (profils) order by id`);
