/** The beneficiaries that a person has met: those of the demandes in his perimeter, each as it was last written. */
import type { Collaborateur } from '../droits/acteur.js';
import { empty, sql, type Tx } from '../kit/database.js';
import { holds } from '../kit/search.js';
import { findFragments } from '../listes/fragments.sql.js';

/** What of a demande belongs to its beneficiary, beside the name: filled in with it. */
export const SIENS = [
  'beneficiaire_nature',
  'beneficiaire_pays',
  'beneficiaire_siret',
  'beneficiaire_adresse',
  'beneficiaire_service',
  'beneficiaire_email',
] as const;

/** Offered at once, and read to find them. */
const OFFERTS = 8;
const LUES = 300;

export interface Beneficiaire {
  readonly nom: string;
  readonly champs: Readonly<Partial<Record<(typeof SIENS)[number], string>>>;
}

/** Those whose name holds the words typed, the latest first. */
export async function listBeneficiaires(tx: Tx, { compteId, perimetre }: Collaborateur, typed: string): Promise<Beneficiaire[]> {
  const trouves = await findFragments(tx, { objet: 'demande', textes: [typed] });
  if (trouves === undefined) return [];
  return tx.rows<Beneficiaire>(sql`
    select nom, champs from (
      select distinct on (plier(x.beneficiaire)) x.id, x.beneficiaire as nom,
        (select coalesce(jsonb_object_agg(v.key, v.value), '{}') from jsonb_each_text(x.valeurs) v where v.key = any (${[...SIENS]}) and v.value <> '') as champs
      from (
        select id, beneficiaire, valeurs from demande x
        where x.compte_id = ${compteId} ${perimetre.tout ? empty : sql`and x.entite_id = any (${perimetre.entites})`}
          ${trouves === 'trop' ? empty : sql`and x.id = any (${trouves}::bigint[])`} and ${holds(sql`x.recherche`, typed)}
        order by x.id desc limit ${LUES}) x
      where ${holds(sql`plier(x.beneficiaire)`, typed)}
      order by plier(x.beneficiaire), x.id desc) b
    order by b.id desc limit ${OFFERTS}`);
}
