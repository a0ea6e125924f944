/** SQL that changes the organisation. Every change of an account's tree waits for the one before it. */
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import type { EtatEntite, FicheEntite } from './entite.js';

export const insert = async (tx: Tx, compteId: number, parentId: number, f: FicheEntite): Promise<number> =>
  (
    await tx.row<{ id: number }>(sql`
      insert into entite (compte_id, parent_id, chemin, nom, forme, siren, siret, immatriculation, adresse, pays, etat,
        contact_nom, contact_email, contact_telephone)
      values (${compteId}, ${parentId}, '{}', ${f.nom}, ${f.forme}, ${f.siren}, ${f.siret}, ${f.immatriculation}, ${f.adresse}, ${f.pays},
        'brouillon', ${f.contact_nom}, ${f.contact_email}, ${f.contact_telephone}) returning id`)
  )?.id ?? 0;

export const update = (tx: Tx, id: number, f: FicheEntite) =>
  tx.run(sql`
    update entite set nom = ${f.nom}, forme = ${f.forme}, siren = ${f.siren}, siret = ${f.siret}, immatriculation = ${f.immatriculation},
      adresse = ${f.adresse}, pays = ${f.pays}, contact_nom = ${f.contact_nom}, contact_email = ${f.contact_email},
      contact_telephone = ${f.contact_telephone}, version = version + 1
    where id = ${id}`);

export const updateParent = (tx: Tx, id: number, parentId: number) =>
  tx.run(sql`update entite set parent_id = ${parentId}, version = version + 1 where id = ${id}`);

/** Moves an entity to a state, only from the version that was read; `set` adds columns. 0: somebody was faster. */
export const updateEtat = (
  tx: Tx,
  { id, version }: { readonly id: number; readonly version: number },
  etat: EtatEntite,
  set: Sql = empty,
) => tx.run(sql`update entite set etat = ${etat}, version = version + 1 ${set} where id = ${id} and version = ${version}`);

export const remove = (tx: Tx, id: number) => tx.run(sql`delete from entite where id = ${id}`);

/** The insurer's two advisers of an account, as mail needs them. */
export const listConseillers = (tx: Tx, compteId: number): Promise<{ email: string; langue: 'fr' | 'en' }[]> =>
  tx.rows(sql`
    select distinct a.email, a.langue from compte k join agent a on a.id in (k.conseiller_id, k.charge_id)
    where k.id = ${compteId} and a.actif`);
