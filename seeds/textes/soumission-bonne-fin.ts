/** Product Marché: tender and performance. */
import { EMISSION, type TexteVersion } from '../../src/specimens/texte.js';
import { pour, texte } from './base.js';
import {
  appel,
  article,
  contratGaranti,
  effet,
  engagementSolidaire,
  exceptions,
  finADate,
  finales,
  parties,
  plafond,
  SUR_MARCHE,
} from './clauses.js';
import {
  b,
  beneficiaire,
  dateEffet,
  dateFin,
  delaiPaiement,
  droit,
  marche,
  montantGaranti,
  montantsMarche,
  ouiNon,
  taux,
  variable,
} from './communes.js';

const CODE_CIVIL = 'Articles 2288 et suivants du code civil';

export const SOUM: TexteVersion = texte({
  code: 'SOUM',
  typeCredit: 'SOUM',
  titre: 'Caution personnelle et solidaire de soumission',
  baseLegale: CODE_CIVIL,
  sources: ['code civil'],
  fin: 'date',
  variables: [
    ...beneficiaire(['public', 'prive'], b('Acheteur ou maître d’ouvrage', 'Buyer or project owner')),
    variable('marche', 'consultation_ref', 'texte', 'Référence de la consultation', 'Reference of the tender', { longueurMax: 60 }),
    ...marche({ chantier: false, date: false }).filter(({ nom }) => nom !== 'marche_numero'),
    variable('marche', 'montant_ttc', 'montant', 'Montant TTC de l’offre', 'Amount of the offer incl. tax'),
    variable('marche', 'remise_date', 'date', 'Date limite de remise des offres', 'Deadline for tenders', { min: EMISSION }),
    variable('marche', 'validite_offre_jours', 'entier', 'Durée de validité de l’offre', 'Validity of the offer', {
      unite: b('jours', 'days'),
      max: '365',
      parDefaut: '120',
    }),
    taux('100', '5'),
    ...montantGaranti(['montant_ttc']),
    dateEffet,
    {
      ...dateFin,
      calcul: { type: 'date_plus', de: 'remise_date', jours: 'validite_offre_jours' },
      aide: b('Fin de validité de l’offre.', 'End of the offer’s validity.'),
    },
    delaiPaiement(),
    ...droit,
  ],
  limites: [pour(['public', 'prive'], 'caution de soumission')],
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
    plafond('Caution', ', soit {{taux}} du montant de l’offre'),
    appel('Caution', 'de la copie de la décision d’attribution ou du courrier de retrait de l’offre'),
    exceptions('au Soumissionnaire'),
    effet('Caution'),
    finADate(
      'Caution',
      'L’engagement s’éteint par l’attribution du marché à un autre candidat ou par la signature du marché et la remise des garanties exigées.',
    ),
    ...finales('Caution', 'Les modifications de l’offre ou de la consultation'),
  ],
});

export const BF: TexteVersion = texte({
  code: 'BF',
  typeCredit: 'BF',
  titre: 'Caution personnelle et solidaire de bonne fin',
  baseLegale: CODE_CIVIL,
  sources: ['code civil'],
  fin: 'date',
  variables: [
    ...beneficiaire(['prive', 'particulier', 'public'], b('Maître d’ouvrage', 'Project owner')),
    ...marche(),
    ...montantsMarche,
    variable('marche', 'achevement_date', 'date', 'Date contractuelle d’achèvement', 'Contractual completion date', {
      apres: 'marche_date',
    }),
    ouiNon('garantie', 'penalites', 'Pénalités de retard garanties', 'Penalties for delay included'),
    taux('100', '10'),
    ...montantGaranti(['montant_ttc', 'avenants_ttc']),
    dateEffet,
    {
      ...dateFin,
      obligatoire: false,
      libelle: b('Date butoir', 'Long-stop date'),
      aide: b('Facultative : à défaut, l’acte prend fin à la réception.', 'Optional: otherwise the act ends on acceptance of the works.'),
    },
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
    exceptions(),
    effet('Caution'),
    article(
      'C10',
      'Fin de l’engagement',
      'L’engagement prend fin à la date de la réception des travaux constatée par procès-verbal daté{{#date_fin}} et, en tout état de cause, le {{date_fin}} à vingt-quatre heures, heure de Paris{{/date_fin}}. Il ne se cumule pas, après la réception, avec la garantie qui remplace la retenue de garantie. Aucune demande reçue après son terme n’est recevable, et la restitution de l’acte n’est pas requise.',
    ),
    ...finales('Caution'),
  ],
});
