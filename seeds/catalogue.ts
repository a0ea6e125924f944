/** Products and credit types of the insurer: data that it may change, never an `if` in the code. */
import type { Bilingue } from '../src/specimens/texte.js';

export interface Produit {
  readonly code: string;
  readonly libelle: Bilingue;
  /** The release can be asked online. */
  readonly mainlevee_en_ligne: boolean;
  readonly mainlevee_partielle: boolean;
}

export interface TypeCredit {
  readonly code: string;
  readonly produits: readonly string[];
  readonly libelle: Bilingue;
  readonly baseLegale: string;
  /** Usual amount, in words. */
  readonly usage: Bilingue;
  readonly beneficiaire: Bilingue;
}

const b = (fr: string, en: string): Bilingue => ({ fr, en });

export const PRODUITS: readonly Produit[] = [
  { code: 'MARCHE', libelle: b('Cautions de marché', 'Contract guarantees'), mainlevee_en_ligne: true, mainlevee_partielle: true },
  { code: 'SNSO', libelle: b('Programme SNSO', 'SNSO programme'), mainlevee_en_ligne: true, mainlevee_partielle: true },
  { code: 'EXPORT', libelle: b('Garanties export', 'Export guarantees'), mainlevee_en_ligne: false, mainlevee_partielle: false },
  { code: 'DOUANE', libelle: b('Douanes et fiscal', 'Customs and tax'), mainlevee_en_ligne: false, mainlevee_partielle: false },
  {
    code: 'REGLEMENTEE',
    libelle: b('Garanties financières réglementées', 'Regulated financial guarantees'),
    mainlevee_en_ligne: false,
    mainlevee_partielle: false,
  },
  { code: 'ENVIRONNEMENT', libelle: b('Environnement', 'Environment'), mainlevee_en_ligne: false, mainlevee_partielle: false },
];

const MAITRE_OUVRAGE = b('maître d’ouvrage', 'project owner');
const ACHETEUR_PUBLIC = b('acheteur public', 'public buyer');
const ACHETEUR_ETRANGER = b('acheteur étranger', 'foreign buyer');
const RECEVEUR = b('receveur des douanes', 'customs receiver');
const CODE_CIVIL = 'Code civil, articles 2288 et suivants';
const COMMANDE_PUBLIQUE = 'Code de la commande publique, articles L2191-7 et R2191-32 à R2191-42';
const URDG = 'RUGD 758 de la CCI, quand le texte le prévoit';

const type = (
  code: string,
  produits: readonly string[],
  libelle: Bilingue,
  baseLegale: string,
  usage: Bilingue,
  beneficiaire: Bilingue,
): TypeCredit => ({ code, produits, libelle, baseLegale, usage, beneficiaire });

/** Types that guarantee the same thing of one contract: they count together. */
const FAMILLES: Readonly<Record<string, string>> = { RG_PRIV: 'retenue', RG_PUB: 'retenue', GAPD_RG: 'retenue' };
export const familleDe = (code: string): string => FAMILLES[code] ?? code;

/** Released by the proof that the price was paid in full: a letter does not free the guarantor (9-texts, §0.3). */
export const SUR_PAIEMENT: ReadonlySet<string> = new Set(['ST', 'P1799']);

export const TYPES_CREDIT: readonly TypeCredit[] = [
  type(
    'SOUM',
    ['MARCHE'],
    b('Soumission', 'Tender'),
    CODE_CIVIL,
    b('5 à 10 % TTC', '5 to 10% incl. tax'),
    b('acheteur, maître d’ouvrage', 'buyer, project owner'),
  ),
  type(
    'RG_PRIV',
    ['MARCHE', 'SNSO'],
    b('Retenue de garantie, marché privé', 'Retention money, private works'),
    'Loi n° 71-584 du 16 juillet 1971, articles 1 et 2',
    b('5 % TTC au plus, avenants inclus', 'at most 5% incl. tax, amendments included'),
    b('maître d’ouvrage ou entrepreneur principal', 'project owner or main contractor'),
  ),
  type(
    'RG_PUB',
    ['MARCHE', 'SNSO'],
    b('Retenue de garantie, marché public', 'Retention money, public contract'),
    COMMANDE_PUBLIQUE,
    b('5 % au plus, 3 % pour certaines PME', 'at most 5%, 3% for some SMEs'),
    ACHETEUR_PUBLIC,
  ),
  type(
    'GAPD_RG',
    ['MARCHE'],
    b('Garantie à première demande remplaçant la retenue', 'First-demand guarantee replacing retention money'),
    COMMANDE_PUBLIQUE,
    b('5 % au plus, 3 % pour certaines PME', 'at most 5%, 3% for some SMEs'),
    ACHETEUR_PUBLIC,
  ),
  type(
    'GAPD_AV',
    ['MARCHE'],
    b('Remboursement d’avance, marché public', 'Repayment of advance, public contract'),
    'Code de la commande publique, articles R2191-7 et suivants',
    b('l’avance (5 à 30 %)', 'the advance (5 to 30%)'),
    ACHETEUR_PUBLIC,
  ),
  type(
    'RA',
    ['MARCHE'],
    b('Restitution d’acompte', 'Repayment of deposit'),
    CODE_CIVIL,
    b('l’acompte (5 à 30 %)', 'the deposit (5 to 30%)'),
    b('client', 'client'),
  ),
  type('BF', ['MARCHE'], b('Bonne fin', 'Completion'), CODE_CIVIL, b('5 à 25 %', '5 to 25%'), MAITRE_OUVRAGE),
  type(
    'ST',
    ['MARCHE', 'SNSO'],
    b('Paiement du sous-traitant', 'Payment of the subcontractor'),
    'Loi n° 75-1334 du 31 décembre 1975, articles 14 et 15',
    b('le montant du sous-traité', 'the subcontract'),
    b('sous-traitant', 'subcontractor'),
  ),
  type(
    'FOUR',
    ['MARCHE'],
    b('Paiement du fournisseur', 'Payment of the supplier'),
    CODE_CIVIL,
    b('les commandes', 'the orders'),
    b('fournisseur', 'supplier'),
  ),
  type(
    'P1799',
    ['MARCHE'],
    b('Paiement de l’entrepreneur', 'Payment of the contractor'),
    'Code civil, article 1799-1 ; décret n° 99-658',
    b('les sommes dues, au-dessus de 12 000 € HT', 'sums due, above €12,000 excl. tax'),
    b('entrepreneur', 'contractor'),
  ),
  type('BID', ['EXPORT'], b('Soumission (tender guarantee)', 'Tender guarantee'), URDG, b('1 à 5 %', '1 to 5%'), ACHETEUR_ETRANGER),
  type(
    'ADV',
    ['EXPORT'],
    b('Restitution d’acompte (advance payment)', 'Advance payment guarantee'),
    URDG,
    b('environ 20 %', 'about 20%'),
    ACHETEUR_ETRANGER,
  ),
  type(
    'PERF',
    ['EXPORT'],
    b('Bonne exécution (performance guarantee)', 'Performance guarantee'),
    URDG,
    b('environ 10 %', 'about 10%'),
    ACHETEUR_ETRANGER,
  ),
  type(
    'WARR',
    ['EXPORT'],
    b('Période de garantie (warranty guarantee)', 'Warranty guarantee'),
    URDG,
    b('5 à 10 %', '5 to 10%'),
    ACHETEUR_ETRANGER,
  ),
  type(
    'DOU_CE',
    ['DOUANE'],
    b('Crédit d’enlèvement', 'Deferred payment of duties'),
    'Règlement du cautionnement',
    b('le plafond du crédit', 'the ceiling of the credit'),
    RECEVEUR,
  ),
  type(
    'DOU_OD',
    ['DOUANE'],
    b('Opérations douanières diverses', 'Other customs operations'),
    'Règlement du cautionnement',
    b('le plafond des opérations', 'the ceiling of the operations'),
    RECEVEUR,
  ),
  type(
    'TT',
    ['REGLEMENTEE'],
    b('Travail temporaire', 'Temporary work'),
    'Code du travail, articles L1251-49 et suivants',
    b('8 % du chiffre d’affaires HT au moins', 'at least 8% of turnover'),
    b('salariés, Urssaf', 'employees, social security'),
  ),
  type(
    'IMMO',
    ['REGLEMENTEE'],
    b('Agents immobiliers', 'Estate agents'),
    'Loi n° 70-9 du 2 janvier 1970, article 3 ; décret n° 72-678',
    b('au moins les fonds détenus', 'at least the funds held'),
    b('mandants', 'principals'),
  ),
  type(
    'VOY',
    ['REGLEMENTEE'],
    b('Agences de voyages', 'Travel agencies'),
    'Code du tourisme, articles L211-18 et R211-26',
    b('selon le volume d’affaires', 'according to business volume'),
    b('voyageurs', 'travellers'),
  ),
  type(
    'GFA',
    ['REGLEMENTEE'],
    b('Achèvement (VEFA)', 'Completion of off-plan homes'),
    'Code de la construction et de l’habitation, articles L261-10-1 et R261-17 et suivants',
    b('le coût d’achèvement', 'the cost to complete'),
    b('acquéreurs', 'buyers'),
  ),
  type(
    'ICPE',
    ['ENVIRONNEMENT'],
    b('Installations classées', 'Classified installations'),
    'Code de l’environnement, articles L516-1 et R516-1 et suivants',
    b('fixé par le préfet', 'set by the préfet'),
    b('préfet', 'préfet'),
  ),
];
