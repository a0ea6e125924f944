/** What is written to people. */
import type { Language } from '../kit/money.js';
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
  /** The insurer it comes from, by name. */
  readonly garant: string;
  readonly message_id: string;
  readonly tentatives: number;
  readonly cree_le: Date;
  readonly envoye_le: Date | null;
};
