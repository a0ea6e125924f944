/** The documents of a demande: added, taken away, read. Owns the transactions. */
import { readFichier as lireFichier, type Fichier, type NouveauFichier } from '../documents/fichiers.sql.js';
import { createFaire, type Envoi } from '../gestes/faire.js';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { introuvable } from '../kit/errors.js';
import { createConsigner } from '../journal/consigner.js';
import { scopeOf, type Collaborateur } from '../droits/acteur.js';
import { find } from './demandes.repository.js';
import { deposer, PISTE_DEMANDE } from './demandes.service.js';
import { deletePiece, findPiece, insertPieces } from './pieces.repository.js';

export function createPiecesService({ db, clock }: { db: Database; clock: Clock }) {
  const { faire } = createFaire({ db, consigner: createConsigner({ clock }) }, PISTE_DEMANDE);

  return {
    ajouter: (acteur: Collaborateur, numero: string, fichiers: readonly NouveauFichier[], envoi: Envoi): Promise<undefined> =>
      faire(acteur, numero, 'ajouter_piece', { ...envoi, avant: deposer(acteur, fichiers, clock) }, async ({ tx, vue, avant }) => {
        await insertPieces(tx, acteur, vue.id, avant);
        return { commentaire: fichiers.map(({ nom }) => nom).join(', ') };
      }),

    retirer: (acteur: Collaborateur, numero: string, pieceId: number, envoi: Envoi): Promise<undefined> =>
      faire(acteur, numero, 'retirer_piece', envoi, async ({ tx, vue }) => {
        if ((await deletePiece(tx, vue.id, pieceId)) === 0) throw introuvable();
        return {};
      }),

    /** The bytes of a document of a demande that is seen. */
    async read(acteur: Collaborateur, numero: string, pieceId: number): Promise<Fichier> {
      const fichier = await db.read(scopeOf(acteur), async (tx) => {
        const vue = await find(tx, acteur, numero);
        const id = vue && (await findPiece(tx, vue.id, pieceId));
        return id ? lireFichier(tx, id) : undefined;
      });
      if (!fichier) throw introuvable();
      return fichier;
    },
  };
}
