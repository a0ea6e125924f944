/** Oppositions: registered, read, lifted or rejected by the insurer, answered. Owns the transactions. */
import { chemins } from '../chemins.js';
import { passer } from '../cautions/passage.sql.js';
import type { NouveauFichier } from '../documents/fichiers.sql.js';
import { deposerPour, joindre } from '../documents/jointes.sql.js';
import { auxClients } from '../dossiers/destinataires.sql.js';
import { exigerLaMain } from '../dossiers/dossier.js';
import type { DossiersService } from '../dossiers/dossiers.service.js';
import { scopeOf, type Acteur, type Agent } from '../droits/acteur.js';
import { createFaire, type Envoi } from '../gestes/faire.js';
import { createConsigner } from '../journal/consigner.js';
import { sql, type Database, type Tx } from '../kit/database.js';
import { today, type Clock, type Day } from '../kit/dates.js';
import { introuvable, invalide } from '../kit/errors.js';
import { createEnregistrement } from './enregistrement.service.js';
import { fauteDeLevee, type FaitsDeReponse } from './opposition.js';
import * as repository from './oppositions.repository.js';
import { pisteOpposition, type OppositionTenue } from './piste.sql.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly dossiers: DossiersService;
  readonly reveiller: (travail: 'courriels') => void;
}

export function createOppositionsService({ db, clock, dossiers, reveiller }: Deps) {
  const consigner = createConsigner({ clock, reveiller });
  const { faire } = createFaire({ db, consigner }, pisteOpposition(dossiers));

  /** The caution is in force again, unless another opposition holds it; its client is told. */
  async function rendre(tx: Tx, { id, tenue, caution }: OppositionTenue, { rejetee, motif }: { rejetee: boolean; motif: string }) {
    const oppositions = tenue.oppositions - 1;
    const etat = await passer(tx, { ...tenue, oppositions }, { geste: 'lever_opposition', par: 'garant', le: clock() });
    const { numero, beneficiaire } = caution;
    const donnees = { caution: numero, beneficiaire, rejetee, tenue: etat === 'en_opposition', commentaire: motif };
    return auxClients(tx, tenue.id, {
      evenement: `opposition ${id} finie`,
      gabarit: 'opposition_levee',
      donnees: { ...donnees, chemin: chemins.caution({ numero }) },
    });
  }

  return {
    ...createEnregistrement({ db, clock, dossiers, consigner }),

    /** One of them with its file. */
    async consulter(agent: Agent, id: number) {
      const opposition = await db.read({ garant: agent.garantId }, (tx) => repository.find(tx, id));
      if (!opposition) throw introuvable();
      return { opposition, ...(await dossiers.consulter(agent, opposition.caution_id, { sujet: 'opposition', id })) };
    },

    /** The beneficiary gives it up; his letter comes along where there is one. */
    lever(
      agent: Agent,
      id: number,
      { leveeLe, fichiers }: { readonly leveeLe: Day | undefined; readonly fichiers: readonly NouveauFichier[] },
      envoi: Envoi,
    ): Promise<undefined> {
      const le = clock();
      const avant = async (tx: Tx): Promise<number[]> => {
        const opposition = await repository.find(tx, id);
        if (!opposition) throw introuvable();
        return deposerPour(tx, opposition.compte_id, fichiers, agent, le);
      };
      return faire(agent, id, 'lever', { ...envoi, avant }, async ({ tx, vue, avant: ids, move }) => {
        exigerLaMain(agent, vue, { limite: false });
        const fautes = fauteDeLevee(leveeLe, vue.opposition.recue_le, today(clock));
        if (fautes.length > 0) throw invalide(fautes);
        const motif = (envoi.mots ?? '').trim();
        await move(sql`, levee_le = ${leveeLe}, reponse = ${motif}`);
        await joindre(tx, { compteId: vue.tenue.compte_id, sujet: 'opposition', id, fichiers: ids, le });
        return { details: { levee: leveeLe }, courriels: await rendre(tx, vue, { rejetee: false, motif }) };
      });
    },

    /** The insurer answers that it holds nothing: the underwriter's. */
    rejeter: (agent: Agent, id: number, envoi: Envoi): Promise<undefined> =>
      faire(agent, id, 'rejeter', envoi, async ({ tx, vue, move }) => {
        exigerLaMain(agent, vue, { limite: false });
        const motif = (envoi.mots ?? '').trim();
        await move(sql`, levee_le = ${today(clock)}, reponse = ${motif}`);
        return { courriels: await rendre(tx, vue, { rejetee: true, motif }) };
      }),

    /** What the letter of answer is written from; `numero`: of the caution, where the address says it. */
    async reponse(acteur: Acteur, id: number, numero?: string): Promise<FaitsDeReponse> {
      const scope = acteur.genre === 'client' ? scopeOf(acteur) : { garant: acteur.garantId };
      const faits = await db.read(scope, (tx) => repository.findReponse(tx, acteur, id, numero));
      if (!faits) throw introuvable();
      return faits;
    },
  };
}
