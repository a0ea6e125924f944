/** SQL of the insurer's queues: run as the insurer's staff, Postgres shows the insurer's accounts only. */
import { sql, type Tx } from '../kit/database.js';
import type { Resultat } from '../cautions/controle.js';

/** A caution that waits, as the queue shows it. */
export interface CautionEnAttente {
  readonly numero: string;
  readonly creee_le: Date;
  readonly client: string;
  readonly entite: string;
  readonly type_credit: string;
  readonly beneficiaire: string;
  readonly montant: string;
  readonly devise: string;
  readonly controle: readonly Resultat[];
  /** The client of the agent who looks. */
  readonly sienne: boolean;
}

/** The whole queue in one currency. */
export interface TotalEnAttente {
  readonly devise: string;
  readonly nombre: number;
  readonly retard: number;
  readonly proches: number;
  readonly montant: string;
}

/** The agent's own clients first, then the oldest. */
export const enAttente = (tx: Tx, agentId: number, limite: number): Promise<CautionEnAttente[]> =>
  tx.rows<CautionEnAttente>(sql`
    select c.numero, c.creee_le, k.nom as client, e.nom as entite, c.type_credit, c.beneficiaire, c.montant, c.devise, c.controle,
      ${agentId}::int in (coalesce(k.conseiller_id, 0), coalesce(k.charge_id, 0)) as sienne
    from caution c join compte k on k.id = c.compte_id join entite e on e.id = c.entite_id
    where c.etat = 'en_attente'
    order by sienne desc, c.creee_le, c.id limit ${limite}`);

/** Created at or before `retard`: late; after it and at or before `proche`: due soon. Largest number first. */
export const totauxEnAttente = (tx: Tx, { retard, proche }: { retard: Date; proche: Date }): Promise<TotalEnAttente[]> =>
  tx.rows<TotalEnAttente>(sql`
    select devise, count(*)::int as nombre, sum(montant) as montant,
      (count(*) filter (where creee_le <= ${retard}))::int as retard,
      (count(*) filter (where creee_le > ${retard} and creee_le <= ${proche}))::int as proches
    from caution where etat = 'en_attente' group by devise order by nombre desc, devise`);
