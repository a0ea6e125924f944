/** Amendments of cautions in force: asked for and followed by the client, decided by the insurer. */
import type { CautionsService } from '../cautions/cautions.service.js';
import type { DossiersService } from '../dossiers/dossiers.service.js';
import { createConsigner } from '../journal/consigner.js';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { SpecimensService } from '../specimens/specimens.service.js';
import { createAvenantsClient } from './client.service.js';
import { createAvenantsGarant } from './decision.service.js';
import { createDemander } from './demande.service.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly cautions: CautionsService;
  readonly dossiers: DossiersService;
  readonly specimens: SpecimensService;
  /** Called after the commit: mails to send, acts to seal. */
  readonly reveiller: (travail: 'courriels' | 'actes') => void;
}

export function createAvenantsService(deps: Deps) {
  const outils = { ...deps, consigner: createConsigner(deps) };
  return { demander: createDemander(outils), ...createAvenantsClient(outils), ...createAvenantsGarant(outils) };
}
