/** The insurer decides on a caution that waits. Owns the transactions. */
import { chemins } from '../chemins.js';
import { auxClients, findCharge } from '../dossiers/destinataires.sql.js';
import { exigerLaMain } from '../dossiers/dossier.js';
import { prendre } from '../dossiers/dossier.sql.js';
import type { DossiersService } from '../dossiers/dossiers.service.js';
import type { Agent } from '../droits/acteur.js';
import { createFaire, type Envoi } from '../gestes/faire.js';
import { createConsigner } from '../journal/consigner.js';
import { sql, type Database } from '../kit/database.js';
import { today, type Clock, type Day } from '../kit/dates.js';
import { conflit, invalide } from '../kit/errors.js';
import type { SpecimensService } from '../specimens/specimens.service.js';
import { createAccord } from './accord.service.js';
import * as repository from './decisions.repository.js';
import { pisteGarant, resumeDe } from './piste.sql.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly dossiers: DossiersService;
  readonly specimens: SpecimensService;
  /** Called after the commit: mails to send, acts to seal. */
  readonly reveiller: (travail: 'courriels' | 'actes') => void;
}

export type DecisionsService = ReturnType<typeof createDecisionsService>;

export function createDecisionsService({ db, clock, dossiers, specimens, reveiller }: Deps) {
  const consigner = createConsigner({ clock, reveiller });

  const { faire } = createFaire({ db, consigner }, pisteGarant(dossiers));

  return {
    ...createAccord({ db, clock, dossiers, specimens, faire, reveiller }),

    /** Refuses it, with a reason that the client reads. */
    refuser: (agent: Agent, numero: string, envoi: Envoi): Promise<undefined> =>
      faire(agent, numero, 'refuser', envoi, async ({ tx, vue, move: passer }) => {
        exigerLaMain(agent, vue);
        await passer(sql`, terminee_le = ${clock()}`);
        return {
          courriels: await auxClients(tx, vue.id, {
            evenement: `caution ${vue.id} refusee`,
            gabarit: 'caution_refusee',
            donnees: { ...resumeDe(vue), caution: numero, commentaire: envoi.mots ?? '', chemin: chemins.caution({ numero }) },
          }),
        };
      }),

    /** Asks the client for a document by a day to come. */
    demanderDocument: (agent: Agent, numero: string, echeance: Day | undefined, envoi: Envoi): Promise<undefined> =>
      faire(agent, numero, 'demander_document', envoi, async ({ tx, vue }) => {
        exigerLaMain(agent, vue, { limite: false });
        if (echeance === undefined || echeance <= today(clock))
          throw invalide([{ field: 'echeance', message: 'decisions.erreurs.echeance' }]);
        const objet = (envoi.mots ?? '').trim();
        const id = await repository.insertDemandeDocument(tx, vue.caution, { objet, echeance, agentId: agent.id, le: clock() });
        return {
          details: { echeance },
          courriels: await auxClients(tx, vue.id, {
            evenement: `document ${id} demande`,
            gabarit: 'document_demande',
            donnees: { caution: numero, beneficiaire: vue.caution.beneficiaire, objet, echeance, chemin: chemins.document({ id }) },
          }),
        };
      }),

    /** Hands the file to the account's underwriter, with a word. */
    confier: (agent: Agent, numero: string, envoi: Envoi): Promise<string> =>
      faire(agent, numero, 'confier', envoi, async ({ tx, vue }) => {
        const charge = await findCharge(tx, vue.compteId);
        if (!charge || charge.id === agent.id) throw conflit('decisions.refus.sans_charge');
        const mot = (envoi.mots ?? '').trim();
        const le = clock();
        await prendre(tx, { ...agent, id: charge.id }, { sujet: 'caution', id: vue.id, compteId: vue.compteId, mot, le });
        return {
          details: { nom: charge.nom },
          courriels: [
            {
              evenement: `caution ${vue.id} confiee ${vue.version}`,
              destinataire: charge.email,
              langue: charge.langue,
              gabarit: 'dossier_confie',
              donnees: {
                ...resumeDe(vue),
                caution: numero,
                client: vue.caution.client,
                commentaire: mot,
                chemin: chemins.gestionCaution({ numero }),
              },
            },
          ],
          valeur: charge.nom,
        };
      }),

    /** The pending caution that comes after one in the agent's queue: his own clients first, then the oldest. */
    suivante: (agent: Agent): Promise<{ numero: string; client: string } | undefined> =>
      db.read({ garant: agent.garantId }, (tx) => repository.findSuivante(tx, agent.id)),
  };
}
