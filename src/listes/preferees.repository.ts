/** SQL of the preferred searches. */
import { sql, type Tx } from '../kit/database.js';
import type { Collaborateur } from '../droits/acteur.js';
import type { Preferee } from './preferees.js';

export const list = (tx: Tx, { id }: Collaborateur): Promise<Preferee[]> =>
  tx.rows<Preferee>(
    sql`select id, liste, nom, requete, par_defaut from recherche_preferee where collaborateur_id = ${id} order by liste desc, lower(nom)`,
  );

/** At most one default a list: the earlier one gives way. */
export const clearDefault = (tx: Tx, { id }: Collaborateur, liste: string) =>
  tx.run(sql`update recherche_preferee set par_defaut = false where collaborateur_id = ${id} and liste = ${liste} and par_defaut`);

/** Keeps a search under its name; one of the same name is replaced. */
export const insert = (tx: Tx, { id, compteId }: Collaborateur, { liste, nom, requete, par_defaut }: Omit<Preferee, 'id'>) =>
  tx.run(sql`
    insert into recherche_preferee (compte_id, collaborateur_id, liste, nom, requete, par_defaut)
    values (${compteId}, ${id}, ${liste}, ${nom}, ${requete}, ${par_defaut})
    on conflict (collaborateur_id, liste, lower(nom)) do update
      set nom = excluded.nom, requete = excluded.requete, par_defaut = excluded.par_defaut`);

export const setDefault = (tx: Tx, { id }: Collaborateur, preferee: number, oui: boolean) =>
  tx.run(sql`update recherche_preferee set par_defaut = ${oui} where id = ${preferee} and collaborateur_id = ${id}`);

export const remove = (tx: Tx, { id }: Collaborateur, preferee: number) =>
  tx.run(sql`delete from recherche_preferee where id = ${preferee} and collaborateur_id = ${id}`);
