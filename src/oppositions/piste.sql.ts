/** How an opposition is found under its lock, after its caution's, and ended. */
import type { EtatOpposition } from '../cautions/oppositions.js';
import { tenir, type CautionTenue } from '../cautions/passage.sql.js';
import type { DossierVu } from '../dossiers/dossier.js';
import type { DossiersService } from '../dossiers/dossiers.service.js';
import type { Agent } from '../droits/acteur.js';
import type { Piste } from '../gestes/faire.js';
import { OPPOSITION, type GesteOpposition, type OppositionSeule, type SituationOpposition } from './opposition.js';
import * as repository from './oppositions.repository.js';

export interface OppositionTenue extends DossierVu {
  readonly id: number;
  readonly version: number;
  readonly etat: EtatOpposition;
  readonly opposition: OppositionSeule;
  readonly tenue: CautionTenue;
}

export const pisteOpposition = (
  dossiers: DossiersService,
): Piste<EtatOpposition, SituationOpposition, GesteOpposition, Agent, number, OppositionTenue> => ({
  cycle: OPPOSITION,
  sujet: 'opposition',
  prefixe: 'opposition_',
  scope: ({ garantId }) => ({ garant: garantId }),
  find: async (tx, agent, id) => {
    const seen = await repository.find(tx, id);
    const tenue = seen && (await tenir(tx, seen.caution_id));
    if (!tenue) return undefined;
    await repository.lock(tx, id);
    const opposition = await repository.find(tx, id);
    const dossier = await dossiers.lire(tx, agent, tenue.id, { sujet: 'opposition', id });
    return opposition && { ...dossier, id, version: opposition.version, etat: opposition.etat, opposition, tenue };
  },
  situation: ({ etat }) => ({ etat }),
  auteurs: (_vue, { role }) => (role === 'charge' ? ['garant', 'charge'] : ['garant']),
  raconte: ({ tenue }) => ({ sujet: 'caution', sujetId: tenue.id }),
  compteId: ({ tenue }) => tenue.compte_id,
  move: repository.move,
});
