/** Repayment of an advance (public) and of an acompte (private). */
import type { TexteVersion } from '../../src/specimens/texte.js';
import { pour, texte } from './base.js';
import {
  appel,
  article,
  AVENANTS,
  contratGaranti,
  DU_MARCHE,
  effet,
  engagementAutonome,
  engagementSolidaire,
  exceptions,
  finADate,
  finales,
  inopposabilite,
  loiSeule,
  parties,
  plafond,
  selon,
} from './clauses.js';
import {
  b,
  beneficiaire,
  dateEffet,
  dateFin,
  delaiPaiement,
  droit,
  loi,
  marche,
  montantGaranti,
  montantsMarche,
  pourcentageDe,
  taux,
  variable,
} from './communes.js';

const CCP = 'code de la commande publique';

/** Advance of a public contract: R2191-7, -8, -11, -12. Not in édition déportée. */
export const GAPD_AV: TexteVersion = texte({
  code: 'GAPD_AV',
  typeCredit: 'GAPD_AV',
  nature: 'garantie',
  titre: 'Garantie à première demande de remboursement d’avance',
  baseLegale: 'Code de la commande publique, articles R2191-7, R2191-8, R2191-11 et R2191-12',
  sources: ['french-business-law.com R2191-8 et -11', 'lexbase.fr L4865LYT', 'banquedesterritoires.fr'],
  editionDeportee: false,
  fin: 'date',
  variables: [
    ...beneficiaire(['public'], b('Acheteur public', 'Public buyer')),
    ...marche({ numeroObligatoire: true }),
    ...montantsMarche,
    variable('garantie', 'avance_base_montant', 'montant', 'Base de calcul de l’avance', 'Base of the advance', {
      aide: b('Part du marché sur laquelle l’avance est calculée.', 'Part of the contract that the advance is worked out on.'),
    }),
    variable('garantie', 'avance_taux', 'pourcentage', 'Taux de l’avance', 'Rate of the advance'),
    variable(
      'garantie',
      'avance_montant',
      'montant',
      'Montant de l’avance',
      'Amount of the advance',
      pourcentageDe(['avance_base_montant'], 'avance_taux'),
    ),
    variable('garantie', 'echeancier_avance', 'texte_long', 'Calendrier de remboursement', 'Repayment schedule', {
      longueurMin: 5,
      longueurMax: 600,
    }),
    { ...taux('100', '100'), libelle: b('Part de l’avance garantie', 'Part of the advance guaranteed') },
    ...montantGaranti(['avance_montant']),
    dateEffet,
    dateFin,
    delaiPaiement('15'),
    loi,
  ],
  limites: [
    pour(['public'], `${CCP}, art. L2191-7`),
    {
      type: 'plafond',
      montant: 'avance_base_montant',
      variable: 'montant_ttc',
      plus: ['avenants_ttc'],
      article: `${CCP}, art. R2191-7 : l’avance se calcule sur le marché`,
    },
  ],
  articles: [
    parties('Garant', 'le Titulaire', 'l’Acheteur'),
    selon(
      `${CCP}, art. R2191-7`,
      article(
        'C3',
        'Marché et avance',
        `Le marché n° {{marche_numero}} signé le {{marche_date}}{{#marche_lot}}, lot {{marche_lot}}{{/marche_lot}}, d’un montant de {{montant_ttc}} toutes taxes comprises{{#montant_ht}} ({{montant_ht}} hors taxes){{/montant_ht}}${AVENANTS}, a pour objet : {{marche_objet}}. Lieu d’exécution : {{chantier_adresse}}.`,
        'Il prévoit le versement au Titulaire d’une avance de {{avance_montant}}, soit {{avance_taux}} de {{avance_base_montant}}.',
      ),
    ),
    engagementAutonome('à l’Acheteur'),
    selon(
      `${CCP}, art. R2191-8`,
      article(
        'C5',
        'Cause',
        'La présente garantie est donnée en considération de cette avance, que l’Acheteur verse au Titulaire et récupère par précompte.',
      ),
    ),
    plafond('Garant', ', soit {{taux}} de l’avance'),
    selon(
      'code civil, art. 2321',
      article(
        'C7',
        'Appel',
        'L’Acheteur appelle la garantie par lettre recommandée adressée au Garant, {{garant.siege}}, rappelant le numéro de l’acte, indiquant le montant réclamé et énonçant son motif : l’avance n’a pas été remboursée à hauteur de ce montant. Aucun autre justificatif n’est exigé. Le Garant paie dans les {{delai_paiement_jours}} jours. Plusieurs appels peuvent être faits dans la limite du montant garanti.',
      ),
      'délai de paiement au choix de l’assureur',
    ),
    inopposabilite(),
    selon(
      `${CCP}, art. R2192-25`,
      effet(
        'Garant',
        ' et, au plus tôt, à sa réception par l’Acheteur, le délai de paiement de l’avance courant à compter de cette réception (article R2192-25)',
      ),
    ),
    finADate('Garant', 'La garantie s’éteint à la réception par le Garant de l’attestation de l’Acheteur que l’avance est remboursée.'),
    selon(
      `${CCP}, art. R2191-11 et R2191-12`,
      article(
        'C11',
        'Réduction',
        'Le montant garanti diminue du montant de chaque précompte, à la réception par le Garant de l’état de précompte établi par l’Acheteur. Calendrier prévu : {{echeancier_avance}}.',
      ),
      'une garantie autonome ne se réduit pas d’elle-même : l’état de précompte est demandé',
    ),
    ...finales('Garant', DU_MARCHE, loiSeule),
  ],
});

export const RA: TexteVersion = texte({
  code: 'RA',
  typeCredit: 'RA',
  titre: 'Caution personnelle et solidaire de restitution d’acompte',
  baseLegale: 'Articles 2288 et suivants du code civil',
  sources: ['code civil'],
  fin: 'date',
  variables: [
    ...beneficiaire(['prive', 'particulier'], b('Client', 'Client')),
    ...marche(),
    ...montantsMarche,
    variable('garantie', 'acompte_montant', 'montant', 'Montant de l’acompte', 'Amount of the deposit'),
    variable('garantie', 'acompte_date', 'date', 'Date de versement de l’acompte', 'Date the deposit is paid'),
    variable('garantie', 'echeancier', 'texte_long', 'Échéancier de réduction', 'Reduction schedule', {
      obligatoire: false,
      longueurMax: 600,
    }),
    ...montantGaranti(),
    dateEffet,
    dateFin,
    delaiPaiement(),
    ...droit,
  ],
  limites: [
    pour(['prive', 'particulier'], 'acompte d’un marché privé'),
    { type: 'egal', montant: 'montant', variable: 'acompte_montant', article: 'la caution est de l’acompte' },
    {
      type: 'plafond',
      montant: 'acompte_montant',
      variable: 'montant_ttc',
      plus: ['avenants_ttc'],
      article: 'un acompte ne peut excéder le marché',
    },
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
    exceptions(),
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
