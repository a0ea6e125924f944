/** The columns of what has a number, an entity, a beneficiary and an amount: demandes and cautions show the same. */
import type { chemins } from '../chemins.js';
import { sql, type Sql } from '../kit/database.js';
import { parisDay, type Day } from '../kit/dates.js';
import { fromDecimal } from '../kit/money.js';
import type { Colonne } from './liste.js';

export interface LigneDossier {
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
  readonly etat: string;
}

/** The key of a row, which its number and its date follow. */
const ID: Sql = sql`x.id`;

/** Columns of `LigneDossier`, for `x` and its entity `e`. */
export const SELECT_DOSSIER: Sql = sql`x.id, x.numero, x.creee_le, e.nom as entite, x.type_credit, x.produit, x.beneficiaire, x.marche, x.objet,
  x.montant::text as montant, x.devise, x.date_effet, x.date_fin, x.etat`;
/** The latest first; one page and its totals are read at once. */
export const ORDRE_DOSSIER = {
  tri: '-date',
  egalite: { par: [ID], suit: true },
  cle: ID,
  instants: ['creee_le'],
  tailles: [25, 50, 100, 200],
} as const;
export const JOIN_ENTITE: Sql = sql`join entite e on e.id = x.entite_id`;

const FIN = { par: [sql`x.date_fin`], videALaFin: true } as const;

/** `chemin`: the page of one; `fin`: its end is shown; `precision`: what its state says besides. */
export function colonnesDeDossier<Row extends LigneDossier>(
  chemin: typeof chemins.demande | typeof chemins.caution,
  { fin = false, precision = () => undefined }: { fin?: boolean; precision?: (row: Row) => string | undefined } = {},
): Colonne<Row>[] {
  const titre = (nom: string) => `demandes.colonnes.${nom}`;
  return [
    {
      nom: 'numero',
      titre: titre('numero'),
      tri: { par: [ID], grandDAbord: true },
      css: 'k',
      cell: ({ numero }, c) => c.ref(numero, chemin({ numero })),
      excel: [14, 'text', ({ numero }) => numero],
    },
    {
      nom: 'date',
      titre: titre('creee_le'),
      tri: { par: [ID], grandDAbord: true },
      css: 'm3r',
      cell: ({ creee_le }, c) => c.day(parisDay(creee_le)),
      excel: [12, 'date', ({ creee_le }) => parisDay(creee_le)],
    },
    {
      nom: 'entite',
      titre: titre('entite'),
      tri: { par: [sql`e.nom`], joint: true },
      css: 'm3',
      cell: ({ entite }, c) => c.text(entite),
      excel: [30, 'text', ({ entite }) => entite],
    },
    {
      nom: 'produit',
      titre: titre('produit'),
      excel: [16, 'text', ({ produit }, { catalogue, langue }) => catalogue.produit(produit, langue)],
    },
    {
      nom: 'type',
      titre: titre('type'),
      tri: { par: [sql`x.type_credit`] },
      css: 'm4',
      cell: ({ type_credit }, c, { catalogue, langue }) => c.text(catalogue.type(type_credit, langue)),
      excel: [32, 'text', ({ type_credit }, { catalogue, langue }) => catalogue.type(type_credit, langue)],
    },
    {
      nom: 'beneficiaire',
      titre: titre('beneficiaireMarche'),
      tri: { par: [sql`x.beneficiaire`] },
      css: 'main',
      cell: ({ beneficiaire, marche, objet }, c) => c.main(beneficiaire, [marche, objet].filter((text) => text !== '').join(', ')),
    },
    { nom: 'beneficiaires', titre: titre('beneficiaire'), excel: [36, 'text', ({ beneficiaire }) => beneficiaire] },
    { nom: 'marche', titre: titre('marche'), excel: [18, 'text', ({ marche }) => marche] },
    { nom: 'objet', titre: titre('objet'), excel: [40, 'text', ({ objet }) => objet] },
    { nom: 'fin', titre: titre('date_fin'), tri: FIN, ...(fin && { css: 'lo no', cell: ({ date_fin }, c) => c.day(date_fin) }) },
    {
      nom: 'montant',
      titre: titre('montant'),
      tri: { par: [sql`x.montant`], grandDAbord: true },
      css: 'r big',
      cell: ({ montant, devise }, c) => c.amount(montant, devise),
      total: ({ montant = '0', devise = 'EUR' }, c) => c.amount(montant, devise),
      excel: [16, 'amount', ({ montant, devise }) => fromDecimal(montant, devise)],
    },
    { nom: 'devise', titre: titre('devise'), excel: [8, 'text', ({ devise }) => devise] },
    { nom: 'date_effet', titre: titre('date_effet'), excel: [12, 'date', ({ date_effet }) => date_effet] },
    { nom: 'date_fin', titre: titre('date_fin'), excel: [12, 'date', ({ date_fin }) => date_fin] },
    {
      nom: 'etat',
      titre: titre('etat'),
      tri: { par: [sql`x.etat`] },
      css: 'st',
      cell: (row, c) => c.state(row.etat, precision(row)),
      excel: [18, 'text', ({ etat }, { t }) => t(`etats.${etat}`)],
    },
  ];
}
