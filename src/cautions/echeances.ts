/** Nightly: cautions whose text has a firm end become Échues the day after it, and give their amount back. Safe to run twice. */
import { sql, type Database } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';

/** Locks in the house's order (contrat, ligne, autorisation, then cautions); answers how many ended. */
export const echoir = ({ db, clock }: { db: Database; clock: Clock }): Promise<number> =>
  db.systeme.transaction(async (tx) => {
    const [jour, le] = [today(clock), clock()];
    const finies = sql`
      select c.id, c.autorisation_id from caution c join texte_version t on t.id = c.texte_version_id
      where c.etat = 'effective' and c.date_fin < ${jour} and t.fin_ferme`;
    await Promise.all([
      tx.run(
        sql`select id from contrat where id in (select a.contrat_id from autorisation a join (${finies}) f on f.autorisation_id = a.id) order by id for no key update`,
      ),
      tx.run(
        sql`select id from ligne where id in (select a.ligne_id from autorisation a join (${finies}) f on f.autorisation_id = a.id) order by id for no key update`,
      ),
      tx.run(sql`select id from autorisation where id in (select autorisation_id from (${finies}) f) order by id for no key update`),
    ]);
    const ended = await tx.rows<{ id: number }>(sql`
      update caution set etat = 'echue', terminee_le = ${le} where id in (select id from (${finies}) f) and etat = 'effective' returning id`);
    const ids = ended.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await Promise.all([
      tx.run(sql`
        insert into mouvement (compte_id, contrat_id, ligne_id, autorisation_id, caution_id, nature, montant, le)
        select c.compte_id, c.contrat_id, a.ligne_id, c.autorisation_id, c.id, 'echeance', -c.montant, ${le}::timestamptz
        from caution c join autorisation a on a.id = c.autorisation_id where c.id = any (${ids})`),
      tx.run(sql`
        insert into journal (compte_id, le, acte, sujet, sujet_id, qui)
        select compte_id, ${le}::timestamptz, 'echeance', 'caution', id, 'Cautionet' from caution where id = any (${ids})`),
    ]);
    return ids.length;
  });
