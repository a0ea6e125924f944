/** SQL of the refusals that clients contest. */
import type { EtatRevision } from '../cautions/caution.js';
import type { Collaborateur } from '../droits/acteur.js';
import { suiviPar } from '../droits/suivi.sql.js';
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import type { RevisionVue } from './revision.js';

export const find = (tx: Tx, id: number): Promise<RevisionVue | undefined> =>
  tx.row<RevisionVue>(sql`
    select x.id, x.version, x.etat, x.compte_id, x.caution_id, x.argument, x.demandee_le, trim(p.prenom || ' ' || p.nom) as par,
      x.refusee_par, (select trim(g.prenom || ' ' || g.nom) from agent g where g.id = x.refusee_par) as premier, x.refusee_le, x.refus,
      (select trim(g.prenom || ' ' || g.nom) from agent g where g.id = x.agent_id) as decideur, x.decidee_le, x.reponse
    from revision x join collaborateur p on p.id = x.demandee_par where x.id = ${id}`);

/** The caution it is about: its locks come first. */
export const findCautionId = async (tx: Tx, id: number): Promise<number | undefined> =>
  (await tx.row<{ caution_id: number }>(sql`select caution_id from revision where id = ${id}`))?.caution_id;

export async function lock(tx: Tx, id: number): Promise<RevisionVue | undefined> {
  await tx.run(sql`select id from revision where id = ${id} for no key update`);
  return find(tx, id);
}

export const move = (tx: Tx, { id, version }: Pick<RevisionVue, 'id' | 'version'>, vers: EtatRevision, set: Sql = empty): Promise<number> =>
  tx.run(sql`update revision set etat = ${vers}, version = version + 1 ${set} where id = ${id} and version = ${version}`);

/** Asks for it, with who refused first and why as the journal says; undefined when it was asked already. The caution is under its lock. */
export const insert = async (
  tx: Tx,
  acteur: Collaborateur,
  cautionId: number,
  { argument, le }: { readonly argument: string; readonly le: Date },
): Promise<number | undefined> =>
  (
    await tx.row<{ id: number }>(sql`
      insert into revision (compte_id, caution_id, argument, demandee_par, demandee_le, refusee_par, refusee_le, refus)
      select c.compte_id, c.id, ${argument}, ${acteur.id}::int, ${le}::timestamptz, j.agent_id, j.le, coalesce(j.commentaire, '')
      from caution c left join lateral (select agent_id, le, commentaire from journal
          where sujet = 'caution' and sujet_id = c.id and acte = 'caution_refuser' order by id desc limit 1) j on true
      where c.id = ${cautionId}
      on conflict (caution_id) do nothing returning id`)
  )?.id;

/** The oldest of the agent's own queue that he may decide. */
export const findSuivante = (tx: Tx, agentId: number) =>
  tx.row<{ id: number }>(sql`
    select x.id from revision x join compte k on k.id = x.compte_id
    where x.etat = 'demandee' and x.refusee_par is distinct from ${agentId}::int and ${suiviPar(agentId)} order by x.demandee_le, x.id limit 1`);
