/** The public check, in words. */
import { EN_VIGUEUR, type EtatCaution } from '../cautions/caution.js';
import type { Translate } from '../kit/i18n.js';
import { fromDecimal } from '../kit/money.js';
import { parseControlCode, showControlCode } from '../kit/control-code.js';
import type { Authentique } from './verification.js';

/** The code as printed on acts where it may be one; otherwise as typed, cut to what a page shows. */
export function codeLisible(typed: string): string {
  const code = parseControlCode(typed);
  return code ? showControlCode(code) : typed.trim().slice(0, 60);
}

export const pageVerifier = (t: Translate) => ({ titre: t('verification.titre'), phrase: t('verification.phrase'), code: '' });

/** An act that is authentic may no longer bind the insurer: the verdict says both at once. */
const verdictDe = (etat: EtatCaution) =>
  etat === 'en_opposition'
    ? { cle: 'opposition', ton: 'amber' }
    : EN_VIGUEUR.includes(etat)
      ? { cle: 'vigueur', ton: 'green' }
      : { cle: 'fin', ton: 'neutral' };

export function pageVerdict(typed: string, acte: Authentique | undefined, t: Translate) {
  const { cle, ton } = acte ? verdictDe(acte.etat) : { cle: 'inconnu', ton: 'red' };
  const titre = t(`verification.verdict.${cle}.titre`);
  return {
    titre,
    code: codeLisible(typed),
    verdict: { ton, texte: t(`verification.verdict.${cle}.texte`) },
    acte: acte && {
      numero: acte.numero,
      etat: acte.etat,
      montant: fromDecimal(acte.montant, acte.devise),
      beneficiaire: acte.beneficiaire,
    },
  };
}
