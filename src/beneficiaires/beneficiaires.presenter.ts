/** The pages of a beneficiary, in words, and the form of release that he may sign on paper. */
import { chemins } from '../chemins.js';
import { codeLisible } from '../actes/verification.presenter.js';
import { longDay, parisDay } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoney, formatMoneyOfAct, fromDecimal, type Language } from '../kit/money.js';
import type { PdfLetterOptions } from '../kit/pdf-letter.js';
import { CODE_MINUTES, empecheGeste, masquer, type ActeTenu, type GesteBeneficiaire, type TapeeDemarche } from './demarche.js';

interface Mots {
  readonly langue: Language;
  readonly t: Translate;
}

export function pageDemarche(code: string, geste: GesteBeneficiaire, acte: ActeTenu, saisie: TapeeDemarche, { langue, t }: Mots) {
  const empechement = empecheGeste(geste, acte) ?? (acte.email === '' ? 'beneficiaires.refus.sans_adresse' : undefined);
  const reste = formatMoney(fromDecimal(acte.reste, acte.devise), langue);
  return {
    titre: t(`beneficiaires.gestes.${geste}`),
    phrase: t('beneficiaires.sousTitre', { numero: acte.numero, beneficiaire: acte.beneficiaire, entite: acte.entite, montant: reste }),
    geste,
    explication: t(`beneficiaires.explications.${geste}`),
    empechement: empechement && t(empechement, { garant: acte.garant }),
    adresse: t('beneficiaires.adresse', { email: masquer(acte.email), minutes: CODE_MINUTES }),
    montant: geste === 'liberer' || geste === 'opposer' ? { aide: t(`beneficiaires.montants.${geste}`, { montant: reste }) } : undefined,
    motsRequis: geste === 'corriger' || geste === 'opposer',
    devise: acte.devise,
    saisie,
    retour: chemins.verification({ code: codeLisible(code) }),
  };
}

export const pageCode = (code: string, { t }: Mots) => ({
  titre: t('beneficiaires.code.titre'),
  phrase: t('beneficiaires.code.phrase', { minutes: CODE_MINUTES }),
  retour: chemins.verification({ code: codeLisible(code) }),
});

/** The discharge that the beneficiary signs: the act, its parties, what is in force, and where it is checked. In the language of the act. */
export function formulaireDeMainlevee(
  code: string,
  { numero, beneficiaire, entite, reste, devise, garant, langue, liberation }: ActeTenu,
  { t, url, maintenant }: { readonly t: Translate; readonly url: string; readonly maintenant: Date },
): PdfLetterOptions {
  const montant = formatMoneyOfAct(fromDecimal(reste, devise), langue);
  const details = { numero, beneficiaire, entite, montant, garant, code: codeLisible(code) };
  return {
    language: langue,
    note: t('beneficiaires.formulaire.note', details),
    sender: [beneficiaire],
    recipient: [garant],
    dateline: t('beneficiaires.formulaire.date', { le: longDay(parisDay(maintenant), langue) }),
    subject: t('beneficiaires.formulaire.objet', details),
    paragraphs: [
      t('beneficiaires.formulaire.soussigne', details),
      t(`beneficiaires.formulaire.${liberation === 'paiement' ? 'paiement' : 'mainlevee'}`, details),
      t('beneficiaires.formulaire.partie', details),
      t('beneficiaires.formulaire.retour', details),
    ],
    signature: [t('beneficiaires.formulaire.lieu'), t('beneficiaires.formulaire.nom'), t('beneficiaires.formulaire.signature')],
    date: maintenant,
    qr: { url, alt: t('beneficiaires.formulaire.qr', details), caption: t('beneficiaires.formulaire.verifier', details) },
  };
}
