/** A refusal is contested, and decided again by somebody else. Owns the transactions. */
import { chemins } from '../chemins.js';
import type { EtatRevision } from '../cautions/caution.js';
import { passer, tenir, type CautionTenue } from '../cautions/passage.sql.js';
import type { Accord } from '../decisions/decision.js';
import type { DecisionsService } from '../decisions/decisions.service.js';
import { resumeDe } from '../decisions/piste.sql.js';
import { auxClients } from '../dossiers/destinataires.sql.js';
import { exigerLaMain, type DossierVu } from '../dossiers/dossier.js';
import type { DossiersService, Objet } from '../dossiers/dossiers.service.js';
import type { Agent } from '../droits/acteur.js';
import { createFaire, type Envoi, type Piste } from '../gestes/faire.js';
import { createConsigner } from '../journal/consigner.js';
import { sql, type Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { introuvable } from '../kit/errors.js';
import { createDemandesDeRevision } from './demandes.service.js';
import { REVISION, situationRevision, type RevisionVue, type SituationRevision } from './revision.js';
import * as repository from './revisions.repository.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly dossiers: DossiersService;
  readonly decisions: Pick<DecisionsService, 'consulter' | 'emettre'>;
  readonly reveiller: (travail: 'courriels') => void;
}

/** A revision under its lock, with its caution under its own and its file. */
interface Tenue extends RevisionVue {
  readonly tenue: CautionTenue;
  readonly dossier: DossierVu;
  readonly situation: SituationRevision;
}

type PisteRevision = Piste<EtatRevision, SituationRevision, (typeof REVISION.noms)[number], Agent, number, Tenue>;

const objetDe = (id: number): Objet => ({ sujet: 'revision', id });

const piste = (dossiers: DossiersService): PisteRevision => ({
  cycle: REVISION,
  sujet: 'revision',
  prefixe: 'revision_',
  scope: ({ garantId }) => ({ garant: garantId }),
  async find(tx, agent, id) {
    const cautionId = await repository.findCautionId(tx, id);
    const tenue = cautionId === undefined ? undefined : await tenir(tx, cautionId);
    const vue = tenue && (await repository.lock(tx, id));
    if (!vue) return undefined;
    return { ...vue, tenue, dossier: await dossiers.lire(tx, agent, tenue.id, objetDe(id)), situation: situationRevision(vue, agent.id) };
  },
  situation: ({ situation }) => situation,
  auteurs: (_vue, { role }) => [role],
  raconte: ({ caution_id: sujetId }) => ({ sujet: 'caution', sujetId }),
  compteId: ({ compte_id: compteId }) => compteId,
  move: repository.move,
});

export function createRevisionsService({ db, clock, dossiers, decisions, reveiller }: Deps) {
  const consigner = createConsigner({ clock, reveiller });
  const { faire } = createFaire({ db, consigner }, piste(dossiers));

  /** Who decided it, and when. */
  const decidee = (agent: Agent) => sql`, agent_id = ${agent.id}, decidee_le = ${clock()}`;

  return {
    ...createDemandesDeRevision({ db, clock, consigner }),

    /** A revision with the file of its caution and what the rules say today. */
    async consulter(agent: Agent, id: number) {
      const revision = await db.read({ garant: agent.garantId }, (tx) => repository.find(tx, id));
      if (!revision) throw introuvable();
      return { revision, dossier: await decisions.consulter(agent, revision.caution_id, { geste: 'reviser', objet: objetDe(id) }) };
    },

    /** The refusal stands, with a reason that the client reads. */
    maintenir: (agent: Agent, id: number, envoi: Envoi): Promise<undefined> =>
      faire(agent, id, 'maintenir', envoi, async ({ tx, vue, move }) => {
        exigerLaMain(agent, vue.dossier);
        const reponse = (envoi.mots ?? '').trim();
        await move(sql`${decidee(agent)}, reponse = ${reponse}`);
        return {
          courriels: await auxClients(tx, vue.caution_id, {
            evenement: `revision ${id} maintenue`,
            gabarit: 'revision_maintenue',
            donnees: { ...resumePour(vue), commentaire: reponse },
          }),
        };
      }),

    /** It is granted after all, as one that waits is. */
    accorder: (agent: Agent, id: number, accord: Accord, envoi: Envoi): Promise<undefined> =>
      faire(agent, id, 'accorder', envoi, async ({ tx, vue, move }) => {
        const emise = await decisions.emettre(tx, agent, vue.dossier, accord, (set) =>
          passer(tx, vue.tenue, { geste: 'reviser', par: 'garant', le: clock(), set }),
        );
        await move(decidee(agent));
        return {
          ...emise,
          courriels: await auxClients(tx, vue.caution_id, {
            evenement: `revision ${id} accordee`,
            gabarit: 'revision_accordee',
            donnees: resumePour(vue),
          }),
        };
      }),

    /** What comes after one in the agent's queue: the oldest of his own. */
    suivante: (agent: Agent): Promise<{ id: number } | undefined> =>
      db.read({ garant: agent.garantId }, (tx) => repository.findSuivante(tx, agent.id)),
  };
}

/** What the client is told of the caution. */
const resumePour = ({ dossier }: Tenue) => {
  const { numero } = dossier.caution;
  return { ...resumeDe(dossier), caution: numero, chemin: chemins.caution({ numero }) };
};
