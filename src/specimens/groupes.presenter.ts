/** The values of an act, by group, as a person reads them. */
import { enMots } from './en-mots.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import { formFields } from './form-fields.js';
import type { TexteVersion, Valeurs } from './texte.js';

/** The values of a demande, by group, as a person reads them; `mots`: what was read of amounts and dates is said in words too. */
export function groupesDe(
  texte: TexteVersion,
  { valeurs, devise }: { readonly valeurs: Valeurs; readonly devise: string },
  langue: Language,
  t: Translate,
  { mots = false } = {},
) {
  return formFields(texte, valeurs, [], langue, { devise }).map(({ titre, champs }) => ({
    titre: t(titre),
    champs: champs
      .filter(({ actif, valeur }) => actif && valeur !== '')
      .map(({ nom, libelle, valeur, type, choix, suffixe }) => ({
        libelle,
        valeur: choix?.find((one) => one.valeur === valeur)?.libelle ?? (suffixe ? `${valeur}\u00a0${suffixe}` : valeur),
        mots: mots ? enMots(type, valeurs[nom], devise, langue) : undefined,
        large: type === 'texte_long' || type === 'adresse' || valeur.length > 60,
      })),
  }));
}
