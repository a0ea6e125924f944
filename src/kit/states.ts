/** How each state looks: one colour and one icon, the same on every page. Its word is `etats.<code>` in the locales. */

/** Colour families of the stylesheet: `c-blue`, `c-green`… */
export type Tone = 'neutral' | 'blue' | 'violet' | 'green' | 'amber' | 'grey' | 'red';

export interface StateLook {
  readonly tone: Tone;
  readonly icon: string;
}

const look = (tone: Tone, icon: string): StateLook => ({ tone, icon });

/** A code means the same thing in every room, except where a room has its own word: then the code says which. */
export const STATES: Readonly<Record<string, StateLook>> = {
  // demandes
  creee: look('neutral', 'circle-dashed'),
  a_valider: look('blue', 'circle-dot'),
  en_cours: look('blue', 'loader-circle'),
  transmise: look('blue', 'send'),
  refusee: look('red', 'circle-x'),
  supprimee: look('grey', 'trash-2'),
  // cautions
  en_attente: look('violet', 'hourglass'),
  effective: look('green', 'shield-check'),
  en_opposition: look('amber', 'octagon-alert'),
  mainlevee: look('grey', 'lock-open'),
  appelee: look('red', 'gavel'),
  echue: look('grey', 'archive'),
  abandonnee: look('grey', 'ban'),
  // avenants
  consentement_attendu: look('amber', 'file-warning'),
  effectif: look('green', 'circle-check'),
  abandonne: look('grey', 'ban'),
  // mainlevées
  document_demande: look('amber', 'file-warning'),
  accordee: look('green', 'circle-check'),
  // factures
  a_payer: look('red', 'receipt-text'),
  soldee: look('neutral', 'check'),
  avoir: look('blue', 'undo-2'),
  avoir_solde: look('neutral', 'check'),
  // entities, collaborateurs
  brouillon: look('neutral', 'circle-dashed'),
  a_identifier: look('violet', 'hourglass'),
  identifiee: look('blue', 'search-check'),
  validee: look('blue', 'check'),
  active: look('green', 'circle-check'),
  inactive: look('grey', 'ban'),
  actif: look('green', 'circle-check'),
  invite: look('violet', 'mail'),
  suspendu: look('amber', 'circle-pause'),
  // rows of an import
  a_creer: look('green', 'user-plus'),
  inchange: look('grey', 'check'),
  a_corriger: look('red', 'triangle-alert'),
  // contracts, texts
  a_approuver: look('violet', 'hourglass'),
  modele_a_remplacer: look('amber', 'triangle-alert'),
  a_relire: look('amber', 'calendar-clock'),
  approuve: look('green', 'circle-check'),
  en_vigueur: look('green', 'circle-check'),
  a_venir: look('blue', 'calendar-clock'),
  remplace: look('grey', 'archive'),
  resilie: look('grey', 'archive'),
  // acts that the insurer prints
  a_editer: look('violet', 'hourglass'),
  editee: look('blue', 'printer'),
  expediee: look('blue', 'send'),
  recue: look('green', 'circle-check'),
  // refusals decided again
  demandee: look('violet', 'hourglass'),
  maintenue: look('red', 'circle-x'),
  // documents, oppositions, e-mails, jobs
  demande: look('amber', 'file-warning'),
  recu: look('blue', 'inbox'),
  accepte: look('green', 'circle-check'),
  refuse: look('red', 'circle-x'),
  en_retard: look('red', 'triangle-alert'),
  levee: look('grey', 'lock-open'),
  ouverte: look('amber', 'octagon-alert'),
  rejetee: look('grey', 'circle-x'),
  sans_effet: look('neutral', 'info'),
  examen: look('violet', 'search-check'),
  paye_en_partie: look('amber', 'receipt-text'),
  paye: look('neutral', 'check'),
  retire: look('grey', 'undo-2'),
  envoye: look('green', 'send'),
  en_echec: look('red', 'circle-x'),
};
