/** Financial guarantees of travel agents and of sellers of homes off-plan. */
import type { TexteVersion } from '../../src/specimens/texte.js';
import { texte } from './base.js';
import { article, effet, finales } from './clauses.js';
import { b, beneficiaire, dateEffet, dateFin, droit, montantGaranti, variable } from './communes.js';

import { annuelle, commun, DESTINATAIRES, engagement, parties, RECONDUCTION } from './reglementees-communes.js';

export const VOY: TexteVersion = texte({
  ...commun,
  code: 'VOY',
  montantDeReference: true,
  sources: ['french-business-law.com R211-30 à -33'],
  typeCredit: 'VOY',
  titre: 'Garantie financière de l’opérateur de voyages',
  fin: 'annee',
  baseLegale: 'Code du tourisme, articles L211-18 et R211-26 à R211-33',
  variables: [
    ...beneficiaire(DESTINATAIRES, b('Destinataire de l’attestation', 'Recipient of the certificate')),
    variable('marche', 'immatriculation_numero', 'texte', 'N° d’immatriculation Atout France', 'Atout France registration number', {
      longueurMax: 60,
    }),
    variable('marche', 'volume_montant', 'montant', 'Volume d’affaires', 'Business volume'),
    ...montantGaranti(),
    dateEffet,
    annuelle,
    ...droit,
  ],
  articles: [
    parties('l’Opérateur', 'des voyageurs ayant traité avec lui'),
    article(
      'C3',
      'Activité garantie',
      'L’Opérateur est immatriculé au registre tenu par Atout France sous le n° {{immatriculation_numero}}. Son volume d’affaires est de {{volume_montant}}. La Caution est son garant unique.',
    ),
    engagement('de l’Opérateur', 'l’article L211-18 du code du tourisme'),
    article(
      'C5',
      'Objet',
      'La Caution garantit le remboursement de la totalité des fonds reçus des voyageurs au titre des engagements non exécutés, et le rapatriement des voyageurs lorsque le transport est compris dans le forfait.',
    ),
    article(
      'C6',
      'Montant de référence',
      'Le montant de référence de la garantie est de {{montant}} ({{montant_lettres}}). Conformément à l’article R211-26 du code du tourisme, il ne limite pas les droits des voyageurs sur les fonds qu’ils ont versés.',
    ),
    article(
      'C7',
      'Défaillance et paiement',
      'La défaillance résulte de l’ouverture d’une procédure collective, d’une cessation d’activité, ou d’une sommation de payer ou d’exécuter restée sans effet pendant quarante-cinq jours. La Caution paie dans les trois mois de la présentation de la demande à son siège, {{garant.siege}}. En cas d’urgence, elle met en œuvre le rapatriement sans délai, sur demande du préfet.',
    ),
    article(
      'C8',
      'Exceptions',
      'La Caution ne peut opposer aux voyageurs ni le bénéfice de discussion ou de division, ni les exceptions tirées de ses rapports avec l’Opérateur.',
    ),
    effet('Caution'),
    article(
      'C10',
      'Cessation',
      `${RECONDUCTION} Elle cesse trois jours après la publication de l’avis de cessation ; les créances nées antérieurement restent couvertes si elles sont produites dans les trois mois de cet avis.`,
    ),
    ...finales('Caution', ''),
  ],
});

export const GFA: TexteVersion = texte({
  ...commun,
  code: 'GFA',
  montantDeReference: true,
  sources: ['legifrance LEGISCTA000032301117', 'doctrine.fr R261-24'],
  typeCredit: 'GFA',
  titre: 'Garantie financière d’achèvement',
  baseLegale: 'Code de la construction et de l’habitation, articles L261-10-1, R261-17, R261-21 et R261-24',
  variables: [
    ...beneficiaire(
      ['particulier', 'prive', 'public'],
      b('Acquéreur, ou notaire du programme pour les acquéreurs', 'Buyer, or notary for the buyers'),
    ),
    variable('marche', 'programme', 'texte', 'Programme', 'Development'),
    variable('marche', 'permis_numero', 'texte', 'N° de permis de construire', 'Building permit number', { longueurMax: 60 }),
    variable('marche', 'lots', 'texte_long', 'Lots', 'Units', { longueurMin: 1 }),
    variable('garantie', 'achevement_montant', 'montant', 'Coût restant à financer pour achever', 'Cost to complete'),
    ...montantGaranti(),
    dateEffet,
    {
      ...dateFin,
      libelle: b('Achèvement prévu', 'Expected completion'),
      obligatoire: false,
      aide: b('Pour le suivi : la garantie cesse à l’achèvement attesté.', 'For follow-up: the guarantee ends on certified completion.'),
    },
    ...droit,
  ],
  limites: [
    {
      type: 'couverture',
      montant: 'montant',
      variable: 'achevement_montant',
      article: 'code de la construction et de l’habitation, art. R261-21',
    },
  ],
  articles: [
    parties('le Vendeur', 'de l’acquéreur de chacun des lots désignés ci-dessous'),
    article(
      'C3',
      'Programme',
      'Le Vendeur réalise le programme {{programme}}, permis de construire n° {{permis_numero}}, comprenant les lots suivants vendus en l’état futur d’achèvement : {{lots}}.',
    ),
    article(
      'C4',
      'Engagement',
      'La Caution s’engage envers l’acquéreur, solidairement avec le Vendeur, à payer les sommes nécessaires à l’achèvement de l’immeuble (article R261-21, b, du code de la construction et de l’habitation). Elle renonce aux bénéfices de discussion et de division (articles 2305 et 2306 du code civil).',
    ),
    article(
      'C5',
      'Objet',
      'La garantie couvre le financement de l’achèvement de l’immeuble en cas de défaillance financière du Vendeur, caractérisée par l’absence de disposition des fonds nécessaires.',
    ),
    article(
      'C6',
      'Montant de référence',
      'Le coût restant à financer est évalué à {{achevement_montant}}. Le montant de référence de la garantie est de {{montant}} ({{montant_lettres}}) : il ne limite pas le paiement des sommes nécessaires à l’achèvement.',
    ),
    article(
      'C7',
      'Mise en jeu',
      'L’acquéreur, ou l’administrateur ad hoc désigné par le juge, adresse sa demande à la Caution, {{garant.siege}}, par lettre recommandée, justifiant de la défaillance du Vendeur et des sommes nécessaires. La Caution paie à mesure de l’avancement des travaux.',
    ),
    article(
      'C8',
      'Exceptions',
      'La Caution peut exiger le paiement, par l’acquéreur, du solde du prix de vente exigible. Elle n’oppose pas les exceptions tirées de ses rapports avec le Vendeur.',
    ),
    effet('Caution'),
    article(
      'C10',
      'Fin de la garantie',
      'La garantie prend fin à l’achèvement de l’immeuble, constaté par une personne désignée dans les conditions de l’article R261-24 du code de la construction et de l’habitation, dont l’attestation est remise en un original à la Caution.',
    ),
    ...finales('Caution', ''),
  ],
});
