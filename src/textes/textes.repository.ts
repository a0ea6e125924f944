/** SQL of the approvals. */
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import type { ApprobationVue, EtatApprobation } from './approbation.js';

const lire = (id: number, verrou: Sql): Sql => sql`
  select t.id, t.code, t.version as texte_version, t.en_vigueur_du, t.en_vigueur_au, t.contenu, p.etat, p.version, p.le, p.lu, p.relire_le,
    (select concat_ws(' ', g.prenom, g.nom) from agent g where g.id = p.agent_id) as par
  from approbation p join texte_version t on t.id = p.texte_version_id where p.texte_version_id = ${id} ${verrou}`;

/** A version in the insurer's sight. */
export const find = (tx: Tx, id: number): Promise<ApprobationVue | undefined> => tx.row<ApprobationVue>(lire(id, empty));
export const lock = (tx: Tx, id: number): Promise<ApprobationVue | undefined> => tx.row<ApprobationVue>(lire(id, sql`for update of p`));

/** Moves it where its version is still the one read; answers how many rows moved. */
export const move = (tx: Tx, { id, version }: ApprobationVue, etat: EtatApprobation, set: Sql = empty): Promise<number> =>
  tx.run(sql`update approbation set etat = ${etat}, version = version + 1 ${set} where texte_version_id = ${id} and version = ${version}`);
