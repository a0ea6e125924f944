/** The release of several cautions at once, in words. */
import { chemins } from '../chemins.js';
import { RESERVES_RECEPTION } from '../horloges/pour.js';
import type { Translate } from '../kit/i18n.js';
import type { TapeeMainlevee } from './mainlevee.form.js';
import type { IssueDeMainlevee } from './masse.service.js';

/** An error of edition is told one caution at a time. */
const MOTIFS_ENSEMBLE = ['pv_reception', 'lettre_beneficiaire', 'preuve_paiement'] as const;

const fil = (t: Translate) => [{ href: chemins.cautions(), texte: t('cautions.titre') }, { texte: t('mainlevees.demander') }];

export const pageEnsemble = (
  choix: readonly { readonly numero: string; readonly version: number }[],
  saisie: TapeeMainlevee,
  t: Translate,
) => ({
  titre: t('mainlevees.demander'),
  fil: fil(t),
  choix,
  motifs: MOTIFS_ENSEMBLE.map((valeur) => ({ valeur, texte: t(`cautions.mainlevee.${valeur}`), aide: t(`mainlevees.aide.${valeur}`) })),
  reserves: RESERVES_RECEPTION.map((valeur) => ({ valeur, texte: t(`mainlevees.reserves.${valeur}`) })),
  partielle: false,
  saisie,
  retour: chemins.cautions(),
});

export const pageIssues = (issues: readonly IssueDeMainlevee[], t: Translate) => ({
  titre: t('mainlevees.masse.resultat'),
  fil: fil(t),
  retour: chemins.cautions(),
  bilan: [
    { libelle: t('mainlevees.masse.demandees'), valeur: issues.filter(({ etat }) => etat !== undefined).length },
    { libelle: t('mainlevees.masse.ecartees'), valeur: issues.filter(({ etat }) => etat === undefined).length },
  ],
  lignes: issues.map(({ numero, etat, raisons }) => ({
    numero,
    href: chemins.caution({ numero }),
    ton: etat ? 'blue' : 'red',
    icone: etat ? 'send' : 'circle-x',
    texte: etat ? t(`etats.${etat}`) : raisons.map((raison) => t(raison)).join(', '),
  })),
});
