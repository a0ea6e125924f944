/** An event is consigned once: its journal, its mails and the waking of whoever sends them, in one call. */
import { insertCourriels, type CourrielEcrit } from '../courriels/outbox.sql.js';
import type { Courriel } from '../courriels/courriel.js';
import type { Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Acteur, Origine } from '../droits/acteur.js';
import { insertJournal, type Ecriture } from './journal.js';

/** What happened, and whom it is told to. */
export interface Fait extends Ecriture {
  readonly courriels?: readonly Courriel[];
}

/** Who did it. `compteId`: the account it belongs to, where the author is not one of its own people. */
export interface Auteur {
  readonly acteur: Acteur | undefined;
  readonly compteId?: number | null;
  readonly origine: Origine;
}

export type Consigner = ReturnType<typeof createConsigner>;

interface Deps {
  readonly clock: Clock;
  readonly reveiller?: (travail: 'courriels') => void;
}

export function createConsigner({ clock, reveiller }: Deps) {
  /** Writes the journal and the outbox in this transaction, one statement each; wakes the sender after its commit. */
  return async (tx: Tx, faits: readonly (Auteur & Fait)[]): Promise<void> => {
    const le = clock();
    const signes = faits.map((fait) => ({ ...fait, le, compteId: compteDe(fait) }));
    const parCompte = new Map<number | null, CourrielEcrit[]>();
    for (const { compteId, naissance, courriels = [] } of signes)
      if (courriels.length > 0)
        parCompte.set(compteId, [...(parCompte.get(compteId) ?? []), ...courriels.map((courriel) => ({ ...courriel, naissance }))]);
    await Promise.all([
      insertJournal(tx, signes),
      ...[...parCompte].map(([compteId, courriels]) => insertCourriels(tx, compteId, courriels, le)),
    ]);
    if (parCompte.size > 0) tx.afterCommit(() => reveiller?.('courriels'));
  };
}

const compteDe = ({ acteur, compteId }: Auteur): number | null =>
  compteId !== undefined ? compteId : acteur?.genre === 'client' ? acteur.compteId : null;
