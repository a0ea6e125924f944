/** The outbox: rows written with the event, taken by the sender under a lease. */
import { randomUUID } from 'node:crypto';
import { empty, sql, type Database, type Tx } from '../kit/database.js';
import type { Language } from '../kit/money.js';
import { naissance, nommee } from '../numeros/prendre.sql.js';
import { saufEnPeine } from '../travaux/sauf.sql.js';
import type { Sujet } from '../travaux/travail.js';
import type { MODELES } from './modeles/index.js';

/** Every kind of message: the name of its file in `modeles`. */
export type Gabarit = keyof typeof MODELES;

/** What is to be said, to anybody. */
export type Message = {
  readonly [G in Gabarit]: {
    /** Unique with the recipient: the same event never writes twice to the same person. */
    readonly evenement: string;
    readonly gabarit: G;
    readonly donnees: (typeof MODELES)[G]['exemple'];
  };
}[Gabarit];

/** A message to be: its words are made when it is sent, from its model, in the reader's language. */
export type Courriel = Message & { readonly destinataire: string; readonly langue: Language };

export type CourrielEnregistre = Courriel & {
  readonly id: number;
  readonly message_id: string;
  readonly tentatives: number;
  readonly cree_le: Date;
  readonly envoye_le: Date | null;
};

const COLONNES = sql`id, evenement, destinataire, langue, gabarit, donnees, message_id, tentatives, cree_le, envoye_le`;
/** A sender that dies holds its messages for that long. */
const BAIL_MS = 120_000;

/** `naissance`: id of the demande whose caution this transaction makes; its number takes the place of `A_NAITRE`. */
export type CourrielEcrit = Courriel & { readonly naissance?: number };

export async function ecrireCourriels(tx: Tx, compteId: number | null, courriels: readonly CourrielEcrit[], le: Date): Promise<void> {
  if (courriels.length === 0) return;
  const avecNaissance = courriels.some(({ naissance: demandeId }) => demandeId !== undefined);
  await tx.run(sql`
    insert into courriel (compte_id, evenement, destinataire, gabarit, langue, donnees, message_id, cree_le, prochain_essai)
    select ${compteId}::int, c.evenement, c.destinataire, c.gabarit, c.langue, ${avecNaissance ? nommee(sql`c.donnees`) : sql`c.donnees`}, c.message_id, ${le}::timestamptz, ${le}::timestamptz
    from unnest(
      ${courriels.map((c) => c.evenement)}::text[], ${courriels.map((c) => c.destinataire)}::text[], ${courriels.map((c) => c.gabarit)}::text[],
      ${courriels.map((c) => c.langue)}::text[], ${courriels.map((c) => JSON.stringify(c.donnees))}::jsonb[],
      ${courriels.map(() => `<${randomUUID()}@cautionet>`)}::text[], ${courriels.map((c) => c.naissance ?? null)}::bigint[]
    ) as c (evenement, destinataire, gabarit, langue, donnees, message_id, demande_id)
    ${avecNaissance ? naissance(sql`c.demande_id`) : empty}
    on conflict (evenement, destinataire) do nothing`);
}

/** Messages due, kept aside and held by another sender excepted; one to the staff is its insurer's. */
export const courrielsDus = ({ systeme }: Database, now: Date, limite: number): Promise<Sujet[]> =>
  systeme.rows<Sujet>(sql`
    select m.id::text as cle, m.destinataire as nom, m.compte_id as "compteId", case when m.compte_id is null then coalesce(
        (select a.garant_id from agent a where a.email = m.destinataire limit 1),
        (select k.garant_id from collaborateur c join compte k on k.id = c.compte_id where c.email = m.destinataire limit 1)) end as "garantId"
    from courriel m where m.envoye_le is null and m.prochain_essai <= ${now} and ${saufEnPeine('courriel', sql`m.id`)}
    order by m.prochain_essai, m.id limit ${limite}`);

/** Holds a message for one sender; undefined when it left or another one holds it. It comes back after the lease if its sender dies. */
export const prendreCourriel = async ({ systeme }: Database, id: number, now: Date): Promise<CourrielEnregistre | undefined> =>
  (
    await systeme.rows<CourrielEnregistre>(sql`
      update courriel set tentatives = tentatives + 1, prochain_essai = ${new Date(now.getTime() + BAIL_MS)}
      where id = ${id} and envoye_le is null and prochain_essai <= ${now} returning ${COLONNES}`)
  )[0];

export const marquerEnvoye = ({ systeme }: Database, id: number, le: Date) =>
  systeme.rows(sql`update courriel set envoye_le = ${le}, derniere_erreur = null where id = ${id}`);

/** Nobody holds it any more. */
export const marquerEchec = ({ systeme }: Database, id: number, now: Date, erreur: string) =>
  systeme.rows(sql`update courriel set derniere_erreur = ${erreur.slice(0, 500)}, prochain_essai = ${now} where id = ${id}`);

export const derniersCourriels = (tx: Tx, limite: number): Promise<CourrielEnregistre[]> =>
  tx.rows<CourrielEnregistre>(sql`select ${COLONNES} from courriel order by id desc limit ${limite}`);

export const trouverCourriel = (tx: Tx, id: number): Promise<CourrielEnregistre | undefined> =>
  tx.row<CourrielEnregistre>(sql`select ${COLONNES} from courriel where id = ${id}`);
