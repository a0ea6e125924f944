/** Repayment of an advance (public) and of an acompte (private). */
import type { TexteVersion } from '../../src/specimens/texte.js';
import { texte } from './base.js';
import {
  appel,
  article,
  contratGaranti,
  effet,
  engagementAutonome,
  engagementSolidaire,
  exceptions,
  finADate,
  finales,
  inopposabilite,
  parties,
  plafond,
} from './clauses.js';
import {
  b,
  beneficiaire,
  dateEffet,
  dateFin,
  delaiPaiement,
  droit,
  droitGarant,
  marche,
  montantGaranti,
  montantsMarche,
  variable,
} from './communes.js';

/** Advance of a public contract: R2191-7, -8, -11, -12. Not in édition déportée. */
export const GAPD_AV: TexteVersion = texte({
  code: 'GAPD_AV',
  typeCredit: 'GAPD_AV',
  nature: 'garantie',
  titre: 'Garantie à première demande de remboursement d’avance',
  baseLegale: 'Code de la commande publique, articles R2191-7, R2191-8, R2191-11 et R2191-12',
  editionDeportee: false,
  fin: 'date',
  variables: [
    ...beneficiaire('public', b('Acheteur public', 'Public buyer')),
    ...marche({ numeroObligatoire: true }),
    ...montantsMarche,
    variable('garantie', 'avance_montant', 'montant', 'Montant de l’avance', 'Amount of the advance'),
    variable('garantie', 'avance_taux', 'pourcentage', 'Taux de l’avance', 'Rate of the advance'),
    variable('garantie', 'echeancier_avance', 'texte_long', 'Calendrier de remboursement', 'Repayment schedule', {
      longueurMin: 5,
      longueurMax: 600,
    }),
    ...montantGaranti(),
    dateEffet,
    dateFin,
    delaiPaiement('15'),
    ...droitGarant,
  ],
  limites: [{ type: 'plafond', montant: 'montant', variable: 'avance_montant', article: 'code de la commande publique, art. R2191-7' }],
  articles: [
    parties('Garant', 'le Titulaire', 'l’Acheteur'),
    article(
      'C3',
      'Marché et avance',
      'Le marché n° {{marche_numero}} signé le {{marche_date}}{{#marche_lot}}, lot {{marche_lot}}{{/marche_lot}}, d’un montant de {{montant_ttc}} toutes taxes comprises{{#montant_ht}} ({{montant_ht}} hors taxes){{/montant_ht}}{{#avenants_ttc}}, modifié par avenants à hauteur de {{avenants_ttc}}{{/avenants_ttc}}, a pour objet : {{marche_objet}}. Lieu d’exécution : {{chantier_adresse}}.',
      'Il prévoit le versement au Titulaire d’une avance de {{avance_montant}}, soit {{avance_taux}} de la base de calcul du marché.',
    ),
    {
      ...engagementAutonome,
      corps: engagementAutonome.corps.replace('au Bénéficiaire, à première demande', 'à l’Acheteur, à première demande'),
    },
    article(
      'C5',
      'Objet',
      'La garantie couvre le remboursement de l’avance versée et non encore récupérée par précompte sur les sommes dues au Titulaire.',
    ),
    plafond('Garant'),
    article(
      'C7',
      'Appel',
      'L’Acheteur appelle la garantie par lettre recommandée avec demande d’avis de réception adressée au Garant, {{garant.siege}}, rappelant le numéro de l’acte et indiquant le montant de l’avance restant à rembourser. Le Garant paie dans les {{delai_paiement_jours}} jours. Plusieurs appels peuvent être faits dans la limite du montant garanti.',
    ),
    {
      ...inopposabilite,
      corps: inopposabilite.corps.replace('du Bénéficiaire', 'de l’Acheteur').replace('le Donneur d’ordre', 'le Titulaire'),
    },
    effet(
      'Garant',
      ' et, au plus tôt, à sa réception par l’Acheteur, le délai de paiement de l’avance courant à compter de cette réception (article R2192-25)',
    ),
    finADate('Garant', 'La garantie s’éteint lorsque l’avance est intégralement remboursée.'),
    article(
      'C11',
      'Réduction',
      'Le montant garanti est réduit de plein droit à due concurrence de chaque précompte opéré par l’Acheteur, selon le calendrier suivant : {{echeancier_avance}}.',
    ),
    ...finales('Garant'),
  ],
});

export const RA: TexteVersion = texte({
  code: 'RA',
  typeCredit: 'RA',
  titre: 'Caution personnelle et solidaire de restitution d’acompte',
  baseLegale: 'Articles 2288 et suivants du code civil',
  fin: 'date',
  variables: [
    ...beneficiaire('prive', b('Client', 'Client')),
    ...marche(),
    ...montantsMarche,
    variable('garantie', 'acompte_montant', 'montant', 'Montant de l’acompte', 'Amount of the deposit'),
    variable('garantie', 'acompte_date', 'date', 'Date de versement de l’acompte', 'Date the deposit is paid'),
    variable('garantie', 'echeancier', 'texte_long', 'Échéancier de réduction', 'Reduction schedule', {
      obligatoire: false,
      longueurMax: 600,
    }),
    ...montantGaranti(),
    {
      ...dateEffet,
      min: 'acompte_date',
      aide: b('Au plus tôt le jour du versement de l’acompte.', 'On or after the day the deposit is paid.'),
    },
    dateFin,
    delaiPaiement(),
    ...droit,
  ],
  limites: [
    { type: 'plafond', montant: 'montant', variable: 'acompte_montant', article: 'article 2296 du code civil' },
    { type: 'date_avant', date: 'acompte_date', avant: 'date_effet', article: 'effet après le versement de l’acompte' },
  ],
  articles: [
    parties('Caution'),
    contratGaranti(),
    engagementSolidaire(),
    article(
      'C5',
      'Objet',
      'Le Bénéficiaire verse au Donneur d’ordre un acompte de {{acompte_montant}}, le {{acompte_date}}. La Caution garantit la restitution de la part de cet acompte qui ne serait pas acquise au Donneur d’ordre par l’exécution du marché.',
    ),
    plafond('Caution'),
    appel('Caution', 'du justificatif du versement de l’acompte et du décompte des prestations exécutées'),
    exceptions,
    effet('Caution', ' et seulement après encaissement effectif de l’acompte par le Donneur d’ordre'),
    finADate('Caution', 'L’engagement s’éteint lorsque l’acompte est entièrement acquis ou restitué.'),
    article(
      'C11',
      'Réduction',
      'Le montant garanti se réduit au prorata des situations de travaux approuvées.{{#echeancier}} Échéancier convenu : {{echeancier}}.{{/echeancier}}',
    ),
    ...finales('Caution'),
  ],
});
