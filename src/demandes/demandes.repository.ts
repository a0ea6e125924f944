/** SQL of the demandes: one demande, or several as people see them. Decides nothing. */
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import { colonnes, SOURCE } from '../autorisations/autorisations.sql.js';
import { QUI_DEMANDER } from '../circuits/valideurs.sql.js';
import { dansSonPerimetre } from '../droits/valideurs.sql.js';
import type { Day } from '../kit/dates.js';
import { jsonRow } from '../kit/json-rows.js';
import { timeline } from '../journal/journal.js';
import { parisDay } from '../kit/dates.js';
import { numeroDe, takeNumeros } from '../numeros/numeros.sql.js';
import type { Collaborateur } from '../droits/acteur.js';
import { alentours } from './prevision.repository.js';
import { colonnesDe, type Contenu } from './contenu.js';
import type { EtatDemande } from './demande.js';
import type { DemandeVue } from './situation.js';
import { selectVue } from './vues.sql.js';

/** A new demande, its number taken in the same statement; what follows leaves with the commit. */
export function insert(
  tx: Tx,
  acteur: Collaborateur,
  contenu: Contenu,
  annee: number,
  le: Date,
): Promise<{ readonly id: number; readonly numero: string }> {
  const c = colonnesDe(contenu);
  return tx.one(sql`
    with n as materialized (
      select k.garant_id, ${takeNumeros(sql`k.garant_id`, 'demande', annee, sql`1`)} as rang from compte k where k.id = ${acteur.compteId})
    insert into demande (compte_id, garant_id, numero, annee, rang, entite_id, autorisation_id, produit, type_credit, texte_version_id, montant, devise,
      beneficiaire, marche, objet, date_effet, date_fin, valeurs, saisi_par, creee_le)
    select ${acteur.compteId}::int, n.garant_id, ${numeroDe('demande', annee, sql`n.rang`)}, ${annee}::int, n.rang, ${contenu.entiteId}::int,
      ${contenu.autorisationId}::int, ${contenu.produit}::text, ${contenu.typeCredit}::text, ${contenu.texteId}::int, ${c.montant}::montant,
      ${contenu.devise}::devise, ${c.beneficiaire}::text, ${c.marche}::text, ${c.objet}::text, coalesce(${c.dateEffet}::date, ${parisDay(le)}::date), ${c.dateFin}::date,
      ${JSON.stringify(contenu.valeurs)}::jsonb, ${acteur.id}::int, ${le}::timestamptz
    from n
    returning id, numero`);
}

/** New content, as columns of an update that begins with others. */
export function setContenu(contenu: Contenu): Sql {
  const c = colonnesDe(contenu);
  return sql`, entite_id = ${contenu.entiteId}, autorisation_id = ${contenu.autorisationId}, produit = ${contenu.produit},
    type_credit = ${contenu.typeCredit}, texte_version_id = ${contenu.texteId}, montant = ${c.montant}, devise = ${contenu.devise},
    beneficiaire = ${c.beneficiaire}, marche = ${c.marche}, objet = ${c.objet}, date_effet = coalesce(${c.dateEffet}::date, date_effet), date_fin = ${c.dateFin},
    valeurs = ${JSON.stringify(contenu.valeurs)}`;
}

/** Locks a demande for the rest of the transaction, whoever sees it. */
export const lock = (tx: Tx, { compteId }: Collaborateur, numero: string) =>
  tx.run(sql`select id from demande where compte_id = ${compteId} and numero = ${numero} for no key update`);

/** The demande of a number, in the account and perimeter of the acting person; undefined when not seen. */
export const find = (tx: Tx, acteur: Collaborateur, numero: string): Promise<DemandeVue | undefined> =>
  tx.row<DemandeVue>(sql`select ${selectVue(sql`${acteur.id}::int`)} ${vueDe(acteur, numero)}`);

/** The same for its page, one statement by itself: its timeline, and while it waits what surrounds it and who may decide. */
export const selectDemande = (acteur: Collaborateur, numero: string, jour: Day): Sql => {
  const { faits, jumelles } = alentours(sql`(select d.*) v`, jour);
  const enCours = (expression: Sql, etats: Sql = EN_COURS): Sql => sql`case when d.etat in (${etats}) then ${expression} end`;
  return sql`select ${selectVue(sql`${acteur.id}::int`)}, ${timeline([
    ['demande', sql`d.id`],
    ['caution', sql`(select c.id from caution c where c.demande_id = d.id)`],
  ])} as evenements, ${enCours(faits)} as faits, ${enCours(jumelles)} as jumelles,
    ${enCours(jsonRow(sql`select ${colonnes(jour)} from ${SOURCE} where a.id = d.autorisation_id`))} as autorisation,
    coalesce(${enCours(QUI_DEMANDER.valideurs, A_VALIDER)}, '{}') as valideurs,
    coalesce(${enCours(QUI_DEMANDER.administrateurs, A_VALIDER)}, '{}') as administrateurs,
    (select c.etat from caution c where c.demande_id = d.id) as caution_etat, (select c.edition_deportee from caution c where c.demande_id = d.id) as caution_deportee
    ${vueDe(acteur, numero)}`;
};

const EN_COURS = sql`'creee', 'a_valider', 'en_cours'`;
const A_VALIDER = sql`'a_valider', 'en_cours'`;

const vueDe = (acteur: Collaborateur, numero: string): Sql => sql`
  from demande d join entite e on e.id = d.entite_id join collaborateur s on s.id = d.saisi_par
  where d.compte_id = ${acteur.compteId} and d.numero = ${numero} and ${dansSonPerimetre(sql`${acteur.id}`)}`;

/** Moves a demande to a state, only from the version that the person saw; 0 when somebody was faster. */
export const updateEtat = (
  tx: Tx,
  demande: Pick<DemandeVue, 'id' | 'version' | 'etat'>,
  vers: EtatDemande,
  extra: Sql = empty,
): Promise<number> =>
  tx.run(sql`
    update demande set etat = ${vers}, version = version + 1 ${extra}
    where id = ${demande.id} and etat = ${demande.etat} and version = ${demande.version}`);
