/** An e-mail: what it needs to know and what it says in each language. One file each in `modeles`, whose name is its type. */
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';

/** What its words are given: the amount in the reader's form, the figures of its code, which the outbox does not hold. */
type Dites<D> = D & (D extends { readonly defi: string } ? { readonly code: string } : unknown);

/** What the rules of the control said, as they are kept, and in the reader's words once it is sent. */
export interface Controlee {
  readonly controle: readonly object[];
  readonly raisons?: readonly string[];
}

/** Leads somewhere: to an address of our own site, or to that of a token, which the outbox does not hold either. */
type Mene = { readonly chemin: string } | { readonly jeton: string };

/** A message in one language: it has a button if and only if it leads somewhere. */
export type MotsCourriel<D> = {
  /** What happened, for a list of messages. */
  readonly quoi: string;
  readonly sujet: (donnees: Dites<D>) => string;
  /** Its paragraphs; a `commentaire` of somebody is quoted under them. */
  readonly corps: (donnees: Dites<D>) => readonly string[];
} & (D extends Mene ? { readonly bouton: string } : { readonly bouton?: never });

/** What leaves first: what somebody at the door waits for and what tells him of his own safety, then invitations, then the rest. */
export const PRIORITES = ['entree', 'acces', 'courant'] as const;
export type Priorite = (typeof PRIORITES)[number];

export interface Modele<D> {
  readonly priorite: Priorite;
  readonly mots: Readonly<Record<Language, MotsCourriel<D>>>;
  /** Data as the outbox would hold it: what the tests send. */
  readonly exemple: D;
}

/** All that the house itself reads of a message's data. */
export interface DonneesCourriel {
  readonly chemin?: string;
  readonly jeton?: string;
  readonly defi?: string;
  readonly code?: string;
  readonly montant?: string;
  readonly devise?: string;
  readonly commentaire?: string;
  readonly controle?: readonly object[];
  readonly demandes?: readonly object[];
}

export const modele = <D>(exemple: D, mots: Modele<D>['mots'], priorite: Priorite = 'courant'): Modele<D> => ({ exemple, mots, priorite });

/** What every message about a demande or a caution says of it; the amount is a decimal. */
export interface Demande {
  readonly numero: string;
  readonly beneficiaire: string;
  readonly entite: string;
  readonly montant: string;
  readonly devise: string;
  readonly chemin: string;
}

/** The demande of the examples. */
export const EXEMPLE_DEMANDE: Demande = {
  numero: 'D26-0000042',
  beneficiaire: 'SCI Les Tilleuls',
  entite: 'Essai Bâtiment',
  montant: '1234567.89',
  devise: 'EUR',
  chemin: '/demandes/D26-0000042',
};

/** One line of a message about several demandes. `id`: where the number of its caution is found when it is written. */
export interface DemandeListee {
  readonly id: number;
  readonly numero: string;
  readonly beneficiaire: string;
  readonly entite: string;
  readonly montant: string;
  readonly devise: string;
}

/** The amount of a line, in the reader's form. */
export const montantDe = ({ montant, devise }: DemandeListee, langue: Language): string =>
  formatMoney(fromDecimal(montant, devise), langue);

/** The demandes of the examples. */
export const DEMANDES_EXEMPLE: readonly DemandeListee[] = ['Essai Bâtiment', 'Essai Façades'].map((entite, i) => ({
  ...{ id: i + 1, numero: `D26-000004${i}`, beneficiaire: 'SCI Les Tilleuls', entite },
  ...{ montant: '1234567.89', devise: 'EUR' },
}));

/** What the control said in the examples. */
export const CONTROLE_EXEMPLE = [{ regle: 'contrat', conforme: false, raison: 'entite_inactive' }];

/** Reasons, one under the other. */
export const enListe = (raisons: readonly string[] = []): string[] => raisons.map((raison) => `–\u00a0${raison}`);
