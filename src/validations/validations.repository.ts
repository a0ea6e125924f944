/** SQL of validation and transmission: a set of demandes at once, always locked contrat, ligne, autorisation, demande, number. */
import { dansSonPerimetre, peutValider } from '../droits/valideurs.sql.js';
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import { parisDay, type Day } from '../kit/dates.js';
import type { FaitsRow } from '../cautions/faits.js';
import { selectFaits } from '../cautions/faits.sql.js';
import type { DemandeVue } from '../demandes/situation.js';
import { numeroDe, takeNumeros } from '../numeros/numeros.sql.js';
import type { Collaborateur } from '../droits/acteur.js';
import type { TexteDeRegles } from '../specimens/coherence.js';
import type { CautionCreee, Conclue, Place, Transmission } from './validation.js';

const attendues = (compteId: number, numeros: readonly string[]) => sql`
  select a.* from demande d join autorisation a on a.id = d.autorisation_id
  where d.compte_id = ${compteId} and d.numero = any (${numeros}) and d.etat in ('a_valider', 'en_cours')`;

/** Demandes that this validation would transmit, as far as can be known before they are locked. */
const aTransmettre = (compteId: number, numeros: readonly string[]) =>
  sql`${attendues(compteId, numeros)} and d.validations_faites + 1 >= d.validations_requises`;

/** Locks the ceilings, then the demandes; answers the rooms. The statements leave together. */
export async function lock(tx: Tx, compteId: number, numeros: readonly string[]): Promise<Place[]> {
  const source = aTransmettre(compteId, numeros);
  const [contrats, lignes, autorisations] = await Promise.all([
    tx.rows<Place>(sql`select 'contrat' as genre, k.id, k.plafond, k.utilise, k.devise from contrat k
      where k.id in (select contrat_id from (${source}) s) order by k.id for no key update`),
    tx.rows<Place>(sql`select 'ligne' as genre, l.id, l.plafond, l.utilise, k.devise from ligne l join contrat k on k.id = l.contrat_id
      where l.id in (select ligne_id from (${source}) s) order by l.id for no key update of l`),
    tx.rows<Place>(sql`select 'autorisation' as genre, a.id, a.autorise as plafond, a.utilise, a.devise from autorisation a
      where a.id in (select id from (${source}) s) order by a.id for no key update`),
    tx.rows(sql`select id from demande where compte_id = ${compteId} and numero = any (${numeros}) order by id for no key update`),
  ]);
  return [...contrats, ...lignes, ...autorisations];
}

/** True when one of these demandes reaches the amount from which the account asks again who validates. */
export const needsProof = async (tx: Tx, { compteId }: Collaborateur, ids: readonly number[]): Promise<boolean> =>
  (await tx.row(sql`
    select from demande d join compte k on k.id = d.compte_id
    where d.compte_id = ${compteId} and d.id = any (${ids}) and d.montant >= k.confirmer_des limit 1`)) !== undefined;

/** The rooms without locks, for a forecast: those of demandes that other validations will follow as well. */
export const listPlaces = (tx: Tx, compteId: number, numeros: readonly string[]): Promise<Place[]> => {
  const source = attendues(compteId, numeros);
  return tx.rows<Place>(sql`
    select 'contrat' as genre, id, plafond, utilise, devise from contrat where id in (select contrat_id from (${source}) s)
    union all select 'ligne', l.id, l.plafond, l.utilise, k.devise from ligne l join contrat k on k.id = l.contrat_id
      where l.id in (select ligne_id from (${source}) s)
    union all select 'autorisation', id, autorise, utilise, devise from autorisation where id in (select id from (${source}) s)`);
};

/** The facts of these demandes, in the order of their numbers. */
export const listFaits = (tx: Tx, compteId: number, numeros: readonly string[], aujourdhui: Day): Promise<FaitsRow[]> =>
  tx.rows<FaitsRow>(
    sql`${selectFaits(sql`demande v`, aujourdhui)} where v.compte_id = ${compteId} and v.numero = any (${numeros}) order by v.id`,
  );

/** What the rules look at of the versions of texts that these demandes are written with, each once. */
export const listTextes = async (tx: Tx, compteId: number, numeros: readonly string[]): Promise<ReadonlyMap<number, TexteDeRegles>> =>
  new Map(
    (
      await tx.rows<{ id: number; texte: TexteDeRegles }>(sql`
        select id, jsonb_build_object('variables', contenu -> 'variables', 'limites', contenu -> 'limites', 'fin', fin, 'langue', langue) as texte
        from texte_version where id in (select texte_version_id from demande where compte_id = ${compteId} and numero = any (${numeros}))`)
    ).map(({ id, texte }) => [id, texte]),
  );

export const insertValidations = (
  tx: Tx,
  compteId: number,
  validations: readonly { readonly demande: DemandeVue; readonly par: Pick<Collaborateur, 'id'> }[],
  le: Date,
) =>
  tx.run(sql`
    insert into validation (compte_id, demande_id, tour, collaborateur_id, rang, le)
    select ${compteId}::int, v.id, v.tour, v.par, v.rang, ${le}::timestamptz
    from unnest(${validations.map((v) => v.demande.id)}::bigint[], ${validations.map((v) => v.demande.tour)}::smallint[],
      ${validations.map((v) => v.par.id)}::int[], ${validations.map((v) => v.demande.validations_faites + 1)}::smallint[]) as v (id, tour, par, rang)`);

/** Moves validated demandes on; fails unless all of them move. */
export const updateDemandes = (tx: Tx, demandes: readonly { readonly demande: DemandeVue; readonly vers: string }[], le: Date) =>
  tx.run(sql`
    with avancees as (
    update demande d set etat = v.vers, version = d.version + 1, validations_faites = d.validations_faites + 1,
      transmise_le = case when v.vers = 'transmise' then ${le}::timestamptz end
    from unnest(${demandes.map((d) => d.demande.id)}::bigint[], ${demandes.map((d) => d.demande.version)}::int[],
      ${demandes.map((d) => d.vers)}::text[]) as v (id, version, vers)
    where d.id = v.id and d.version = v.version returning 1)
    select exiger(${demandes.length}::int, count(*)) from avancees`);

/** What a result page says of each demande, as it now stands; those not in sight are left out. */
export const listConclues = (tx: Tx, { id, compteId }: Collaborateur, numeros: readonly string[]): Promise<Conclue[]> =>
  tx.rows<Conclue>(sql`
    select d.numero, d.beneficiaire, e.nom as entite, d.montant, d.devise, c.controle
    from demande d join entite e on e.id = d.entite_id left join caution c on c.demande_id = d.id
    where d.compte_id = ${compteId} and d.numero = any (${numeros}) and ${dansSonPerimetre(sql`${id}`)}`);

/** The demande that waits for this person after one of that number, or else the first one; undefined when none does. */
export const findSuivante = (tx: Tx, { id, compteId }: Collaborateur, numero: string) => {
  const attendue = (apres: Sql) => sql`(
    select d.numero, d.beneficiaire from demande d join entite e on e.id = d.entite_id
    where d.compte_id = ${compteId} and ${dansSonPerimetre(sql`${id}`)} and ${peutValider(sql`${id}`)} ${apres} order by d.id limit 1)`;
  return tx.row<{ numero: string; beneficiaire: string }>(
    sql`${attendue(sql`and d.numero > ${numero}`)} union all ${attendue(empty)} limit 1`,
  );
};

const rang = sql`(n.premier + t.ordre - 1)::int`;

/**
 * Creates the cautions in the order given, numbers of their insurer taken in the same statement: no gap, no duplicate. An effect left
 * open is the day on which the caution becomes effective: one that waits does not have it yet.
 */
export const insertCautions = (
  tx: Tx,
  compteId: number,
  transmissions: readonly Transmission[],
  annee: number,
  le: Date,
): Promise<CautionCreee[]> =>
  tx.rows<CautionCreee>(sql`
    with n as materialized (
      select k.garant_id, ${takeNumeros(sql`k.garant_id`, 'caution', annee, sql`${transmissions.length}::int`)} as premier
      from compte k where k.id = ${compteId})
    insert into caution (compte_id, garant_id, numero, annee, rang, demande_id, entite_id, contrat_id, autorisation_id, produit, type_credit,
      texte_version_id, montant, devise, beneficiaire, marche, objet, date_effet, date_fin, valeurs, donneur_ordre, etat, controle,
      edition_deportee, a_sceller, creee_le, effective_le)
    select ${compteId}::int, n.garant_id, ${numeroDe('caution', annee, rang)}, ${annee}::int, ${rang}, d.id, d.entite_id, t.contrat_id, d.autorisation_id, d.produit, d.type_credit, d.texte_version_id,
      d.montant, d.devise, d.beneficiaire, d.marche, d.objet,
      coalesce((d.valeurs ->> 'date_effet')::date, ${parisDay(le)}::date), d.date_fin,
      case when t.effective then jsonb_build_object('date_effet', ${parisDay(le)}::text) || d.valeurs else d.valeurs end, t.donneur_ordre,
      case when t.effective then 'effective' else 'en_attente' end, t.controle, t.edition_deportee, t.effective, ${le}::timestamptz,
      case when t.effective then ${le}::timestamptz end
    from n, unnest(
      ${transmissions.map((t) => t.demande.id)}::bigint[], ${transmissions.map((t) => t.faits.contrat_id)}::int[], ${transmissions.map((t) => JSON.stringify(t.faits.donneur_ordre))}::jsonb[],
      ${transmissions.map((t) => t.effective)}::boolean[], ${transmissions.map((t) => JSON.stringify(t.controle))}::jsonb[],
      ${transmissions.map((t) => t.faits.edition_deportee)}::boolean[]
    ) with ordinality as t (demande_id, contrat_id, donneur_ordre, effective, controle, edition_deportee, ordre)
    join demande d on d.id = t.demande_id
    returning numero, demande_id`);

/** Numbers of the cautions made of these demandes, by the number of each demande. */
export const listCautions = async (tx: Tx, compteId: number, numeros: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (
      await tx.rows<{ demande: string; caution: string }>(sql`
        select d.numero as demande, c.numero as caution from demande d join caution c on c.demande_id = d.id
        where d.compte_id = ${compteId} and d.numero = any (${numeros})`)
    ).map(({ demande, caution }) => [demande, caution]),
  );

/** One movement an effective caution; the totals of the three ceilings move with it, and refuse to be exceeded. */
export const takeOnLignes = (tx: Tx, compteId: number, transmissions: readonly Transmission[], le: Date) =>
  tx.run(sql`
    insert into mouvement (compte_id, contrat_id, ligne_id, autorisation_id, caution_id, nature, montant, le)
    select ${compteId}::int, c.contrat_id, a.ligne_id, c.autorisation_id, c.id, 'emission', c.montant, ${le}::timestamptz
    from unnest(${transmissions.map((t) => t.demande.id)}::bigint[]) as t (demande_id)
      join caution c on c.demande_id = t.demande_id join autorisation a on a.id = c.autorisation_id`);
