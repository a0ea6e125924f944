/** What changed since the page that somebody acts on was shown to him. */
import type { Evenement } from '../journal/journal.js';
import { chronologie } from '../journal/journal.presenter.js';
import type { Translate } from '../kit/i18n.js';

export interface Changement {
  readonly libelle: string;
  readonly avant: string;
  readonly apres: string;
}

/** What a record said before and after, as its page says it: a label and words for each field. */
export type Dire = (valeurs: Readonly<Record<string, unknown>>) => readonly { readonly libelle: string; readonly valeur: string }[];

const RIEN = '–';

/** The fields that differ, in the order of the page. */
function ecarts({ avant, apres }: Evenement['details'], dire: Dire): Changement[] {
  if (!isRecord(avant) || !isRecord(apres)) return [];
  const [vieux, neufs] = [dire(avant), dire(apres)];
  const valeurDe = (lignes: ReturnType<Dire>, nom: string) => lignes.find(({ libelle }) => libelle === nom)?.valeur || RIEN;
  return [...new Set([...neufs, ...vieux].map(({ libelle }) => libelle))]
    .map((libelle) => ({ libelle, avant: valeurDe(vieux, libelle), apres: valeurDe(neufs, libelle) }))
    .filter((ecart) => ecart.avant !== ecart.apres);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Events after version `depuis`, the oldest first; none when the version that was shown is not known. */
export function changements(evenements: readonly Evenement[], depuis: number | undefined, t: Translate, dire: Dire = () => []) {
  const apres = evenements.filter(({ version }) => depuis && version !== null && version > depuis).reverse();
  return chronologie(apres, t).map(({ titre, qui, quand, commentaire }, i) => ({
    titre,
    qui,
    quand,
    commentaire,
    champs: ecarts(apres[i]?.details ?? {}, dire),
  }));
}

/** A field of a record as it is written, under its own label. */
export const champs =
  (libelles: Readonly<Record<string, string>>): Dire =>
  (valeurs) =>
    Object.entries(libelles).flatMap(([nom, libelle]) => (nom in valeurs ? [{ libelle, valeur: enMots(valeurs[nom]) }] : []));

const enMots = (valeur: unknown): string =>
  valeur === null || valeur === undefined
    ? ''
    : Array.isArray(valeur)
      ? valeur.map(enMots).join(', ')
      : typeof valeur === 'object'
        ? Object.values(valeur).map(enMots).join(' ')
        : String(valeur as string);
