/** SQL of whoever stands at the door, whole: what is known of her, her secret, what is asked of it. Under the system scope. */
import { join, sql, type Database, type Sql, type Tx } from '../kit/database.js';
import type { Language } from '../kit/money.js';
import type { Personne, SecretHache } from './politique.js';

const requete = (condition: Sql) => sql`
  select i.id, i.email, i.secret, i.secret_genre, i.secret_le, i.totp, i.collaborateur_id, i.agent_id,
    (select count(*)::int from cle_acces p where p.identifiant_id = i.id) as cles,
    array(select q.question from question_secrete q where q.identifiant_id = i.id order by q.rang) as questions,
    case when c.id is null then 'garant' else 'client' end as genre, c.compte_id,
    coalesce(c.prenom, a.prenom) as prenom, coalesce(c.nom, a.nom) as nom, coalesce(k.nom, g.nom) as chez,
    coalesce(c.langue, a.langue) as langue, coalesce(c.profils, '{}') as profils,
    array_remove(array[a.telephone, k.numero_client, r.siren, r.siret, r.numero_client], null) as numeros,
    coalesce((select jsonb_agg(jsonb_build_object('profil', p.profil, 'secret', p.secret, 'expire_mois', p.expire_mois, 'questions', p.questions))
      from politique p where p.garant_id = coalesce(k.garant_id, a.garant_id) and p.compte_id is not distinct from c.compte_id), '[]') as reglages
  from identifiant i
    left join collaborateur c on c.id = i.collaborateur_id and c.actif
    left join compte k on k.id = c.compte_id
    left join agent a on a.id = i.agent_id and a.actif
    left join garant g on g.id = a.garant_id
    left join lateral (select e.siren, e.siret, e.numero_client from entite e
      where e.compte_id = c.compte_id and e.parent_id is null order by e.id limit 1) r on true
  where coalesce(c.id, a.id) is not null and ${condition}`;

/** The person of an identifiant, unless suspended. */
export const findPersonne = async ({ systeme }: Database, id: number): Promise<Personne | undefined> =>
  (await systeme.rows<Personne>(requete(sql`i.id = ${id}`)))[0];

/** The person of a link still good, and the link. */
export const findByLien = async (
  { systeme }: Database,
  empreinte: Buffer,
  now: Date,
): Promise<(Personne & { jeton: string; nature: 'acces' | 'oubli' }) | undefined> => {
  const [lien] = await systeme.rows<{ id: string; nature: 'acces' | 'oubli'; identifiant_id: number }>(sql`
    select id, nature, identifiant_id from jeton where empreinte = ${empreinte} and utilise_le is null and expire_le > ${now}`);
  const [personne] = lien ? await systeme.rows<Personne>(requete(sql`i.id = ${lien.identifiant_id}`)) : [];
  return lien && personne && { ...personne, jeton: lien.id, nature: lien.nature };
};

/** The five latest secrets, the present one included. */
export const listAnciensSecrets = async ({ systeme }: Database, id: number): Promise<string[]> => {
  const rows = await systeme.rows<{ secret: string }>(sql`
    select secret from (
      select secret, 9223372036854775807 as rang from identifiant where id = ${id} and secret is not null
      union all select secret, id from ancien_secret where identifiant_id = ${id}) s
    order by rang desc limit 5`);
  return rows.map(({ secret }) => secret);
};

/** Puts a secret in place of the former, which joins the past ones: four are kept, five with the present one. */
export async function updateSecret(tx: Tx, id: number, { hache, genre }: SecretHache, le: Date): Promise<void> {
  await tx.run(
    sql`insert into ancien_secret (identifiant_id, secret) select id, secret from identifiant where id = ${id} and secret is not null`,
  );
  await tx.run(sql`
    update identifiant set secret = ${hache}, secret_genre = ${genre}, secret_le = ${le}, echecs = 0, attendre_jusqu_a = null where id = ${id}`);
  await tx.run(sql`
    delete from ancien_secret where identifiant_id = ${id} and id not in (
      select id from ancien_secret where identifiant_id = ${id} order by id desc limit 4)`);
  await tx.run(sql`delete from jeton where identifiant_id = ${id} and utilise_le is null`);
}

/** Ends the sessions of a person, but the one where she acts. Answers how many. */
export const deleteSessions = (tx: Tx, id: number, sauf: string | undefined): Promise<number> =>
  tx.run(sql`delete from session where sess #>> '{passport,user}' = ${String(id)} and sid is distinct from ${sauf ?? null}`);

/** Her own data, as given at the first access. */
export async function updateDonnees(
  tx: Tx,
  { collaborateur_id, agent_id }: Pick<Personne, 'collaborateur_id' | 'agent_id'>,
  { prenom, nom, langue }: { prenom: string; nom: string; langue: Language },
): Promise<void> {
  const values = join([sql`prenom = ${prenom}`, sql`nom = ${nom}`, sql`langue = ${langue}`]);
  if (collaborateur_id !== null) await tx.run(sql`update collaborateur set ${values} where id = ${collaborateur_id}`);
  else await tx.run(sql`update agent set ${values} where id = ${agent_id}`);
}
