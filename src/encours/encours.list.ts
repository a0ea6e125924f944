/** What is outstanding, gathered by subsidiary, type, beneficiary or month of end: whole, however long. */
import { EN_VIGUEUR } from '../cautions/caution.js';
import { chemins } from '../chemins.js';
import { sql, type Sql } from '../kit/database.js';
import { formatMoney, fromDecimal } from '../kit/money.js';
import { onglet, type Mots, type Requete } from '../listes/critere.js';
import { entites, produit, typeCredit } from '../listes/dossier.js';
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
    select coalesce(to_char(x.date_fin, 'YYYY-MM'), '') as nom, '' as precision, count(*)::int as nombre, sum(x.montant) as montant, x.devise, 0 as rang
    from caution x where ${ou} group by 1, x.devise`,
};

/** Codes in the order of their words, so that Postgres sorts as one reads. */
const rangDe = (
  colonne: Sql,
  noms: readonly { readonly code: string; readonly libelle: Readonly<Record<string, string>> }[],
  langue: string,
) => {
  const codes = [...noms].sort((a, b) => (a.libelle[langue] ?? '').localeCompare(b.libelle[langue] ?? '', langue)).map(({ code }) => code);
  return sql`array_position(${codes}::text[], ${colonne})`;
};

function parNom({ requete, catalogue: { types, produits }, langue }: Ou<Collaborateur>): Sql[] {
  const partage = partageDe(requete);
  if (partage === 'type') return [rangDe(sql`x.nom`, types, langue), rangDe(sql`x.precision`, produits, langue)];
  return partage === 'filiale' ? [sql`x.nom`, rangDe(sql`x.precision`, types, langue)] : [sql`x.nom`];
}

function nomLisible({ par, nom }: LigneEncours, { catalogue, langue, t }: Mots): string {
  if (par === 'type') return catalogue.type(nom, langue);
  if (par !== 'fin') return nom;
  return nom === '' ? t('encours.sansFin') : t('encours.mois', { mois: nom.slice(5), annee: nom.slice(0, 4) });
}

const precisionLisible = ({ par, precision }: LigneEncours, { catalogue, langue }: Mots): string =>
  par === 'filiale' ? catalogue.type(precision, langue) : par === 'type' ? catalogue.produit(precision, langue) : '';

export const ENCOURS = liste<LigneEncours, Collaborateur, TotalEncours>({
  nom: 'encours',
  words: 'encours',
  chemin: chemins.encours,
  excel: chemins.encoursExcel,
  pdf: chemins.encoursPdf,
  pour: PROFILS,
  source({ acteur, conditions, requete }) {
    const par = partageDe(requete);
    const from = sql`(${LIGNES[par](sql`x.compte_id = ${acteur.compteId} and x.etat = any (${EN_VIGUEUR}) and ${conditions}`)}) x`;
    return {
      select: sql`${par}::text as par, x.nom, x.precision, x.nombre, x.montant::text as montant, x.devise`,
      from,
      totaux: sql`select x.devise, count(*)::int as lignes, sum(x.nombre)::int as nombre, sum(x.montant)::text as montant from ${from}
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
      cell: (row, c, mots) => c.text(nomLisible(row, mots)),
      excel: [44, 'text', nomLisible],
      part: 4,
    },
    {
      nom: 'detail',
      titre: (requete) => (partageDe(requete) === 'type' ? 'demandes.colonnes.produit' : 'demandes.colonnes.type'),
      si: (requete) => ['filiale', 'type'].includes(partageDe(requete)),
      css: 'main',
      cell: (row, c, mots) => c.text(precisionLisible(row, mots)),
    },
    { nom: 'precision', titre: 'encours.precision', excel: [32, 'text', precisionLisible], part: 3 },
    {
      nom: 'nombre',
      titre: 'encours.nombre',
      tri: { par: [sql`x.nombre`], grandDAbord: true },
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
      tri: { par: [sql`x.montant`], grandDAbord: true },
      css: 'r big',
      cell: ({ montant, devise }, c) => c.amount(montant, devise),
      total: ({ montant, devise }, c) => c.amount(montant, devise),
      excel: [18, 'amount', ({ montant, devise }) => fromDecimal(montant, devise)],
      totalExcel: ({ montant, devise }) => fromDecimal(montant, devise),
      part: 2,
    },
    { nom: 'devise', titre: 'demandes.colonnes.devise', excel: [8, 'text', ({ devise }) => devise], totalExcel: ({ devise }) => devise },
  ],
  tri: '-montant',
  egalite: { par: (ou) => [...parNom(ou), sql`x.devise`, sql`x.rang`] },
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
