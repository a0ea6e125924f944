/** The timeline of a demande or a caution, in words. */
import { formatDay } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import type { Evenement } from './journal.js';

/** Colour and icon of each act; the word comes from `journal.json`. */
const ACTES: Readonly<Record<string, readonly [ton: string, icone: string]>> = {
  creer: ['neutral', 'circle-dashed'],
  modifier: ['neutral', 'pencil'],
  piece_ajoutee: ['neutral', 'paperclip'],
  ajouter_piece: ['neutral', 'paperclip'],
  retirer_piece: ['neutral', 'paperclip'],
  piece_retiree: ['neutral', 'paperclip'],
  soumettre: ['blue', 'send'],
  valider: ['blue', 'check'],
  refuser: ['red', 'circle-x'],
  renvoyer: ['amber', 'undo-2'],
  reprendre: ['neutral', 'undo-2'],
  supprimer: ['grey', 'trash-2'],
  caution_effective: ['green', 'shield-check'],
  caution_en_attente: ['violet', 'hourglass'],
  caution_accorder: ['green', 'shield-check'],
  caution_refuser: ['red', 'circle-x'],
  caution_abandonner: ['grey', 'archive'],
  caution_demander_document: ['amber', 'file-warning'],
  caution_confier: ['violet', 'send'],
  caution_relever: ['blue', 'layers'],
  reception_saisir: ['neutral', 'calendar-clock'],
  beneficiaire_accepter: ['green', 'handshake'],
  beneficiaire_corriger: ['amber', 'pencil'],
  beneficiaire_liberer: ['blue', 'lock-open'],
  beneficiaire_opposer: ['amber', 'octagon-alert'],
  avenant_demander: ['blue', 'pencil'],
  avenant_valider: ['blue', 'check'],
  avenant_ecarter: ['red', 'circle-x'],
  avenant_consentir: ['neutral', 'paperclip'],
  avenant_demander_consentement: ['amber', 'file-warning'],
  avenant_accorder: ['green', 'shield-check'],
  avenant_refuser: ['red', 'circle-x'],
  avenant_abandonner: ['grey', 'archive'],
  dossier_prendre: ['neutral', 'user-check'],
  document_fournir: ['blue', 'inbox'],
  document_accepter: ['green', 'circle-check'],
  document_redemander: ['amber', 'undo-2'],
  acte_editer: ['blue', 'printer'],
  acte_expedier: ['blue', 'send'],
  acte_recevoir: ['green', 'circle-check'],
  acte_constater_reception: ['green', 'circle-check'],
  caution_demander_revision: ['violet', 'send'],
  revision_maintenir: ['red', 'circle-x'],
  revision_accorder: ['green', 'shield-check'],
  sceller: ['green', 'lock'],
  editer: ['neutral', 'printer'],
  mainlevee_demander: ['blue', 'lock-open'],
  mainlevee_repondre: ['blue', 'paperclip'],
  mainlevee_accorder: ['grey', 'lock-open'],
  mainlevee_refuser: ['red', 'circle-x'],
  mainlevee_demander_document: ['amber', 'file-warning'],
  caution_opposer: ['amber', 'octagon-alert'],
  caution_ecarter_opposition: ['neutral', 'octagon-alert'],
  opposition_lever: ['green', 'shield-check'],
  opposition_rejeter: ['green', 'shield-check'],
  echeance: ['grey', 'archive'],
  reconduction: ['green', 'shield-check'],
  caution_mettre_en_jeu: ['red', 'gavel'],
  appel_examiner: ['violet', 'search-check'],
  appel_payer: ['red', 'receipt-text'],
  appel_solder: ['neutral', 'check'],
  appel_refuser: ['neutral', 'circle-x'],
  appel_retirer: ['neutral', 'undo-2'],
  appel_recouvrer: ['green', 'receipt-text'],
  entite_creer: ['neutral', 'circle-dashed'],
  entite_modifier: ['neutral', 'pencil'],
  entite_demander_identification: ['violet', 'send'],
  entite_renommer: ['violet', 'send'],
  entite_identifier: ['blue', 'search-check'],
  entite_renvoyer: ['amber', 'undo-2'],
  entite_valider: ['blue', 'check'],
  entite_activer: ['green', 'circle-check'],
  entite_desactiver: ['grey', 'ban'],
  entite_reactiver: ['green', 'circle-check'],
  entite_deplacer: ['neutral', 'layers'],
  entite_supprimer: ['grey', 'trash-2'],
  texte_approuver: ['green', 'circle-check'],
  texte_retirer: ['amber', 'undo-2'],
};

/** Every act that a timeline may show: each has its words in every language. */
export const ACTES_DU_JOURNAL = Object.keys(ACTES);

/** Details that an older entry may lack. */
const VIDE = { rang: '', sur: '', caution: '', vers: '', nom: '' };

/** Items of the `chronologie` macro, in the order given. An act unknown to the table is shown under its own code rather than lost. */
export const chronologie = (evenements: readonly Evenement[], t: Translate) =>
  evenements.map(({ acte, qui, le, commentaire, details }) => {
    const [ton, icone] = ACTES[acte] ?? ['neutral', 'info'];
    const titre = acte in ACTES ? t(`journal.${acte}`, { ...VIDE, ...details }) : acte;
    return {
      ton,
      icone,
      titre,
      qui: parLeControle(acte, details) ? undefined : qui,
      quand: le,
      commentaire,
      precision: precisionDe(acte, details, t),
    };
  });

/** The control decided, not the validator whose click ran it; an entry without its figures is a decision of the insurer. */
const parLeControle = (acte: string, { regles }: Evenement['details']): boolean =>
  (acte === 'caution_effective' || acte === 'caution_en_attente') && typeof regles === 'number';

/** What the automatic control gave, or why a release was asked, beside the title. */
function precisionDe(acte: string, details: Evenement['details'], t: Translate): string | undefined {
  const { regles, echecs, motif, copie, fin, issue, version } = details;
  if (parLeControle(acte, details))
    return acte === 'caution_effective'
      ? t('journal.precision.controle', { regles })
      : t('journal.precision.echecs', { count: echecs ?? 0 });
  if (acte === 'mainlevee_demander' && MOTIFS.has(String(motif))) return t(`journal.precision.motif.${String(motif)}`);
  if (acte === 'avenant_valider' && typeof issue === 'string') return t(`journal.precision.avenant.${issue}`);
  if (acte === 'sceller' && typeof version === 'number') return t('journal.precision.version', { version });
  if (acte === 'reconduction' && typeof fin === 'string') return t('journal.precision.reconduction', { fin: formatDay(fin) });
  if (acte === 'creer' && typeof copie === 'string') return t('journal.precision.copie', { numero: copie });
  return undefined;
}

const MOTIFS = new Set(['pv_reception', 'lettre_beneficiaire', 'preuve_paiement', 'edition_erreur', 'beneficiaire']);
