/** The insurer's first queue: cautions that wait for a decision, the agent's own clients first. */
import { sql, type Database } from '../kit/database.js';
import type { Resultat } from '../cautions/controle.js';
import type { Agent } from '../session/acteur.js';

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
  readonly mien: boolean;
}

const LIMITE = 100;

export function createGestionService({ db }: { db: Database }) {
  return {
    /** Pending cautions of the insurer's accounts, the oldest first. A broker has no portfolio here yet. */
    enAttente: (agent: Agent): Promise<CautionEnAttente[]> =>
      agent.role === 'courtier'
        ? Promise.resolve([])
        : db.read({ garant: agent.garantId }, (tx) =>
            tx.rows<CautionEnAttente>(sql`
              select c.numero, c.creee_le, k.nom as client, e.nom as entite, c.type_credit, c.beneficiaire, c.montant, c.devise, c.controle,
                ${agent.id}::int in (k.conseiller_id, k.charge_id) as mien
              from caution c join compte k on k.id = c.compte_id join entite e on e.id = c.entite_id
              where c.etat = 'en_attente' order by mien desc nulls last, c.creee_le limit ${LIMITE}`),
          ),
  };
}
