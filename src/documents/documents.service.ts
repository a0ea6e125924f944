/** The one door for files of strangers: examined in a thread with limits, then by the antivirus where there is one, named anew. */
import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Antivirus } from '../kit/clamd.js';
import { invalide } from '../kit/errors.js';
import type { Spreadsheet } from '../kit/spreadsheet.js';
import { bufferOf, Stopped, type Threads } from '../kit/threads.js';
import type { Upload } from '../kit/web/upload.js';
import type { NouveauFichier } from './fichiers.sql.js';
import type * as tasks from './lecture.task.js';
import { DOCUMENTS, nomsDe, TYPES, type Admis, type Motif, type TypeDeDocument } from './motifs.js';
import { nomDe, nomMontre } from './nom.js';

export type DocumentsService = ReturnType<typeof createDocumentsService>;

interface Deps {
  /** Threads of their own: a file made to harm keeps no act waiting. */
  readonly lecteurs: Threads;
  /** Undefined where none is set. */
  readonly antivirus: Antivirus | undefined;
  readonly logger: Logger;
}

interface Examine {
  readonly type: TypeDeDocument;
  readonly sha256: Buffer;
}

const EXAMEN_SECONDS = 10;
const CLASSEUR_SECONDS = 10;

export function createDocumentsService({ lecteurs, antivirus, logger }: Deps) {
  const run = lecteurs.tasks<typeof tasks>(new URL('./lecture.task', import.meta.url));

  async function examiner(path: string, types: readonly TypeDeDocument[]): Promise<Examine | { motif: Motif }> {
    const lu = await run('examen', { path, types }, { seconds: EXAMEN_SECONDS }).catch(tropLong({ motif: 'long' as const }));
    if ('motif' in lu) return lu;
    return (await analyser(path)) ?? { type: lu.type, sha256: bufferOf(lu.sha256) };
  }

  /** Why the antivirus stops a file, undefined when it is clean or when there is none. */
  async function analyser(path: string): Promise<{ motif: Motif } | undefined> {
    const verdict = await antivirus?.scan(path);
    if (!verdict || verdict.is === 'clean') return undefined;
    logger.warn({ antivirus: verdict }, 'a document was not taken');
    return { motif: verdict.is === 'found' ? 'virus' : 'antivirus' };
  }

  return {
    /** The files sent with a form, before anything is locked; one that may not be taken is refused in words beside `field`. */
    async recevoir(uploads: readonly Upload[], field: string, { types, autre }: Admis = DOCUMENTS): Promise<NouveauFichier[]> {
      const fichiers: NouveauFichier[] = [];
      // One after the other: a form holds one thread.
      for (const { name, path } of uploads) {
        const lu = await examiner(path, types);
        if ('motif' in lu) {
          const message = lu.motif === 'type' ? autre : `documents.refus.${lu.motif}`;
          throw invalide([{ field, message, params: { nom: nomMontre(name), types: nomsDe({ types }) } }]);
        }
        fichiers.push({ nom: nomDe(name, lu.type), type: TYPES[lu.type].mime, sha256: lu.sha256, contenu: () => readFile(path) });
      }
      return fichiers;
    },

    /** The sheets of a workbook that was received, each up to `maxRows` rows and one. */
    classeur: (path: string, maxRows: number): Promise<Spreadsheet> =>
      run('classeur', { path, maxRows }, { seconds: CLASSEUR_SECONDS }).catch(tropLong<Spreadsheet>({ fault: 'long' })),

    /** For `/pret`: no antivirus is set; it answers; it does not. */
    antivirus: async (): Promise<'non réglé' | 'ok' | 'arret'> => (!antivirus ? 'non réglé' : (await antivirus.alive()) ? 'ok' : 'arret'),
  };
}

/** A file that asks for too much time or memory is one more that cannot be taken. */
const tropLong =
  <T>(answer: T) =>
  (error: unknown): T => {
    if (error instanceof Stopped) return answer;
    throw error;
  };
