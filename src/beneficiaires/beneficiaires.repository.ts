/** SQL of what beneficiaries say: under the system scope, since nobody is known. */
import { sql, type Sql, type Tx } from '../kit/database.js';
import type { ActeTenu, Demarche, GesteBeneficiaire } from './demarche.js';

/** The act of a control code. */
export const findActeTenu = (tx: Tx, code: string): Promise<ActeTenu | undefined> => tenuDe(tx, sql`a.code = ${code}`);
/** The latest act of a caution. */
export const findTenuDeCaution = (tx: Tx, cautionId: number): Promise<ActeTenu | undefined> =>
  tenuDe(tx, sql`a.caution_id = ${cautionId} order by a.version desc limit 1`);

const tenuDe = (tx: Tx, condition: Sql): Promise<ActeTenu | undefined> =>
  tx.row<ActeTenu>(sql`
    select c.id as caution_id, c.compte_id, c.numero, c.etat, y.liberation, c.beneficiaire, c.donneur_ordre ->> 'nom' as entite, c.devise,
      c.acte_version > a.version as remplace,
      exists (select from mainlevee m where m.caution_id = c.id and m.etat in ('transmise', 'document_demande')) as "enCours",
      coalesce((select sum(m.montant) from mouvement m where m.caution_id = c.id), 0)::text as reste,
      a.composition ->> 'langue' as langue, coalesce(c.valeurs ->> 'beneficiaire_email', '') as email, g.nom as garant
    from acte a join caution c on c.id = a.caution_id join type_credit y on y.code = c.type_credit join garant g on g.id = c.garant_id where ${condition}`);

/** How many codes were sent for a caution since an instant. */
export const countDemarches = async (tx: Tx, cautionId: number, depuis: Date): Promise<number> =>
  (await tx.one<{ n: number }>(sql`select count(*)::int as n from demarche where caution_id = ${cautionId} and creee_le >= ${depuis}`)).n;

export const insertDemarche = (
  tx: Tx,
  { caution_id: cautionId, compte_id: compteId }: ActeTenu,
  geste: GesteBeneficiaire,
  { signataire, mots, montant }: Demarche,
  { le, expire }: { le: Date; expire: Date },
): Promise<{ id: number; jeton: string }> =>
  tx.one(sql`
    insert into demarche (compte_id, caution_id, geste, signataire, mots, montant, creee_le, expire_le)
    values (${compteId}, ${cautionId}, ${geste}, ${signataire}, ${mots}, ${montant}, ${le}, ${expire}) returning id, jeton`);

export interface DemarcheEcrite extends Demarche {
  readonly id: number;
  readonly caution_id: number;
  readonly compte_id: number;
  readonly geste: GesteBeneficiaire;
  readonly essais: number;
  readonly expire_le: Date;
  readonly confirmee_le: Date | null;
}

export const lockDemarche = (tx: Tx, jeton: string): Promise<DemarcheEcrite | undefined> =>
  tx.row<DemarcheEcrite>(sql`
    select id, caution_id, compte_id, geste, signataire, mots, montant::text, essais, expire_le, confirmee_le from demarche
    where jeton = ${jeton}::uuid for update`);

/** One more wrong code. */
export const countEssai = (tx: Tx, id: number) => tx.run(sql`update demarche set essais = essais + 1 where id = ${id}`);
export const confirm = (tx: Tx, id: number, le: Date) => tx.run(sql`update demarche set confirmee_le = ${le} where id = ${id}`);

/** The release that the beneficiary gives himself: the insurer reads it with the others. */
export const insertMainlevee = (tx: Tx, { caution_id: cautionId, compte_id: compteId, signataire, montant }: DemarcheEcrite, le: Date) =>
  tx.run(sql`
    insert into mainlevee (compte_id, caution_id, motif, donnees, montant, etat, demandee_le)
    values (${compteId}, ${cautionId}, 'beneficiaire', ${JSON.stringify({ signataire })}, ${montant}, 'transmise', ${le})`);
