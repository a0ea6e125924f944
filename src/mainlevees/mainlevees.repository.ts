/** SQL of the releases. */
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import type { EtatMainlevee, MainleveeVue } from './mainlevee.js';
import type { MainleveeDemandee } from './mainlevee.form.js';

const VUE = sql`
  select m.id, m.version, m.compte_id, m.caution_id, c.numero as caution, c.etat as caution_etat, c.devise, m.motif, m.donnees, m.montant::text, m.etat,
    m.reponse, m.demandee_le, m.decidee_le, (select trim(p.prenom || ' ' || p.nom) from collaborateur p where p.id = m.demandee_par) as par
  from mainlevee m join caution c on c.id = m.caution_id`;

export const find = (tx: Tx, id: number): Promise<MainleveeVue | undefined> => tx.row<MainleveeVue>(sql`${VUE} where m.id = ${id}`);

export const findCautionId = async (tx: Tx, id: number): Promise<number | undefined> =>
  (await tx.row<{ caution_id: number }>(sql`select caution_id from mainlevee where id = ${id}`))?.caution_id;

/** Moves it where its version is still the one read; answers how many rows moved. */
export const move = (tx: Tx, { id, version }: MainleveeVue, etat: EtatMainlevee, set: Sql = empty): Promise<number> =>
  tx.run(sql`update mainlevee set etat = ${etat}, version = version + 1 ${set} where id = ${id} and version = ${version}`);

interface LiberableRow {
  readonly en_ligne: boolean;
  readonly partielle: boolean;
  readonly liberation: 'libre' | 'paiement';
  readonly en_cours: boolean;
  /** An amendment of it is under way. */
  readonly amende: boolean;
  readonly editee_le: Date | null;
  readonly reste: string;
}

/** What is known of a caution when its release is asked. */
export const findLiberable = (tx: Tx, cautionId: number): Promise<LiberableRow> =>
  tx.one<LiberableRow>(sql`
    select p.mainlevee_en_ligne as en_ligne, p.mainlevee_partielle as partielle, t.liberation,
      exists (select from mainlevee m where m.caution_id = c.id and m.etat in ('transmise', 'document_demande')) as en_cours,
      exists (select from avenant v where v.caution_id = c.id and v.etat in ('a_valider', 'consentement_attendu', 'en_attente')) as amende,
      (select min(ed.le) from edition ed join acte a on a.id = ed.acte_id where a.caution_id = c.id) as editee_le,
      coalesce((select sum(m.montant) from mouvement m where m.caution_id = c.id), 0)::text as reste
    from caution c join produit p on p.code = c.produit join type_credit t on t.code = c.type_credit where c.id = ${cautionId}`);

export const insert = async (
  tx: Tx,
  { compteId, cautionId, par, le, etat }: { compteId: number; cautionId: number; par: number | null; le: Date; etat: EtatMainlevee },
  { motif, donnees, montant }: MainleveeDemandee,
): Promise<number> =>
  (
    await tx.one<{ id: number }>(sql`
      insert into mainlevee (compte_id, caution_id, motif, donnees, montant, etat, demandee_par, demandee_le, decidee_le)
      values (${compteId}, ${cautionId}, ${motif}, ${JSON.stringify(donnees)}, ${montant}, ${etat}, ${par}, ${le}, ${etat === 'accordee' ? le : null})
      returning id`)
  ).id;

export const insertDocument = async (
  tx: Tx,
  { compte_id: compteId, caution_id: cautionId, id }: MainleveeVue,
  { objet, echeance, agentId, le }: { objet: string; echeance: Day; agentId: number; le: Date },
): Promise<number> =>
  (
    await tx.one<{ id: number }>(sql`
      insert into demande_document (compte_id, entite_id, caution_id, mainlevee_id, objet, echeance, agent_id, demandee_le)
      select ${compteId}::int, c.entite_id, c.id, ${id}::bigint, ${objet}, ${echeance}::date, ${agentId}::int, ${le}::timestamptz
      from caution c where c.id = ${cautionId} returning id`)
  ).id;

/** The first one that waits in the agent's queue. */
export const findSuivante = (tx: Tx, suivi: Sql) =>
  tx.row<{ id: number }>(sql`
    select m.id from mainlevee m join compte k on k.id = m.compte_id where m.etat = 'transmise' and ${suivi} order by m.demandee_le, m.id limit 1`);

/** Whoever releases gives up what he opposed. */
export const dropOppositions = (tx: Tx, cautionId: number, le: Day): Promise<number> =>
  tx.run(sql`
    update opposition set version = version + 1, issue = 'levee', levee_le = ${le}::date
    where caution_id = ${cautionId} and levee_le is null`);
