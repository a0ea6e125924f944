/** SQL of a file: what stands around a caution, for whoever decides on it. */
import { suiviPar } from '../droits/suivi.sql.js';
import type { Agent } from '../droits/acteur.js';
import { jsonRow, jsonRows } from '../kit/json-rows.js';
import { sql, type Sql, type Tx } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import type { Autour, SujetDeDossier } from './dossier.js';

const AUTRES = 6;

/** What stands around a caution, and whose file it is among the staff. */
export const findAutour = (
  tx: Tx,
  agent: Pick<Agent, 'id'>,
  cautionId: number,
  { sujet, id, jour }: { readonly sujet: SujetDeDossier; readonly id: number; readonly jour: Day },
): Promise<Autour | undefined> =>
  tx.row<Autour>(sql`
    select jsonb_build_object('nom', q.numero, 'plafond', q.plafond::text, 'utilise', q.utilise::text) as contrat,
      jsonb_build_object('nom', l.libelle, 'plafond', l.plafond::text, 'utilise', l.utilise::text) as ligne,
      jsonb_build_object('nom', e.nom, 'plafond', a.autorise::text, 'utilise', a.utilise::text) as autorisation,
      ${jsonRows(sql`select c.numero, c.etat, c.beneficiaire, c.montant::text, c.devise from caution c
        where c.compte_id = x.compte_id and c.id <> x.id and c.etat in ('en_attente', 'effective', 'en_opposition') order by c.id desc limit ${AUTRES}`)} as autres,
      (select count(*)::int from caution c where c.compte_id = x.compte_id and c.id <> x.id and c.etat in ('effective', 'en_opposition')) as nombre,
      ${jsonRows(sql`select f.devise, count(*)::int as nombre, sum(f.montant)::text as montant, min(f.echeance) as depuis from facture f
        where f.compte_id = x.compte_id and f.nature = 'facture' and f.soldee_le is null and f.echeance < ${jour}::date group by 1 order by 1`)} as impayes,
      ${jsonRows(sql`select d.objet, d.echeance from demande_document d where d.compte_id = x.compte_id and d.recu_le is null order by d.echeance limit ${AUTRES}`)} as documents,
      ${suiviPar(agent.id)} as suivi,
      ${jsonRow(sql`select p.agent_id, trim(g.prenom || ' ' || g.nom) as par, p.le, p.mot from prise p join agent g on g.id = p.agent_id
        where p.sujet = ${sujet} and p.sujet_id = ${id}`)} as prise,
      (select g.decide_jusqua::text from agent g where g.id = ${agent.id}) as limite,
      ${jsonRows(sql`
        select f.id, f.nom, f.taille from fichier f where f.id in (
          select p.fichier_id from piece p where p.demande_id = x.demande_id
          union all select j.fichier_id from jointe j where j.sujet = 'caution' and j.sujet_id = x.id
          union all select j.fichier_id from jointe j where j.sujet = ${sujet} and j.sujet_id = ${id}) order by f.id`)} as pieces
    from caution x join compte k on k.id = x.compte_id join entite e on e.id = x.entite_id join contrat q on q.id = x.contrat_id
      join autorisation a on a.id = x.autorisation_id join ligne l on l.id = a.ligne_id where x.id = ${cautionId}`);

/** Takes a file over, from whoever had it. */
export const prendre = (
  tx: Tx,
  agent: Agent,
  { sujet, id, compteId, mot, le }: { sujet: SujetDeDossier; id: number; compteId: number; mot: string; le: Date },
) =>
  tx.run(sql`
    insert into prise (compte_id, sujet, sujet_id, agent_id, le, mot) values (${compteId}, ${sujet}, ${id}, ${agent.id}, ${le}, ${mot})
    on conflict (sujet, sujet_id) do update set agent_id = excluded.agent_id, le = excluded.le, mot = excluded.mot`);

/** Where a thing that may be taken over is kept, beside the caution that it is about. */
const TABLES: Readonly<Record<Exclude<SujetDeDossier, 'caution'>, Sql>> = {
  mainlevee: sql`mainlevee`,
  opposition: sql`opposition`,
  avenant: sql`avenant`,
  revision: sql`revision`,
  appel: sql`appel`,
  document: sql`demande_document`,
  acte: sql`expedition`,
};

/** True of the caution itself, or of a thing that is about it. */
export const porteSur = async (
  tx: Tx,
  cautionId: number,
  { sujet, id }: { readonly sujet: SujetDeDossier; readonly id: number },
): Promise<boolean> =>
  sujet === 'caution'
    ? id === cautionId
    : (await tx.row(sql`select from ${TABLES[sujet]} where id = ${id} and caution_id = ${cautionId}`)) !== undefined;
