/** The release of several cautions on the same document: each by itself, one that cannot be asked holds up no other. */
import type { NouveauFichier } from '../documents/fichiers.sql.js';
import type { Collaborateur, Origine } from '../droits/acteur.js';
import { Refus } from '../kit/errors.js';
import type { Language } from '../kit/money.js';
import type { createDemandesDeMainlevee } from './demandes.service.js';
import type { EtatMainlevee } from './mainlevee.js';
import type { TapeeMainlevee } from './mainlevee.form.js';

/** What became of one of them. */
export interface IssueDeMainlevee {
  readonly numero: string;
  readonly etat?: EtatMainlevee;
  /** Why nothing was asked: message keys. */
  readonly raisons: readonly string[];
}

interface Lot {
  readonly choix: readonly { readonly numero: string; readonly version: number }[];
  readonly tapee: TapeeMainlevee;
  readonly fichiers: readonly NouveauFichier[];
  readonly langue: Language;
}

export async function demanderEnsemble(
  { demander }: Pick<ReturnType<typeof createDemandesDeMainlevee>, 'demander'>,
  acteur: Collaborateur,
  { choix, tapee, fichiers, langue }: Lot,
  origine: Origine,
): Promise<IssueDeMainlevee[]> {
  const issues: IssueDeMainlevee[] = [];
  for (const { numero, version } of choix)
    try {
      issues.push({ numero, etat: await demander(acteur, numero, { tapee, fichiers, langue }, { version, origine }), raisons: [] });
    } catch (error) {
      if (!(error instanceof Refus)) throw error;
      issues.push({ numero, raisons: error.fields.length > 0 ? error.fields.map(({ message }) => message) : [error.key] });
    }
  return issues;
}
