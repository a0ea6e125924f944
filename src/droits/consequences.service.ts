/** What a change of rights would break: it is made, looked at with the rules themselves, and rolled back until it is confirmed. */
import { sql, type Database, type Tx } from '../kit/database.js';
import { scopeOf, type Collaborateur } from './acteur.js';
import { dansSonPerimetre, peutValider } from './valideurs.sql.js';

/** A change that waits for a confirmation: the demandes that nobody could validate any more. */
export class AConfirmer extends Error {
  constructor(readonly numeros: readonly string[]) {
    super('to be confirmed');
    this.name = 'AConfirmer';
  }
}

/** What the person has already said yes to; undefined: was not asked yet. */
export type Confirmation = readonly string[] | undefined;

/** Demandes that wait for more validations than there are people to give them, or for a transmetteur who cannot. */
const bloquees = (tx: Tx): Promise<{ numero: string }[]> =>
  tx.rows(sql`
    select d.numero from demande d join entite e on e.id = d.entite_id join compte k on k.id = d.compte_id,
      lateral (
        select count(*) as nombre, coalesce(bool_or(c.id = k.transmetteur_id), false) as transmetteur from collaborateur c
        where c.compte_id = d.compte_id and c.actif and 'valideur' = any (c.profils)
          and ${dansSonPerimetre(sql`c.id`)} and ${peutValider(sql`c.id`)}) v
    where d.etat in ('a_valider', 'en_cours')
      and (v.nombre < d.validations_requises - d.validations_faites or (k.transmetteur_id is not null and not v.transmetteur))
    order by d.id`);

/**
 * Makes a change of rights, all or nothing. `change` answers whether it takes a right away. Throws AConfirmer, and changes nothing,
 * while the person has not said yes to exactly what it breaks. The account's row is a queue: two such changes never cross.
 */
export function changerDroits(
  db: Database,
  acteur: Collaborateur,
  confirmation: Confirmation,
  change: (tx: Tx) => Promise<{ readonly retire: boolean }>,
): Promise<void> {
  return db.transaction(scopeOf(acteur), async (tx) => {
    await tx.run(sql`select id from compte where id = ${acteur.compteId} for no key update`);
    const avant = new Set((await bloquees(tx)).map(({ numero }) => numero));
    const { retire } = await change(tx);
    if (!retire) return;
    const perdues = (await bloquees(tx)).map(({ numero }) => numero).filter((numero) => !avant.has(numero));
    if (!confirmation || perdues.some((numero) => !confirmation.includes(numero))) throw new AConfirmer(perdues);
  });
}
