/** What the regulated financial guarantees share. */
import type { NatureDePartie } from '../../src/specimens/texte.js';
import { article, ASSUREUR, DONNEUR, selon } from './clauses.js';
import { b, dateFin } from './communes.js';

/** Their product, not in édition déportée. */
export const commun = { produits: ['REGLEMENTEE'], editionDeportee: false };

/** C2: these guarantees benefit all those whom the law protects; the named beneficiary receives the act for them. */
export const parties = (debiteur: string, proteges: string) =>
  article(
    'C2',
    'Parties',
    `${ASSUREUR}, ci-après « la Caution »,`,
    `s’engage pour le compte de ${DONNEUR}, ci-après « ${debiteur} »,`,
    `au profit ${proteges}, l’acte étant délivré à {{beneficiaire_nom}}{{#beneficiaire_siret}}, SIRET {{beneficiaire_siret}}{{/beneficiaire_siret}}, {{beneficiaire_adresse}}, {{beneficiaire_pays}}{{#beneficiaire_service}}, service {{beneficiaire_service}}{{/beneficiaire_service}}.`,
  );

/** C4: solidaire, both benefits waived. */
export const engagement = (debiteur: string, loi: string, ...suite: readonly string[]) =>
  selon(
    loi,
    article(
      'C4',
      'Engagement de caution',
      `En application de ${loi}, la Caution se constitue caution personnelle et solidaire ${debiteur}. Elle renonce au bénéfice de discussion (article 2305 du code civil) et au bénéfice de division (article 2306).`,
      ...suite,
    ),
  );

/** Who receives such an act: an administration, a chamber, a registrar, or one of those whom it protects. */
export const DESTINATAIRES: readonly NatureDePartie[] = ['public', 'prive', 'particulier'];

/** How a yearly guarantee goes on, said in its act. */
export const RECONDUCTION =
  'L’engagement est souscrit jusqu’au {{date_fin}} inclus. Il se renouvelle ensuite d’année en année, sans interruption, tant que la Caution ne l’a pas dénoncé.';

/** End of a yearly period. */
export const annuelle = {
  ...dateFin,
  libelle: b('Fin de la période', 'End of the period'),
  aide: b('La période suivante doit commencer le lendemain.', 'The next period must start the day after.'),
};
