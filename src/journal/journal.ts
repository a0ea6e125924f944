/** The journal: who did what, when, from where. Written in the transaction of the event, never changed. */
import { sql, type Tx } from '../kit/database.js';
import { nomComplet, type Acteur } from '../session/acteur.js';

/** Where an act comes from: the address and the request id, as in the logs. */
export interface Origine {
  readonly adresse: string;
  readonly requete: string;
}

export interface Ecriture {
  readonly acte: string;
  readonly demandeId?: number;
  readonly cautionId?: number;
  readonly commentaire?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** One entry as the timeline shows it. */
export interface Evenement {
  readonly id: number;
  readonly le: Date;
  readonly acte: string;
  readonly qui: string;
  readonly commentaire: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Auteur {
  readonly acteur: Acteur | undefined;
  readonly compteId: number | null;
  readonly origine: Origine;
  readonly le: Date;
}

/** Writes entries of one author, in one statement. */
export const journaliser = (tx: Tx, auteur: Auteur, ecritures: readonly Ecriture[]): Promise<void> =>
  journaliserTous(
    tx,
    ecritures.map((ecriture) => ({ ...auteur, ...ecriture })),
  );

/** Writes entries of several authors, in one statement. */
export async function journaliserTous(tx: Tx, ecritures: readonly (Auteur & Ecriture)[]): Promise<void> {
  if (ecritures.length === 0) return;
  const idDe = (genre: Acteur['genre']) => ecritures.map(({ acteur }) => (acteur?.genre === genre ? acteur.id : null));
  await tx.run(sql`
    insert into journal (compte_id, le, acte, demande_id, caution_id, collaborateur_id, agent_id, qui, origine, commentaire, details)
    select * from unnest(
      ${ecritures.map((e) => e.compteId)}::int[], ${ecritures.map((e) => e.le)}::timestamptz[], ${ecritures.map((e) => e.acte)}::text[],
      ${ecritures.map((e) => e.demandeId ?? null)}::bigint[], ${ecritures.map((e) => e.cautionId ?? null)}::bigint[],
      ${idDe('client')}::int[], ${idDe('garant')}::int[], ${ecritures.map(({ acteur }) => (acteur ? nomComplet(acteur) : 'Cautionet'))}::text[],
      ${ecritures.map(({ origine }) => `${origine.adresse} ${origine.requete}`)}::text[],
      ${ecritures.map((e) => e.commentaire ?? '')}::text[], ${ecritures.map((e) => JSON.stringify(e.details ?? {}))}::jsonb[])`);
}
