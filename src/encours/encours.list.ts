/** What is outstanding, gathered by subsidiary, type, beneficiary or month of end: whole, however long. */
import { EN_VIGUEUR } from '../cautions/caution.js';
import { SANS_FIN } from '../cautions/cautions.list.js';
import { avecRequete, chemins } from '../chemins.js';
import { sql, type Sql } from '../kit/database.js';
import { formatMoney, fromDecimal } from '../kit/money.js';
import { onglet, type Mots, type Requete } from '../listes/critere.js';
import { entites, produit, rangDe, typeCredit } from '../listes/dossier.js';
import { FIN_ECRITE } from '../specimens/fin.sql.js';
import { liste, type Ou, type Total } from '../listes/liste.js';
import { PROFILS, type Collaborateur } from '../droits/acteur.js';

const PARTAGES = ['filiale', 'type', 'beneficiaire', 'fin'] as const;
type Partage = (typeof PARTAGES)[number];
const partageDe = ({ par }: Requete): Partage => PARTAGES.find((one) => one === par?.[0]) ?? 'filiale';

interface LigneEncours {
  readonly par: Partage;
  /** Name of the subsidiary, code of the type, beneficiary, or month of end (`2027-03`, nothing without an end). */
  readonly nom: string;
  /** Code of the credit type, or of the product. */
  readonly precision: string;
  readonly nombre: number;
  readonly montant: string;
  readonly devise: string;
  /** The subsidiary's id; nothing elsewhere. */
  readonly rang: number;
  /** What it stands with: the lines of a subsidiary, of a type, of a year; by itself otherwise. */
  readonly groupe: string;
  readonly lignes_groupe: number;
  readonly nombre_groupe: number;
  readonly montant_groupe: string;
}
type TotalEncours = Required<Total>;

/** From the counters by subsidiary and type, from the cautions by beneficiary and month; `rang` tells namesakes apart. */
const LIGNES: Readonly<Record<Partage, (ou: Sql) => Sql>> = {
  filiale: (ou) => sql`
    select e.nom, x.type_credit as precision, sum(x.nombre)::int as nombre, sum(x.montant) as montant, x.devise, e.id as rang
    from bilan x join entite e on e.id = x.entite_id where x.objet = 'caution' and x.produit <> '*' and x.nombre > 0 and ${ou}
    group by e.id, e.nom, x.type_credit, x.devise`,
  type: (ou) => sql`
    select x.type_credit as nom, x.produit as precision, sum(x.nombre)::int as nombre, sum(x.montant) as montant, x.devise, 0 as rang
    from bilan x where x.objet = 'caution' and x.entite_id > 0 and x.produit <> '*' and x.nombre > 0 and ${ou}
    group by x.type_credit, x.produit, x.devise`,
  beneficiaire: (ou) => sql`
    select x.beneficiaire as nom, '' as precision, count(*)::int as nombre, sum(x.montant) as montant, x.devise, 0 as rang
    from caution x where ${ou} group by x.beneficiaire, x.devise`,
  fin: (ou) => sql`
    select coalesce(to_char(${FIN_ECRITE}, 'YYYY-MM'), '') as nom, '' as precision, count(*)::int as nombre, sum(x.montant) as montant, x.devise, 0 as rang
    from caution x where ${ou} group by 1, x.devise`,
};

/** A currency's lines of one group. */
const GROUPES: Readonly<Record<Partage, Sql>> = {
  filiale: sql`l.rang::text`,
  type: sql`l.nom`,
  beneficiaire: sql`l.nom`,
  fin: sql`left(l.nom, 4)`,
};

/** Without an end comes after every end. */
const GROUPE_PAR_FIN = [sql`nullif(x.nom, '')`];
const groupeParNom = ({ requete, catalogue: { types }, langue }: Ou<Collaborateur>): Sql[] => {
  const partage = partageDe(requete);
  if (partage === 'type') return [rangDe(sql`x.nom`, types, langue)];
  return partage === 'fin' ? GROUPE_PAR_FIN : [sql`x.nom`, sql`x.rang`];
};
const dansLeGroupe = ({ requete, catalogue: { types, produits }, langue }: Ou<Collaborateur>): Sql[] => {
  const partage = partageDe(requete);
  return partage === 'beneficiaire' || partage === 'fin' ? [] : [rangDe(sql`x.precision`, partage === 'type' ? produits : types, langue)];
};
const parNom = (ou: Ou<Collaborateur>): Sql[] => [...groupeParNom(ou), ...dansLeGroupe(ou)];
/** The groups by what they amount to, then their lines: a group is never parted. */
const parGroupe = (duGroupe: Sql, deLaLigne: Sql) => (ou: Ou<Collaborateur>) =>
  partageDe(ou.requete) === 'beneficiaire' ? [deLaLigne] : [duGroupe, sql`x.groupe`, deLaLigne];

const moisLisible = (nom: string, { t }: Mots): string =>
  nom === '' ? t('encours.sansFin') : t('encours.mois', { mois: nom.slice(5), annee: nom.slice(0, 4) });

const nomLisible = ({ par, nom }: LigneEncours, mots: Mots): string =>
  par === 'type' ? mots.catalogue.type(nom, mots.langue) : par === 'fin' ? moisLisible(nom, mots) : nom;

const detailLisible = ({ par, precision }: LigneEncours, { catalogue, langue }: Mots): string =>
  par === 'filiale' ? catalogue.type(precision, langue) : par === 'type' ? catalogue.produit(precision, langue) : '';

/** The list of exactly the cautions that a line counts, what was searched still asked. */
function cautionsDe({ par, nom, precision, devise, rang }: LigneEncours, requete: Requete): string {
  const { entite, entiteNom, seules, produit: produits, typeCredit: types } = requete;
  const siennes: Readonly<Record<Partage, Requete>> = {
    filiale: { entite: [String(rang)], entiteNom: [], seules: ['1'], typeCredit: [precision] },
    type: { typeCredit: [nom], produit: [precision] },
    beneficiaire: { beneficiaire: [nom] },
    fin: { fin: [nom === '' ? SANS_FIN : nom] },
  };
  return avecRequete(chemins.cautions(), {
    entite,
    entiteNom,
    seules,
    produit: produits,
    typeCredit: types,
    etat: EN_VIGUEUR,
    devise,
    ...siennes[par],
  });
}

export const ENCOURS = liste<LigneEncours, Collaborateur, TotalEncours>({
  nom: 'encours',
  words: 'encours',
  chemin: chemins.encours,
  excel: chemins.encoursExcel,
  pdf: chemins.encoursPdf,
  pour: PROFILS,
  source({ acteur, conditions, requete }) {
    const par = partageDe(requete);
    const lignes = LIGNES[par](sql`x.compte_id = ${acteur.compteId} and x.etat = any (${EN_VIGUEUR}) and ${conditions}`);
    return {
      select: sql`${par}::text as par, x.nom, x.precision, x.nombre, x.montant::text as montant, x.devise, x.rang,
        x.groupe, x.lignes_groupe, x.nombre_groupe, x.montant_groupe::text as montant_groupe`,
      from: sql`(select l.*, ${GROUPES[par]} as groupe, count(*) over g::int as lignes_groupe, sum(l.nombre) over g::int as nombre_groupe,
        sum(l.montant) over g as montant_groupe from (${lignes}) l window g as (partition by l.devise, ${GROUPES[par]})) x`,
      totaux: sql`select x.devise, count(*)::int as lignes, sum(x.nombre)::int as nombre, sum(x.montant)::text as montant from (${lignes}) x
        group by 1 order by x.devise <> 'EUR', 1`,
    };
  },
  criteres: [onglet('par', PARTAGES), entites(), produit(), typeCredit()],
  colonnes: [
    {
      nom: 'nom',
      titre: (requete) => `encours.colonne.${partageDe(requete)}`,
      tri: { par: parNom },
      css: 'k',
      cell: (row, c, mots, requete) => c.link(cautionsDe(row, requete), nomLisible(row, mots)),
      excel: [44, 'text', nomLisible],
      part: 4,
    },
    {
      nom: 'detail',
      titre: (requete) => (partageDe(requete) === 'type' ? 'demandes.colonnes.produit' : 'demandes.colonnes.type'),
      si: (requete) => ['filiale', 'type'].includes(partageDe(requete)),
      css: 'main',
      cell: (row, c, mots) => c.text(detailLisible(row, mots)),
      excel: [36, 'text', detailLisible],
      part: 3,
    },
    {
      nom: 'nombre',
      titre: 'encours.nombre',
      tri: { par: parGroupe(sql`x.nombre_groupe`, sql`x.nombre`), grandDAbord: true },
      css: 'r m3 num',
      cell: ({ nombre }, c) => c.count(nombre),
      total: ({ nombre }, c) => c.count(nombre),
      excel: [12, 'integer', ({ nombre }) => nombre],
      totalExcel: ({ nombre }) => nombre,
      part: 1,
    },
    {
      nom: 'montant',
      titre: 'demandes.colonnes.montant',
      tri: { par: parGroupe(sql`x.montant_groupe`, sql`x.montant`), grandDAbord: true },
      css: 'r big',
      cell: ({ montant, devise }, c) => c.amount(montant, devise),
      total: ({ montant, devise }, c) => c.amount(montant, devise),
      excel: [18, 'amount', ({ montant, devise }) => fromDecimal(montant, devise)],
      totalExcel: ({ montant, devise }) => fromDecimal(montant, devise),
      part: 2,
    },
    { nom: 'devise', titre: 'demandes.colonnes.devise', excel: [8, 'text', ({ devise }) => devise], totalExcel: ({ devise }) => devise },
  ],
  tri: (requete) => (partageDe(requete) === 'fin' ? 'nom' : '-montant'),
  dabord: [sql`x.devise <> 'EUR'`, sql`x.devise`],
  egalite: { par: parNom },
  sousTotaux: {
    groupe: ({ devise, groupe }) => `${devise} ${groupe}`,
    total({ par, nom, groupe, devise, lignes_groupe: lignes, nombre_groupe: nombre, montant_groupe: montant }, { catalogue, langue, t }) {
      if (lignes < 2) return undefined;
      const quoi = par === 'type' ? catalogue.type(nom, langue) : par === 'fin' ? groupe : nom;
      return { titre: t('encours.sousTotal', { quoi }), total: { devise, nombre, montant, lignes } };
    },
  },
  tailles: [25, 50, 100, 200],
  taille: 200,
  vue: {
    icone: 'landmark',
    onglets: { champ: 'par', codes: PARTAGES },
    phrase: (totaux, { t, langue }) =>
      t('encours.phrase', {
        count: totaux.reduce((sum, { nombre }) => sum + nombre, 0),
        montants: totaux.map(({ montant, devise }) => formatMoney(fromDecimal(montant, devise), langue)).join(', '),
      }),
    data: () => ({}),
  },
});
