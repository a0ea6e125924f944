/** Documents that people send, good or made to harm. */
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { zip } from '../collaborateurs/classeurs.js';

const CATALOGUE = '/Type/Catalog/Pages 2 0 R';
export const PAGES = '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n';

/** A PDF of one page; `racine` is added to its catalogue, `objets` to its objects, `fin` to its trailer. */
export const pdf = ({ racine = '', objets = '', fin = '', pages = PAGES } = {}): Buffer =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj<<${CATALOGUE}${racine}>>endobj\n${pages}${objets}trailer<</Root 1 0 R${fin}>>\nstartxref\n0\n%%EOF\n`,
    'latin1',
  );

/** The same, some of its objects packed in a stream as recent tools do. */
export function pdfTasse(objets: Readonly<Record<number, string>>, racine = '', cle = '/Type/ObjStm'): Buffer {
  const corps = Object.values(objets).join(' ');
  let place = 0;
  const tete = Object.entries(objets)
    .map(([numero, objet]) => {
      const ici = `${numero} ${place}`;
      place += objet.length + 1;
      return ici;
    })
    .join(' ');
  const serre = deflateSync(Buffer.from(`${tete} ${corps}`, 'latin1')).toString('latin1');
  const stream = `9 0 obj<<${cle}/N ${Object.keys(objets).length}/First ${tete.length + 1}/Filter/FlateDecode/Length ${serre.length}>>stream\n${serre}\nendstream\nendobj\n`;
  return pdf({ racine, objets: stream });
}

const chunk = (type: string, donnees: Buffer): Buffer => {
  const corps = Buffer.concat([Buffer.from(type), donnees]);
  const [taille, somme] = [Buffer.alloc(4), Buffer.alloc(4)];
  taille.writeUInt32BE(donnees.length);
  somme.writeUInt32BE(crc32(corps));
  return Buffer.concat([taille, corps, somme]);
};

/** A grey PNG that claims these dimensions, and draws so many of its rows. */
export function png(largeur = 2, hauteur = 2, lignes = hauteur): Buffer {
  const entete = Buffer.alloc(13);
  entete.writeUInt32BE(largeur, 0);
  entete.writeUInt32BE(hauteur, 4);
  entete[8] = 8;
  const rows = deflateSync(Buffer.alloc((largeur + 1) * lignes));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', entete),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The segments of a JPEG that claims these dimensions; what its scan draws is nothing. */
export function jpeg(largeur = 2, hauteur = 2): Buffer {
  const segment = (marque: number, donnees: readonly number[]) => [0xff, marque, 0, donnees.length + 2, ...donnees];
  const deux = (n: number) => [n >> 8, n & 255];
  return Buffer.from([
    ...[0xff, 0xd8],
    ...segment(0xe0, [...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xc0, [8, ...deux(hauteur), ...deux(largeur), 1, 1, 0x11, 0]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...[0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56],
    ...[0xff, 0xd9],
  ]);
}

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const relation = (type: string, cible: string, externe = true): string =>
  `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${TYPES}/${type}" Target="${cible}"${externe ? ' TargetMode="External"' : ''}/></Relationships>`;

/** A Word document of one paragraph, with other parts; `type` names its main content. */
export const docx = (
  plus: Readonly<Record<string, string | Buffer>> = {},
  type = 'wordprocessingml.document.main+xml',
  corps = '',
): Buffer =>
  zip({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.${type}"/></Types>`,
    '_rels/.rels': relation('officeDocument', 'word/document.xml', false),
    'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Marché</w:t></w:r>${corps}</w:p></w:body></w:document>`,
    ...plus,
  });

/** A zip that claims other sizes than those of its one file. */
export function zipMenteur(annonce: number, contenu = Buffer.alloc(2 ** 20)): Buffer {
  const archive = zip({ '[Content_Types].xml': contenu });
  const directory = archive.lastIndexOf(Buffer.from('PK\u0001\u0002'));
  archive.writeUInt32LE(annonce, directory + 24);
  return archive;
}

/** A Word document one byte of which is not what its sum says. */
export function zipFaux(): Buffer {
  const archive = docx();
  const directory = archive.indexOf(Buffer.from('PK\u0001\u0002'));
  archive.writeUInt32LE(archive.readUInt32LE(directory + 16) ^ 1, directory + 16);
  return archive;
}

/** So many files of zeroes: 10 MB that open to 10 GB, and say so. */
export function zipGeant(fichiers: number, chacun: number): Buffer {
  const contenu = Buffer.alloc(chacun);
  const packed = deflateRawSync(contenu);
  return assembler(
    Array.from({ length: fichiers }, (_, i) => ({ nom: `a${i}`, methode: 8, packed, taille: chacun, somme: crc32(contenu) })),
  );
}

/** Two files of which the second is also the bytes of the first. */
export function zipSuperpose(): Buffer {
  const [b, packed] = [Buffer.alloc(1_000), deflateRawSync(Buffer.alloc(1_000))];
  const dedans = assembler([{ nom: 'b', methode: 8, packed, taille: b.length, somme: crc32(b) }]).subarray(0, 31 + packed.length);
  const archive = assembler([
    { nom: 'a', methode: 0, packed: dedans, taille: dedans.length, somme: crc32(dedans) },
    { nom: 'b', methode: 8, packed, taille: b.length, somme: crc32(b) },
  ]);
  archive.writeUInt32LE(31, archive.lastIndexOf(Buffer.from('PK\u0001\u0002')) + 42);
  return archive;
}

interface Fichier {
  readonly nom: string;
  readonly methode: number;
  readonly packed: Buffer;
  readonly taille: number;
  readonly somme: number;
}

function assembler(fichiers: readonly Fichier[]): Buffer {
  const [corps, liste]: [Buffer[], Buffer[]] = [[], []];
  let place = 0;
  for (const { nom, methode, packed, taille, somme } of fichiers) {
    const commun = Buffer.alloc(26);
    commun.writeUInt16LE(methode, 4);
    commun.writeUInt32LE(somme, 10);
    commun.writeUInt32LE(packed.length, 14);
    commun.writeUInt32LE(taille, 18);
    commun.writeUInt16LE(nom.length, 22);
    const suite = Buffer.alloc(14);
    suite.writeUInt32LE(place, 10);
    corps.push(Buffer.from('PK\u0003\u0004'), commun, Buffer.from(nom), packed);
    liste.push(Buffer.from('PK\u0001\u0002'), Buffer.alloc(2), commun, suite, Buffer.from(nom));
    place += 30 + nom.length + packed.length;
  }
  const directory = Buffer.concat(liste);
  const fin = Buffer.alloc(22);
  fin.write('PK\u0005\u0006');
  fin.writeUInt16LE(fichiers.length, 8);
  fin.writeUInt16LE(fichiers.length, 10);
  fin.writeUInt32LE(directory.length, 12);
  fin.writeUInt32LE(place, 16);
  return Buffer.concat([...corps, directory, fin]);
}
