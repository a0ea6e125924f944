/** SQL of the demandes: one demande and the list. Decides nothing. */
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import { dansSonPerimetre, dejaValidee, delegue, peutValider, reserveeAuTransmetteur } from '../circuits/valideurs.sql.js';
import { evenementsDeDemande } from '../journal/chronologie.sql.js';
import type { Criteres } from '../recherche/criteres.js';
import { conditions, idsDePage, ordre, totauxDuBilan, totauxTenus } from '../recherche/criteres.sql.js';
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

export interface Numero {
  readonly numero: string;
  readonly annee: number;
  readonly rang: number;
}

export const prendreRang = async (tx: Tx, annee: number): Promise<number> =>
  (await tx.row<{ rang: number }>(sql`select prendre_numeros('demande', ${annee}, 1) as rang`))?.rang ?? 0;

export async function inserer(tx: Tx, acteur: Collaborateur, contenu: Contenu, { numero, annee, rang }: Numero, le: Date): Promise<number> {
  const c = colonnesDe(contenu);
  const row = await tx.row<{ id: number }>(sql`
    insert into demande (compte_id, numero, annee, rang, entite_id, autorisation_id, produit, type_credit, texte_version_id, montant, devise,
      beneficiaire, marche, objet, date_effet, date_fin, valeurs, saisi_par, creee_le)
    values (${acteur.compteId}, ${numero}, ${annee}, ${rang}, ${contenu.entiteId}, ${contenu.autorisationId}, ${contenu.produit},
      ${contenu.typeCredit}, ${contenu.texteId}, ${c.montant}, ${contenu.devise}, ${c.beneficiaire}, ${c.marche}, ${c.objet},
      ${c.dateEffet}, ${c.dateFin}, ${JSON.stringify(contenu.valeurs)}, ${acteur.id}, ${le})
    returning id`);
  return row?.id ?? 0;
}

/** Writes new content over a demande still Créée and unchanged since `version`; 0 when somebody was faster. */
export function remplacer(tx: Tx, id: number, version: number, contenu: Contenu): Promise<number> {
  const c = colonnesDe(contenu);
  return tx.run(sql`
    update demande set entite_id = ${contenu.entiteId}, autorisation_id = ${contenu.autorisationId}, produit = ${contenu.produit},
      type_credit = ${contenu.typeCredit}, texte_version_id = ${contenu.texteId}, montant = ${c.montant}, devise = ${contenu.devise},
      beneficiaire = ${c.beneficiaire}, marche = ${c.marche}, objet = ${c.objet}, date_effet = ${c.dateEffet}, date_fin = ${c.dateFin},
      valeurs = ${JSON.stringify(contenu.valeurs)}, version = version + 1
    where id = ${id} and version = ${version} and etat = 'creee'`);
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
  coalesce((select json_agg(json_build_object('id', p.id, 'nom', f.nom, 'taille', f.taille) order by p.id)
    from piece p join fichier f on f.id = p.fichier_id where p.demande_id = d.id), '[]') as pieces`;

/** The demande of a number, in the account and perimeter of the acting person; undefined when not seen. `verrou` locks its row. */
export const trouver = (tx: Tx, acteur: Collaborateur, numero: string, verrou = false): Promise<DemandeVue | undefined> =>
  tx.row<DemandeVue>(sql`select ${vue(sql`${acteur.id}::int`)} ${vueDe(acteur, numero)} ${verrou ? sql`for update of d` : empty}`);

/** The same with its timeline, for its page: one statement by itself. */
export const consultee = (acteur: Collaborateur, numero: string): Sql =>
  sql`select ${vue(sql`${acteur.id}::int`)}, ${evenementsDeDemande(sql`d.id`)} as evenements ${vueDe(acteur, numero)}`;

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

export interface LigneDemande {
  readonly id: number;
  readonly numero: string;
  readonly creee_le: Date;
  readonly entite: string;
  readonly type_credit: string;
  readonly produit: string;
  readonly beneficiaire: string;
  readonly marche: string;
  readonly objet: string;
  readonly montant: string;
  readonly devise: string;
  readonly date_effet: Day;
  readonly date_fin: Day | null;
  readonly etat: EtatDemande;
  readonly validations_faites: number;
  readonly validations_requises: number;
  readonly a_valider: boolean;
}

const ENTREES = sql`('a_valider', 'en_cours')`;

/** True in SQL when this person may validate row `x`; the rule itself speaks of `d`. */
const aValider = (acteur: Collaborateur): Sql =>
  acteur.profils.includes('valideur')
    ? sql`x.etat in ${ENTREES} and exists (select from demande d join entite e on e.id = d.entite_id where d.id = x.id and ${peutValider(sql`${acteur.id}::int`)})`
    : sql`false`;

const colonnes = (acteur: Collaborateur): Sql => sql`
  x.id, x.numero, x.creee_le, e.nom as entite, x.type_credit, x.produit, x.beneficiaire, x.marche, x.objet, x.montant, x.devise,
  x.date_effet, x.date_fin, x.etat, x.validations_faites, x.validations_requises, ${aValider(acteur)} as a_valider`;

/** What the list adds to its criteria: only those that wait for this person, when asked. */
const attendues = (acteur: Collaborateur, criteres: Criteres): Sql => (criteres.aValider ? sql`and ${aValider(acteur)}` : empty);

export const page = (tx: Tx, acteur: Collaborateur, criteres: Criteres): Promise<LigneDemande[]> =>
  tx.rows<LigneDemande>(sql`
    select ${colonnes(acteur)} from ${idsDePage(sql`demande`, acteur, criteres, 'D', attendues(acteur, criteres))} p
      join demande x on x.id = p.id join entite e on e.id = x.entite_id order by ${ordre(criteres)}`);

export const toutes = (acteur: Collaborateur, criteres: Criteres): Sql => sql`
  select ${colonnes(acteur)} from demande x join entite e on e.id = x.entite_id
  where ${conditions(acteur, criteres, 'D')} ${attendues(acteur, criteres)} order by ${ordre(criteres)}`;

export interface Total {
  readonly devise: string;
  readonly nombre: number;
  readonly montant: string;
}

export const totaux = (tx: Tx, acteur: Collaborateur, criteres: Criteres): Promise<Total[]> =>
  tx.rows<Total>(
    totauxTenus(criteres)
      ? totauxDuBilan(acteur, criteres, 'demande')
      : sql`select x.devise, count(*)::int as nombre, sum(x.montant)::text as montant from demande x
          where ${conditions(acteur, criteres, 'D')} ${attendues(acteur, criteres)} group by 1 order by 1`,
  );
