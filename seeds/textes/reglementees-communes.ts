/** What the regulated financial guarantees share. */
import { article, ASSUREUR, DONNEUR } from './clauses.js';
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
export const engagement = (debiteur: string, loi: string) =>
  article(
    'C4',
    'Engagement de caution',
    `En application de ${loi}, la Caution se constitue caution personnelle et solidaire ${debiteur}. Elle renonce au bénéfice de discussion (article 2305 du code civil) et au bénéfice de division (article 2306).`,
  );

/** End of a yearly period. */
export const annuelle = {
  ...dateFin,
  libelle: b('Fin de la période', 'End of the period'),
  aide: b('La période suivante doit commencer le lendemain.', 'The next period must start the day after.'),
};
