/** SQL of the validation circuits. */
import { sql, type Sql, type Tx } from '../kit/database.js';
import type { Language } from '../kit/money.js';
import { dansSonPerimetre, peutValider } from '../droits/valideurs.sql.js';

/** How many validations an amount asks for, and whether its author's own counts. */
export interface Circuit {
  readonly validations: number;
  readonly propreValidation: boolean;
}

/** The circuit of an entity for an amount: the nearest ancestor's; one validation by somebody else where none is set. */
export async function findCircuitPour(tx: Tx, entiteId: number, montant: string): Promise<Circuit> {
  const row = await tx.row<{ validations: number | null; propre_validation: boolean }>(sql`
    select c.propre_validation, (
      select t.validations from circuit_tranche t where t.circuit_id = c.id and t.a_partir_de <= ${montant}::numeric
      order by t.a_partir_de desc limit 1) as validations
    from entite e join circuit c on c.entite_id = any (e.chemin)
    where e.id = ${entiteId} order by array_position(e.chemin, c.entite_id) desc limit 1`);
  return { validations: row?.validations ?? 1, propreValidation: row?.propre_validation ?? false };
}

/** Somebody a mail goes to, in his language. */
export interface Destinataire {
  readonly id: number;
  readonly email: string;
  readonly langue: Language;
  readonly nom: string;
}

export interface Attente extends Destinataire {
  readonly demande_id: number;
}

/** Those among collaborateurs `c` of the account of demande `d` who may validate it now. */
const peuventValider: Sql = sql`c.compte_id = d.compte_id and c.actif and 'valideur' = any (c.profils)
  and ${dansSonPerimetre(sql`c.id`)} and ${peutValider(sql`c.id`)}`;

const NOM = sql`trim(c.prenom || ' ' || c.nom)`;

/** Names of those who may validate demande `d` (entite `e`) now, and failing them of the administrators: expressions of its page's statement. */
export const QUI_DEMANDER = {
  valideurs: sql`array(select ${NOM} from collaborateur c where ${peuventValider} order by c.id)`,
  administrateurs: sql`array(select ${NOM} from collaborateur c where c.compte_id = d.compte_id and c.actif and 'administrateur' = any (c.profils) order by c.id)`,
} as const;

/** Everyone who may validate these demandes now: whom to write to. */
export const listValideurs = (tx: Tx, demandeIds: readonly number[]): Promise<Attente[]> =>
  tx.rows<Attente>(sql`
    select d.id as demande_id, c.id, c.email, c.langue, ${NOM} as nom
    from demande d join entite e on e.id = d.entite_id join collaborateur c on ${peuventValider}
    where d.id = any (${demandeIds})
    order by c.id`);

/** Whom to ask when nobody can validate: the account's administrators. */
export const listAdministrateurs = (tx: Tx): Promise<Destinataire[]> =>
  tx.rows<Destinataire>(sql`
    select id, email, langue, trim(prenom || ' ' || nom) as nom from collaborateur
    where actif and 'administrateur' = any (profils) order by id`);
