/** A variable of a text as a field of a page. */
import type { Translate } from '../kit/i18n.js';
import type { FormField } from './form-fields.js';
import type { TexteVersion } from './texte.js';

/** Kind of field of the kit for each type of variable. */
const TYPES: Partial<Record<string, string>> = {
  texte_long: 'texte_long',
  adresse: 'texte_long',
  montant: 'montant',
  pourcentage: 'pourcentage',
  entier: 'entier',
  date: 'date',
  choix: 'choix',
  pays: 'choix',
  email: 'email',
};

export function champDeVariable(
  { variables }: Pick<TexteVersion, 'variables'>,
  { nom, type, libelle, aide, obligatoire, valeur, erreur, choix, suffixe, si, actif }: FormField,
  devise: string,
  t: Translate,
) {
  const variable = variables.find((one) => one.nom === nom);
  return {
    nom,
    libelle,
    type: TYPES[type] ?? 'texte',
    valeur,
    aide,
    // A field that depends on another says so: without scripts it stays in sight.
    // A proposed amount may be left empty: it is then computed.
    obligatoire: variable?.calcul ? null : obligatoire,
    erreur: erreur && t(erreur.message, erreur.params ?? {}),
    choix: choix?.map((one) => ({ valeur: one.valeur, texte: one.libelle })),
    suffixe,
    devise,
    signe: variable?.signe ?? false,
    attributs: si ? { 'data-si': JSON.stringify(si), 'data-inactif': actif ? undefined : '1' } : undefined,
    large: type === 'texte_long' || type === 'adresse',
  };
}
