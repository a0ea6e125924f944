/** SQL of the decisions. */
import type { CautionVue } from '../cautions/caution.js';
import { suiviPar } from '../droits/suivi.sql.js';
import { sql, type Tx } from '../kit/database.js';
import type { Day } from '../kit/dates.js';

export const findId = async (tx: Tx, numero: string): Promise<number | undefined> =>
  (await tx.row<{ id: number }>(sql`select id from caution where numero = ${numero}`))?.id;

export const insertDemandeDocument = async (
  tx: Tx,
  { id, compte_id: compteId, entite_id: entiteId }: Pick<CautionVue, 'id' | 'compte_id' | 'entite_id'>,
  { objet, echeance, agentId, le }: { objet: string; echeance: Day; agentId: number; le: Date },
): Promise<number> =>
  (
    await tx.one<{ id: number }>(sql`
      insert into demande_document (compte_id, entite_id, caution_id, objet, echeance, agent_id, demandee_le)
      values (${compteId}, ${entiteId}, ${id}, ${objet}, ${echeance}, ${agentId}, ${le}) returning id`)
  ).id;

/** Ceilings in decimals of the contract's currency; undefined: as it is. */
export interface Plafonds {
  readonly autorise?: string;
  readonly ligne?: string;
  readonly contrat?: string;
}

/** Never lowers: a reduction asks for notice. Answers what they were. */
export async function raise(tx: Tx, cautionId: number, { autorise, ligne, contrat }: Plafonds): Promise<Required<Plafonds>> {
  const avant = await tx.one<Required<Plafonds> & { a: number; l: number; k: number }>(sql`
    select a.autorise::text, l.plafond::text as ligne, k.plafond::text as contrat, a.id as a, l.id as l, k.id as k
    from caution c join autorisation a on a.id = c.autorisation_id join ligne l on l.id = a.ligne_id join contrat k on k.id = c.contrat_id
    where c.id = ${cautionId}`);
  await tx.run(sql`update contrat set plafond = greatest(plafond, ${contrat ?? avant.contrat}) where id = ${avant.k}`);
  await tx.run(sql`update ligne set plafond = greatest(plafond, ${ligne ?? avant.ligne}) where id = ${avant.l}`);
  await tx.run(sql`update autorisation set autorise = greatest(autorise, ${autorise ?? avant.autorise}) where id = ${avant.a}`);
  return { autorise: avant.autorise, ligne: avant.ligne, contrat: avant.contrat };
}

/** The first one of the agent's queue: his own clients first, then the oldest. */
export const findSuivante = (tx: Tx, agentId: number) =>
  tx.row<{ numero: string; client: string }>(sql`
    select x.numero, k.nom as client from caution x join compte k on k.id = x.compte_id
    where x.etat = 'en_attente' and ${suiviPar(agentId)} order by x.creee_le, x.id limit 1`);
