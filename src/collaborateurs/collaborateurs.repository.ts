/** SQL of the people of an account and of their rights. */
import { sql, type Tx } from '../kit/database.js';
import type { Fiche } from './collaborateur.js';
import { writeDroits } from './collaborateur.sql.js';

export interface CollaborateurRow extends Fiche {
  readonly id: number;
  readonly email: string;
  readonly actif: boolean;
  readonly version: number;
  readonly derniere_connexion: Date | null;
}

/** One person with his rights; undefined when he is not of the account. Lists are sorted, so that two readings compare. */
export const find = (tx: Tx, compteId: number, id: number): Promise<CollaborateurRow | undefined> =>
  tx.row<CollaborateurRow>(sql`
    select c.id, c.email, c.prenom, c.nom, c.langue, c.profils, c.actif, c.version,
      (select x.derniere_connexion from dernieres_connexions(array[c.id]) x) as derniere_connexion,
      coalesce((select json_agg(json_build_object('entite_id', p.entite_id, 'avec_descendants', p.avec_descendants) order by p.entite_id)
        from perimetre p where p.collaborateur_id = c.id), '[]') as perimetre,
      coalesce((select json_agg(json_build_object('montant_max', trim_scale(g.montant_max)::text, 'devise', g.devise, 'types', g.types_credit, 'entite_id', g.entite_id)
        order by g.id) from delegation g where g.collaborateur_id = c.id), '[]') as delegations
    from collaborateur c where c.compte_id = ${compteId} and c.id = ${id}`);

export const emailTaken = async (tx: Tx, compteId: number, email: string): Promise<boolean> =>
  (await tx.row(sql`select from collaborateur where compte_id = ${compteId} and lower(email) = ${email}`)) !== undefined;

/** Which of these addresses, in lower case, already are people of the account. */
export const emailsTaken = async (tx: Tx, compteId: number, emails: readonly string[]): Promise<string[]> =>
  (
    await tx.rows<{ email: string }>(sql`
      select lower(email) as email from collaborateur where compte_id = ${compteId} and lower(email) = any (${emails}::text[])`)
  ).map(({ email }) => email);

/** Corrects the address of somebody who has never come in; false when he has. */
export const updateEmail = async (tx: Tx, id: number, email: string): Promise<boolean> =>
  (await tx.row<{ fait: boolean }>(sql`select corriger_courriel(${id}, ${email}) as fait`))?.fait ?? false;

/** Writes the person as decided, only over the version that was seen; 0 when somebody was faster. */
export async function update(tx: Tx, compteId: number, id: number, version: number, fiche: Fiche): Promise<number> {
  const faits = await tx.run(sql`
    update collaborateur set prenom = ${fiche.prenom}, nom = ${fiche.nom}, langue = ${fiche.langue}::text, profils = ${fiche.profils},
      version = version + 1
    where compte_id = ${compteId} and id = ${id} and version = ${version}`);
  if (faits > 0) await writeDroits(tx, compteId, id, fiche);
  return faits;
}

/** The currencies that the account's bonds are in, the euro always. */
export const listDevises = async (tx: Tx, compteId: number): Promise<string[]> =>
  (
    await tx.rows<{ devise: string }>(sql`
      select devise from (select 'EUR' as devise union select devise from autorisation where compte_id = ${compteId}
        union select devise from delegation where compte_id = ${compteId}) d
      order by devise <> 'EUR', devise`)
  ).map(({ devise }) => devise);

/** Suspends or restores, only from the version that was seen; 0 when somebody was faster, or it was already so. */
export const updateActif = (tx: Tx, compteId: number, id: number, version: number, actif: boolean, le: Date): Promise<number> =>
  tx.run(sql`
    update collaborateur set actif = ${actif}, suspendu_le = ${actif ? null : le}::timestamptz, version = version + 1
    where compte_id = ${compteId} and id = ${id} and version = ${version} and actif <> ${actif}`);

/** Every entity of the account, by whatever may name it in a file. */
export const listEntites = (tx: Tx, compteId: number): Promise<EntiteNommee[]> =>
  tx.rows<EntiteNommee>(sql`select id, nom, siret, numero_client from entite where compte_id = ${compteId} order by id`);

export interface EntiteNommee {
  readonly id: number;
  readonly nom: string;
  readonly siret: string | null;
  readonly numero_client: string | null;
}
