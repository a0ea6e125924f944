/** Other acts of the product Marché: tender, performance, supplier, payment of the entrepreneur. */
import type { TexteVersion } from '../../src/specimens/texte.js';
import { texte } from './base.js';
import { appel, article, contratGaranti, effet, engagementSolidaire, exceptions, finADate, finales, parties, plafond, SUR_MARCHE } from './clauses.js';
import { b, beneficiaire, choix, dateEffet, dateFin, delaiPaiement, droit, finPrevue, marche, montantGaranti, montantsMarche, ouiNon, taux, variable } from './communes.js';

const CODE_CIVIL = 'Articles 2288 et suivants du code civil';

export const SOUM: TexteVersion = texte({
  code: 'SOUM',
  typeCredit: 'SOUM',
  titre: 'Caution personnelle et solidaire de soumission',
  baseLegale: CODE_CIVIL,
  finFerme: true,
  variables: [
    ...beneficiaire('prive', b('Acheteur ou maître d’ouvrage', 'Buyer or project owner')),
    variable('marche', 'consultation_ref', 'texte', 'Référence de la consultation', 'Reference of the tender', { longueurMax: 60 }),
    ...marche({ chantier: false, date: false }).filter(({ nom }) => nom !== 'marche_numero'),
    variable('marche', 'montant_ttc', 'montant', 'Montant TTC de l’offre', 'Amount of the offer incl. tax'),
    variable('marche', 'remise_date', 'date', 'Date limite de remise des offres', 'Deadline for tenders'),
    variable('marche', 'validite_offre_jours', 'entier', 'Durée de validité de l’offre', 'Validity of the offer', { unite: b('jours', 'days'), max: '365', parDefaut: '120' }),
    taux('100', '5'),
    ...montantGaranti(['montant_ttc']),
    dateEffet,
    { ...dateFin, calcul: { type: 'date_plus', de: 'remise_date', jours: 'validite_offre_jours' }, aide: b('Fin de validité de l’offre.', 'End of the offer’s validity.') },
    delaiPaiement(),
    ...droit,
  ],
  articles: [
    parties('Caution', 'le Soumissionnaire'),
    article(
      'C3',
      'Consultation',
      'Le Soumissionnaire remet une offre en réponse à la consultation {{consultation_ref}}, dont la date limite de remise est fixée au {{remise_date}}, ayant pour objet{{#marche_lot}} (lot {{marche_lot}}){{/marche_lot}} : {{marche_objet}}.',
      'L’offre, d’un montant de {{montant_ttc}} toutes taxes comprises, est valable {{validite_offre_jours}} jours à compter de cette date.',
    ),
    engagementSolidaire('du Soumissionnaire'),
    article(
      'C5',
      'Objet',
      'La Caution garantit le paiement des sommes dont le Soumissionnaire serait redevable envers le Bénéficiaire s’il retirait son offre pendant sa durée de validité, refusait de signer le marché qui lui serait attribué ou ne fournissait pas les garanties exigées à sa signature.',
    ),
    plafond('Caution', ', par application du taux de {{taux}} au montant de l’offre'),
    appel('Caution', 'de la copie de la décision d’attribution ou du courrier de retrait de l’offre'),
    { ...exceptions, corps: exceptions.corps.replace('au Donneur d’ordre', 'au Soumissionnaire') },
    effet('Caution'),
    finADate('Caution', 'L’engagement s’éteint par l’attribution du marché à un autre candidat ou par la signature du marché et la remise des garanties exigées.'),
    ...finales('Caution'),
  ],
});

export const BF: TexteVersion = texte({
  code: 'BF',
  typeCredit: 'BF',
  titre: 'Caution personnelle et solidaire de bonne fin',
  baseLegale: CODE_CIVIL,
  variables: [
    ...beneficiaire('prive', b('Maître d’ouvrage', 'Project owner')),
    ...marche(),
    ...montantsMarche,
    variable('marche', 'achevement_date', 'date', 'Date contractuelle d’achèvement', 'Contractual completion date', { apres: 'marche_date' }),
    ouiNon('garantie', 'penalites', 'Pénalités de retard garanties', 'Penalties for delay included'),
    taux('100', '10'),
    ...montantGaranti(['montant_ttc', 'avenants_ttc']),
    dateEffet,
    { ...dateFin, obligatoire: false, libelle: b('Date butoir', 'Long-stop date'), aide: b('Facultative : à défaut, l’acte prend fin à la réception.', 'Optional: otherwise the act ends on acceptance of the works.') },
    delaiPaiement(),
    ...droit,
  ],
  articles: [
    parties('Caution'),
    contratGaranti(),
    engagementSolidaire(),
    article(
      'C5',
      'Objet',
      'La Caution garantit au Bénéficiaire l’achèvement des travaux conformément au marché, dont la date contractuelle est fixée au {{achevement_date}}, c’est-à-dire le paiement des sommes dont le Donneur d’ordre serait redevable du fait de l’inexécution ou de la mauvaise exécution de ses obligations avant la réception.',
      '{{#penalites_oui}}Les pénalités de retard prévues au marché sont comprises dans la garantie.{{/penalites_oui}}{{#penalites_non}}Les pénalités de retard sont exclues de la garantie.{{/penalites_non}}',
    ),
    plafond('Caution', SUR_MARCHE),
    appel('Caution', 'de la copie de la mise en demeure restée sans effet et du décompte des sommes réclamées'),
    exceptions,
    effet('Caution'),
    article(
      'C10',
      'Fin de l’engagement',
      'L’engagement prend fin à la date de la réception des travaux constatée par procès-verbal daté{{#date_fin}} et, en tout état de cause, le {{date_fin}} à vingt-quatre heures, heure de Paris{{/date_fin}}. Il ne se cumule pas, après la réception, avec la garantie qui remplace la retenue de garantie. Aucune demande reçue après son terme n’est recevable, et la restitution de l’acte n’est pas requise.',
    ),
    ...finales('Caution'),
  ],
});

export const FOUR: TexteVersion = texte({
  code: 'FOUR',
  typeCredit: 'FOUR',
  titre: 'Caution personnelle et solidaire de paiement du fournisseur',
  baseLegale: CODE_CIVIL,
  finFerme: true,
  variables: [
    ...beneficiaire('prive', b('Fournisseur', 'Supplier')),
    variable('marche', 'commande_numero', 'texte', 'N° de commande', 'Order number', { longueurMax: 60 }),
    variable('marche', 'commande_date', 'date', 'Date de la commande', 'Date of the order'),
    variable('marche', 'echeance_date', 'date', 'Échéance de paiement', 'Payment due date', { min: 'commande_date' }),
    variable('marche', 'marche_objet', 'texte_long', 'Fournitures commandées', 'Goods ordered', { longueurMin: 5 }),
    ...montantGaranti(),
    dateEffet,
    { ...dateFin, min: 'echeance_date' },
    variable('conditions', 'preavis', 'choix', 'Mise en demeure préalable', 'Prior notice', {
      choix: [choix('quinze_jours', 'Quinze jours avant la demande', 'Fifteen days before the claim'), choix('aucune', 'Aucune', 'None')],
      parDefaut: 'quinze_jours',
    }),
    delaiPaiement(),
    ...droit,
  ],
  articles: [
    parties('Caution'),
    article('C3', 'Commande', 'Par commande n° {{commande_numero}} du {{commande_date}}, le Donneur d’ordre a commandé au Bénéficiaire les fournitures suivantes, payables au plus tard le {{echeance_date}} : {{marche_objet}}.'),
    engagementSolidaire(),
    article('C5', 'Objet', 'La Caution garantit le paiement du prix des fournitures de la commande désignée ci-dessus, effectivement livrées. Aucune autre commande, présente ou future, n’est couverte.'),
    plafond('Caution'),
    article(
      'C7',
      'Mise en jeu',
      'Le Bénéficiaire adresse sa demande à la Caution, {{garant.siege}}, par lettre recommandée avec demande d’avis de réception, accompagnée de la facture impayée à l’échéance et de la preuve de la livraison{{#preavis_quinze_jours}}, quinze jours au moins après une mise en demeure du Donneur d’ordre restée sans effet{{/preavis_quinze_jours}}.',
      'La Caution règle les sommes dues dans les {{delai_paiement_jours}} jours de la réception de la demande complète. Plusieurs demandes peuvent être présentées dans la limite du montant garanti.',
    ),
    exceptions,
    effet('Caution'),
    finADate('Caution', 'L’engagement s’éteint par le paiement de la commande.'),
    ...finales('Caution'),
  ],
});

/** Here the owner is the debtor and the entrepreneur the beneficiary. */
export const P1799: TexteVersion = texte({
  code: 'P1799',
  typeCredit: 'P1799',
  titre: 'Caution solidaire de paiement de l’entrepreneur',
  baseLegale: 'Article 1799-1 du code civil ; décret n° 99-658 du 30 juillet 1999',
  variables: [
    ...beneficiaire('prive', b('Entrepreneur', 'Contractor')),
    ...marche(),
    variable('marche', 'montant_ht', 'montant', 'Montant HT du marché', 'Contract amount excl. tax', {
      aide: b('Déduction faite des arrhes et acomptes versés à la conclusion.', 'Less any deposit paid when the contract was concluded.'),
    }),
    variable('marche', 'montant_ttc', 'montant', 'Montant TTC du marché', 'Contract amount incl. tax', { min: 'montant_ht' }),
    ...montantGaranti(),
    dateEffet,
    finPrevue,
    delaiPaiement(),
    ...droit,
  ],
  limites: [{ type: 'montant_min', variable: 'montant_ht', valeur: '12000', strict: true, article: 'code civil, art. 1799-1 ; décret n° 99-658, art. 1' }],
  articles: [
    parties('Caution', 'le Maître d’ouvrage', 'l’Entrepreneur'),
    article(
      'C3',
      'Marché de travaux privé',
      'Par un marché de travaux privé{{#marche_numero}} n° {{marche_numero}}{{/marche_numero}} signé le {{marche_date}}, le Maître d’ouvrage a confié à l’Entrepreneur{{#marche_lot}} (lot {{marche_lot}}){{/marche_lot}} : {{marche_objet}}. Lieu des travaux : {{chantier_adresse}}.',
      'Le montant du marché est de {{montant_ht}} hors taxes, soit {{montant_ttc}} toutes taxes comprises.',
    ),
    article(
      'C4',
      'Engagement de caution',
      'Conformément à l’article 1799-1 du code civil, la Caution se constitue caution personnelle et solidaire du Maître d’ouvrage, débiteur du prix, envers l’Entrepreneur, et renonce au bénéfice de discussion (article 2305 du code civil) et au bénéfice de division (article 2306).',
    ),
    article('C5', 'Objet', 'La Caution garantit le paiement des sommes dues à l’Entrepreneur au titre du marché, travaux supplémentaires commandés compris.'),
    plafond('Caution'),
    article(
      'C7',
      'Mise en jeu',
      'L’Entrepreneur adresse sa demande à la Caution, {{garant.siege}}, par lettre recommandée avec demande d’avis de réception. Il justifie, pour seule condition, que sa créance est certaine, liquide et exigible et que le Maître d’ouvrage est défaillant. Aucun ordre ni accord du Maître d’ouvrage n’est requis.',
      'La Caution règle les sommes dues dans les {{delai_paiement_jours}} jours de la réception de la demande complète. Plusieurs demandes peuvent être présentées dans la limite du montant garanti.',
    ),
    article('C8', 'Exceptions', 'La Caution peut opposer les exceptions inhérentes à la dette. Elle ne se prévaut pas de la compensation avec des créances du Maître d’ouvrage étrangères au prix des travaux.'),
    effet('Caution'),
    article('C10', 'Fin de l’engagement', 'L’engagement prend fin par le paiement intégral des sommes dues à l’Entrepreneur au titre du marché. La restitution de l’acte n’est pas requise.'),
    article('C11', 'Réduction', 'Le montant garanti se réduit à mesure des paiements reçus par l’Entrepreneur, sur justification.'),
    ...finales('Caution'),
  ],
});
