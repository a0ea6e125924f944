/** What a file of people, or the page that shows its rows, sends: rows of texts by column. Refuses a file as a whole with 422. */
import type { DocumentsService } from '../documents/documents.service.js';
import type { Admis } from '../documents/motifs.js';
import { invalide, type Refus } from '../kit/errors.js';
import { squash } from '../kit/fold.js';
import type { MessageParams, Translate } from '../kit/i18n.js';
import type { SheetCell, SheetRow } from '../kit/spreadsheet.js';
import type { Upload } from '../kit/web/upload.js';

export const COLONNES_IMPORT = ['email', 'prenom', 'nom', 'langue', 'profils', 'entite', 'filiales', 'delegation'] as const;
export type ColonneImport = (typeof COLONNES_IMPORT)[number];

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
}

const MAX_LIGNES = 1_000;
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
  const [tete, ...rows] = await lireFeuille(documents, fichier);
  const colonnes = lireTete(tete?.cells ?? [], mots);
  const perdue = rows.find(({ cells }) => cells.some(({ text, fault }, i) => (text !== '' || fault) && !colonnes[i]));
  if (perdue) throw refuser('horsColonnes', { ligne: perdue.number });
  if (rows.length === 0) throw refuser('vide');
  return rows.map(({ number, cells }) => {
    const parColonne = (colonne: ColonneImport): SheetCell => cells[colonnes.indexOf(colonne)] ?? { text: '' };
    return ligneDe(
      number,
      COLONNES_IMPORT.map((colonne) => parColonne(colonne)),
    );
  });
}

const CLASSEUR: Admis = { types: ['xlsx'], autre: 'collaborateurs.import.fichier.type' };

async function lireFeuille(documents: DocumentsService, fichier: Upload): Promise<readonly SheetRow[]> {
  await documents.recevoir([fichier], 'fichier', CLASSEUR);
  const lu = await documents.feuille(fichier.path, MAX_LIGNES + 1);
  if ('rows' in lu) return lu.rows;
  const dits = { empty: 'vide', unreadable: 'illisible', rows: 'trop', cells: 'horsExcel', heavy: 'lourd', long: 'long' } as const;
  throw refuser(dits[lu.fault], { count: MAX_LIGNES });
}

/** Which column each cell of the first row heads. */
function lireTete(cells: readonly SheetCell[], mots: readonly Translate[]): (ColonneImport | undefined)[] {
  const nom = (colonne: ColonneImport) => mots[0]?.(`collaborateurs.import.colonnes.${colonne}`) ?? colonne;
  const noms = new Map(
    COLONNES_IMPORT.flatMap((colonne) => mots.map((t) => [squash(t(`collaborateurs.import.colonnes.${colonne}`)), colonne])),
  );
  const colonnes = cells.map(({ text }) => noms.get(squash(text)));
  if (colonnes.every((colonne) => !colonne)) throw refuser('sansTete');
  const inconnues = cells.filter(({ text }, i) => text !== '' && !colonnes[i]).map(({ text }) => `« ${text.slice(0, 40)} »`);
  if (inconnues.length > 0) throw refuser('colonneInconnue', { noms: inconnues.slice(0, 5).join(', '), count: inconnues.length });
  const doublee = colonnes.find((colonne, i) => colonne && colonnes.indexOf(colonne) !== i);
  if (doublee) throw refuser('colonneDoublee', { nom: nom(doublee) });
  const absentes = COLONNES_IMPORT.filter((colonne) => !colonnes.includes(colonne));
  if (absentes.length > 0)
    throw refuser('colonneAbsente', { noms: absentes.map((colonne) => `« ${nom(colonne)} »`).join(', '), count: absentes.length });
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

function ligneDe(numero: number, cells: readonly SheetCell[]): Ligne {
  const paires = COLONNES_IMPORT.map((colonne, i) => [colonne, cells[i] ?? { text: '' }] as const);
  return {
    numero,
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
