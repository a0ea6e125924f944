/** Variables that most textes share, and small makers for those of one type. The name's ending tells the type, as in the glossary. */
import { FRANCE } from '../../src/kit/countries.js';
import { EMISSION } from '../../src/specimens/texte.js';
import type { Bilingue, Choix, Condition, Groupe, NatureDePartie, TypeVariable, Variable } from '../../src/specimens/texte.js';

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

/** What the beneficiary may be, the usual first; asked only where the text leaves a choice. */
export function natureDuBeneficiaire(natures: readonly NatureDePartie[]): Variable {
  const [usuelle = 'prive'] = natures;
  return variable('beneficiaire', 'beneficiaire_nature', 'choix', 'Nature du bénéficiaire', 'Kind of beneficiary', {
    choix: NATURES.filter(({ valeur }) => natures.includes(valeur as NatureDePartie)),
    ...(natures.length === 1 ? { calcul: { type: 'constante', valeur: usuelle } } : { parDefaut: usuelle }),
  });
}

/** Name, nature, country, SIRET (French and not a private individual), address, service, e-mail. */
export function beneficiaire(natures: readonly NatureDePartie[], libelle = b('Bénéficiaire', 'Beneficiary')): Variable[] {
  return [
    variable('beneficiaire', 'beneficiaire_nom', 'texte', libelle.fr, libelle.en, {
      longueurMin: 2,
      longueurMax: 200,
      aide: b('Dénomination exacte, telle qu’elle figure au contrat.', 'Exact name, as it stands in the contract.'),
    }),
    natureDuBeneficiaire(natures),
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
    ...(date ? [variable('marche', 'marche_date', 'date', 'Marché signé le', 'Contract signed on', { max: EMISSION })] : []),
    ...(chantier ? [variable('marche', 'chantier_adresse', 'adresse', 'Lieu des travaux', 'Place of the works', { longueurMin: 3 })] : []),
  ];
}

/** Amounts of the contract: net (optional), with tax, amendments (signed), and all of it. */
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
  variable('marche', 'montant_total', 'montant', 'Montant TTC avec avenants', 'Amount incl. tax and amendments', {
    calcul: { type: 'somme', de: ['montant_ttc', 'avenants_ttc'] },
  }),
];

/** Rate of the guarantee on the contract. */
export const taux = (max: string, parDefaut?: string): Variable =>
  variable('garantie', 'taux', 'pourcentage', 'Pourcentage garanti', 'Guaranteed percentage', { max, parDefaut });

const lettresEtDevise: Variable[] = [
  variable('garantie', 'montant_lettres', 'texte', 'Montant en lettres', 'Amount in words', { calcul: { type: 'lettres', de: 'montant' } }),
  variable('garantie', 'devise', 'devise', 'Devise', 'Currency', { calcul: { type: 'devise' } }),
];

type Cas = Extract<Variable['calcul'], { type: 'pourcentage' }>['cas'];

/** An amount that is a percentage of others. */
export const pourcentageDe = (base: readonly string[], taux = 'taux', cas?: Cas): Plus => ({
  calcul: { type: 'pourcentage', base, taux, ...(cas && { cas }) },
  aide: b('Laissez vide : le pourcentage est appliqué pour vous.', 'Leave empty: the percentage is applied for you.'),
});

/** The guaranteed amount, the product of a base and a rate where there is one, its words and its currency. */
export const montantGaranti = (base?: readonly string[], cas?: Cas): Variable[] => [
  variable('garantie', 'montant', 'montant', 'Montant garanti', 'Guaranteed amount', base && pourcentageDe(base, 'taux', cas)),
  ...lettresEtDevise,
];

/** Left empty, the act takes effect the day it is issued: nobody has to guess when the last validation comes. */
export const dateEffet: Variable = variable('garantie', 'date_effet', 'date', 'Date d’effet', 'Effective date', {
  calcul: { type: 'emission' },
  aide: b('Laissez vide : l’acte prend effet le jour de son émission.', 'Leave empty: the act takes effect the day it is issued.'),
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

/** The law, with its usual default. */
export const loi: Variable = variable('conditions', 'loi', 'texte', 'Loi applicable', 'Governing law', {
  parDefaut: 'loi française',
  longueurMax: 100,
});

/** A court that the act names. */
export const tribunal = (parDefaut: string, plus: Plus = {}): Variable =>
  variable('conditions', 'tribunal', 'texte', 'Tribunal compétent', 'Court', { parDefaut, longueurMax: 150, ...plus });

/** Law, and the court that two traders may agree on: it is asked for a private beneficiary only. */
export const droit: Variable[] = [
  loi,
  tribunal('tribunal des activités économiques ou, à défaut, tribunal de commerce du siège de la Caution', {
    si: [{ variable: 'beneficiaire_nature', vaut: ['prive'] }],
  }),
];

/** A yes or no, no by default. */
export const ouiNon = (groupe: Groupe, nom: string, fr: string, en: string, aide?: Bilingue): Variable =>
  variable(groupe, nom, 'choix', fr, en, { choix: [choix('oui', 'Oui', 'Yes'), choix('non', 'Non', 'No')], parDefaut: 'non', aide });
