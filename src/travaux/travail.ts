/** Work outside requests: what an item is, why it failed, when it is tried again. Pure. */

/** One item of a work. */
export interface Item {
  /** Its key among the items of the work. */
  readonly cle: string;
  /** How people name it. */
  readonly nom: string;
  readonly compte_id: number | null;
  /** An insurer's own, when it is of no account. */
  readonly garant_id?: number | null;
  /** When it was first tried, if it was kept aside. */
  readonly depuis?: Date;
}

/** A work, done item by item: the failure of one holds up no other. */
export interface Travail {
  readonly nature: string;
  /** What waits, kept aside excepted; asked again until nothing new comes, so that it may be given in lots. */
  aFaire(): Promise<readonly Item[]>;
  /** Safe to run twice: it is tried again when it throws, and when a machine dies in the middle. */
  faire(sujet: Item): Promise<unknown>;
}

/** An item that nobody else has in hand. */
export interface Pris {
  readonly sujet: Item;
  /** Failures so far. */
  readonly tentatives: number;
  faire(): Promise<unknown>;
}

/** A work that may be so long that its items are drawn one by one, by several hands at once: what comes next is chosen when a hand is free. */
export interface FileDAttente {
  readonly nature: string;
  readonly mains: number;
  /** What was kept aside takes its place again. */
  ouvrir(): Promise<unknown>;
  /** The next item due; undefined when there is none. What is kept aside is due again at its next try, and not before. */
  prendre(): Promise<Pris | undefined>;
}

/** The whole of a work, when what it could not do is to find its items. */
export const TOUT: Item = { cle: '*', nom: '', compte_id: null };

/** A work in one piece: nothing in it belongs to somebody. */
export const etape = (nature: string, faire: () => Promise<unknown>): Travail => ({
  nature,
  aFaire: () => Promise.resolve([{ ...TOUT, cle: 'etape' }]),
  faire,
});

const MINUTE_MS = 60_000;
const JOUR_MS = 86_400_000;

/** After so many failures: in 1, 2, 4… minutes, a day at most. */
export const prochainEssai = (tentatives: number, now: Date): Date =>
  new Date(now.getTime() + Math.min(MINUTE_MS * 2 ** (tentatives - 1), JOUR_MS));

export const RAISONS = ['serveur', 'refuse', 'regle', 'cachet', 'contenu'] as const;
export type Raison = (typeof RAISONS)[number];

/** The reason in the words of the insurer's page: a server is silent, a mail is refused, a rule of the database, the seal's certificate, what is in it. */
export function raisonDe(error: unknown): Raison {
  const { code = '', responseCode, cause } = champs(error);
  if (typeof responseCode === 'number') return 'refuse';
  if (code === 'CERTIFICATE') return 'cachet';
  if (SILENCE.test(String(code)) || SILENCE.test(String(champs(cause).code))) return 'serveur';
  return /^[0-9A-Z]{5}$/.test(String(code)) ? 'regle' : 'contenu';
}

const SILENCE = /^(ECONN|ETIMEDOUT|ESOCKET|EDNS|ENOTFOUND|EAI_AGAIN|EPIPE|EHOSTUNREACH|ENETUNREACH|UND_ERR)/;

type Champs = Partial<Record<'code' | 'responseCode' | 'cause', unknown>>;

const champs = (error: unknown): Champs => (typeof error === 'object' && error !== null ? error : {});
