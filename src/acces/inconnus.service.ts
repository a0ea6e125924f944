/** What is tried at the door about nobody: counted, where the journal would grow as much as strangers wish. */
import type { Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Consigner } from '../journal/consigner.js';
import { countUnknown } from './defi.repository.js';

type Faits = Parameters<Consigner>[1];

/** Of somebody: in the journal. Of nobody: one count more; as much work, so that the time tells nothing. */
export const createConsignerOuCompter =
  ({ clock, consigner }: { clock: Clock; consigner: Consigner }) =>
  async (tx: Tx, faits: Faits): Promise<void> => {
    const [inconnus, connus] = [faits.filter(({ sujetId }) => sujetId === null), faits.filter(({ sujetId }) => sujetId !== null)];
    for (const { acte, origine } of inconnus) await countUnknown(tx, acte, origine.adresse, clock());
    await consigner(tx, connus);
  };
