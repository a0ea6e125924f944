/** Workbooks that people send, good or made to harm. */
import { crc32, deflateRawSync } from 'node:zlib';
import exceljs from 'exceljs';

export const TETE = ['E-mail', 'Prénom', 'Nom', 'Langue', 'Profils', 'Entité', 'Avec ses filiales', 'Délégation maximale'];

export type Valeur = exceljs.CellValue;

export async function classeur(lignes: readonly (readonly Valeur[])[], tete: readonly Valeur[] = TETE): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('Feuille 1');
  for (const ligne of [tete, ...lignes]) sheet.addRow([...ligne]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const DOCUMENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const echapper = (texte: string): string => texte.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** A workbook written by hand around its rows: what an ill-meaning tool would add to each of its files. */
export function classeurBrut(
  rows: readonly (readonly string[])[],
  { noms = '', feuille = '', bombe = 0, casser = (xml: string) => xml, plus = {} as Readonly<Record<string, string | Buffer>> } = {},
): Buffer {
  const row = (cells: readonly string[]) =>
    `<row>${cells.map((c) => `<c t="inlineStr"><is><t>${echapper(c)}</t></is></c>`).join('')}</row>`;
  const lignes = rows.map((cells, i) => row(cells).replace('<row>', `<row r="${i + 1}">`));
  const placer = (ligne: string, i: number) => {
    let colonne = 0;
    return ligne.replace(/<c /g, () => `<c r="${'ABCDEFGHIJ'[colonne++]}${i + 1}" `);
  };
  const files = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${DOCUMENT}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${DOCUMENT}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${TYPES}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${TYPES}"><sheets><sheet name="F" sheetId="1" r:id="rId1"/></sheets>${noms}</workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${TYPES}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${lignes.map(placer).join('')}</sheetData>${feuille}</worksheet>`,
  };
  return zip({
    ...Object.fromEntries(Object.entries(files).map(([nom, xml]) => [nom, nom.startsWith('xl/') ? casser(xml) : xml])),
    ...plus,
    ...(bombe > 0 ? { 'xl/bombe.xml': Buffer.alloc(bombe, 0x20) } : {}),
  });
}

/** A zip of these files, in their order. */
export function zip(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [nom, contenu] of Object.entries(files)) {
    const [name, raw] = [Buffer.from(nom), Buffer.from(contenu)];
    const packed = deflateRawSync(raw);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(raw.length, 18);
    common.writeUInt16LE(name.length, 22);
    const offset = Buffer.alloc(14);
    offset.writeUInt32LE(at, 10);
    bodies.push(Buffer.from('PK\u0003\u0004'), common, name, packed);
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, offset, name);
    at += 30 + name.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, list, end]);
}

/** A workbook of several sheets, as its tool would order them. */
export async function classeurDeFeuilles(
  feuilles: readonly { readonly nom: string; readonly cachee?: boolean; readonly lignes: readonly (readonly Valeur[])[] }[],
): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  for (const { nom, cachee, lignes } of feuilles) {
    const sheet = workbook.addWorksheet(nom, { state: cachee ? 'hidden' : 'visible' });
    for (const ligne of lignes) sheet.addRow([...ligne]);
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
