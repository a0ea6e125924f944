/** The insurer's files: read whole, taken over. Owns the transactions. */
import { evenementLu, type Evenement } from '../journal/journal.js';
import { createConsigner } from '../journal/consigner.js';
import { selectDuGarant } from '../cautions/cautions.sql.js';
import type { CautionVue } from '../cautions/caution.js';
import type { Agent, Origine } from '../droits/acteur.js';
import { readFichier, type Fichier } from '../documents/fichiers.sql.js';
import type { Database, Tx } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { introuvable, invalide } from '../kit/errors.js';
import { findAutour, porteSur, prendre } from './dossier.sql.js';
import type { DossierVu, SujetDeDossier } from './dossier.js';

export type DossiersService = ReturnType<typeof createDossiersService>;

/** What a file is opened for; the caution itself unless told. */
export interface Objet {
  readonly sujet: SujetDeDossier;
  readonly id: number;
}

const MOT = { min: 3, max: 500 };

export function createDossiersService({ db, clock }: { db: Database; clock: Clock }) {
  const consigner = createConsigner({ clock });

  /** The file of a caution, in the transaction of whoever decides on it; 404 when it is not the insurer's. */
  async function lire(tx: Tx, agent: Agent, cle: string | number, objet?: Objet): Promise<DossierVu> {
    const autourDe = (id: number) => findAutour(tx, agent, id, { ...(objet ?? { sujet: 'caution', id }), jour: today(clock) });
    // Known by its id, what stands around it is asked for in the same message.
    const [caution, proche] = await Promise.all([
      tx.row<CautionVue>(selectDuGarant(cle)),
      typeof cle === 'number' ? autourDe(cle) : undefined,
    ]);
    const autour = proche ?? (caution && (await autourDe(caution.id)));
    if (!caution || !autour) throw introuvable();
    return { caution, autour };
  }

  return {
    lire,

    /** The same by itself, with the timeline of the caution. */
    consulter: (agent: Agent, cle: string | number, objet?: Objet): Promise<DossierVu & { evenements: Evenement[] }> =>
      db.read({ garant: agent.garantId }, async (tx) => {
        const dossier = await lire(tx, agent, cle, objet);
        return { ...dossier, evenements: dossier.caution.evenements.map(evenementLu) };
      }),

    /** Takes over a file that is somebody else's, with a word for him; written in the caution's timeline. */
    prendre: (agent: Agent, numero: string, objet: Objet, mot: string, origine: Origine): Promise<void> =>
      db.transaction({ garant: agent.garantId }, async (tx) => {
        const typed = mot.trim();
        if (typed.length < MOT.min) throw invalide([{ field: 'mot', message: 'gestes.trop_court' }]);
        if (typed.length > MOT.max) throw invalide([{ field: 'mot', message: 'gestes.trop_long', params: { max: MOT.max } }]);
        const { caution } = await lire(tx, agent, numero, objet);
        // Nobody takes over, through a caution of his, what is about another.
        if (!(await porteSur(tx, caution.id, objet))) throw introuvable();
        const commun = { compteId: caution.compte_id, mot: typed, le: clock() };
        await prendre(tx, agent, { ...objet, ...commun });
        await consigner(tx, [
          {
            acteur: agent,
            compteId: caution.compte_id,
            origine,
            acte: 'dossier_prendre',
            sujet: 'caution',
            sujetId: caution.id,
            details: { sujet: objet.sujet },
          },
        ]);
      }),

    /** A document of one of the insurer's accounts; 404 when there is none. */
    async fichier(agent: Agent, id: number): Promise<Fichier> {
      const fichier = await db.read({ garant: agent.garantId }, (tx) => readFichier(tx, id));
      if (!fichier) throw introuvable();
      return fichier;
    },
  };
}
