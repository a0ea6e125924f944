/** The timeline of a demande or a caution, in words. */
import type { Translate } from '../kit/i18n.js';
import type { Evenement } from './journal.js';

/** Colour and icon of each act; the word comes from `journal.json`. */
const ACTES: Readonly<Record<string, readonly [ton: string, icone: string]>> = {
  creer: ['neutral', 'circle-dashed'],
  modifier: ['neutral', 'pencil'],
  piece_ajoutee: ['neutral', 'paperclip'],
  piece_retiree: ['neutral', 'paperclip'],
  soumettre: ['blue', 'send'],
  valider: ['blue', 'check'],
  refuser: ['red', 'circle-x'],
  renvoyer: ['amber', 'undo-2'],
  reprendre: ['neutral', 'undo-2'],
  supprimer: ['grey', 'trash-2'],
  caution_effective: ['green', 'shield-check'],
  caution_en_attente: ['violet', 'hourglass'],
  caution_refusee: ['red', 'circle-x'],
  caution_abandonnee: ['grey', 'archive'],
  sceller: ['green', 'lock'],
  editer: ['neutral', 'printer'],
  mainlevee_demandee: ['blue', 'lock-open'],
  mainlevee_accordee: ['grey', 'lock-open'],
  mainlevee_refusee: ['red', 'circle-x'],
  mainlevee_document: ['amber', 'file-warning'],
  opposition: ['amber', 'octagon-alert'],
  opposition_levee: ['green', 'shield-check'],
  echeance: ['grey', 'archive'],
  appel: ['red', 'octagon-alert'],
};

/** Every act that a timeline may show: each has its words in every language. */
export const ACTES_DU_JOURNAL = Object.keys(ACTES);

/** Items of the `chronologie` macro. An act unknown to the table is shown under its own code rather than lost. */
export const chronologie = (evenements: readonly Evenement[], t: Translate) =>
  evenements.map(({ acte, qui, le, commentaire, details }) => {
    const [ton, icone] = ACTES[acte] ?? ['neutral', 'info'];
    return { ton, icone, titre: acte in ACTES ? t(`journal.${acte}`, { ...VIDE, ...details }) : acte, qui, quand: le, commentaire };
  });

/** Details that an older entry may lack. */
const VIDE = { rang: '', sur: '', caution: '', regles: '', echecs: '' };
