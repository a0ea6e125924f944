/** A document that the insurer asks for, as its client and the insurer read it. */
import type { DossiersService, Objet } from '../dossiers/dossiers.service.js';
import { readFichier, type Fichier } from '../documents/fichiers.sql.js';
import { scopeOf, type Acteur, type Agent, type Collaborateur } from '../droits/acteur.js';
import type { Database, Tx } from '../kit/database.js';
import { introuvable } from '../kit/errors.js';
import type { DocumentVue } from './document.js';
import * as repository from './documents-demandes.repository.js';

/** What is opened, and taken over, for a document. */
export const objetDe = (id: number): Objet => ({ sujet: 'document', id });

export function createConsultationDeDocuments({ db, dossiers }: { readonly db: Database; readonly dossiers: DossiersService }) {
  async function lire(tx: Tx, acteur: Acteur, id: number): Promise<DocumentVue> {
    const vue = await repository.find(tx, acteur, id);
    if (!vue) throw introuvable();
    return vue;
  }

  return {
    /** As a client sees it; 404 when it is not of his account and perimeter. */
    consulter: (acteur: Collaborateur, id: number): Promise<DocumentVue> => db.read(scopeOf(acteur), (tx) => lire(tx, acteur, id)),

    /** As the insurer sees it, with the file of its caution when it has one. */
    async dossier(agent: Agent, id: number) {
      const document = await db.read({ garant: agent.garantId }, (tx) => lire(tx, agent, id));
      const dossier = document.caution_id === null ? undefined : await dossiers.consulter(agent, document.caution_id, objetDe(id));
      return { document, dossier };
    },

    /** The bytes of one of its files. */
    fichier: (acteur: Collaborateur, id: number, fichierId: number): Promise<Fichier> =>
      db.read(scopeOf(acteur), async (tx) => {
        const { jointes } = await lire(tx, acteur, id);
        const fichier = jointes.some((jointe) => jointe.id === fichierId) ? await readFichier(tx, fichierId) : undefined;
        if (!fichier) throw introuvable();
        return fichier;
      }),

    /** What comes after one in the agent's queue: the oldest of his own. */
    suivant: (agent: Agent): Promise<{ id: number } | undefined> =>
      db.read({ garant: agent.garantId }, (tx) => repository.findSuivant(tx, agent.id)),
  };
}
