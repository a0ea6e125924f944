/** A release that reached the insurer by letter, in words. */
import { chemins } from '../chemins.js';
import type { DossierVu } from '../dossiers/dossier.js';
import { RESERVES_RECEPTION } from '../horloges/pour.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import type { MotifMainlevee } from './mainlevee.js';
import type { TapeeMainlevee } from './mainlevee.form.js';

interface Recevable {
  readonly dossier: DossierVu;
  readonly motif: MotifMainlevee;
  readonly partielle: boolean;
  readonly reste: string;
  readonly empechement: string | undefined;
}

export function pageRecue(
  { dossier: { caution }, motif, partielle, reste, empechement }: Recevable,
  saisie: TapeeMainlevee,
  { langue, t }: { readonly langue: Language; readonly t: Translate },
) {
  const { numero, devise, beneficiaire, montant } = caution;
  const enMots = (decimal: string) => formatMoney(fromDecimal(decimal, devise), langue);
  const retour = chemins.gestionCaution({ numero });
  return {
    titre: t('mainlevees.recue.titre'),
    sousTitre: t('mainlevees.sousTitre', { numero, montant: enMots(montant), beneficiaire }),
    fil: [{ href: chemins.gestion(), texte: t('menus.gestion') }, { href: retour, texte: numero }, { texte: t('mainlevees.recue.titre') }],
    empechement: empechement && t(empechement),
    motifs: [{ valeur: motif, texte: t(`cautions.mainlevee.${motif}`), aide: t('mainlevees.recue.aide') }],
    reserves: RESERVES_RECEPTION.map((valeur) => ({ valeur, texte: t(`mainlevees.reserves.${valeur}`) })),
    partielle,
    devise,
    resteMots: t('mainlevees.reste', { montant: enMots(reste) }),
    saisie: { ...saisie, motif },
    retour,
    action: chemins.gestionCautionMainlevee({ numero }),
    bouton: t('mainlevees.recue.enregistrer'),
  };
}
