/** What the page of an import of people shows. */
import { chemins } from '../chemins.js';
import type { FieldError } from '../kit/errors.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import { profilsEnMots } from './collaborateurs.presenter.js';
import { fil } from '../web/fil.js';
import { COLONNES_IMPORT, LARGEURS, type ColonneImport } from './colonnes.js';
import { ecrireLignes } from './import.form.js';
import { EMAIL_EXEMPLE, type LigneVerifiee } from './import.js';

/** So many errors are told on top of the page; the rows tell them all. */
const ERREURS_EN_TETE = 20;

export const colonnesModele = (t: Translate) =>
  COLONNES_IMPORT.map((colonne) => ({
    header: t(`collaborateurs.import.colonnes.${colonne}`),
    width: LARGEURS[colonne],
    kind: colonne === 'delegation' ? ('amount' as const) : ('text' as const),
  }));

/** The row that shows how to fill the others. */
export const ligneModele = (entite: string, langue: Language, t: Translate) => [
  EMAIL_EXEMPLE,
  'Camille',
  'Martin',
  langue,
  profilsEnMots(['saisisseur', 'valideur'], t),
  entite,
  t('collaborateurs.import.oui'),
  fromDecimal('150000', 'EUR'),
];

// What cannot be seen is shown as a mark, where it stands.
const visible = (texte: string): string => texte.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\ufffd');

interface Page {
  readonly lignes?: readonly LigneVerifiee[];
  readonly erreurs?: readonly FieldError[];
  readonly langue: Language;
  readonly t: Translate;
}

export function pageImport({ lignes, erreurs = [], langue, t }: Page) {
  const dire = (cle: string, params = {}) => t(`collaborateurs.import.${cle}`, params);
  const fautes = lignes?.flatMap((ligne) => ligne.erreurs.map((erreur) => ({ numero: ligne.numero, ...erreur }))) ?? [];
  const nombre = (etat: LigneVerifiee['etat']) => lignes?.filter((ligne) => ligne.etat === etat).length ?? 0;
  const nommer = (colonne: ColonneImport) => dire(`colonnes.${colonne}`);
  const prets = fautes.length === 0 ? (lignes ?? []).filter(({ etat }) => etat === 'a_creer') : [];
  return {
    titre: dire('titre'),
    fil: fil(t, { href: chemins.collaborateurs(), texte: t('collaborateurs.titre') }, { texte: dire('fil') }),
    fautes: Object.fromEntries(erreurs.map(({ field, message, params }) => [field, t(message, params)])),
    corrections: [
      ...erreurs.map(({ field, message, params }) => ({ href: `#${field}`, texte: t(message, params) })),
      ...fautes.slice(0, ERREURS_EN_TETE).map(({ numero, colonne, message, params }) => ({
        href: `#ligne-${numero}`,
        texte: dire('erreurDeLigne', { ligne: numero, colonne: nommer(colonne), texte: t(message, params) }),
      })),
    ],
    autres: Math.max(0, fautes.length - ERREURS_EN_TETE),
    consignes: COLONNES_IMPORT.map((colonne) => ({ libelle: nommer(colonne), valeur: dire(`consignes.${colonne}`) })),
    bilan: lignes && { total: lignes.length, aCreer: nombre('a_creer'), inchanges: nombre('inchange'), aCorriger: nombre('a_corriger') },
    envoi: prets.length > 0 ? { nombre: prets.length, lignes: ecrireLignes(prets) } : undefined,
    lignes: lignes?.map((ligne) => ligneDePage(ligne, langue, t, nommer)),
  };
}

/** A row: as it would be created, or as it was typed while something is wrong with it. */
function ligneDePage(
  { numero, textes, fiche, erreurs, etat }: LigneVerifiee,
  langue: Language,
  t: Translate,
  nommer: (colonne: ColonneImport) => string,
) {
  const juste = erreurs.length === 0;
  const [delegation, ...autres] = fiche.delegations;
  const simple = autres.length === 0 && delegation?.types === null && delegation.entite_id === null;
  const accordee = delegation?.montant_max
    ? formatMoney(fromDecimal(delegation.montant_max, delegation.devise), langue)
    : t('collaborateurs.illimitee');
  return {
    numero,
    etat,
    nom: visible(`${textes.prenom} ${textes.nom}`.trim()),
    email: visible(textes.email),
    langue: visible(textes.langue),
    profils: juste ? profilsEnMots(fiche.profils, t) : visible(textes.profils),
    entite: visible(textes.entite),
    filiales: fiche.perimetre.some(({ avec_descendants: avecDescendants }) => avecDescendants),
    delegation: juste && simple ? accordee : juste && !delegation ? '' : visible(textes.delegation),
    erreurs: erreurs.map(({ colonne, message, params }) =>
      t('collaborateurs.import.erreurDeColonne', { colonne: nommer(colonne), texte: t(message, params) }),
    ),
  };
}
