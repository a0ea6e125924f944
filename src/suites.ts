/** What comes after the transmission of a caution, wired: decided, released, opposed, amended, called. */
import { apresDocument } from './mainlevees/documents.sql.js';
import { createAbandonService } from './decisions/abandon.service.js';
import { createAppelsService } from './appels/appels.service.js';
import { createAvenantsService } from './avenants/avenants.service.js';
import { createBeneficiairesDActes } from './beneficiaires/beneficiaires.service.js';
import { createDecisionsService } from './decisions/decisions.service.js';
import { createDemandesDeMainlevee } from './mainlevees/demandes.service.js';
import { createDocumentsDemandesService } from './documents-demandes/documents-demandes.service.js';
import { createExpeditionsService } from './expeditions/expeditions.service.js';
import { createMainleveesRecues } from './mainlevees/recues.service.js';
import { createMainleveesService } from './mainlevees/mainlevees.service.js';
import { createOppositionsService } from './oppositions/oppositions.service.js';
import { createRevisionsService } from './revisions/revisions.service.js';
import { createTermesService } from './termes/termes.service.js';
import type { CautionsService } from './cautions/cautions.service.js';
import type { DossiersService } from './dossiers/dossiers.service.js';
import type { Database } from './kit/database.js';
import type { Clock } from './kit/dates.js';
import type { SpecimensService } from './specimens/specimens.service.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly cautions: CautionsService;
  readonly dossiers: DossiersService;
  readonly specimens: SpecimensService;
  /** The figures of the code of a token. */
  readonly codeDe: (jeton: string) => string;
  readonly reveiller: (travail: 'courriels' | 'actes') => void;
}

export function createSuites(deps: Deps) {
  const decisions = createDecisionsService(deps);
  return {
    decisions,
    beneficiairesDActes: createBeneficiairesDActes(deps),
    termes: createTermesService(deps),
    abandon: createAbandonService(deps),
    demandesDeMainlevee: createDemandesDeMainlevee(deps),
    mainlevees: createMainleveesService(deps),
    mainleveesRecues: createMainleveesRecues(deps),
    documentsDemandes: createDocumentsDemandesService({ ...deps, apres: apresDocument }),
    expeditions: createExpeditionsService(deps),
    revisions: createRevisionsService({ ...deps, decisions }),
    avenants: createAvenantsService(deps),
    appels: createAppelsService(deps),
    oppositions: createOppositionsService(deps),
  };
}
