/** The journal: who did what, to what, when, from where. Written in the transaction of the event, never changed. */
import { empty, join, sql, type Sql, type Tx } from '../kit/database.js';
import { jsonRows } from '../kit/json-rows.js';
import { naissance, nommee } from '../numeros/numeros.sql.js';
import { nomComplet, type Acteur, type Origine } from '../droits/acteur.js';

/** What an act is about; '' where it is about nothing that has a page. */
export type Sujet =
  | 'demande'
  | 'caution'
  | 'mainlevee'
  | 'opposition'
  | 'avenant'
  | 'revision'
  | 'appel'
  | 'facture'
  | 'contrat'
  | 'document'
  | 'entite'
  | 'collaborateur'
  | 'circuit'
  | 'compte'
  | 'identifiant'
  | 'regles'
  | 'agent'
  | 'travail'
  | 'texte'
  | '';

export interface Ecriture {
  readonly acte: string;
  readonly sujet: Sujet;
  readonly sujetId: number | null;
  /** The version of the subject that this act leaves, where it has one. */
  readonly version?: number;
  readonly commentaire?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** Id of the demande whose caution this transaction makes: it is the subject, and `A_NAITRE` in the details and mails its number. */
  readonly naissance?: number;
}

/** One entry as a timeline shows it. */
export interface Evenement {
  readonly id: number;
  readonly le: Date;
  readonly acte: string;
  readonly qui: string;
  readonly version: number | null;
  readonly commentaire: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Signature {
  readonly acteur: Acteur | undefined;
  readonly compteId: number | null;
  readonly origine: Origine;
  readonly le: Date;
}

/** Writes entries, of one author or of several, in one statement. */
export async function insertJournal(tx: Tx, ecritures: readonly (Signature & Ecriture)[]): Promise<void> {
  if (ecritures.length === 0) return;
  const idDe = (genre: Acteur['genre']) => ecritures.map(({ acteur }) => (acteur?.genre === genre ? acteur.id : null));
  const avecNaissance = ecritures.some(({ naissance: demandeId }) => demandeId !== undefined);
  await tx.run(sql`
    insert into journal (compte_id, le, acte, sujet, sujet_id, version, collaborateur_id, agent_id, qui, origine, commentaire, details)
    select e.compte_id, e.le, e.acte, e.sujet, ${avecNaissance ? sql`coalesce(e.sujet_id, nee.id)` : sql`e.sujet_id`}, e.version,
      e.collaborateur_id, e.agent_id, e.qui, e.origine, e.commentaire, ${avecNaissance ? nommee(sql`e.details`) : sql`e.details`}
    from unnest(
      ${ecritures.map((e) => e.compteId)}::int[], ${ecritures.map((e) => e.le)}::timestamptz[], ${ecritures.map((e) => e.acte)}::text[],
      ${ecritures.map((e) => e.sujet)}::text[], ${ecritures.map((e) => e.sujetId)}::bigint[], ${ecritures.map((e) => e.version ?? null)}::int[],
      ${idDe('client')}::int[], ${idDe('garant')}::int[], ${ecritures.map(({ acteur }) => (acteur ? nomComplet(acteur) : 'Cautionet'))}::text[],
      ${ecritures.map(({ origine }) => `${origine.adresse} ${origine.requete}`)}::text[],
      ${ecritures.map((e) => e.commentaire ?? '')}::text[], ${ecritures.map((e) => JSON.stringify(e.details ?? {}))}::jsonb[],
      ${ecritures.map((e) => e.naissance ?? null)}::bigint[]
    ) as e (compte_id, le, acte, sujet, sujet_id, version, collaborateur_id, agent_id, qui, origine, commentaire, details, demande_id)
    ${avecNaissance ? naissance(sql`e.demande_id`) : empty}`);
}

/** An entry as it comes out of JSON: its instant is text. */
export type EvenementLu = Omit<Evenement, 'le'> & { readonly le: string };

export const evenementLu = ({ le, ...reste }: EvenementLu): Evenement => ({ ...reste, le: new Date(le) });

type SujetDatable = Exclude<Sujet, ''>;
const MONTRES = 200;

/** What happened to these subjects, latest first: each found by its index. */
const evenements = (sujets: readonly (readonly [SujetDatable, Sql])[]): Sql => sql`
  ${join(
    sujets.map(
      ([sujet, id]) => sql`
        select j.id, j.le, j.acte, j.qui, j.version, j.commentaire, j.details from journal j where j.sujet = ${sujet} and j.sujet_id = ${id}`,
    ),
    ' union all ',
  )}
  order by id desc limit ${MONTRES}`;

/** The timeline of a page as an expression of its one statement; its rows are `EvenementLu`. */
export const timeline = (sujets: readonly (readonly [SujetDatable, Sql])[]): Sql => jsonRows(evenements(sujets));

/** The timeline of a page by itself. */
export const readTimeline = (tx: Tx, sujet: SujetDatable, id: number): Promise<Evenement[]> =>
  tx.rows<Evenement>(evenements([[sujet, sql`${id}::bigint`]]));
