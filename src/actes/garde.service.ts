/** A duplicate is kept once composed: its rank is its own, or it is undone. */
import { empecheEdition } from '../cautions/caution.js';
import type { CautionsService } from '../cautions/cautions.service.js';
import { insertFichier, type Fichier } from '../documents/fichiers.sql.js';
import { createConsigner } from '../journal/consigner.js';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { conflit } from '../kit/errors.js';
import { answer, claim, type KeyedForm } from '../kit/idempotence.js';
import { scopeOf, type Collaborateur, type Origine } from '../droits/acteur.js';
import * as repository from './actes.repository.js';

/** Another process sealed the same act or printed the same rank first: ours is undone. */
export class Concurrent extends Error {}

/** A duplicate composed for a rank. */
interface Duplicata {
  readonly numero: string;
  /** Of the caution. */
  readonly id: number;
  readonly acte: repository.ActeScelle;
  readonly rang: number;
  readonly le: Date;
  readonly fichier: Fichier;
}

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly cautions: Pick<CautionsService, 'find'>;
}

export function createGarder({ db, clock, cautions }: Deps) {
  const consigner = createConsigner({ clock });

  /**
   * Keeps a duplicate, all or nothing: the bytes first, then the caution's row; undefined when its rank or its act is no
   * longer the next. The key of a form whose duplicate was printed already answers that one's rank.
   */
  return async (acteur: Collaborateur, d: Duplicata, origine: Origine, envoi: KeyedForm | undefined): Promise<number | undefined> =>
    db
      .transaction(scopeOf(acteur), async (tx) => {
        const [deja] = envoi ? await claim(tx, [envoi], d.le) : [];
        if (deja) return deja.valeur as number;
        const fichierId = await insertFichier(tx, acteur.compteId, d.fichier, acteur.id, d.le);
        await repository.lockCaution(tx, d.id);
        const relue = await cautions.find(tx, acteur, d.numero);
        const changee = relue ? empecheEdition(relue) : 'erreurs.introuvable';
        if (changee) throw conflit(changee);
        const [acte, rang] = [await repository.findActe(tx, d.id), await repository.nextRang(tx, d.id)];
        // An amendment took effect meanwhile: the act of this duplicate is not the latest any more.
        if (acte?.id !== d.acte.id || acte.version !== relue?.acte_version || rang !== d.rang) throw new Concurrent();
        await repository.insertEdition(tx, { compteId: acteur.compteId, acteId: d.acte.id, rang, par: acteur.id, le: d.le, fichierId });
        await consigner(tx, [{ acteur, origine, acte: 'editer', sujet: 'caution', sujetId: d.id, details: { rang } }]);
        if (envoi) await answer(tx, [{ envoi, valeur: rang }]);
        return rang;
      })
      .catch((error: unknown) => {
        if (error instanceof Concurrent) return undefined;
        throw error;
      });
}
