/** What the home page is made from. */
import type { Catalogue } from '../catalogue/catalogue.service.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import type { Collaborateur } from '../droits/acteur.js';
import type { AccueilService } from './accueil.service.js';

export interface SourceAccueil {
  readonly lu: Awaited<ReturnType<AccueilService['read']>>;
  readonly acteur: Collaborateur;
  readonly catalogue: Catalogue;
  readonly langue: Language;
  readonly t: Translate;
}
