/** The letter that asks the beneficiary of a freed caution to say so: drafted for the client to sign, in the language of the act. */
import type { CautionVue } from '../cautions/caution.js';
import type { Liberation } from '../horloges/liberation.js';
import { longDay, type Day } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoneyOfAct, fromDecimal, type Language } from '../kit/money.js';
import type { PdfLetterOptions } from '../kit/pdf-letter.js';
import { nomComplet, type Collaborateur } from '../droits/acteur.js';

interface Plume {
  readonly acteur: Collaborateur;
  /** In the language of the act, which the beneficiary reads. */
  readonly langue: Language;
  readonly t: Translate;
  readonly aujourdhui: Day;
  readonly maintenant: Date;
  /** Where the act is checked, and released: undefined before its seal. */
  readonly url: string | undefined;
}

const lignes = (texte: unknown): string[] => (typeof texte === 'string' ? texte.split('\n').filter(Boolean) : []);

export function lettreDeLiberation(
  { numero, entite, beneficiaire, valeurs, marche, objet, montant, devise, reception }: CautionVue,
  { libre, article }: Liberation & { readonly libre: Day },
  { acteur, langue, t, aujourdhui, maintenant, url }: Plume,
): PdfLetterOptions {
  const details = {
    ...{ numero, entite, beneficiaire, article, objet },
    marche: marche || objet,
    montant: formatMoneyOfAct(fromDecimal(montant, devise), langue),
    reception: reception ? longDay(reception.effet, langue) : '',
    libre: longDay(libre, langue),
  };
  return {
    language: langue,
    note: t('termes.lettre.note'),
    sender: [entite],
    recipient: [beneficiaire, ...lignes(valeurs.beneficiaire_adresse)],
    dateline: t('termes.lettre.date', { le: longDay(aujourdhui, langue) }),
    subject: t('termes.lettre.objet', details),
    paragraphs: [
      t('termes.lettre.politesse'),
      t('termes.lettre.rappel', details),
      t('termes.lettre.loi', details),
      t('termes.lettre.demande', details),
      t('termes.lettre.fin'),
    ],
    signature: [entite, nomComplet(acteur)],
    date: maintenant,
    ...(url !== undefined && { qr: { url, alt: t('termes.lettre.qr', details), caption: t('termes.lettre.verifier') } }),
  };
}
