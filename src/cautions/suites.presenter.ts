/** What happened to a caution after its act: the versions of it, oppositions, amendments, releases. */
import { chemins } from '../chemins.js';
import { showControlCode } from '../kit/control-code.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import { appelsEnMots } from './appels.presenter.js';
import { oppositionsEnMots } from './oppositions.presenter.js';
import type { CautionVue } from './caution.js';

/** Every act of a caution that was amended: those that were replaced stay in force until they are discharged. */
export const versionsDe = ({ actes, acte_version: derniere, devise }: CautionVue, langue: Language, t: Translate) =>
  derniere === 1
    ? []
    : actes.map(({ version, code, scelle_le, montant }) => ({
        texte: t('actes.version', { version }),
        code: showControlCode(code),
        href: chemins.verification({ code: showControlCode(code) }),
        scelleLe: new Date(scelle_le),
        montant: montant === null ? undefined : formatMoney(fromDecimal(montant, devise), langue),
        etat: version === derniere ? 'en_vigueur' : 'remplace',
        precision: version === derniere ? undefined : t('cautions.version.remplacee', { version: version + 1 }),
      }));

/** What may change it or end it: oppositions, calls, amendments and releases asked for. */
export function suitesDe(vue: CautionVue, langue: Language, t: Translate) {
  return {
    oppositions: oppositionsEnMots(vue, langue, t),
    appels: appelsEnMots(vue, langue, t),
    avenants: vue.avenants.map(({ etat, objet, demande_le, reponse, acte_version }) => ({
      etat,
      texte: objet,
      le: new Date(demande_le),
      precision: acte_version === null ? reponse : t('cautions.version.faite', { version: acte_version }),
    })),
    mainlevees: vue.mainlevees.map(({ id, motif, etat, demandee_le, reponse, montant, document }) => ({
      id,
      etat,
      texte: t(`cautions.mainlevee.${motif}`),
      partie:
        montant === null ? undefined : t('mainlevees.bloc.partielle', { montant: formatMoney(fromDecimal(montant, vue.devise), langue) }),
      le: new Date(demandee_le),
      reponse,
      document: document === null ? undefined : chemins.document({ id: document }),
    })),
  };
}
