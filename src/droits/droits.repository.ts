/** SQL of signing in: under the system scope, since nobody is known yet. */
import { sql, type Database } from '../kit/database.js';
import type { Language } from '../kit/money.js';
import type { Acteur, Profil, RoleGarant } from './acteur.js';

interface ActeurRow {
  genre: 'client' | 'garant';
  id: number;
  garant_id: number;
  prenom: string;
  nom: string;
  email: string;
  langue: Language;
  compte_id: number;
  compte_nom: string;
  profils: Profil[];
  tout: boolean;
  entites: number[];
  role: RoleGarant;
}

/** The acting person with rights as they are now; undefined once suspended or gone. */
export async function findActeur({ systeme }: Database, identifiantId: number): Promise<Acteur | undefined> {
  const [row] = await systeme.rows<ActeurRow>(sql`
    select case when c.id is null then 'garant' else 'client' end as genre, coalesce(c.id, a.id) as id,
      coalesce(k.garant_id, a.garant_id) as garant_id, coalesce(c.prenom, a.prenom) as prenom, coalesce(c.nom, a.nom) as nom,
      i.email, coalesce(c.langue, a.langue) as langue, c.compte_id, k.nom as compte_nom, c.profils, a.role,
      coalesce(p.tout, false) as tout, case when p.tout or c.id is null then '{}' else array(
        select e.id from entite e where e.compte_id = c.compte_id and exists (
          select from perimetre p where p.collaborateur_id = c.id
            and (e.id = p.entite_id or (p.avec_descendants and p.entite_id = any (e.chemin))))) end as entites
    from identifiant i
      left join collaborateur c on c.id = i.collaborateur_id and c.actif
      left join compte k on k.id = c.compte_id
      left join agent a on a.id = i.agent_id and a.actif
      left join lateral (
        -- Every root with its descendants is the whole account, without looking at its thousands of entities.
        select not exists (select from entite r where r.compte_id = c.compte_id and r.parent_id is null and not exists (
          select from perimetre p where p.collaborateur_id = c.id and p.entite_id = r.id and p.avec_descendants)) as tout
      ) p on c.id is not null
    where i.id = ${identifiantId} and coalesce(c.id, a.id) is not null`);
  if (!row) return undefined;
  const personne = {
    identifiantId,
    id: row.id,
    garantId: row.garant_id,
    prenom: row.prenom,
    nom: row.nom,
    email: row.email,
    langue: row.langue,
  };
  return row.genre === 'garant'
    ? { ...personne, genre: 'garant', role: row.role }
    : {
        ...personne,
        genre: 'client',
        compteId: row.compte_id,
        compteNom: row.compte_nom,
        profils: row.profils,
        perimetre: { tout: row.tout, entites: row.entites },
      };
}

export async function findActeurByEmail(db: Database, email: string): Promise<Acteur | undefined> {
  const [row] = await db.systeme.rows<{ id: number }>(sql`select id from identifiant where email = ${email}`);
  return row && findActeur(db, row.id);
}

export async function updateLangue({ systeme }: Database, identifiantId: number, langue: Language): Promise<void> {
  await systeme.rows(sql`
    with c as (update collaborateur set langue = ${langue} where id = (select collaborateur_id from identifiant where id = ${identifiantId}))
    update agent set langue = ${langue} where id = (select agent_id from identifiant where id = ${identifiantId})`);
}
