/** SQL of the acts that the insurer prints and sends. */
import type { EtatExpedition } from '../cautions/etapes.js';
import type { Acteur } from '../droits/acteur.js';
import { suiviPar } from '../droits/suivi.sql.js';
import { dansSonPerimetre } from '../droits/valideurs.sql.js';
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import type { CleExpedition, ExpeditionVue } from './expedition.js';

const vueDe = (acteur: Acteur, cle: CleExpedition): Sql => sql`
  select x.id, x.version, x.etat, x.compte_id, x.caution_id, c.numero as caution, c.etat as caution_etat, c.beneficiaire,
    x.depuis, x.editee_le, x.expediee_le, x.recue_le, x.transporteur, x.suivi,
    (select a.fichier_id from acte a where a.caution_id = x.caution_id and a.version = x.acte_version) as fichier_id
  from expedition x join caution c on c.id = x.caution_id join entite e on e.id = c.entite_id
  where ${'id' in cle ? sql`x.id = ${cle.id}` : sql`c.numero = ${cle.numero}`}
    ${acteur.genre === 'client' ? sql`and x.compte_id = ${acteur.compteId} and ${dansSonPerimetre(sql`${acteur.id}`)}` : empty}
  order by x.acte_version desc limit 1`;

export const find = (tx: Tx, acteur: Acteur, cle: CleExpedition): Promise<ExpeditionVue | undefined> =>
  tx.row<ExpeditionVue>(vueDe(acteur, cle));

/** The same under its lock. */
export async function lock(tx: Tx, acteur: Acteur, cle: CleExpedition): Promise<ExpeditionVue | undefined> {
  const vue = await find(tx, acteur, cle);
  if (!vue) return undefined;
  await tx.run(sql`select id from expedition where id = ${vue.id} for no key update`);
  return find(tx, acteur, { id: vue.id });
}

export const move = (
  tx: Tx,
  { id, version }: Pick<ExpeditionVue, 'id' | 'version'>,
  vers: EtatExpedition,
  set: Sql = empty,
): Promise<number> =>
  tx.run(sql`update expedition set etat = ${vers}, version = version + 1 ${set} where id = ${id} and version = ${version}`);

/** The oldest of the agent's own queue. */
export const findSuivante = (tx: Tx, agentId: number) =>
  tx.row<{ id: number }>(sql`
    select x.id from expedition x join compte k on k.id = x.compte_id join caution c on c.id = x.caution_id
    where x.etat in ('a_editer', 'editee') and c.etat in ('effective', 'en_opposition') and ${suiviPar(agentId)} order by x.depuis, x.id limit 1`);
