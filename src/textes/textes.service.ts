/** The insurer's jurist answers for each version of a text, or no longer does. Owns the transactions. */
import type { Agent } from '../droits/acteur.js';
import { createFaire, type Envoi, type Piste } from '../gestes/faire.js';
import { createConsigner } from '../journal/consigner.js';
import { readTimeline } from '../journal/journal.js';
import { sql, type Database } from '../kit/database.js';
import { today, type Clock, type Day } from '../kit/dates.js';
import { introuvable, invalide } from '../kit/errors.js';
import {
  APPROBATION,
  fauteDeRelecture,
  situationApprobation,
  type ApprobationVue,
  type Dossier,
  type EtatApprobation,
} from './approbation.js';
import * as repository from './textes.repository.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
}

const PISTE: Piste<
  EtatApprobation,
  ReturnType<typeof situationApprobation>,
  (typeof APPROBATION.noms)[number],
  Agent,
  number,
  ApprobationVue
> = {
  cycle: APPROBATION,
  sujet: 'texte',
  prefixe: 'texte_',
  scope: ({ garantId }) => ({ garant: garantId }),
  find: (tx, _agent, id) => repository.lock(tx, id),
  situation: situationApprobation,
  auteurs: (_vue, { role }) => [role],
  move: repository.move,
};

export function createTextesService({ db, clock }: Deps) {
  const { faire } = createFaire({ db, consigner: createConsigner({ clock }) }, PISTE);
  const nommer = ({ code, texte_version: version }: ApprobationVue) => ({ code, version });

  return {
    /** A version and its approvals; 404 when it is not this insurer's. */
    async consulter(agent: Agent, id: number): Promise<Dossier> {
      const vue = await db.read({ garant: agent.garantId }, (tx) => repository.find(tx, id));
      if (!vue) throw introuvable();
      // What the journal says of it belongs to no account: nobody of the staff sees it there but through this page.
      return { vue, evenements: await db.systeme.read((tx) => readTimeline(tx, 'texte', id)) };
    },

    /** `mots`: what was read. Refused for a model that the law imposes. Answers the name of the version. */
    approuver: (agent: Agent, id: number, relireLe: Day | undefined, envoi: Envoi) =>
      faire(agent, id, 'approuver', envoi, async ({ vue, move }) => {
        const faute = fauteDeRelecture(relireLe, today(clock));
        if (faute) throw invalide([{ field: 'relireLe', message: faute }]);
        const lu = envoi.mots?.trim() ?? '';
        await move(sql`, agent_id = ${agent.id}, le = ${clock()}, lu = ${lu}, relire_le = ${relireLe ?? null}`);
        return { details: { ...nommer(vue), relireLe }, valeur: nommer(vue) };
      }),

    /** `mots`: why. Nothing new is written with it from now on; what is sealed stays as it is. */
    retirer: (agent: Agent, id: number, envoi: Envoi) =>
      faire(agent, id, 'retirer', envoi, async ({ vue, move }) => {
        await move(sql`, agent_id = null, le = null, lu = null, relire_le = null`);
        return { details: nommer(vue), valeur: nommer(vue) };
      }),
  };
}
