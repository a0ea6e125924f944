/** What a document may be, and why one is refused. The words are in `locales`, `documents.refus`. */
import { UPLOAD_MAX_BYTES, UPLOAD_MAX_FILES } from '../kit/sizes.js';

/** What the screens accept, told by the content; the first extension is the one given to a file that has another. */
export const TYPES = {
  pdf: { nom: 'PDF', mime: 'application/pdf', extensions: ['pdf'] },
  png: { nom: 'PNG', mime: 'image/png', extensions: ['png'] },
  jpeg: { nom: 'JPEG', mime: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  docx: { nom: 'Word (.docx)', mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'] },
  xlsx: { nom: 'Excel (.xlsx)', mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] },
} as const satisfies Readonly<Record<string, { nom: string; mime: string; extensions: readonly string[] }>>;

export type TypeDeDocument = keyof typeof TYPES;

/** What a form takes, and the words for what is something else. */
export interface Admis {
  readonly types: readonly TypeDeDocument[];
  readonly autre: string;
}

export const DOCUMENTS: Admis = { types: ['pdf', 'png', 'jpeg', 'docx', 'xlsx'], autre: 'documents.refus.type' };
export const PDF_SEUL: Admis = { types: ['pdf'], autre: 'documents.refus.type' };
export const CLASSEUR: Admis = { types: ['xlsx'], autre: 'collaborateurs.import.fichier.type' };

/** The types a form takes, as its hint and its refusals name them. */
export const nomsDe = ({ types }: Pick<Admis, 'types'>): string => types.map((type) => TYPES[type].nom).join(', ');

/** The same for a browser, which offers these first; an iPhone that is asked for JPEG makes one of its own photographs. */
export const acceptDe = ({ types }: Pick<Admis, 'types'>): string =>
  types.flatMap((type) => [...TYPES[type].extensions.map((extension) => `.${extension}`), TYPES[type].mime]).join(',');

export const MOTIFS = [
  'vide', // no byte at all
  'type', // none of the types above
  'ancien', // what Office wrote before 2007
  'heic', // a photograph as a telephone keeps it
  'inacheve', // its end is missing
  'illisible', // not made as its type is made
  'verrouille', // encrypted, or behind a password
  'polyglotte', // two files in one
  'sansPage', // a PDF without any page
  'programme', // JavaScript, XFA, controls, commands to other programs
  'macros',
  'lancement', // starts a program
  'automatique', // does something when it is opened
  'envoi', // sends or takes data
  'media', // sound, film, 3D
  'incorpore', // another file inside
  'externe', // fetches something elsewhere
  'entites', // XML that declares entities
  'volumineux', // weighs too much once opened
  'demesure', // a picture of absurd size
  'long', // takes too much time or memory to read
  'virus',
  'antivirus', // the antivirus did not answer that it is clean
] as const;

export type Motif = (typeof MOTIFS)[number];

/** A document that is not taken. */
export class Refuse extends Error {
  constructor(readonly motif: Motif) {
    super(motif);
  }
}

/** What the documents of one demande may be together. */
export const MAX_PAR_DEMANDE = 20;
export const MAX_MO_PAR_DEMANDE = 50;

/** What the hints of the forms say, from the very table that the files are held to. */
const depot = (admis: Admis) => ({
  types: nomsDe(admis),
  accept: acceptDe(admis),
  mo: UPLOAD_MAX_BYTES / 2 ** 20,
  fichiers: UPLOAD_MAX_FILES,
  parDemande: MAX_PAR_DEMANDE,
});
export const DEPOTS = { documents: depot(DOCUMENTS), classeur: depot(CLASSEUR), lettre: depot(PDF_SEUL) };
