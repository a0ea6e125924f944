/** SQL of the demandes: one demande, or several as people see them. Decides nothing. */
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import { dansSonPerimetre, dejaValidee, delegue, reserveeAuTransmetteur } from '../circuits/valideurs.sql.js';
import { timeline } from '../journal/journal.js';
import { numeroDe, prendreNumeros } from '../numeros/prendre.sql.js';
import type { Collaborateur, Profil } from '../session/acteur.js';
import type { Valeurs } from '../specimens/texte.js';
import type { EtatDemande } from './demande.js';

/** What a demande says, once read and computed: the columns one searches by stand beside the values of its texte. */
export interface Contenu {
  readonly entiteId: number;
  readonly autorisationId: number;
  readonly produit: string;
  readonly typeCredit: string;
  readonly texteId: number;
  readonly devise: string;
  readonly valeurs: Valeurs;
}

/** Names under which a text asks for the reference of the guaranteed contract. */
const REFERENCES = [
  'marche_numero',
  'soustraite_numero',
  'consultation_ref',
  'contrat_ref',
  'commande_numero',
  'arrete_numero',
  'agrement_numero',
];

/** The searchable columns, taken from the values. */
const colonnesDe = ({ valeurs }: Contenu) => ({
  montant: valeurs.montant,
  beneficiaire: valeurs.beneficiaire_nom,
  // The reference of what is guaranteed, whatever its text calls it: it tells two acts to one beneficiary apart.
  marche: REFERENCES.map((nom) => valeurs[nom]).find(Boolean) ?? '',
  objet: valeurs.marche_objet ?? '',
  dateEffet: valeurs.date_effet,
  dateFin: valeurs.date_fin ?? null,
});

/** A new demande, its number taken in the same statement; what follows leaves with the commit. */
export function inserer(
  tx: Tx,
  acteur: Collaborateur,
  contenu: Contenu,
  annee: number,
  le: Date,
): Promise<{ readonly id: number; readonly numero: string }> {
  const c = colonnesDe(contenu);
  return tx.one(sql`
    with n as materialized (
      select k.garant_id, ${prendreNumeros(sql`k.garant_id`, 'demande', annee, sql`1`)} as rang from compte k where k.id = ${acteur.compteId})
    insert into demande (compte_id, garant_id, numero, annee, rang, entite_id, autorisation_id, produit, type_credit, texte_version_id, montant, devise,
      beneficiaire, marche, objet, date_effet, date_fin, valeurs, saisi_par, creee_le)
    select ${acteur.compteId}::int, n.garant_id, ${numeroDe('demande', annee, sql`n.rang`)}, ${annee}::int, n.rang, ${contenu.entiteId}::int,
      ${contenu.autorisationId}::int, ${contenu.produit}::text, ${contenu.typeCredit}::text, ${contenu.texteId}::int, ${c.montant}::montant,
      ${contenu.devise}::devise, ${c.beneficiaire}::text, ${c.marche}::text, ${c.objet}::text, ${c.dateEffet}::date, ${c.dateFin}::date,
      ${JSON.stringify(contenu.valeurs)}::jsonb, ${acteur.id}::int, ${le}::timestamptz
    from n
    returning id, numero`);
}

/** New content, as columns of an update that begins with others. */
export function contenuEcrit(contenu: Contenu): Sql {
  const c = colonnesDe(contenu);
  return sql`, entite_id = ${contenu.entiteId}, autorisation_id = ${contenu.autorisationId}, produit = ${contenu.produit},
    type_credit = ${contenu.typeCredit}, texte_version_id = ${contenu.texteId}, montant = ${c.montant}, devise = ${contenu.devise},
    beneficiaire = ${c.beneficiaire}, marche = ${c.marche}, objet = ${c.objet}, date_effet = ${c.dateEffet}, date_fin = ${c.dateFin},
    valeurs = ${JSON.stringify(contenu.valeurs)}`;
}

/** One demande with all that its page and its guard need, seen by one person. */
export interface DemandeVue {
  readonly id: number;
  readonly numero: string;
  readonly version: number;
  readonly etat: EtatDemande;
  readonly tour: number;
  readonly validations_faites: number;
  readonly validations_requises: number;
  readonly propre_validation: boolean;
  readonly entite_id: number;
  readonly entite: string;
  readonly entite_active: boolean;
  readonly produit: string;
  readonly type_credit: string;
  readonly texte_id: number;
  readonly autorisation_id: number;
  readonly montant: string;
  readonly devise: string;
  readonly beneficiaire: string;
  readonly marche: string;
  readonly objet: string;
  readonly date_effet: Day;
  readonly date_fin: Day | null;
  readonly valeurs: Valeurs;
  readonly saisi_par: number;
  readonly saisi_par_nom: string;
  readonly saisi_par_email: string;
  readonly saisi_par_langue: 'fr' | 'en';
  readonly creee_le: Date;
  readonly sienne: boolean;
  readonly deja_validee: boolean;
  readonly delegue: boolean;
  readonly transmetteur_autre: boolean;
  /** The person's profiles as they are now; null once suspended. */
  readonly mes_profils: readonly Profil[] | null;
  readonly caution: string | null;
  readonly caution_id: number | null;
  readonly pieces: readonly { readonly id: number; readonly nom: string; readonly taille: number }[];
}

/** Columns of `DemandeVue` for demande `d`, entite `e`, requester `s`, seen by collaborateur `moi`. */
const vue = (moi: Sql): Sql => sql`
  d.id, d.numero, d.version, d.etat, d.tour, d.validations_faites, d.validations_requises, d.propre_validation, d.entite_id, e.nom as entite,
  e.etat = 'active' as entite_active, d.produit, d.type_credit, d.texte_version_id as texte_id, d.autorisation_id, d.montant, d.devise, d.beneficiaire, d.marche, d.objet,
  d.date_effet, d.date_fin, d.valeurs, d.saisi_par, trim(s.prenom || ' ' || s.nom) as saisi_par_nom, s.email as saisi_par_email,
  s.langue as saisi_par_langue, d.creee_le, d.saisi_par = ${moi} as sienne, ${dejaValidee(moi)} as deja_validee, ${delegue(moi)} as delegue,
  ${reserveeAuTransmetteur(moi)} as transmetteur_autre,
  (select m.profils from collaborateur m where m.id = ${moi} and m.actif) as mes_profils, (select c.numero from caution c where c.demande_id = d.id) as caution,
  (select c.id from caution c where c.demande_id = d.id) as caution_id,
  coalesce((select json_agg(json_build_object('id', p.id, 'nom', f.nom, 'taille', f.taille) order by p.id)
    from piece p join fichier f on f.id = p.fichier_id where p.demande_id = d.id), '[]') as pieces`;

/** Locks a demande for the rest of the transaction, whoever sees it. */
export const lock = (tx: Tx, { compteId }: Collaborateur, numero: string) =>
  tx.run(sql`select id from demande where compte_id = ${compteId} and numero = ${numero} for no key update`);

/** The demande of a number, in the account and perimeter of the acting person; undefined when not seen. */
export const trouver = (tx: Tx, acteur: Collaborateur, numero: string): Promise<DemandeVue | undefined> =>
  tx.row<DemandeVue>(sql`select ${vue(sql`${acteur.id}::int`)} ${vueDe(acteur, numero)}`);

/** The same with its timeline, for its page: one statement by itself. */
export const consultee = (acteur: Collaborateur, numero: string): Sql =>
  sql`select ${vue(sql`${acteur.id}::int`)}, ${timeline([
    ['demande', sql`d.id`],
    ['caution', sql`(select c.id from caution c where c.demande_id = d.id)`],
  ])} as evenements ${vueDe(acteur, numero)}`;

const vueDe = (acteur: Collaborateur, numero: string): Sql => sql`
  from demande d join entite e on e.id = d.entite_id join collaborateur s on s.id = d.saisi_par
  where d.compte_id = ${acteur.compteId} and d.numero = ${numero} and ${dansSonPerimetre(sql`${acteur.id}`)}`;

/** A demande as somebody sees it. */
export interface Regard {
  readonly numero: string;
  readonly par: Pick<Collaborateur, 'id'>;
}

/** Demandes of an account, each as its own person sees it; those not seen are left out. */
export const trouverPlusieurs = (tx: Tx, compteId: number, regards: readonly Regard[]): Promise<DemandeVue[]> =>
  tx.rows<DemandeVue>(sql`
    select ${vue(sql`regard.par`)}
    from unnest(${regards.map(({ numero }) => numero)}::text[], ${regards.map(({ par }) => par.id)}::int[]) as regard (numero, par)
      join demande d on d.numero = regard.numero join entite e on e.id = d.entite_id join collaborateur s on s.id = d.saisi_par
    where d.compte_id = ${compteId} and ${dansSonPerimetre(sql`regard.par`)}
    order by d.id`);

/** Moves a demande to a state, only from the version that the person saw; 0 when somebody was faster. */
export const changerEtat = (
  tx: Tx,
  demande: Pick<DemandeVue, 'id' | 'version' | 'etat'>,
  vers: EtatDemande,
  extra: Sql = empty,
): Promise<number> =>
  tx.run(sql`
    update demande set etat = ${vers}, version = version + 1 ${extra}
    where id = ${demande.id} and etat = ${demande.etat} and version = ${demande.version}`);
