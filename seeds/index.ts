/** The data of a first start: the insurer's catalogue alone, or a whole demonstration. */
import type { Database } from '../src/kit/database.js';
import { today, type Clock } from '../src/kit/dates.js';
import { AGENTS } from './demo/comptes/index.js';
import { calendrier, JOUR } from './demo/calendrier.js';
import { charger } from './demo/charger.js';
import { chiffrer, contracter } from './demo/contrats.js';
import { constituer } from './demo/dossiers.js';
import { ecrire } from './demo/ecriture.js';
import { facturer } from './demo/facturer.js';
import { demanderDocuments, publier } from './demo/informations.js';
import { organiser } from './demo/organisation.js';
import { registre } from './demo/registre.js';
import { isFresh, loadCatalogue } from './referentiel.js';

export { loadCatalogue } from './referentiel.js';
export { DEMO_ACCOUNTS, DEMO_SECRET } from './demo/connexions.js';
