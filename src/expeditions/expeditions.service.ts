/** An act that the insurer prints: printed, sent, received. Owns the transactions. */
import { chemins } from '../chemins.js';
import type { EtatExpedition } from '../cautions/etapes.js';
import { auteursExpedition, EXPEDITION, type SituationExpedition } from '../cautions/expedition.js';
import { auxClients } from '../dossiers/destinataires.sql.js';
import { exigerLaMain } from '../dossiers/dossier.js';
import type { DossiersService, Objet } from '../dossiers/dossiers.service.js';
import { readFichier, type Fichier } from '../documents/fichiers.sql.js';
import { scopeOf, type Acteur, type Agent, type Collaborateur } from '../droits/acteur.js';
import { createFaire, type Envoi, type Piste } from '../gestes/faire.js';
import { createConsigner } from '../journal/consigner.js';
import { sql, type Database, type Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { introuvable, invalide } from '../kit/errors.js';
import type { CleExpedition, ExpeditionVue } from './expedition.js';
import * as repository from './expeditions.repository.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly dossiers: DossiersService;
  readonly reveiller: (travail: 'courriels') => void;
}

const PISTE: Piste<EtatExpedition, SituationExpedition, (typeof EXPEDITION.noms)[number], Acteur, CleExpedition, ExpeditionVue> = {
  cycle: EXPEDITION,
  sujet: 'caution',
  prefixe: 'acte_',
  scope: (acteur) => (acteur.genre === 'client' ? scopeOf(acteur) : { garant: acteur.garantId }),
  find: repository.lock,
  situation: ({ etat, caution_etat: caution }) => ({ etat, caution }),
  auteurs: (_vue, acteur) => auteursExpedition(acteur),
  raconte: ({ caution_id: sujetId }) => ({ sujet: 'caution', sujetId }),
  compteId: ({ compte_id: compteId }) => compteId,
  move: repository.move,
};

const SUIVI = { min: 3, max: 60 };
const objetDe = (id: number): Objet => ({ sujet: 'acte', id });

export function createExpeditionsService({ db, clock, dossiers, reveiller }: Deps) {
  const { faire } = createFaire({ db, consigner: createConsigner({ clock, reveiller }) }, PISTE);

  /** Whoever has the file in hand prints and sends, whatever the amount. */
  const exigerDossier = async (tx: Tx, agent: Agent, { id, caution_id: cautionId }: ExpeditionVue): Promise<void> =>
    exigerLaMain(agent, await dossiers.lire(tx, agent, cautionId, objetDe(id)), { limite: false });

  async function lire(tx: Tx, agent: Agent, id: number): Promise<ExpeditionVue> {
    const vue = await repository.find(tx, agent, { id });
    if (!vue) throw introuvable();
    return vue;
  }

  return {
    /** As the insurer sees it, with the file of its caution. */
    async consulter(agent: Agent, id: number) {
      const expedition = await db.read({ garant: agent.garantId }, (tx) => lire(tx, agent, id));
      return { expedition, dossier: await dossiers.consulter(agent, expedition.caution_id, objetDe(id)) };
    },

    /** The sealed original, to be printed; 404 while its seal is being set. */
    original: (agent: Agent, id: number): Promise<Fichier> =>
      db.read({ garant: agent.garantId }, async (tx) => {
        const { fichier_id: fichierId } = await lire(tx, agent, id);
        const fichier = fichierId === null ? undefined : await readFichier(tx, fichierId);
        if (!fichier) throw introuvable();
        return fichier;
      }),

    /** It is on paper. */
    editer: (agent: Agent, id: number, envoi: Envoi): Promise<undefined> =>
      faire(agent, { id }, 'editer', envoi, async ({ tx, vue, move }) => {
        await exigerDossier(tx, agent, vue);
        await move(sql`, editee_le = ${clock()}`);
        return {};
      }),

    /** It left. `mots`: the carrier; `suivi`: its number there. The client is told. */
    expedier: (agent: Agent, id: number, suivi: string, envoi: Envoi): Promise<undefined> =>
      faire(agent, { id }, 'expedier', envoi, async ({ tx, vue, move }) => {
        await exigerDossier(tx, agent, vue);
        if (suivi.length < SUIVI.min) throw invalide([{ field: 'suivi', message: 'expeditions.erreurs.suivi' }]);
        if (suivi.length > SUIVI.max) throw invalide([{ field: 'suivi', message: 'gestes.trop_long', params: { max: SUIVI.max } }]);
        const transporteur = (envoi.mots ?? '').trim();
        await move(sql`, expediee_le = ${clock()}, transporteur = ${transporteur}, suivi = ${suivi}`);
        const { caution, beneficiaire, caution_id: cautionId } = vue;
        return {
          details: { nom: `${transporteur} ${suivi}` },
          commentaire: '',
          courriels: await auxClients(tx, cautionId, {
            evenement: `acte ${id} expedie`,
            gabarit: 'acte_expedie',
            donnees: { caution, beneficiaire, transporteur, suivi, chemin: chemins.caution({ numero: caution }) },
          }),
        };
      }),

    /** The client has it. */
    recevoir: (acteur: Collaborateur, numero: string, envoi: Envoi): Promise<undefined> =>
      faire(acteur, { numero }, 'recevoir', envoi, async ({ move }) => {
        await move(sql`, recue_le = ${clock()}`);
        return {};
      }),

    /** The insurer knows that he has it. */
    constaterReception: (agent: Agent, id: number, envoi: Envoi): Promise<undefined> =>
      faire(agent, { id }, 'constater_reception', envoi, async ({ tx, vue, move }) => {
        await exigerDossier(tx, agent, vue);
        await move(sql`, recue_le = ${clock()}`);
        return {};
      }),

    /** What comes after one in the agent's queue: the oldest of his own. */
    suivante: (agent: Agent): Promise<{ id: number } | undefined> =>
      db.read({ garant: agent.garantId }, (tx) => repository.findSuivante(tx, agent.id)),
  };
}
