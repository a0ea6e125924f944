/** Export guarantees and counter-guarantees, in English. Subject to URDG 758 because the text says so. */
import type { Article, TexteVersion, Variable } from '../../src/specimens/texte.js';
import { article } from './clauses.js';
import { b } from './communes.js';
import {
  amount,
  avance,
  avanceSousContrat,
  closing,
  CONTRACT,
  contreDemand,
  contreParties,
  demand,
  effect,
  expiry,
  exportVariables,
  guarantee,
  offre,
  parties,
  relationship,
  signedOn,
  TENDER,
  undertaking,
} from './export-clauses.js';

const ACCEPTANCE = 'presentation to us of the acceptance certificate signed by the Beneficiary';

/** The end lets the offer's validity run out, and a margin after it. */
const finBid: Partial<Variable> = {
  min: 'validite_fin',
  aide: b('La validité de l’offre, et une marge pour réclamer.', 'The offer’s validity, and a margin to claim.'),
};

interface Kind {
  readonly type: string;
  readonly titre: string;
  readonly variables: Variable[];
  readonly relation: string;
  readonly but: string;
  readonly base: string;
  readonly manquement: string;
  readonly effet?: string;
  readonly fin: string;
  readonly reduction?: string;
  readonly limites?: TexteVersion['limites'];
}

const KINDS = {
  BID: {
    type: 'BID',
    titre: 'Tender guarantee',
    variables: exportVariables({ contrat: offre, tauxUsuel: '2', fin: finBid }),
    relation: TENDER,
    but: 'withdrawal or modification of the tender during its validity, refusal to sign the contract awarded, and failure to lodge the performance guarantee required',
    base: 'the amount of the tender',
    manquement: 'the Applicant is in breach of its obligations under the tender conditions',
    fin: 'presentation to us of the Beneficiary’s notice of award to another tenderer, or of its receipt for the performance guarantee',
  },
  ADV: {
    type: 'ADV',
    titre: 'Advance payment guarantee',
    variables: exportVariables({ contrat: [signedOn], garantie: avance, base: 'avance_montant', tauxUsuel: '100' }),
    relation: CONTRACT,
    but: 'repayment of the advance payment of {{avance_montant}} that the Beneficiary makes to the Applicant under the contract',
    base: 'the advance payment',
    manquement: 'the Applicant has failed to repay the advance payment in accordance with the contract',
    effet:
      ' or, if later, upon presentation to us of a statement of the bank that holds the Applicant’s account {{compte_avance}} that the advance payment has been credited to it',
    fin: 'presentation to us of delivery certificates that reduce the amount to zero',
    reduction:
      ' It reduces, in proportion to the advance payment, by the value of each delivery stated in a delivery certificate signed by the Beneficiary and presented to us.',
    limites: [avanceSousContrat],
  },
  PERF: {
    type: 'PERF',
    titre: 'Performance guarantee',
    variables: exportVariables({ contrat: [signedOn], tauxUsuel: '10' }),
    relation: CONTRACT,
    but: 'the performance of the Applicant’s obligations under the contract until acceptance',
    base: 'the contract amount',
    manquement: 'the Applicant is in breach of its obligations under the contract',
    fin: ACCEPTANCE,
  },
  WARR: {
    type: 'WARR',
    titre: 'Warranty guarantee',
    variables: exportVariables({ contrat: [signedOn], tauxUsuel: '5' }),
    relation: CONTRACT,
    but: 'the Applicant’s obligations during the warranty period, which follows acceptance under the contract',
    base: 'the contract amount',
    manquement: 'the Applicant is in breach of its warranty obligations under the contract',
    effet: ` or, if later, upon ${ACCEPTANCE}`,
    fin: 'presentation to us of the Beneficiary’s certificate that the warranty period has ended',
  },
} as const satisfies Record<string, Kind>;

const direct = (kind: Kind): TexteVersion =>
  guarantee(`${kind.type}_EN`, kind.type, {
    titre: kind.titre,
    variables: kind.variables,
    limites: kind.limites ?? [],
    articles: [
      parties,
      relationship(kind.relation),
      undertaking(),
      article('C5', 'Purpose', `This guarantee is given in consideration of ${kind.but}.`),
      amount(kind.base, kind.reduction),
      demand(kind.manquement),
      effect(kind.effet),
      expiry(kind.fin),
      ...closing,
    ],
  });

const COUNTER: readonly (readonly [RegExp, string])[] = [
  [/This guarantee\b/g, 'This counter-guarantee'],
  [/the Guarantor’s electronic seal/g, 'the Counter-guarantor’s electronic seal'],
  [/issued by the Guarantor/g, 'issued by the Counter-guarantor'],
  [/kept by the Guarantor/g, 'kept by the Counter-guarantor'],
  [/\(the “Guarantor”\)/g, '(the “Counter-guarantor”)'],
];
const asCounter = (clause: Article): Article => ({
  ...clause,
  corps: COUNTER.reduce((corps, [words, ours]) => corps.replace(words, ours), clause.corps),
});

/** The same for the bank that issues the guarantee in the buyer's country, and claims on us what it is asked. */
const counter = (kind: Kind): TexteVersion =>
  guarantee(`${kind.type}_CG_EN`, kind.type, {
    titre: `Counter-guarantee – ${kind.titre.toLowerCase()}`,
    variables: kind.variables
      .filter(({ nom }) => nom !== 'contre_garant' && nom !== 'compte_avance')
      .map((one) =>
        one.nom === 'beneficiaire_nom'
          ? { ...one, libelle: b('Banque qui émet la garantie', 'Bank that issues the guarantee') }
          : one.nom === 'tribunal'
            ? { ...one, parDefaut: 'commercial court of the Counter-guarantor’s seat' }
            : one,
      ),
    limites: kind.limites ?? [],
    articles: [
      contreParties,
      relationship(kind.relation),
      undertaking(),
      article(
        'C5',
        'Guarantee to be issued',
        `You are requested to issue, under your full responsibility, a ${kind.titre.toLowerCase()} in favour of the Applicant’s contracting party, in consideration of ${kind.but}.`,
      ),
      amount(kind.base),
      contreDemand,
      effect(),
      expiry('presentation to us of the Beneficiary’s statement that its guarantee has ended without payment'),
      ...closing,
    ].map(asCounter),
  });

export const [BID_EN, ADV_EN, PERF_EN, WARR_EN] = [direct(KINDS.BID), direct(KINDS.ADV), direct(KINDS.PERF), direct(KINDS.WARR)];
export const CONTRE_GARANTIES: readonly TexteVersion[] = Object.values(KINDS).map(counter);
