/** SQL of the documents that the insurer asks for. */
import type { Acteur } from '../droits/acteur.js';
import { suiviPar } from '../droits/suivi.sql.js';
import { dansSonPerimetre } from '../droits/valideurs.sql.js';
import { jointesDe } from '../documents/jointes.sql.js';
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import type { Item } from '../travaux/travail.js';
import type { DocumentVue, EtatDocument } from './document.js';

/** One document, as whoever asks for it or gives it sees it: a client his perimeter, the insurer his accounts. */
const vueDe = (acteur: Acteur, id: number): Sql => sql`
  select x.id, x.version, x.etat, x.compte_id, k.nom as client, e.nom as entite, x.objet, x.demandee_le, x.echeance, x.recu_le, x.reponse,
    x.caution_id, c.numero as caution, c.beneficiaire, x.mainlevee_id, ${jointesDe('document', sql`x.id`)} as jointes,
    ${acteur.genre === 'garant' ? suiviPar(acteur.id) : sql`false`} as suivi
  from demande_document x join compte k on k.id = x.compte_id join entite e on e.id = x.entite_id left join caution c on c.id = x.caution_id
  where x.id = ${id} ${acteur.genre === 'client' ? sql`and x.compte_id = ${acteur.compteId} and ${dansSonPerimetre(sql`${acteur.id}`)}` : empty}`;

export const find = (tx: Tx, acteur: Acteur, id: number): Promise<DocumentVue | undefined> => tx.row<DocumentVue>(vueDe(acteur, id));

/** The same under its lock. */
export async function lock(tx: Tx, acteur: Acteur, id: number): Promise<DocumentVue | undefined> {
  await tx.run(sql`select id from demande_document where id = ${id} for no key update`);
  return find(tx, acteur, id);
}

export const move = (tx: Tx, { id, version }: Pick<DocumentVue, 'id' | 'version'>, vers: EtatDocument, set: Sql = empty): Promise<number> =>
  tx.run(sql`update demande_document set etat = ${vers}, version = version + 1 ${set} where id = ${id} and version = ${version}`);

/** The oldest given one of the agent's own queue. */
export const findSuivant = (tx: Tx, agentId: number) =>
  tx.row<{ id: number }>(sql`
    select x.id from demande_document x join compte k on k.id = x.compte_id
    where x.etat = 'recu' and ${suiviPar(agentId)} order by x.recu_le, x.id limit 1`);

/** Those that are not given and whose day is within these. */
export const listARappeler = (tx: Tx, { du, au }: { readonly du: Day; readonly au: Day }): Promise<Item[]> =>
  tx.rows<Item>(sql`
    select x.id::text as cle, x.objet as nom, x.compte_id from demande_document x
    where x.etat = 'demande' and x.echeance between ${du}::date and ${au}::date order by x.echeance, x.id`);

/** What a reminder says of one that is still expected. */
export const findARappeler = (tx: Tx, id: number) =>
  tx.row<Pick<DocumentVue, 'id' | 'compte_id' | 'objet' | 'entite' | 'echeance' | 'caution_id' | 'caution'>>(sql`
    select x.id, x.compte_id, x.objet, e.nom as entite, x.echeance, x.caution_id, c.numero as caution
    from demande_document x join entite e on e.id = x.entite_id left join caution c on c.id = x.caution_id
    where x.id = ${id} and x.etat = 'demande'`);
