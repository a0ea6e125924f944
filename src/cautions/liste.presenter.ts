/** The list of cautions. */
import { chemins } from '../chemins.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { parisDay } from '../kit/dates.js';
import { fromDecimal, type Language } from '../kit/money.js';
import type { LigneCaution } from './cautions.repository.js';

export const ligneDeListe = (ligne: LigneCaution, catalogue: Catalogue, langue: Language) => ({
  numero: ligne.numero,
  href: chemins.caution({ numero: ligne.numero }),
  jour: parisDay(ligne.creee_le),
  fin: ligne.date_fin,
  entite: ligne.entite,
  type: catalogue.type(ligne.type_credit, langue),
  beneficiaire: ligne.beneficiaire,
  precision: [ligne.marche, ligne.objet].filter((text) => text !== '').join(', '),
  montant: fromDecimal(ligne.montant, ligne.devise),
  etat: ligne.etat,
});
