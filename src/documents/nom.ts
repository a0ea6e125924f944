/** The name of a file somebody sent: what a person may read in a list, in a mail and on a disk, and nothing else. */
import { TYPES, type TypeDeDocument } from './motifs.js';

const MAX_OCTETS = 120;
/** Controls, marks that turn or hide letters (bidi, zero width), halves of characters, places that no character has. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00-\ufe0f]/gu;
/** What a system or a header reads as something else than a letter. */
const RESERVED = /["<>|:*?\\/]/g;
const EXTENSION = /\.([a-z][a-z0-9]{0,7})$/i;
const CONNUES = new Set<string>(Object.values(TYPES).flatMap(({ extensions }) => extensions));
/** Names that Windows keeps for its devices. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** The name as it was sent, without its path and without what cannot be seen. */
export const lisible = (sent: string): string =>
  sent
    .normalize('NFC')
    .replace(/^.*[\\/]/s, '')
    .replace(INVISIBLE, '')
    .replace(RESERVED, '_')
    .replace(/\s+/g, ' ')
    .replace(/^\s+|[\s.]+$/g, '');

/** The name under which a document is kept: its extension is that of its content. */
export function nomDe(sent: string, type: TypeDeDocument): string {
  const { extensions } = TYPES[type];
  let base = lisible(sent);
  const found = EXTENSION.exec(base)?.[1]?.toLowerCase() ?? '';
  const extension = (extensions as readonly string[]).includes(found) ? found : extensions[0];
  // `facture.pdf.exe` is `facture`: one extension that says something else, then those of documents.
  base = base.replace(EXTENSION, '').trimEnd();
  while (CONNUES.has(EXTENSION.exec(base)?.[1]?.toLowerCase() ?? '')) base = base.replace(EXTENSION, '').trimEnd();
  base = couper(base.replace(/^[\s.]+|[\s.]+$/g, ''), MAX_OCTETS - extension.length - 1);
  return `${base === '' || DEVICE.test(base) ? 'document' : base}.${extension}`;
}

/** As it is shown beside a refusal: whatever it is, short. */
export const nomMontre = (sent: string): string => couper(lisible(sent), MAX_OCTETS) || 'document';

/** The beginning of a text that fits in so many bytes of UTF-8, no character cut. */
function couper(text: string, octets: number): string {
  let [kept, left] = ['', octets];
  for (const { segment } of new Intl.Segmenter('fr').segment(text)) {
    left -= Buffer.byteLength(segment);
    if (left < 0) break;
    kept += segment;
  }
  return kept.trimEnd();
}
