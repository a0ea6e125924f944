/** What some beneficiaries of the demonstration do besides: letters that the law gives no effect, calls in every state. In sets, always the same. */
import { sql, type Tx } from '../../src/kit/database.js';
import { addDays, startOfDay, type Day } from '../../src/kit/dates.js';

const RECOURS_JOURS = 20;

export async function mettreEnJeu(tx: Tx, today: Day): Promise<void> {
  await lettresSansEffet(tx, today);
  await appelsPayes(tx, today);
  await appelsEnCours(tx, addDays(today, -1));
}

/** By e-mail to the insurer, on private retentions. */
const lettresSansEffet = (tx: Tx, today: Day) =>
  tx.run(sql`
    with choisies as (
      select c.id, c.compte_id, k.conseiller_id, ${today}::date - 8 * row_number() over (order by c.id)::int as le
      from caution c join compte k on k.id = c.compte_id
      where c.type_credit = 'RG_PRIV' and c.etat = 'effective' and c.date_effet < ${today}::date - 90 and c.id % 11 = 3 order by c.id limit 5
    ), ecrites as (
      insert into opposition (compte_id, caution_id, envoyee_le, recue_le, forme, motif, issue, levee_le, agent_id, enregistree_le)
      select compte_id, id, le - 1, le, 'simple', 'Réserves non levées, annoncées par e-mail.', 'sans_effet', le, conseiller_id, le + time '10:00'
      from choisies returning compte_id, caution_id, agent_id, enregistree_le, motif
    )
    insert into journal (compte_id, le, acte, sujet, sujet_id, agent_id, qui, origine, commentaire, details)
    select e.compte_id, e.enregistree_le, 'caution_ecarter_opposition', 'caution', e.caution_id, g.id, trim(g.prenom || ' ' || g.nom), '', e.motif, '{}'
    from ecrites e join agent g on g.id = e.agent_id`);

/** Cautions that are exhausted: paid whole, and recovered whole, by half or not yet. */
async function appelsPayes(tx: Tx, today: Day): Promise<void> {
  await tx.run(sql`
    insert into appel (compte_id, caution_id, etat, version, recu_le, montant, motif, decider_avant, agent_id, enregistre_le, clos_le)
    select c.compte_id, c.id, 'paye', 3, o.recue_le, c.montant, o.motif, o.recue_le + 30, k.conseiller_id, o.recue_le + time '11:00', c.terminee_le
    from caution c join compte k on k.id = c.compte_id join opposition o on o.caution_id = c.id where c.etat = 'appelee' order by c.id`);
  await tx.run(sql`
    insert into paiement (compte_id, appel_id, le, montant, agent_id, ecrit_le)
    select p.compte_id, p.id, (p.clos_le at time zone 'Europe/Paris')::date, p.montant, p.agent_id, p.clos_le from appel p order by p.id`);
  await tx.run(sql`
    insert into recouvrement (compte_id, appel_id, le, montant, agent_id, ecrit_le)
    select compte_id, id, le, montant, agent_id, le + time '09:00' from (
      select p.compte_id, p.id, p.agent_id, (p.clos_le at time zone 'Europe/Paris')::date + ${RECOURS_JOURS}::int as le,
        case when p.id % 3 = 1 then p.montant else trunc(p.montant / 2) end as montant
      from appel p where p.id % 3 > 0) r
    where le < ${today}::date and montant > 0 order by id`);
}

/** As of the day before: two received, two examined, two paid in part, one refused, one taken back. */
async function appelsEnCours(tx: Tx, veille: Day): Promise<void> {
  const midi = new Date(startOfDay(veille).getTime() + 12 * 3_600_000);
  await tx.run(sql`
    insert into appel (compte_id, caution_id, etat, version, recu_le, montant, motif, decider_avant, reponse, agent_id, enregistre_le, clos_le)
    select x.compte_id, x.id, x.etat, case x.etat when 'recu' then 1 else 2 end, x.le, x.montant, x.motif, x.le + 30,
      case x.etat when 'refuse' then 'Les travaux réclamés ne sont pas au marché.' when 'retire' then 'Demande retirée après accord des parties.' else '' end,
      x.conseiller_id, x.le + time '06:00', case when x.etat in ('refuse', 'retire') then ${midi}::timestamptz end
    from (
      select c.id, c.compte_id, k.conseiller_id, o.motif, trunc(c.montant / 2) as montant,
        greatest(o.recue_le, ${veille}::date - 3 * row_number() over (order by c.id)::int) as le,
        (array['recu', 'examen', 'paye_en_partie', 'refuse', 'retire', 'recu', 'examen', 'paye_en_partie'])[row_number() over (order by c.id)] as etat
      from caution c join compte k on k.id = c.compte_id join lateral (
        select o.motif, o.recue_le from opposition o where o.caution_id = c.id and o.levee_le is null order by o.id limit 1) o on true
      where c.etat = 'en_opposition' and c.type_credit not like '%RG%' and o.recue_le < ${veille}::date order by c.id limit 8) x`);
  await tx.run(sql`
    insert into journal (compte_id, le, acte, sujet, sujet_id, agent_id, qui, origine, commentaire, details)
    select p.compte_id, p.enregistre_le, 'caution_mettre_en_jeu', 'caution', p.caution_id, g.id, trim(g.prenom || ' ' || g.nom), '', p.motif,
      jsonb_build_object('montant', p.montant::text)
    from appel p join agent g on g.id = p.agent_id where p.etat <> 'paye' order by p.id`);
  await tx.run(sql`
    insert into paiement (compte_id, appel_id, le, montant, agent_id, ecrit_le)
    select p.compte_id, p.id, ${veille}::date, trunc(p.montant / 2), p.agent_id, ${midi}::timestamptz from appel p where p.etat = 'paye_en_partie' order by p.id`);
  const payes = sql`
    from appel p join paiement v on v.appel_id = p.id join caution c on c.id = p.caution_id join autorisation a on a.id = c.autorisation_id
      join agent g on g.id = p.agent_id where p.etat = 'paye_en_partie'`;
  await tx.run(sql`
    insert into mouvement (compte_id, contrat_id, ligne_id, autorisation_id, caution_id, nature, montant, le)
    select c.compte_id, c.contrat_id, a.ligne_id, c.autorisation_id, c.id, 'appel', -v.montant, v.ecrit_le ${payes} order by p.id`);
  await tx.run(sql`
    update caution x set montant = x.montant - s.montant, version = x.version + 1 from (select c.id, sum(v.montant) as montant ${payes} group by c.id) s where s.id = x.id`);
  await tx.run(sql`
    insert into journal (compte_id, le, acte, sujet, sujet_id, agent_id, qui, origine, commentaire, details)
    select p.compte_id, v.ecrit_le, 'appel_payer', 'caution', p.caution_id, g.id, trim(g.prenom || ' ' || g.nom), '', '', '{}' ${payes} order by p.id`);
}
