/** SQL of the sign-in rules as administrators set them. */
import { sql, type Database, type Tx } from '../kit/database.js';
import type { Acteur } from '../droits/acteur.js';
import type { Reglage } from '../preuves/politique.js';
import type { Porteur } from './reglages.js';

/** Whose rules: an account's, or the insurer's own staff's. */
export interface Chez {
  readonly garantId: number;
  readonly compteId: number | null;
}

export const chez = (acteur: Acteur): Chez => ({
  garantId: acteur.garantId,
  compteId: acteur.genre === 'client' ? acteur.compteId : null,
});

/** One change at a time for the same rules: the second one sees what the first one did. */
export const lockRegles = (tx: Tx, { garantId, compteId }: Chez): Promise<unknown> =>
  tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`politique ${garantId} ${compteId ?? ''}`}, 0))`);

export const listRegles = (tx: Tx, { garantId, compteId }: Chez): Promise<Reglage[]> =>
  tx.rows<Reglage>(sql`
    select profil, secret, expire_mois, questions from politique
    where garant_id = ${garantId} and compte_id is not distinct from ${compteId}::int`);

export const findMontant = async (tx: Tx, { compteId }: Chez): Promise<string | null> =>
  (await tx.row<{ montant: string | null }>(sql`select round(confirmer_des, 2)::text as montant from compte where id = ${compteId}`))
    ?.montant ?? null;

/** The staff's rules: one row, which is never taken away. */
export const writeDuGarant = (tx: Tx, garantId: number, { secret, expire_mois: expireMois, questions }: Reglage) =>
  tx.run(sql`
    insert into politique (garant_id, secret, expire_mois, questions) values (${garantId}, ${secret}, ${expireMois}::smallint, ${questions})
    on conflict (garant_id, compte_id, profil) do update
      set secret = excluded.secret, expire_mois = excluded.expire_mois, questions = excluded.questions`);

/** An account's rules: those given, and no other. */
export async function writeDuCompte(tx: Tx, garantId: number, compteId: number, regles: readonly Reglage[]): Promise<void> {
  await tx.run(sql`delete from politique where compte_id = ${compteId}`);
  await tx.run(sql`
    insert into politique (garant_id, compte_id, profil, secret, expire_mois, questions)
    select ${garantId}::int, ${compteId}::int, r.profil, r.secret, r.expire_mois, r.questions
    from unnest(${regles.map((r) => r.profil)}::text[], ${regles.map((r) => r.secret)}::text[],
      ${regles.map((r) => r.expire_mois)}::smallint[], ${regles.map((r) => r.questions)}::boolean[])
      as r (profil, secret, expire_mois, questions)`);
}

export const updateMontant = (tx: Tx, compteId: number, montant: string | null) =>
  tx.run(sql`update compte set confirmer_des = ${montant}::numeric where id = ${compteId}`);

/** Everyone concerned who has a secret. Under the system scope: what belongs to a person at the door is read nowhere else. */
export const listPorteurs = ({ systeme }: Database, { garantId, compteId }: Chez): Promise<Porteur[]> =>
  systeme.rows<Porteur>(sql`
    select i.secret_genre, i.secret_le, coalesce(c.profils, '{}') as profils,
      i.totp is not null or exists (select from cle_acces p where p.identifiant_id = i.id) as facteur
    from identifiant i
      left join collaborateur c on c.id = i.collaborateur_id and c.actif and c.compte_id = ${compteId}::int
      left join agent a on a.id = i.agent_id and a.actif and ${compteId}::int is null and a.garant_id = ${garantId}
    where i.secret is not null and coalesce(c.id, a.id) is not null`);
