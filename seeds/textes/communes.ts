/** Variables that most textes share, and small makers for those of one type. The name's ending tells the type, as in the glossary. */
import { FRANCE } from '../../src/kit/countries.js';
import type { Bilingue, Choix, Condition, Groupe, TypeVariable, Variable } from '../../src/specimens/texte.js';

export const b = (fr: string, en: string): Bilingue => ({ fr, en });

type Plus = Partial<Omit<Variable, 'nom' | 'type' | 'groupe' | 'libelle'>>;

/** A required variable; `plus` refines it. */
export const variable = (groupe: Groupe, nom: string, type: TypeVariable, fr: string, en: string, plus: Plus = {}): Variable => ({
  nom,
  type,
  groupe,
  libelle: b(fr, en),
  obligatoire: true,
  ...plus,
});

export const choix = (valeur: string, fr: string, en: string): Choix => ({ valeur, libelle: b(fr, en) });

const NATURES: readonly Choix[] = [
  choix('public', 'Personne publique', 'Public body'),
  choix('prive', 'Entreprise ou organisme privé', 'Private company or body'),
  choix('particulier', 'Particulier', 'Private individual'),
];

const EN_FRANCE: Condition = { variable: 'beneficiaire_pays', vaut: FRANCE };
const PAS_PARTICULIER: Condition = { variable: 'beneficiaire_nature', vaut: ['public', 'prive'] };

/** Name, nature, country, SIRET (French and not a private individual), address, service, e-mail. */
export function beneficiaire(nature: 'public' | 'prive' | 'particulier', libelle = b('Bénéficiaire', 'Beneficiary')): Variable[] {
  return [
    variable('beneficiaire', 'beneficiaire_nom', 'texte', libelle.fr, libelle.en, {
      longueurMin: 2,
      longueurMax: 200,
      aide: b('Dénomination exacte, telle qu’elle figure au contrat.', 'Exact name, as it stands in the contract.'),
    }),
    variable('beneficiaire', 'beneficiaire_nature', 'choix', 'Nature du bénéficiaire', 'Kind of beneficiary', {
      choix: NATURES,
      parDefaut: nature,
    }),
    variable('beneficiaire', 'beneficiaire_pays', 'pays', 'Pays', 'Country', { parDefaut: 'FR' }),
    variable('beneficiaire', 'beneficiaire_siret', 'siret', 'SIRET du bénéficiaire', 'Beneficiary’s SIRET', {
      si: [EN_FRANCE, PAS_PARTICULIER],
      aide: b('14 chiffres, espaces acceptés.', '14 digits, spaces allowed.'),
    }),
    variable('beneficiaire', 'beneficiaire_adresse', 'adresse', 'Adresse du bénéficiaire', 'Beneficiary’s address', { longueurMin: 5 }),
    variable('beneficiaire', 'beneficiaire_service', 'texte', 'Service destinataire', 'Department', {
      obligatoire: false,
      longueurMax: 100,
    }),
    variable('beneficiaire', 'beneficiaire_email', 'email', 'Adresse e-mail du bénéficiaire', 'Beneficiary’s e-mail address', {
      obligatoire: false,
      aide: b('Ne figure pas dans l’acte.', 'Does not appear in the act.'),
    }),
  ];
}

/** A foreign beneficiary: name, country, address. */
export const beneficiaireEtranger: Variable[] = [
  variable('beneficiaire', 'beneficiaire_nom', 'texte', 'Bénéficiaire', 'Beneficiary', { longueurMin: 2, longueurMax: 200 }),
  variable('beneficiaire', 'beneficiaire_pays', 'pays', 'Pays', 'Country'),
  variable('beneficiaire', 'beneficiaire_adresse', 'adresse', 'Adresse du bénéficiaire', 'Beneficiary’s address', { longueurMin: 5 }),
  variable('beneficiaire', 'beneficiaire_email', 'email', 'Adresse e-mail du bénéficiaire', 'Beneficiary’s e-mail address', {
    obligatoire: false,
  }),
];

const objet = variable('marche', 'marche_objet', 'texte_long', 'Objet du marché', 'Purpose of the contract', {
  longueurMin: 5,
  longueurMax: 1000,
});

/** The contract guaranteed: number (required of public buyers), object, lot, date, place of the works. */
export function marche({ numeroObligatoire = false, chantier = true, date = true } = {}): Variable[] {
  return [
    variable('marche', 'marche_numero', 'texte', 'N° de marché', 'Contract number', { obligatoire: numeroObligatoire, longueurMax: 60 }),
    objet,
    variable('marche', 'marche_lot', 'texte', 'Lot', 'Lot', { obligatoire: false, longueurMax: 100 }),
    ...(date ? [variable('marche', 'marche_date', 'date', 'Marché signé le', 'Contract signed on')] : []),
    ...(chantier ? [variable('marche', 'chantier_adresse', 'adresse', 'Lieu des travaux', 'Place of the works', { longueurMin: 3 })] : []),
  ];
}

/** Amounts of the contract: net (optional), with tax, amendments (signed). */
export const montantsMarche: Variable[] = [
  variable('marche', 'montant_ht', 'montant', 'Montant HT du marché', 'Contract amount excl. tax', { obligatoire: false }),
  variable('marche', 'montant_ttc', 'montant', 'Montant TTC du marché', 'Contract amount incl. tax', { min: 'montant_ht' }),
  variable('marche', 'avenants_ttc', 'montant', 'Avenants TTC', 'Amendments incl. tax', {
    obligatoire: false,
    signe: true,
    aide: b(
      'Total des avenants, précédé du signe moins s’ils diminuent le marché.',
      'Total of the amendments, with a minus sign if they reduce the contract.',
    ),
  }),
];

/** Rate of the guarantee on the contract. */
export const taux = (max: string, parDefaut?: string): Variable =>
  variable('garantie', 'taux', 'pourcentage', 'Pourcentage garanti', 'Guaranteed percentage', { max, parDefaut });

const lettresEtDevise: Variable[] = [
  variable('garantie', 'montant_lettres', 'texte', 'Montant en lettres', 'Amount in words', { calcul: { type: 'lettres', de: 'montant' } }),
  variable('garantie', 'devise', 'devise', 'Devise', 'Currency', { calcul: { type: 'devise' } }),
];

/** The guaranteed amount, proposed from a base and a rate where there is one, its words and its currency. */
export const montantGaranti = (base?: readonly string[]): Variable[] => [
  variable('garantie', 'montant', 'montant', 'Montant garanti', 'Guaranteed amount', {
    ...(base && {
      calcul: { type: 'pourcentage', base, taux: 'taux' },
      aide: b(
        'Laissez vide pour appliquer le pourcentage au montant du marché.',
        'Leave empty to apply the percentage to the contract amount.',
      ),
    }),
  }),
  ...lettresEtDevise,
];

export const dateEffet: Variable = variable('garantie', 'date_effet', 'date', 'Date d’effet', 'Effective date', {
  parDefaut: 'aujourdhui',
});

/** A firm end date, stated in the act. */
export const dateFin: Variable = variable('garantie', 'date_fin', 'date', 'Date de fin', 'End date', { apres: 'date_effet' });

/** An end the requester foresees: it serves the follow-up and never appears in the act, which ends by an event. */
export const finPrevue: Variable = {
  ...dateFin,
  libelle: b('Fin prévisionnelle', 'Expected end'),
  aide: b(
    'Pour le suivi seulement : l’acte prend fin par un événement, non à cette date.',
    'For follow-up only: the act ends by an event, not on this date.',
  ),
  obligatoire: false,
};

export const delaiPaiement = (parDefaut = '30'): Variable =>
  variable('conditions', 'delai_paiement_jours', 'entier', 'Délai de paiement', 'Time for payment', {
    unite: b('jours', 'days'),
    max: '90',
    parDefaut,
  });

/** Law and court, with their usual defaults. */
export const droit: Variable[] = [
  variable('conditions', 'loi', 'texte', 'Loi applicable', 'Governing law', { parDefaut: 'loi française', longueurMax: 100 }),
  variable('conditions', 'tribunal', 'texte', 'Tribunal compétent', 'Court', {
    parDefaut: 'tribunal de commerce du siège de la Caution',
    longueurMax: 150,
  }),
];

export const droitGarant: Variable[] = droit.map((v) =>
  v.nom === 'tribunal' ? { ...v, parDefaut: 'tribunal de commerce du siège du Garant' } : v,
);

/** A yes or no, no by default. */
export const ouiNon = (groupe: Groupe, nom: string, fr: string, en: string, aide?: Bilingue): Variable =>
  variable(groupe, nom, 'choix', fr, en, { choix: [choix('oui', 'Oui', 'Yes'), choix('non', 'Non', 'No')], parDefaut: 'non', aide });
