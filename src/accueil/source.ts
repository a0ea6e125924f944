/** What the home page is made from. */
import type { Catalogue } from '../catalogue/catalogue.service.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import type { Collaborateur } from '../session/acteur.js';
import type { Accueil } from './accueil.service.js';

export interface Source {
  readonly lu: Accueil;
  readonly acteur: Collaborateur;
  readonly catalogue: Catalogue;
  readonly langue: Language;
  readonly t: Translate;
}
