/**
 * Export guarantees, in English. Subject to the Uniform Rules for Demand Guarantees (ICC publication 758) only because the text says so.
 * The order of the clauses is that of the model forms: type, parties, relationship, amount, presentation, expiry, charges, undertaking.
 */
import type { Article, TexteVersion, Variable } from '../../src/specimens/texte.js';
import { texte } from './base.js';
import { article } from './clauses.js';
import { beneficiaireEtranger, choix, dateEffet, dateFin, montantGaranti, taux, variable } from './communes.js';

const variables = (contrat: Variable[], garantie: Variable[] = []): Variable[] => [
  ...beneficiaireEtranger,
  variable('marche', 'contrat_ref', 'texte', 'Référence du contrat', 'Contract reference', { longueurMax: 60 }),
  ...contrat,
  variable('marche', 'marche_objet', 'texte_long', 'Objet du contrat', 'Subject of the contract', { longueurMin: 5 }),
  variable('marche', 'incoterm', 'texte', 'Incoterm', 'Incoterm', { obligatoire: false, longueurMax: 60 }),
  variable('marche', 'montant_ttc', 'montant', 'Montant du contrat', 'Contract amount'),
  taux('100', '10'),
  ...montantGaranti(['montant_ttc']),
  ...garantie,
  dateEffet,
  dateFin,
  variable('conditions', 'regles', 'choix', 'Règles applicables', 'Rules', {
    choix: [choix('urdg758', 'RUGD 758 de la CCI', 'ICC URDG 758'), choix('aucune', 'Aucune règle uniforme', 'No uniform rules')],
    parDefaut: 'urdg758',
  }),
  variable('conditions', 'lieu_presentation', 'texte', 'Lieu de présentation', 'Place of presentation', { longueurMax: 200 }),
  variable('conditions', 'contre_garant', 'texte', 'Contre-garant', 'Counter-guarantor', { obligatoire: false }),
  variable('conditions', 'loi', 'texte', 'Loi applicable', 'Governing law', { parDefaut: 'French law', longueurMax: 100 }),
  variable('conditions', 'tribunal', 'texte', 'Tribunal compétent', 'Court', {
    parDefaut: 'commercial court of the Guarantor’s seat',
    longueurMax: 150,
  }),
];

const signedOn: Variable = variable('marche', 'marche_date', 'date', 'Contrat signé le', 'Contract signed on');

const parties: Article = article(
  'C2',
  'Guarantor, applicant and beneficiary',
  'Guarantor: {{garant.nom}}, {{garant.forme}}, registered office {{garant.siege}}, RCS {{garant.rcs}}, {{garant.agrement}} (the “Guarantor”), represented by {{signataire.nom}}, {{signataire.qualite}}.',
  'Applicant: {{donneur.nom}}{{#donneur.immatriculation}}, {{donneur.immatriculation}}{{/donneur.immatriculation}}, {{donneur.adresse}} (the “Applicant”).',
  'Beneficiary: {{beneficiaire_nom}}, {{beneficiaire_adresse}}, {{beneficiaire_pays}} (the “Beneficiary”).{{#contre_garant}} Counter-guarantor: {{contre_garant}}.{{/contre_garant}}',
);

const relationship = (facts: string): Article =>
  article(
    'C3',
    'Underlying relationship',
    `${facts}{{#incoterm}} Delivery term: {{incoterm}}.{{/incoterm}} The amount of the underlying relationship is {{montant_ttc}}. It is mentioned for identification only.`,
  );

const CONTRACT = 'The Applicant’s obligations under contract {{contrat_ref}} dated {{marche_date}}, for: {{marche_objet}}.';

const undertaking: Article = article(
  'C4',
  'Undertaking',
  'As Guarantor, we irrevocably undertake to pay the Beneficiary any amount up to the guaranteed amount upon presentation of its complying demand, in the form and at the place stated below. Our undertaking is independent of the underlying relationship and of the relationship between the Applicant and ourselves.',
);

const amount = (reduction = ''): Article =>
  article(
    'C6',
    'Guaranteed amount',
    `Our liability is limited to {{montant}} ({{montant_lettres}}), being {{taux}} of the contract amount, all interest, costs and charges included.${reduction}`,
  );

const demand = (breach: string): Article =>
  article(
    'C7',
    'Form and place of presentation',
    `The demand must be in writing, in English, signed by the Beneficiary, state the number of this guarantee and the amount claimed, and be supported by the Beneficiary’s statement, in the demand or in a separate signed document, indicating in what respect ${breach}.`,
    'It must be presented on paper at {{lieu_presentation}}, on or before expiry. Multiple demands are allowed. {{#regles_urdg758}}We examine each demand within five business days following the day of presentation.{{/regles_urdg758}}{{#regles_aucune}}We pay within thirty days of receipt of a complying demand.{{/regles_aucune}}',
  );

const effect = (condition: string): Article =>
  article('C9', 'Effectiveness', `This guarantee is effective from {{date_effet}}${condition}.`);

const expiry = (event: string): Article =>
  article(
    'C10',
    'Expiry',
    `This guarantee expires on {{date_fin}}${event}, whichever comes first. Any demand received after expiry is not payable, whether or not this document is returned to us.`,
    '{{#regles_urdg758}}A complying demand that requests an extension as an alternative to payment may be suspended for up to thirty calendar days.{{/regles_urdg758}}',
  );

const closing: Article[] = [
  article(
    'C12',
    'Amendment',
    'This guarantee may be increased or extended only by an amendment issued by the Guarantor. An amendment is not binding on the Beneficiary unless it agrees.',
  ),
  article(
    'C13',
    'Transfer and charges',
    'This guarantee cannot be transferred and its proceeds may be assigned only with our written consent. All charges are for the account of the Applicant.',
  ),
  article(
    'C14',
    'Rules, law and jurisdiction',
    '{{#regles_urdg758}}This guarantee is subject to the Uniform Rules for Demand Guarantees (URDG), 2010 revision, ICC Publication No. 758. {{/regles_urdg758}}It is governed by {{loi}} and any dispute shall be settled exclusively by the {{tribunal}}.',
  ),
  article(
    'C15',
    'Electronic signature',
    'This guarantee is issued in electronic form and bears the Guarantor’s electronic seal. The original is kept by the Guarantor; its authenticity and current state can be checked at the address and with the code shown on it.',
  ),
];

const guarantee = (code: string, titre: string, vars: Variable[], articles: Article[]): TexteVersion =>
  texte({
    code: `${code}_EN`,
    typeCredit: code,
    produits: ['EXPORT'],
    langue: 'en',
    nature: 'garantie',
    titre,
    baseLegale: 'Demand guarantee, independent undertaking',
    editionDeportee: false,
    fin: 'date',
    variables: vars,
    articles: [parties, ...articles, ...closing],
  });

export const BID_EN = guarantee(
  'BID',
  'Tender guarantee (bid bond)',
  variables([variable('marche', 'remise_date', 'date', 'Date limite de remise des offres', 'Closing date of the tender')]).map((v) =>
    v.nom === 'taux' ? { ...v, parDefaut: '2' } : v,
  ),
  [
    relationship('The Applicant’s tender under invitation {{contrat_ref}}, closing on {{remise_date}}, for: {{marche_objet}}.'),
    undertaking,
    article(
      'C5',
      'Purpose',
      'This guarantee covers withdrawal or modification of the tender during its validity, refusal to sign the contract awarded, and failure to lodge the performance guarantee required.',
    ),
    amount(),
    demand('the Applicant is in breach of its obligations under the tender conditions'),
    effect(''),
    expiry(', upon presentation to us of the Beneficiary’s notice of award to another tenderer or of a copy of the signed contract'),
  ],
);

export const ADV_EN = guarantee(
  'ADV',
  'Advance payment guarantee',
  variables(
    [signedOn],
    [
      variable('garantie', 'compte_avance', 'texte', 'Compte recevant l’avance', 'Account to which the advance is paid', {
        longueurMax: 100,
      }),
      variable('garantie', 'avance_montant', 'montant', 'Montant de l’avance', 'Amount of the advance'),
    ],
  ).map((v) => (v.nom === 'taux' ? { ...v, parDefaut: '20' } : v)),
  [
    relationship(CONTRACT),
    undertaking,
    article(
      'C5',
      'Purpose',
      'Under the contract the Beneficiary makes an advance payment of {{avance_montant}} to the Applicant. This guarantee covers its repayment.',
    ),
    amount(
      ' It reduces, in proportion to the advance, by the value of each delivery stated in a delivery certificate signed by the Beneficiary and presented to us.',
    ),
    demand('the Applicant has failed to repay the advance payment in accordance with the contract'),
    effect(
      ', provided that receipt of the advance payment on the Applicant’s account {{compte_avance}} is certified by the bank that holds it',
    ),
    expiry(', or when the amount guaranteed is reduced to zero'),
  ],
);

export const PERF_EN = guarantee('PERF', 'Performance guarantee', variables([signedOn]), [
  relationship(CONTRACT),
  undertaking,
  article('C5', 'Purpose', 'This guarantee covers the Applicant’s failure to perform its obligations under the contract until acceptance.'),
  amount(),
  demand('the Applicant is in breach of its obligations under the contract'),
  effect(''),
  expiry(', or upon presentation to us of the acceptance certificate signed by the Beneficiary'),
]);

export const WARR_EN = guarantee(
  'WARR',
  'Warranty guarantee',
  variables([signedOn]).map((v) => (v.nom === 'taux' ? { ...v, parDefaut: '5' } : v)),
  [
    relationship(CONTRACT),
    undertaking,
    article(
      'C5',
      'Purpose',
      'This guarantee covers the Applicant’s obligations during the warranty period under the contract. The performance guarantee issued for the same contract ends when this guarantee becomes effective.',
    ),
    amount(),
    demand('the Applicant is in breach of its warranty obligations under the contract'),
    effect(', being the date of acceptance under the contract'),
    expiry(', or upon presentation to us of the Beneficiary’s certificate that the warranty period has ended'),
  ],
);
