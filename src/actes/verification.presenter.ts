/** The public check, in words. */
import { chemins } from '../chemins.js';
import { parseControlCode, showControlCode } from '../kit/control-code.js';
import { formatDay, formatInstant, type Day } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import { fromDecimal, type Language } from '../kit/money.js';
import { comparer, finDe, VERDICTS, verdictDe, type Authentique, type Connu, type Valeur } from './verification.js';

/** What the beneficiary may do from here. */
const GESTES_OFFERTS = ['accepter', 'corriger', 'liberer', 'opposer'] as const;

interface Contexte {
  readonly aujourdhui: Day;
  readonly langue: Language;
  readonly t: Translate;
}

/** The code as printed on acts where it may be one; otherwise as typed, cut to what a page shows. */
export function codeLisible(typed: string): string {
  const code = parseControlCode(typed);
  return code ? showControlCode(code) : typed.trim().slice(0, 60);
}

/** The page before a question; `inconnue`: a file was dropped that is no act of ours. */
export const pageVerifier = (t: Translate, inconnue?: string) => ({
  titre: t('verification.titre'),
  phrase: t('verification.phrase'),
  code: '',
  empreinte: inconnue ?? '',
  fichier: inconnue === undefined ? undefined : { ton: 'red', texte: t('verification.fichier.inconnu') },
});

export function pageVerdict(typed: string, acte: Authentique | undefined, { aujourdhui, langue, t }: Contexte) {
  const code = codeLisible(typed);
  if (!acte)
    return {
      titre: t('verification.verdict.inconnu.titre'),
      code,
      verdict: { ton: 'red', texte: t('verification.verdict.inconnu.texte') },
    };
  const verdict = verdictDe(acte, aujourdhui);
  return {
    titre: t(`verification.verdict.${verdict}.titre`),
    code,
    verdict: { ton: VERDICTS[verdict], texte: t(`verification.verdict.${verdict}.texte`, paroles(acte, verdict, t)) },
    acte: {
      numero: acte.numero,
      etat: acte.etat,
      situation: t(`verification.verdict.${verdict}.etat`, paroles(acte, verdict, t)),
      lignes: lignesDe(acte, verdict, langue, t),
      original: { href: chemins.verificationOriginal({ code }), texte: t('verification.telecharger') },
      empreinte: acte.empreinte,
    },
    beneficiaire:
      (acte.etat === 'effective' || acte.etat === 'en_opposition') && acte.version === acte.derniere
        ? {
            gestes: GESTES_OFFERTS.map((geste) => ({
              href: chemins.beneficiaireDemarche({ code, geste }),
              texte: t(`beneficiaires.gestes.${geste}`),
            })),
            formulaire: chemins.beneficiaireFormulaire({ code }),
          }
        : undefined,
  };
}

/** What the file that was dropped is, beside the act of the page. */
export function pageFichier(acte: Authentique, connu: Connu | undefined, t: Translate) {
  const cle = comparer(acte, connu);
  const ton = cle === 'original' || cle === 'duplicata' ? 'green' : cle === 'autre_version' ? 'amber' : 'red';
  return { ton, texte: t(`verification.fichier.${cle}`, { version: connu?.version, rang: connu?.rang }) };
}

const paroles = (acte: Authentique, verdict: Valeur, t: Translate) => ({
  effet: formatDay(acte.effet),
  jour: jourOu(finDe(acte, verdict), t),
  version: acte.version,
  derniere: acte.derniere,
});
const jourOu = (jour: Day | null, t: Translate): string => (jour === null ? t('verification.jourInconnu') : formatDay(jour));

function lignesDe(acte: Authentique, verdict: Valeur, langue: Language, t: Translate) {
  const finis: readonly Valeur[] = ['liberee', 'finie', 'epuisee'];
  // What a replaced act is worth is its own amount, until it is discharged; the ledger holds that of the latest one.
  const reste = verdict === 'remplacee' ? acte.montant : finis.includes(verdict) ? '0' : acte.reste;
  const suffixe = acte.reference ? 'Reference' : '';
  return [
    { libelle: t('verification.nature'), valeur: t(`verification.natures.${acte.nature}`) },
    { libelle: t('verification.acte'), valeur: acte.titre, langue: acte.langue },
    { libelle: t('verification.donneur'), valeur: acte.donneur },
    { libelle: t('verification.beneficiaire'), valeur: acte.beneficiaire },
    { libelle: t(`verification.montant${suffixe}`), valeur: fromDecimal(acte.montant, acte.devise), montant: true },
    { libelle: t(`verification.reste${suffixe}`), valeur: fromDecimal(reste, acte.devise), montant: true },
    { libelle: t('verification.effet'), valeur: formatDay(acte.effet) },
    { libelle: t('verification.fin'), valeur: t(`verification.fins.${acte.fin}`, { jour: jourOu(acte.date_fin, t) }) },
    { libelle: t('verification.version'), valeur: t('verification.versionDe', { version: acte.version, derniere: acte.derniere }) },
    { libelle: t('verification.scelle'), valeur: formatInstant(acte.scelle_le, langue) },
  ];
}
