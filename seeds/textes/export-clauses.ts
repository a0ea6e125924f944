/**
 * Clauses of the export guarantees, read by the rules of URDG 758 (ICC): type, parties, relationship, amount, presentation, expiry, charges,
 * undertaking. Whatever ends, reduces or begins the guarantee is a document presented to us: a condition without one would be ignored (7).
 */
import type { Article, Limite, TexteVersion, Variable } from '../../src/specimens/texte.js';
import { texte } from './base.js';
import { article, selon } from './clauses.js';
import { b, beneficiaireEtranger, choix, dateEffet, dateFin, montantGaranti, taux, variable } from './communes.js';

const TITRES_LUS = 'titre de l’article seul lu';

interface Voulu {
  readonly contrat?: readonly Variable[];
  readonly garantie?: readonly Variable[];
  readonly base?: string;
  readonly tauxUsuel: string;
  readonly fin?: Partial<Variable>;
}

export const exportVariables = ({ contrat = [], garantie = [], base = 'montant_ttc', tauxUsuel, fin = {} }: Voulu): Variable[] => [
  ...beneficiaireEtranger,
  variable('marche', 'contrat_ref', 'texte', 'Référence du contrat', 'Contract reference', { longueurMax: 60 }),
  ...contrat,
  variable('marche', 'marche_objet', 'texte_long', 'Objet du contrat', 'Subject of the contract', { longueurMin: 5 }),
  variable('marche', 'incoterm', 'texte', 'Incoterm', 'Incoterm', { obligatoire: false, longueurMax: 60 }),
  variable('marche', 'montant_ttc', 'montant', 'Montant du contrat', 'Contract amount'),
  ...garantie,
  taux('100', tauxUsuel),
  ...montantGaranti([base]),
  dateEffet,
  { ...dateFin, ...fin },
  variable('conditions', 'regles', 'choix', 'Règles applicables', 'Rules', {
    choix: [choix('urdg758', 'RUGD 758 de la CCI', 'URDG 758')],
    calcul: { type: 'constante', valeur: 'urdg758' },
  }),
  variable('conditions', 'lieu_presentation', 'texte', 'Lieu de présentation', 'Place of presentation', { longueurMax: 200 }),
  variable('conditions', 'contre_garant', 'texte', 'Contre-garant', 'Counter-guarantor', { obligatoire: false }),
  variable('conditions', 'loi', 'texte', 'Loi applicable', 'Governing law', { parDefaut: 'French law', longueurMax: 100 }),
  variable('conditions', 'tribunal', 'texte', 'Tribunal compétent', 'Court', {
    parDefaut: 'commercial court of the Guarantor’s seat',
    longueurMax: 150,
  }),
];

export const signedOn: Variable = variable('marche', 'marche_date', 'date', 'Contrat signé le', 'Contract signed on', {
  max: 'aujourdhui',
});

/** An advance cannot be more than the contract. */
export const avanceSousContrat: Limite = {
  type: 'plafond',
  montant: 'avance_montant',
  variable: 'montant_ttc',
  article: 'une avance ne peut excéder le contrat',
};

export const avance: Variable[] = [
  variable('garantie', 'compte_avance', 'texte', 'Compte recevant l’avance', 'Account to which the advance is paid', { longueurMax: 100 }),
  variable('garantie', 'avance_montant', 'montant', 'Montant de l’avance', 'Amount of the advance'),
];

export const offre: Variable[] = [
  variable('marche', 'remise_date', 'date', 'Date limite de remise des offres', 'Closing date of the tender', { min: 'aujourdhui' }),
  variable('marche', 'validite_offre_jours', 'entier', 'Durée de validité de l’offre', 'Validity of the offer', {
    unite: b('jours', 'days'),
    max: '365',
    parDefaut: '120',
  }),
  variable('marche', 'validite_fin', 'date', 'Fin de validité de l’offre', 'End of the offer’s validity', {
    calcul: { type: 'date_plus', de: 'remise_date', jours: 'validite_offre_jours' },
  }),
];

const GUARANTOR =
  '{{garant.nom}}, {{garant.forme}}, registered office {{garant.siege}}, RCS {{garant.rcs}}, {{garant.agrement}} (the “Guarantor”), represented by {{signataire.nom}}, {{signataire.qualite}}.';
const APPLICANT =
  '{{donneur.nom}}{{#donneur.immatriculation}}, {{donneur.immatriculation}}{{/donneur.immatriculation}}, {{donneur.adresse}} (the “Applicant”).';
const NAMED = '{{beneficiaire_nom}}, {{beneficiaire_adresse}}, {{beneficiaire_pays}}';

export const parties: Article = article(
  'C2',
  'Guarantor, applicant and beneficiary',
  `Guarantor: ${GUARANTOR}`,
  `Applicant: ${APPLICANT}`,
  `Beneficiary: ${NAMED} (the “Beneficiary”).{{#contre_garant}} Counter-guarantor: {{contre_garant}}.{{/contre_garant}}`,
);

/** Of a counter-guarantee: its beneficiary is the bank that issues the guarantee in its own country. */
export const contreParties: Article = article(
  'C2',
  'Counter-guarantor, instructing party and guarantor',
  `Counter-guarantor: ${GUARANTOR}`,
  `Instructing party and applicant: ${APPLICANT}`,
  `Guarantor and beneficiary of this counter-guarantee: ${NAMED} (the “Beneficiary”).`,
);

export const relationship = (facts: string): Article =>
  article(
    'C3',
    'Underlying relationship',
    `${facts}{{#incoterm}} Delivery term: {{incoterm}}.{{/incoterm}} The amount of the underlying relationship is {{montant_ttc}}. It is mentioned for identification only.`,
  );

export const CONTRACT = 'The Applicant’s obligations under contract {{contrat_ref}} dated {{marche_date}}, for: {{marche_objet}}.';
export const TENDER =
  'The Applicant’s tender under invitation {{contrat_ref}}, closing on {{remise_date}} and valid until {{validite_fin}}, for: {{marche_objet}}.';

export const undertaking = (what = 'its complying demand'): Article =>
  selon(
    'URDG 758, art. 5',
    article(
      'C4',
      'Undertaking',
      `We irrevocably undertake to pay the Beneficiary any amount up to {{montant}} ({{montant_lettres}}) upon presentation of ${what}, in the form and at the place stated below. Our undertaking is independent of the underlying relationship and of any relationship other than that between the Beneficiary and ourselves.`,
    ),
    TITRES_LUS,
  );

export const amount = (of: string, reduction = ''): Article =>
  article(
    'C6',
    'Amount and currency',
    `Our liability is limited to {{montant}} ({{montant_lettres}}), being {{taux}} of ${of}, all interest, costs and charges included.${reduction}`,
  );

const PRESENTATION =
  'It must be presented on paper at {{lieu_presentation}}, on or before expiry. Documents in support are in English. Multiple demands are allowed. We examine each presentation within five business days following the day of presentation.';

export const demand = (breach: string): Article =>
  selon(
    'URDG 758, art. 15, 17 and 20',
    article(
      'C7',
      'Form and place of presentation',
      `The demand must be in writing, in English, signed by the Beneficiary, state the number of this guarantee and the amount claimed, and be supported by the Beneficiary’s statement, in the demand or in a separate signed document, indicating in what respect ${breach}. No other document is required.`,
      PRESENTATION,
    ),
    TITRES_LUS,
  );

export const contreDemand: Article = selon(
  'URDG 758, art. 15(b), 17 and 20',
  article(
    'C7',
    'Form and place of presentation',
    'The demand must be in writing, in English, signed by the Beneficiary, state the number of this counter-guarantee and the amount claimed, and be supported by the Beneficiary’s statement that it has received a complying demand under the guarantee that it issued. No other document is required.',
    PRESENTATION,
  ),
  TITRES_LUS,
);

export const effect = (condition = ''): Article =>
  article('C9', 'Effectiveness', `This guarantee takes effect on {{date_effet}}${condition}.`);

/** `event`: a document that ends it before its date. */
export const expiry = (event: string): Article =>
  selon(
    'URDG 758, art. 23 and 25',
    article(
      'C10',
      'Expiry',
      `This guarantee expires on {{date_fin}} or, if earlier, upon ${event}. Any demand received after expiry is not payable, whether or not this document is returned to us.`,
      'Where a complying demand includes, as an alternative, a request to extend expiry, we may suspend payment for up to thirty calendar days following its receipt.',
    ),
  );

export const closing: Article[] = [
  article(
    'C12',
    'Amendment',
    'This guarantee is increased, extended or reduced otherwise only by an amendment issued by the Guarantor. An amendment is not binding on the Beneficiary unless it agrees.',
  ),
  selon(
    'URDG 758, art. 32 and 33',
    article(
      'C13',
      'Transfer and charges',
      'This guarantee cannot be transferred; its proceeds may be assigned, with our prior written consent. All charges are for the account of the Applicant.',
    ),
    TITRES_LUS,
  ),
  selon(
    'URDG 758, art. 1, 34 and 35',
    article(
      'C14',
      'Rules, law and jurisdiction',
      'This guarantee is subject to the Uniform Rules for Demand Guarantees ({{regles}}), 2010 revision, ICC Publication No. 758. It is governed by {{loi}} and any dispute shall be settled exclusively by the {{tribunal}}.',
    ),
    TITRES_LUS,
  ),
  article(
    'C15',
    'Electronic signature',
    'This guarantee is issued in electronic form and bears the Guarantor’s electronic seal. The original is kept by the Guarantor; its authenticity and current state can be checked at the address and with the code shown on it.',
  ),
];

type Modele = Pick<TexteVersion, 'titre' | 'variables' | 'articles'> & Partial<Pick<TexteVersion, 'limites'>>;

export const guarantee = (code: string, typeCredit: string, modele: Modele): TexteVersion =>
  texte({
    code,
    typeCredit,
    produits: ['EXPORT'],
    langue: 'en',
    nature: 'garantie',
    baseLegale: 'Demand guarantee, independent undertaking – URDG 758',
    sources: ['library.iccwbo.org BK_0058', 'ebsi.ie', 'ICC model forms of URDG 758', 'tradefinanceexpertise.com'],
    editionDeportee: false,
    fin: 'date',
    ...modele,
  });
