/** The invoices and credit notes of a perimeter, the latest first. */
import { chemins } from '../chemins.js';
import { PROFILS, type Collaborateur } from '../droits/acteur.js';
import { sql, type Sql } from '../kit/database.js';
import { formatDay, type Day } from '../kit/dates.js';
import { fromDecimal } from '../kit/money.js';
import { holds } from '../kit/search.js';
import { choix, fragment } from '../listes/critere.js';
import { entites } from '../listes/dossier.js';
import { liste } from '../listes/liste.js';
import { periode } from '../listes/periodes.js';
import { totauxComptes } from '../listes/totaux.sql.js';

interface LigneFacture {
  readonly numero: string;
  readonly nature: 'facture' | 'avoir';
  readonly entite: string;
  readonly emise_le: Day;
  readonly echeance: Day;
  readonly periode_du: Day;
  readonly periode_au: Day;
  readonly montant: string;
  readonly devise: string;
  readonly soldee: boolean;
}

const ETATS = ['a_payer', 'soldee', 'avoir', 'avoir_solde'] as const;
type EtatFacture = (typeof ETATS)[number];
const SOLDES: Readonly<Record<EtatFacture, Sql>> = {
  a_payer: sql`x.nature = 'facture' and x.soldee_le is null`,
  soldee: sql`x.nature = 'facture' and x.soldee_le is not null`,
  avoir: sql`x.nature = 'avoir' and x.soldee_le is null`,
  avoir_solde: sql`x.nature = 'avoir' and x.soldee_le is not null`,
};
const etatDe = ({ nature, soldee }: LigneFacture): EtatFacture =>
  nature === 'facture' ? (soldee ? 'soldee' : 'a_payer') : soldee ? 'avoir_solde' : 'avoir';

export const FACTURES = liste<LigneFacture, Collaborateur>({
  nom: 'factures',
  words: 'factures',
  chemin: chemins.factures,
  excel: chemins.facturesExcel,
  pour: PROFILS,
  source(ou) {
    const where = sql`x.compte_id = ${ou.acteur.compteId} and ${ou.conditions}`;
    const from = sql`facture x`;
    return {
      select: sql`x.numero, x.nature, e.nom as entite, x.emise_le, x.echeance, x.periode_du, x.periode_au, x.montant::text as montant, x.devise,
        x.soldee_le is not null as soldee`,
      from,
      join: sql`join entite e on e.id = x.entite_id`,
      where,
      totaux: totauxComptes({ from, where }, ou),
    };
  },
  criteres: [
    entites(),
    fragment('numero', (typed) => holds(sql`plier(x.numero)`, typed), { libelle: 'factures.colonnes.numero' }),
    periode(sql`x.emise_le`, { champs: ['du', 'au'], libelles: ['listes.du', 'listes.au'], jours: true, raccourcis: [] }),
    choix('etat', ETATS, (etat) => SOLDES[etat as EtatFacture], {
      libelle: 'listes.etat',
      nommer: (etat, { t }) => t(`factures.etats.${etat}`),
    }),
  ],
  colonnes: [
    {
      nom: 'numero',
      tri: { par: [sql`x.id`], grandDAbord: true },
      css: 'k',
      cell: ({ numero }, c) => c.ref(numero),
      excel: [14, 'text', ({ numero }) => numero],
    },
    {
      nom: 'emise',
      tri: { par: [sql`x.emise_le`], grandDAbord: true },
      css: 'm3r',
      cell: ({ emise_le }, c) => c.day(emise_le),
      excel: [12, 'date', ({ emise_le }) => emise_le],
    },
    { nom: 'entite', css: 'm3', cell: ({ entite }, c) => c.text(entite), excel: [30, 'text', ({ entite }) => entite] },
    {
      nom: 'periode',
      css: 'main',
      cell: ({ periode_du, periode_au }, c, { t }) =>
        c.text(t('factures.periode', { du: formatDay(periode_du), au: formatDay(periode_au) })),
    },
    {
      nom: 'echeance',
      tri: { par: [sql`x.echeance`] },
      css: 'lo no',
      cell: ({ echeance }, c) => c.day(echeance),
      excel: [12, 'date', ({ echeance }) => echeance],
    },
    {
      nom: 'montant',
      tri: { par: [sql`x.montant`], grandDAbord: true },
      css: 'r big',
      cell: ({ montant, devise }, c) => c.amount(montant, devise),
      total: ({ montant = '0', devise = 'EUR' }, c) => c.amount(montant, devise),
      excel: [16, 'amount', ({ montant, devise }) => fromDecimal(montant, devise)],
    },
    {
      nom: 'etat',
      titre: 'listes.etat',
      css: 'st',
      cell: (row, c, { t }) => c.mark(row.soldee, t(`factures.etats.${etatDe(row)}`)),
      excel: [16, 'text', (row, { t }) => t(`factures.etats.${etatDe(row)}`)],
    },
  ],
  tri: '-emise',
  egalite: { par: [sql`x.id`], suit: true },
  cle: sql`x.id`,
  tailles: [25, 50, 100, 200],
  vue: {
    icone: 'receipt-text',
    resultat: (totaux, { t }) => t('factures.nombre', { count: totaux.reduce((sum, { nombre }) => sum + nombre, 0) }),
    data: ({ numero }) => ({ numero }),
  },
});
