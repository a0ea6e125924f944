/** A client's file as the insurer's staff reads it before deciding: the caution, and all that stands around it. Pure. */
import type { CautionVue } from '../cautions/caution.js';
import type { Agent } from '../droits/acteur.js';
import type { Day } from '../kit/dates.js';
import { conflit } from '../kit/errors.js';
import { compare, fromDecimal } from '../kit/money.js';

/** What may be asked of the insurer about a caution. */
export type SujetDeDossier = 'caution' | 'mainlevee' | 'opposition' | 'avenant' | 'revision' | 'appel' | 'document' | 'acte';

/** A ceiling: amounts are decimals of the caution's currency. */
export interface PlafondVu {
  readonly nom: string;
  readonly plafond: string;
  readonly utilise: string;
}

export interface Autour {
  readonly contrat: PlafondVu;
  readonly ligne: PlafondVu;
  readonly autorisation: PlafondVu;
  /** Other cautions of the client in force, latest first: the first few, and how many there are. */
  readonly autres: readonly {
    readonly numero: string;
    readonly etat: string;
    readonly beneficiaire: string;
    readonly montant: string;
    readonly devise: string;
  }[];
  readonly nombre: number;
  readonly impayes: readonly { readonly devise: string; readonly nombre: number; readonly montant: string; readonly depuis: Day }[];
  readonly documents: readonly { readonly objet: string; readonly echeance: Day }[];
  /** Whether this agent looks after the account. */
  readonly suivi: boolean;
  readonly prise: { readonly agent_id: number; readonly par: string; readonly le: string; readonly mot: string } | null;
  /** What this agent may decide by himself; null: anything. */
  readonly limite: string | null;
  /** Documents that the client gave with the demande and afterwards. */
  readonly pieces: readonly { readonly id: number; readonly nom: string; readonly taille: number }[];
}

export interface DossierVu {
  readonly caution: CautionVue;
  readonly autour: Autour;
}

/** Above it a decision belongs to the underwriter; the limit is in euros, and any other currency is above it. */
export const auDela = (
  { role }: Agent,
  { limite }: Pick<Autour, 'limite'>,
  { montant, devise }: { montant: string; devise: string },
): boolean =>
  role !== 'charge' && limite !== null && (devise !== 'EUR' || compare(fromDecimal(montant, devise), fromDecimal(limite, 'EUR')) > 0);

/** Whoever looks after the account, or took this file over. */
export const aLui = ({ id }: Agent, { suivi, prise }: Pick<Autour, 'suivi' | 'prise'>): boolean => (prise ? prise.agent_id === id : suivi);

/** The same of what is about no caution: there is no file to take over. */
export function exigerLeSuivi({ suivi }: Pick<Autour, 'suivi'>): void {
  if (!suivi) throw conflit('dossiers.refus.suivi');
}

/** Refuses in words whoever has not the file in hand, or decides above what he may. */
export function exigerLaMain(agent: Agent, { caution, autour }: DossierVu, { limite = true, montant = caution.montant } = {}): void {
  if (!aLui(agent, autour)) throw conflit('dossiers.refus.main');
  if (limite && auDela(agent, autour, { montant, devise: caution.devise })) throw conflit('dossiers.refus.limite');
}
