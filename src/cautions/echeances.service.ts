/**
 * Nightly, and safe to run twice: a caution whose act prints its end becomes Échue the day after it, and gives back what it still
 * holds; a yearly guarantee that nobody denounced begins its next year.
 */
import { sql, type Database, type Sql } from '../kit/database.js';
import { today, type Clock, type Day } from '../kit/dates.js';
import { echeance, finie } from '../specimens/fin.sql.js';
import type { Item, Travail } from '../travaux/travail.js';
import { appelsOuverts } from './appels.sql.js';
import { EN_VIGUEUR } from './caution.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
}

/** Each caution alone: one that cannot end keeps its own amount, and nobody else's. */
export const echeances = ({ db, clock }: Deps): Travail => ({
  nature: 'echeance',
  aFaire: () => db.systeme.rows<Item>(sql`select c.id::text as cle, c.numero as nom, c.compte_id ${finies(today(clock))} order by c.id`),
  faire: ({ cle }) => echoir({ db, clock }, Number(cle)),
});

const finies = (jour: Day): Sql => sql`
  from caution c join texte_version t on t.id = c.texte_version_id where c.etat = 'effective' and ${finie(jour)}
    and not exists (select ${appelsOuverts(sql`c.id`)})`;

export const reconductions = ({ db, clock }: Deps): Travail => ({
  nature: 'reconduction',
  aFaire: () =>
    db.systeme.rows<Item>(sql`select c.id::text as cle, c.numero as nom, c.compte_id ${aReconduire(today(clock))} order by c.id`),
  faire: ({ cle }) =>
    db.systeme.rows(sql`
      with reconduites as (
        update caution x set date_fin = ${echeance(today(clock))} ${aReconduire(today(clock))} and c.id = x.id and c.id = ${Number(cle)}
        returning x.compte_id, x.id, x.date_fin)
      insert into journal (compte_id, le, acte, sujet, sujet_id, qui, details)
      select compte_id, ${clock()}::timestamptz, 'reconduction', 'caution', id, 'Cautionet', jsonb_build_object('fin', date_fin) from reconduites`),
});

const aReconduire = (jour: Day): Sql => sql`
  from caution c join texte_version t on t.id = c.texte_version_id
  where c.etat = any (${[...EN_VIGUEUR]}) and t.fin = 'annee' and c.date_fin < ${jour}::date`;

/** Locks in the house's order: contrat, ligne, autorisation, then the caution. */
const echoir = ({ db, clock }: Deps, id: number): Promise<void> =>
  db.systeme.transaction(async (tx) => {
    const le = clock();
    const autorisation = sql`autorisation a join caution c on c.autorisation_id = a.id where c.id = ${id}`;
    await Promise.all([
      tx.run(sql`select id from contrat where id = (select a.contrat_id from ${autorisation}) for no key update`),
      tx.run(sql`select id from ligne where id = (select a.ligne_id from ${autorisation}) for no key update`),
      tx.run(sql`select id from autorisation where id = (select a.id from ${autorisation}) for no key update`),
    ]);
    const ended = await tx.run(sql`
      update caution set etat = 'echue', terminee_le = ${le} where id in (select c.id ${finies(today(clock))} and c.id = ${id})`);
    if (ended === 0) return;
    await Promise.all([
      tx.run(sql`
        insert into mouvement (compte_id, contrat_id, ligne_id, autorisation_id, caution_id, nature, montant, le)
        select compte_id, contrat_id, ligne_id, autorisation_id, caution_id, 'echeance', -sum(montant), ${le}::timestamptz
        from mouvement where caution_id = ${id} group by 1, 2, 3, 4, 5 having sum(montant) <> 0`),
      tx.run(sql`
        insert into journal (compte_id, le, acte, sujet, sujet_id, qui)
        select compte_id, ${le}::timestamptz, 'echeance', 'caution', id, 'Cautionet' from caution where id = ${id}`),
    ]);
  });
