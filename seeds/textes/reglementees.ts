/** Financial guarantees that a law requires of a profession: temporary work, estate agents, travel agents, completion of homes sold off-plan. */
import type { TexteVersion } from '../../src/specimens/texte.js';
import { texte } from './base.js';
import { article, ASSUREUR, DONNEUR, effet, finales, plafond } from './clauses.js';
import { b, beneficiaire, choix, dateEffet, dateFin, droit, montantGaranti, variable } from './communes.js';

const commun = { produits: ['REGLEMENTEE'], editionDeportee: false };

/** C2: these guarantees benefit all those whom the law protects; the named beneficiary receives the act for them. */
const parties = (debiteur: string, proteges: string) =>
  article(
    'C2',
    'Parties',
    `${ASSUREUR}, ci-après « la Caution »,`,
    `s’engage pour le compte de ${DONNEUR}, ci-après « ${debiteur} »,`,
    `au profit ${proteges}, l’acte étant délivré à {{beneficiaire_nom}}{{#beneficiaire_siret}}, SIRET {{beneficiaire_siret}}{{/beneficiaire_siret}}, {{beneficiaire_adresse}}, {{beneficiaire_pays}}{{#beneficiaire_service}}, service {{beneficiaire_service}}{{/beneficiaire_service}}.`,
  );

const engagement = (debiteur: string, loi: string) =>
  article(
    'C4',
    'Engagement de caution',
    `En application de ${loi}, la Caution se constitue caution personnelle et solidaire ${debiteur}. Elle renonce au bénéfice de discussion (article 2305 du code civil) et au bénéfice de division (article 2306).`,
  );

const exercice = variable('marche', 'exercice', 'texte', 'Exercice de référence', 'Reference year', { longueurMax: 30 });
const annuelle = { ...dateFin, libelle: b('Fin de la période', 'End of the period'), aide: b('La période suivante doit commencer le lendemain.', 'The next period must start the day after.') };

export const TT: TexteVersion = texte({
  ...commun,
  code: 'TT',
  typeCredit: 'TT',
  titre: 'Garantie financière de l’entreprise de travail temporaire',
  baseLegale: 'Code du travail, articles L1251-49 à L1251-52 et R1251-14 à R1251-21',
  aRemplacerParModele: true,
  variables: [
    ...beneficiaire('public', b('Destinataire de l’attestation', 'Recipient of the certificate')),
    variable('marche', 'ca_ht', 'montant', 'Chiffre d’affaires HT', 'Turnover excl. tax'),
    exercice,
    variable('marche', 'etablissements', 'texte_long', 'Établissements', 'Establishments', { longueurMin: 3 }),
    ...montantGaranti(),
    dateEffet,
    annuelle,
    ...droit,
  ],
  limites: [
    { type: 'taux_min', montant: 'montant', base: ['ca_ht'], taux: '8', article: 'code du travail, art. L1251-50 et R1251-14' },
    { type: 'montant_min', variable: 'montant', valeur: '151445', article: 'code du travail, art. L1251-50 (minimum 2026)' },
  ],
  articles: [
    parties('l’Entreprise de travail temporaire', 'de ses salariés intérimaires et des organismes de sécurité sociale et institutions sociales'),
    article('C3', 'Activité garantie', 'L’Entreprise de travail temporaire a réalisé, au titre de l’exercice {{exercice}}, un chiffre d’affaires hors taxes de {{ca_ht}}, certifié et soumis à contrôle comptable. Ses établissements sont les suivants : {{etablissements}}.'),
    engagement('de l’Entreprise de travail temporaire', 'l’article L1251-49 du code du travail'),
    article('C5', 'Objet', 'La Caution garantit, en cas de défaillance de l’Entreprise de travail temporaire, le paiement des salaires et de leurs accessoires, des indemnités, des cotisations obligatoires dues aux organismes de sécurité sociale et aux institutions sociales, et, le cas échéant, du remboursement aux entreprises utilisatrices des prestations acquittées en ses lieu et place.'),
    plafond('Caution'),
    article(
      'C7',
      'Défaillance et paiement',
      'Il y a défaillance lorsqu’une mise en demeure est restée sans effet pendant quinze jours, ou à l’ouverture d’une procédure de sauvegarde, de redressement ou de liquidation judiciaire. La demande de paiement est adressée à la Caution, {{garant.siege}}, par lettre recommandée avec demande d’avis de réception ou remise contre récépissé.',
      'Si les demandes excèdent le montant garanti, elles sont réglées dans l’ordre et au prorata prévus par le code du travail.',
    ),
    article('C8', 'Exceptions', 'La Caution ne peut opposer que les exceptions inhérentes aux créances garanties.'),
    effet('Caution'),
    article(
      'C10',
      'Durée',
      'L’engagement couvre les créances nées jusqu’au {{date_fin}} inclus. Il est renouvelé sans interruption d’une année sur l’autre ; la Caution qui n’entend pas le renouveler en avise l’Entreprise de travail temporaire et l’autorité administrative avant cette date.',
    ),
    article('C11', 'Révision', 'Le montant est révisé chaque année au vu du chiffre d’affaires du dernier exercice clos. Une attestation est délivrée pour chaque établissement.'),
    ...finales('Caution'),
  ],
});

export const IMMO: TexteVersion = texte({
  ...commun,
  code: 'IMMO',
  typeCredit: 'IMMO',
  titre: 'Garantie financière de l’agent immobilier',
  baseLegale: 'Loi n° 70-9 du 2 janvier 1970, article 3 ; décret n° 72-678 du 20 juillet 1972',
  variables: [
    ...beneficiaire('public', b('Destinataire de l’attestation', 'Recipient of the certificate')),
    variable('marche', 'carte_numero', 'texte', 'N° de carte professionnelle', 'Professional card number', { longueurMax: 60 }),
    variable('marche', 'activite', 'choix', 'Activité', 'Activity', {
      choix: [choix('transaction', 'Transactions sur immeubles et fonds de commerce', 'Sales of property and businesses'), choix('gestion', 'Gestion immobilière', 'Property management'), choix('syndic', 'Syndic de copropriété', 'Management of co-owned buildings')],
    }),
    variable('marche', 'annees_activite', 'choix', 'Ancienneté', 'Years in business', {
      choix: [choix('moins_de_deux_ans', 'Moins de deux ans', 'Less than two years'), choix('deux_ans_et_plus', 'Deux ans et plus', 'Two years or more')],
      parDefaut: 'deux_ans_et_plus',
    }),
    variable('marche', 'fonds_montant', 'montant', 'Pointe des fonds détenus', 'Peak of funds held'),
    ...montantGaranti(),
    dateEffet,
    annuelle,
    ...droit,
  ],
  limites: [
    { type: 'couverture', montant: 'montant', variable: 'fonds_montant', article: 'décret n° 72-678 du 20 juillet 1972, art. 29' },
    { type: 'montant_min', variable: 'montant', valeur: '110000', si: [{ variable: 'annees_activite', vaut: ['deux_ans_et_plus'] }], article: 'loi n° 70-9 du 2 janvier 1970, art. 3' },
    { type: 'montant_min', variable: 'montant', valeur: '30000', si: [{ variable: 'annees_activite', vaut: ['moins_de_deux_ans'] }], article: 'loi n° 70-9 du 2 janvier 1970, art. 3 (deux premières années)' },
  ],
  articles: [
    parties('l’Agent', 'de toute personne ayant versé ou remis des fonds, effets ou valeurs à l’occasion des opérations garanties'),
    article('C3', 'Activité garantie', 'L’Agent, titulaire de la carte professionnelle n° {{carte_numero}}, exerce l’activité suivante : {{activite}}. La pointe des fonds détenus s’élève à {{fonds_montant}}.'),
    engagement('de l’Agent', 'l’article 3 de la loi du 2 janvier 1970'),
    article('C5', 'Objet', 'La Caution garantit le remboursement ou la restitution des fonds, effets ou valeurs versés ou remis à l’Agent à l’occasion de cette activité.'),
    plafond('Caution'),
    article(
      'C7',
      'Mise en jeu',
      'La garantie s’applique à toute créance ayant pour origine un versement ou une remise effectué à l’occasion d’une opération garantie, sur les seules justifications que la créance est certaine, liquide et exigible et que l’Agent est défaillant (article 39 du décret). La demande est adressée à la Caution, {{garant.siege}}, par lettre recommandée ; le paiement intervient dans les trois mois.',
    ),
    article('C8', 'Exceptions', 'La Caution ne peut opposer au créancier le bénéfice de discussion ni les exceptions tirées de ses rapports avec l’Agent.'),
    effet('Caution'),
    article(
      'C10',
      'Cessation',
      'La garantie est souscrite jusqu’au {{date_fin}} et se renouvelle dans les conditions convenues. Sa cessation ne produit effet que trois jours francs après la publication de l’avis prévu à l’article 44 du décret ; la Caution en informe par lettre recommandée chaque créancier connu, en indiquant le délai de trois mois pour produire sa créance et son point de départ (article 45).',
    ),
    article('C11', 'Révision', 'Le montant est au moins égal au montant maximal des fonds détenus ; il est révisé dès que celui-ci le dépasse.'),
    ...finales('Caution'),
  ],
});

export const VOY: TexteVersion = texte({
  ...commun,
  code: 'VOY',
  typeCredit: 'VOY',
  titre: 'Garantie financière de l’opérateur de voyages',
  baseLegale: 'Code du tourisme, articles L211-18 et R211-26 à R211-33',
  variables: [
    ...beneficiaire('public', b('Destinataire de l’attestation', 'Recipient of the certificate')),
    variable('marche', 'immatriculation_numero', 'texte', 'N° d’immatriculation Atout France', 'Atout France registration number', { longueurMax: 60 }),
    variable('marche', 'volume_montant', 'montant', 'Volume d’affaires', 'Business volume'),
    ...montantGaranti(),
    dateEffet,
    annuelle,
    ...droit,
  ],
  articles: [
    parties('l’Opérateur', 'des voyageurs ayant traité avec lui'),
    article('C3', 'Activité garantie', 'L’Opérateur est immatriculé au registre tenu par Atout France sous le n° {{immatriculation_numero}}. Son volume d’affaires est de {{volume_montant}}. La Caution est son garant unique.'),
    engagement('de l’Opérateur', 'l’article L211-18 du code du tourisme'),
    article('C5', 'Objet', 'La Caution garantit le remboursement de la totalité des fonds reçus des voyageurs au titre des engagements non exécutés, et le rapatriement des voyageurs lorsque le transport est compris dans le forfait.'),
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
    article('C8', 'Exceptions', 'La Caution ne peut opposer aux voyageurs ni le bénéfice de discussion ou de division, ni les exceptions tirées de ses rapports avec l’Opérateur.'),
    effet('Caution'),
    article(
      'C10',
      'Cessation',
      'La garantie est souscrite jusqu’au {{date_fin}} et se renouvelle dans les conditions convenues. Elle cesse trois jours après la publication de l’avis de cessation ; les créances nées antérieurement restent couvertes si elles sont produites dans les trois mois de cet avis.',
    ),
    ...finales('Caution'),
  ],
});

export const GFA: TexteVersion = texte({
  ...commun,
  code: 'GFA',
  typeCredit: 'GFA',
  titre: 'Garantie financière d’achèvement',
  baseLegale: 'Code de la construction et de l’habitation, articles L261-10-1, R261-17, R261-21 et R261-24',
  variables: [
    ...beneficiaire('particulier', b('Acquéreur, ou notaire du programme pour les acquéreurs', 'Buyer, or notary for the buyers')),
    variable('marche', 'programme', 'texte', 'Programme', 'Development'),
    variable('marche', 'permis_numero', 'texte', 'N° de permis de construire', 'Building permit number', { longueurMax: 60 }),
    variable('marche', 'lots', 'texte_long', 'Lots', 'Units', { longueurMin: 1 }),
    variable('garantie', 'achevement_montant', 'montant', 'Coût restant à financer pour achever', 'Cost to complete'),
    ...montantGaranti(),
    dateEffet,
    { ...dateFin, libelle: b('Achèvement prévu', 'Expected completion'), obligatoire: false, aide: b('Pour le suivi : la garantie cesse à l’achèvement attesté.', 'For follow-up: the guarantee ends on certified completion.') },
    ...droit,
  ],
  limites: [{ type: 'couverture', montant: 'montant', variable: 'achevement_montant', article: 'code de la construction et de l’habitation, art. R261-21' }],
  articles: [
    parties('le Vendeur', 'de l’acquéreur de chacun des lots désignés ci-dessous'),
    article('C3', 'Programme', 'Le Vendeur réalise le programme {{programme}}, permis de construire n° {{permis_numero}}, comprenant les lots suivants vendus en l’état futur d’achèvement : {{lots}}.'),
    article('C4', 'Engagement', 'La Caution s’engage envers l’acquéreur, solidairement avec le Vendeur, à payer les sommes nécessaires à l’achèvement de l’immeuble (article R261-21, b, du code de la construction et de l’habitation). Elle renonce aux bénéfices de discussion et de division (articles 2305 et 2306 du code civil).'),
    article('C5', 'Objet', 'La garantie couvre le financement de l’achèvement de l’immeuble en cas de défaillance financière du Vendeur, caractérisée par l’absence de disposition des fonds nécessaires.'),
    article(
      'C6',
      'Montant',
      'Le coût restant à financer est évalué à {{achevement_montant}}. La présente garantie est donnée pour un montant de {{montant}} ({{montant_lettres}}), qui ne saurait faire obstacle au paiement des sommes nécessaires à l’achèvement.',
    ),
    article('C7', 'Mise en jeu', 'L’acquéreur, ou l’administrateur ad hoc désigné par le juge, adresse sa demande à la Caution, {{garant.siege}}, par lettre recommandée avec demande d’avis de réception, justifiant de la défaillance du Vendeur et des sommes nécessaires. La Caution paie à mesure de l’avancement des travaux.'),
    article('C8', 'Exceptions', 'La Caution peut exiger le paiement, par l’acquéreur, du solde du prix de vente exigible. Elle n’oppose pas les exceptions tirées de ses rapports avec le Vendeur.'),
    effet('Caution'),
    article('C10', 'Fin de la garantie', 'La garantie prend fin à l’achèvement de l’immeuble, constaté par une personne désignée dans les conditions de l’article R261-24 du code de la construction et de l’habitation, dont l’attestation est remise en un original à la Caution.'),
    ...finales('Caution'),
  ],
});
