/** What a file of people, or the page that shows its rows, sends: rows of texts by column. Refuses a file as a whole with 422. */
import type { DocumentsService } from '../documents/documents.service.js';
import { CLASSEUR } from '../documents/motifs.js';
import { invalide, type Refus } from '../kit/errors.js';
import { squash } from '../kit/fold.js';
import type { MessageParams, Translate } from '../kit/i18n.js';
import type { SheetCell, SheetRow } from '../kit/sheet-rows.js';
import type { Sheet } from '../kit/spreadsheet.js';
import type { Upload } from '../kit/web/upload.js';
import { COLONNES_IMPORT, type ColonneImport } from './colonnes.js';

/** A message in words' keys. */
export interface Faute {
  readonly message: string;
  readonly params?: MessageParams;
}

export interface Ligne {
  /** As Excel numbers it. */
  readonly numero: number;
  readonly textes: Readonly<Record<ColonneImport, string>>;
  /** What stops a cell from being read at all. */
  readonly fautes: Readonly<Partial<Record<ColonneImport, Faute>>>;
  /** The file says that this person may no longer come in. */
  readonly suspendu: boolean;
}

const MAX_LIGNES = 1_000;
/** Lines of titles that may stand above the heads of the columns. */
const MAX_TITRES = 20;
const MAX_TEXTE = 2_000;
/** The rows travel in a hidden field of a form that takes 512 kB once escaped. */
const MAX_ENVOI = 450_000;

const refuser = (message: string, params?: MessageParams): Refus =>
  invalide([{ field: 'fichier', message: `collaborateurs.import.fichier.${message}`, params }]);

/** The rows of the file that was sent. `mots`: the product's words in each language, any of which may head a column. */
export async function readFichier(documents: DocumentsService, fichiers: readonly Upload[], mots: readonly Translate[]): Promise<Ligne[]> {
  const [fichier] = fichiers;
  if (!fichier) throw refuser('aucun');
  if (fichiers.length > 1) throw refuser('plusieurs');
  const { tete, rows } = tableau(await lireFeuilles(documents, fichier), mots);
  const colonnes = lireTete(tete?.cells ?? [], mots);
  const perdue = rows.find(({ cells }) => cells.some(({ text, fault }, i) => (text !== '' || fault) && !colonnes[i]));
  if (perdue) throw refuser('horsColonnes', { ligne: perdue.number });
  if (rows.length === 0) throw refuser('vide');
  if (rows.length > MAX_LIGNES) throw refuser('trop', { count: MAX_LIGNES });
  return rows.map(({ number, cells }) => {
    const parColonne = (colonne: Colonne): SheetCell => cells[colonnes.indexOf(colonne)] ?? { text: '' };
    const etat = squash(parColonne('etat').text);
    return ligneDe(
      number,
      COLONNES_IMPORT.map((colonne) => parColonne(colonne)),
      mots.some((t) => squash(t('etats.suspendu')) === etat),
    );
  });
}

async function lireFeuilles(documents: DocumentsService, fichier: Upload): Promise<readonly Sheet[]> {
  await documents.recevoir([fichier], 'fichier', CLASSEUR);
  const lu = await documents.classeur(fichier.path, MAX_LIGNES + MAX_TITRES);
  if ('sheets' in lu) return lu.sheets;
  throw refuser(({ unreadable: 'illisible', cells: 'horsExcel', heavy: 'lourd', long: 'long' } as const)[lu.fault]);
}

/** Titles may stand above the heads of the columns, and a sheet that sums up before that of the people: where most columns are named. */
function tableau(feuilles: readonly Sheet[], mots: readonly Translate[]): { tete: SheetRow | undefined; rows: readonly SheetRow[] } {
  const noms = nomsDesColonnes(mots);
  const tetes = feuilles.flatMap(({ rows }) =>
    rows.slice(0, MAX_TITRES).map((tete, rang) => ({
      tete,
      rows: rows.slice(rang + 1),
      connues: tete.cells.filter(({ text }) => noms.has(squash(text))).length,
    })),
  );
  if (tetes.length === 0) throw refuser('vide');
  return tetes.reduce((meilleure, une) => (une.connues > meilleure.connues ? une : meilleure));
}

/** What the list of the people has besides: its workbook may be sent back. */
const AUTRES_COLONNES = ['derniere', 'etat'] as const;
type Colonne = ColonneImport | (typeof AUTRES_COLONNES)[number];

/** What may head each column, in any of the languages. */
const nomsDesColonnes = (mots: readonly Translate[]): ReadonlyMap<string, Colonne> =>
  new Map(
    mots.flatMap((t) => [
      ...AUTRES_COLONNES.map((colonne) => [squash(t(titreDe(colonne))), colonne] as const),
      ...COLONNES_IMPORT.map((colonne) => [squash(t(titreDe(colonne))), colonne] as const),
    ]),
  );

const estAutre = (colonne: Colonne) => (AUTRES_COLONNES as readonly Colonne[]).includes(colonne);
const titreDe = (colonne: Colonne) => `collaborateurs.${estAutre(colonne) ? '' : 'import.'}colonnes.${colonne}`;

/** Which column each cell of the head names. */
function lireTete(cells: readonly SheetCell[], mots: readonly Translate[]): (Colonne | undefined)[] {
  const nom = (colonne: Colonne) => mots[0]?.(titreDe(colonne)) ?? colonne;
  const noms = nomsDesColonnes(mots);
  const colonnes = cells.map(({ text }) => noms.get(squash(text)));
  if (colonnes.every((colonne) => !colonne)) throw refuser('sansTete');
  const inconnues = cells.filter(({ text }, i) => text !== '' && !colonnes[i]).map(({ text }) => `«\u00a0${text.slice(0, 40)}\u00a0»`);
  if (inconnues.length > 0) throw refuser('colonneInconnue', { noms: inconnues.slice(0, 5).join(', '), count: inconnues.length });
  const doublee = colonnes.find((colonne, i) => colonne && colonnes.indexOf(colonne) !== i);
  if (doublee) throw refuser('colonneDoublee', { nom: nom(doublee) });
  const absentes = COLONNES_IMPORT.filter((colonne) => !colonnes.includes(colonne));
  if (absentes.length > 0)
    throw refuser('colonneAbsente', {
      noms: absentes.map((colonne) => `«\u00a0${nom(colonne)}\u00a0»`).join(', '),
      count: absentes.length,
    });
  return colonnes;
}

const FAUTES: Readonly<Record<NonNullable<SheetCell['fault']>, string>> = { formula: 'formule', error: 'erreurExcel', date: 'date' };

/** What no cell may hold: invisible characters, halves of characters, what a spreadsheet or a template would compute. */
function fauteDe({ text, fault }: SheetCell): string | undefined {
  if (fault) return FAUTES[fault];
  if (text.startsWith('=')) return 'formule';
  if (/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\ufffe\uffff]|\{\{|\}\}/u.test(text)) return 'caracteres';
  return text.length > MAX_TEXTE ? 'tropLong' : undefined;
}

function ligneDe(numero: number, cells: readonly SheetCell[], suspendu = false): Ligne {
  const paires = COLONNES_IMPORT.map((colonne, i) => [colonne, cells[i] ?? { text: '' }] as const);
  return {
    numero,
    suspendu,
    textes: Object.fromEntries(paires.map(([colonne, { text }]) => [colonne, text.slice(0, MAX_TEXTE)])) as Record<ColonneImport, string>,
    fautes: Object.fromEntries(
      paires.flatMap(([colonne, cell]) => {
        const faute = fauteDe(cell);
        return faute ? [[colonne, { message: `collaborateurs.import.erreurs.${faute}` }]] : [];
      }),
    ),
  };
}

/** The rows as they travel in the page that asks to confirm; refuses those that its form could not carry. */
export function ecrireLignes(lignes: readonly Ligne[]): string {
  const json = JSON.stringify(lignes.map(({ numero, textes }) => [numero, ...COLONNES_IMPORT.map((colonne) => textes[colonne])]));
  if (encodeURIComponent(json).length > MAX_ENVOI) throw refuser('tropLong');
  return json;
}

/** The rows that come back, believed no more than the file was. */
export function relireLignes(json: unknown): Ligne[] {
  const lignes = typeof json === 'string' && json.length <= MAX_ENVOI ? analyser(json) : undefined;
  if (!Array.isArray(lignes) || lignes.length === 0 || lignes.length > MAX_LIGNES || !lignes.every(estLigne)) throw refuser('perdues');
  return lignes.map(([numero, ...textes]) =>
    ligneDe(
      numero,
      textes.map((text) => ({ text: text.trim() })),
    ),
  );
}

function analyser(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const estLigne = (value: unknown): value is [number, ...string[]] =>
  Array.isArray(value) &&
  value.length === COLONNES_IMPORT.length + 1 &&
  Number.isInteger(value[0]) &&
  value[0] > 0 &&
  value[0] <= 2 ** 20 &&
  value.slice(1).every((texte) => typeof texte === 'string');
