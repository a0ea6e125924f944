/** How a call is found under its lock, after its caution's, and moved; what is told to the client at each step. */
import { figuresDe, type EtatAppel } from '../cautions/appels.js';
import { tenir, type CautionTenue } from '../cautions/passage.sql.js';
import { chemins } from '../chemins.js';
import type { Courriel } from '../courriels/courriel.js';
import { auxClients } from '../dossiers/destinataires.sql.js';
import type { DossierVu } from '../dossiers/dossier.js';
import type { DossiersService } from '../dossiers/dossiers.service.js';
import type { Agent } from '../droits/acteur.js';
import type { createFaire, Piste } from '../gestes/faire.js';
import type { Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { compare, fromDecimal, type Money } from '../kit/money.js';
import { APPEL, type AppelSeul, type EtapeDite, type GesteAppel, type SituationAppel } from './appel.js';
import * as repository from './appels.repository.js';

/** Of a call; `verse`: what is about to be paid. */
interface Cle {
  readonly id: number;
  readonly verse?: Money;
}

export interface AppelTenu extends DossierVu {
  readonly id: number;
  readonly version: number;
  readonly appel: AppelSeul;
  readonly tenue: CautionTenue;
  readonly verse: Money | undefined;
  readonly le: Date;
}

export const pisteAppel = (
  dossiers: DossiersService,
  clock: Clock,
): Piste<EtatAppel, SituationAppel, GesteAppel, Agent, Cle, AppelTenu> => ({
  cycle: APPEL,
  sujet: 'appel',
  prefixe: 'appel_',
  scope: ({ garantId }) => ({ garant: garantId }),
  find: async (tx, agent, { id, verse }) => {
    const seen = await repository.find(tx, id);
    const tenue = seen && (await tenir(tx, seen.caution_id));
    if (!tenue) return undefined;
    await repository.lock(tx, id);
    const appel = await repository.find(tx, id);
    const dossier = await dossiers.lire(tx, agent, tenue.id, { sujet: 'appel', id });
    return appel && { ...dossier, id, version: appel.version, appel, tenue, verse, le: clock() };
  },
  situation: ({ appel, tenue, verse }) => ({
    etat: appel.etat,
    solde: verse !== undefined && compare(verse, resteAPayer(appel, tenue)) >= 0,
  }),
  auteurs: () => ['garant'],
  raconte: ({ tenue }) => ({ sujet: 'caution', sujetId: tenue.id }),
  compteId: ({ tenue }) => tenue.compte_id,
  move: repository.move,
});

export type FaireDesAppels = ReturnType<typeof createFaire<EtatAppel, SituationAppel, GesteAppel, Agent, Cle, AppelTenu>>['faire'];

/** The most that may still be paid of it: never more than what the caution holds. */
export function resteAPayer(appel: AppelSeul, { reste, devise }: Pick<CautionTenue, 'reste' | 'devise'>): Money {
  const [{ aPayer }, tenu] = [figuresDe(appel, devise), fromDecimal(reste, devise)];
  return compare(aPayer, tenu) > 0 ? tenu : aPayer;
}

/** `montant`: the decimal that this step is about. */
export const prevenir = (
  tx: Tx,
  { caution: { id: cautionId, numero, beneficiaire, devise } }: DossierVu,
  { id, version, etape, montant, mots = '' }: { id: number; version: number; etape: EtapeDite; montant: string; mots?: string },
): Promise<Courriel[]> =>
  auxClients(tx, cautionId, {
    evenement: `appel ${id} ${etape} ${version}`,
    gabarit: 'appel_suivi',
    donnees: { caution: numero, beneficiaire, etape, montant, devise, commentaire: mots, chemin: chemins.caution({ numero }) },
  });
