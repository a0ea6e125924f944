/** What a file is, told by its bytes alone, and whether it may be taken. To be done in a thread of its own. */
import { examinerJpeg, examinerPng, JPEG, PNG } from './images.js';
import { Refuse, type Motif, type TypeDeDocument } from './motifs.js';
import { examinerOffice, OLE, ZIP } from './office.js';
import { examinerPdf, pdfStart } from './pdf.js';

export type Examen = { readonly type: TypeDeDocument } | { readonly motif: Motif };

/** The type of a document that may be taken, among `types`; else why it may not. */
export function examiner(bytes: Buffer, types: readonly TypeDeDocument[]): Examen {
  try {
    if (bytes.length === 0) throw new Refuse('vide');
    const genre = genreDe(bytes);
    // Something else than what is asked for is told so, whatever else is wrong with it.
    if (!types.some((type) => GENRES[genre].includes(type))) throw new Refuse('type');
    const type = EXAMENS[genre](bytes);
    return types.includes(type) ? { type } : { motif: 'type' };
  } catch (error) {
    if (error instanceof Refuse) return { motif: error.motif };
    // A reader that goes out of the bytes or of its own depth was led there.
    if (error instanceof RangeError) return { motif: 'illisible' };
    throw error;
  }
}

type Genre = 'pdf' | 'png' | 'jpeg' | 'office';

const GENRES: Readonly<Record<Genre, readonly TypeDeDocument[]>> = { pdf: ['pdf'], png: ['png'], jpeg: ['jpeg'], office: ['docx', 'xlsx'] };
const EXAMENS: Readonly<Record<Genre, (bytes: Buffer) => TypeDeDocument>> = {
  pdf: (bytes) => (examinerPdf(bytes), 'pdf'),
  png: (bytes) => (examinerPng(bytes), 'png'),
  jpeg: (bytes) => (examinerJpeg(bytes), 'jpeg'),
  office: examinerOffice,
};
const DEBUTS: readonly (readonly [Buffer, Genre])[] = [
  [PNG, 'png'],
  [JPEG, 'jpeg'],
  [ZIP, 'office'],
];

/** The brands of a box of pictures: HEIC, HEIF, AVIF. */
const HEIC = /^ftyp(he|mif1|msf1|avi)/;

/** Told by its first bytes; by those of the first kilobyte too, where a PDF may begin. */
function genreDe(bytes: Buffer): Genre {
  const begins = (magic: Buffer) => bytes.subarray(0, magic.length).equals(magic);
  if (begins(OLE)) throw new Refuse(bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'verrouille' : 'ancien');
  if (HEIC.test(bytes.toString('latin1', 4, 12))) throw new Refuse('heic');
  const genre = DEBUTS.find(([magic]) => begins(magic))?.[1];
  const pdf = pdfStart(bytes) >= 0;
  if (pdf && genre) throw new Refuse('polyglotte');
  if (pdf) return 'pdf';
  if (!genre) throw new Refuse('type');
  return genre;
}
