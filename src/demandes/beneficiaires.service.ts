/** The beneficiaries that a person has met. */
import { scopeOf, type Collaborateur } from '../droits/acteur.js';
import type { Database } from '../kit/database.js';
import { listBeneficiaires, type Beneficiaire } from './beneficiaires.repository.js';

export const createBeneficiairesService = ({ db }: { db: Database }) => ({
  /** By a piece of the name, in what this person may see; none for less than two letters. */
  trouver: (acteur: Collaborateur, typed: string): Promise<Beneficiaire[]> =>
    db.read(scopeOf(acteur), (tx) => listBeneficiaires(tx, acteur, typed)),
});
