/** What a document may be: good ones are taken, each trick is refused for its own reason. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import PDFDocument from 'pdfkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { examiner } from '../../src/documents/examen.js';
import { DOCUMENTS, MOTIFS, type Motif, type TypeDeDocument } from '../../src/documents/motifs.js';
import { LANGUAGES, createTranslator } from '../../src/kit/i18n.js';
import { ROOT } from '../../src/kit/root.js';
import { pdfTable } from '../../src/kit/pdf-table.js';
import { classeur, classeurBrut, TETE, zip } from '../collaborateurs/classeurs.js';
import { docx, jpeg, PAGES, pdf, pdfTasse, png, relation, zipFaux, zipGeant, zipMenteur, zipSuperpose } from './fabrique.js';

const lire = (bytes: Buffer) => examiner(bytes, DOCUMENTS.types);

/** An action reached from a link of the page. */
const action = (corps: string) =>
  pdf({ objets: `5 0 obj<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A 6 0 R>>endobj\n6 0 obj<<${corps}>>endobj\n` });
const JS = '/S/JavaScript/JS(app.alert\\(1\\))';

function pdfkit(): Promise<Buffer> {
  const document = new PDFDocument({ info: { Title: 'Marché' } });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  document.text('Un lien', { link: 'https://exemple.example' });
  document.addPage().image(png(), 10, 10);
  document.outline.addItem('Deux');
  document.end();
  return new Promise((resolve) => document.on('end', () => resolve(Buffer.concat(chunks))));
}

describe('good ones', () => {
  let faits: Readonly<Record<string, readonly [TypeDeDocument, Buffer]>>;
  beforeAll(async () => {
    const table = await pdfTable({
      title: 'Encours',
      subtitle: ['Essai'],
      language: 'fr',
      columns: [{ header: 'A', share: 1 }],
      rows: Array.from({ length: 300 }, (_, i) => [`Ligne ${i}`]),
      page: '{n} / {of}',
      date: new Date(),
    });
    const chart = await classeur([]);
    faits = {
      'the smallest PDF, without a table': ['pdf', pdf()],
      'with a printer’s lines around': [
        'pdf',
        Buffer.concat([Buffer.from('\u001b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n'), pdf(), Buffer.from('\u001b%-12345X')]),
      ],
      'with nothing but blanks after its end': ['pdf', Buffer.concat([pdf(), Buffer.alloc(5_000)])],
      'that opens at its second page': ['pdf', pdf({ racine: '/OpenAction[3 0 R /XYZ null null 0]' })],
      'that opens at a page by an action': ['pdf', pdf({ racine: '/OpenAction<</S/GoTo/D[3 0 R /Fit]>>' })],
      'with a link': ['pdf', action('/S/URI/URI(https://exemple.example)')],
      'whose words are those of a trick': [
        'pdf',
        pdf({ objets: '5 0 obj(/JavaScript /Launch 9 0 \\) /JS)endobj\n6 0 obj[/Screen/Sound/Launch/toString/constructor]endobj\n' }),
      ],
      'with fonts that have the names of tricks': ['pdf', pdf({ objets: '5 0 obj<</Font<</AA 3 0 R/EF 3 0 R/JS 3 0 R>>>>endobj\n' })],
      'with packed objects': ['pdf', pdfTasse({ 7: '<</Type/Font/BaseFont/Helvetica>>', 8: '[1 2 7 0 R]' })],
      'pages that loop': ['pdf', pdf({ pages: '2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]>>endobj\n3 0 obj<</Type/Page>>endobj\n' })],
      'of a printer': ['pdf', readFileSync(new URL('fichiers/pjl-before-header.pdf', import.meta.url))],
      'of a printer that says more': [
        'pdf',
        Buffer.concat([
          Buffer.from('\u001b%-12345X@PJL SET COPIES=1\r\n@PJL ENTER LANGUAGE=PDF\r\n'),
          pdf(),
          Buffer.from('\u001b%-12345X'),
        ]),
      ],
      'of a scanner that resets first': ['pdf', Buffer.concat([Buffer.from('\u001bE'), pdf(), Buffer.from('\u001bE\0\0')])],
      'of a mail, its headers left': [
        'pdf',
        Buffer.concat([Buffer.from('Content-Type: application/pdf; name="a.pdf"\r\n\r\n'), pdf(), Buffer.from('\r\n--limite--\r\n')]),
      ],
      'after blank lines and a mark of UTF-8': ['pdf', Buffer.concat([Buffer.from('\ufeff\r\n\r\n'), pdf()])],
      'after a line of text': ['pdf', Buffer.concat([Buffer.from('Scan 0042\n'), pdf()])],
      'of pdfkit': ['pdf', await pdfkit()],
      'of our own printing': ['pdf', table],
      PNG: ['png', png()],
      'a picture of this product': ['png', readFileSync(path.join(ROOT, 'docs/images/accueil.png'))],
      JPEG: ['jpeg', jpeg()],
      'JPEG with the second view of a telephone': ['jpeg', Buffer.concat([jpeg(), jpeg(), Buffer.from('MPF')])],
      Word: ['docx', docx()],
      'Word with a link and a template of the network': [
        'docx',
        docx({
          'word/_rels/document.xml.rels': relation('hyperlink', 'https://exemple.example/?a=1&amp;b=2'),
          'word/_rels/settings.xml.rels': relation('attachedTemplate', 'file:///\\\\serveur\\modeles\\Lettre.dotx'),
        }),
      ],
      'Word with a part in UTF-16': ['docx', docx({ 'customXml/item1.xml': Buffer.from('\ufeff<a/>', 'utf16le') })],
      'Word with a chart': ['docx', docx({ 'word/embeddings/Microsoft_Excel_Worksheet.xlsx': chart })],
      'Word that speaks of the DDE': ['docx', docx({}, undefined, '<w:instrText> HYPERLINK "http://www.dde.example" </w:instrText>')],
      Excel: ['xlsx', await classeur([['a', 'b']])],
    };
  });
  it('are taken for what they are', () => {
    expect(Object.fromEntries(Object.entries(faits).map(([nom, [, bytes]]) => [nom, lire(bytes)]))).toEqual(
      Object.fromEntries(Object.entries(faits).map(([nom, [type]]) => [nom, { type }])),
    );
  });
});

const PDF: readonly (readonly [string, Motif, Buffer])[] = [
  ['eight bytes', 'inacheve', Buffer.from('%PDF-1.4')],
  ['a header of another kind', 'illisible', Buffer.from('%PDF-abc\n%%EOF')],
  ['no end', 'inacheve', pdf().subarray(0, -8)],
  ['cut, after an end that was not the last', 'inacheve', Buffer.concat([pdf(), pdf().subarray(0, 90)])],
  ['no page', 'sansPage', pdf({ pages: '' })],
  ['no page, in a loop', 'sansPage', pdf({ pages: '2 0 obj<</Kids[2 0 R 3 0 R]>>endobj\n3 0 obj<</Kids[2 0 R]>>endobj\n' })],
  ['no root', 'sansPage', Buffer.from(`%PDF-1.7\n${PAGES}%%EOF`)],
  ['encrypted', 'verrouille', pdf({ fin: '/Encrypt 8 0 R' })],
  ['JavaScript when it opens', 'programme', pdf({ racine: `/OpenAction<<${JS}>>` })],
  ['JavaScript by a reference', 'programme', pdf({ racine: '/OpenAction 8 0 R', objets: `8 0 obj<<${JS}>>endobj\n` })],
  ['its name by a reference', 'programme', pdf({ objets: '6 0 obj<</S 7 0 R/JS()>>endobj\n7 0 obj/JavaScript endobj\n' })],
  [
    'its name by a reference that no number leads to',
    'programme',
    pdf({ objets: '6 0 obj<</S 7 0 R/JS()>>endobj\n7%x\n0 obj/JavaScript endobj\n' }),
  ],
  ['its name in codes', 'programme', action('/S/J#61va#53cript/JS()')],
  ['named scripts', 'programme', pdf({ racine: '/Names<</JavaScript<</Names[(a) 8 0 R]>>>>' })],
  ['a dynamic form', 'programme', pdf({ racine: '/AcroForm<</XFA 8 0 R>>' })],
  ['JavaScript in packed objects', 'programme', pdfTasse({ 7: `<<${JS}>>` })],
  ['in a pack that does not call itself one', 'programme', pdfTasse({ 7: `<<${JS}>>` }, '', '')],
  [
    'in what a stream seems to hold',
    'programme',
    pdf({ objets: `8 0 obj<</Length 60>>stream\n6 0 obj<<${JS}>>endobj\nendstream\nendobj\n` }),
  ],
  ['behind comments', 'programme', pdf({ objets: `6%x\n0%y\nobj%z\n<<${JS}>>endobj\n` })],
  ['in an object that a later one replaces', 'programme', pdf({ objets: `6 0 obj<<${JS}>>endobj\n6 0 obj null endobj\n` })],
  ['a program started', 'lancement', action('/S/Launch/F(cmd.exe)')],
  ['a form sent', 'envoi', action('/S/SubmitForm/F(http://x.example)')],
  ['an address fetched when it opens', 'automatique', pdf({ racine: '/OpenAction<</S/URI/URI(http://x.example)>>' })],
  ['the same, after a page', 'automatique', pdf({ racine: '/OpenAction<</S/GoTo/D[3 0 R]/Next[<</S/URI/URI(http://x.example)>>]>>' })],
  [
    'something done at each page',
    'automatique',
    pdf({ objets: '8 0 obj<</Type/Page/AA<</O<</S/GoToR/F(\\\\\\\\x\\\\y)/D[0/Fit]>>>>>>endobj\n' }),
  ],
  ['another file inside', 'incorpore', pdf({ racine: '/Names<</EmbeddedFiles<</Names[(a) 8 0 R]>>>>' })],
  ['another file, hung on a page', 'incorpore', pdf({ objets: '8 0 obj<</Type/Filespec/F(a.exe)/EF<</F 9 0 R>>>>endobj\n' })],
  ['a film', 'media', pdf({ objets: '8 0 obj<</Type/Annot/Subtype/RichMedia>>endobj\n' })],
  ['a page of the web in front', 'polyglotte', Buffer.concat([Buffer.from('<script>alert(1)</script>\n'), pdf()])],
  ['a program of a shell in front', 'polyglotte', Buffer.concat([Buffer.from('#!/bin/sh\nreboot\n'), pdf()])],
  ['a program of a printer in front', 'polyglotte', Buffer.concat([Buffer.from('\n%!PS-Adobe\n'), pdf()])],
  ['bytes of something else in front', 'polyglotte', Buffer.concat([Buffer.from([0xca, 0xfe, 0xba, 0xbe]), pdf()])],
  ['a page of the web behind', 'polyglotte', Buffer.concat([pdf(), Buffer.from('<script>alert(1)</script>')])],
  ['two kilobytes of text behind', 'polyglotte', Buffer.concat([pdf(), Buffer.from('a '.repeat(1_024))])],
  ['a program behind', 'polyglotte', Buffer.concat([pdf(), Buffer.from('MZ\u0090 program')])],
  ['a zip behind', 'polyglotte', Buffer.concat([pdf(), zip({ a: 'b' })])],
  ['a zip behind, and an end after it', 'polyglotte', Buffer.concat([pdf(), zip({ a: 'b' }), Buffer.from('\n%%EOF\n')])],
  ['an object without end', 'illisible', pdf({ objets: '6 0 obj<</A(b' })],
  ['nested ten thousand deep', 'illisible', pdf({ objets: `6 0 obj${'['.repeat(10_000)}${']'.repeat(10_000)}endobj\n` })],
  [
    'a pack that does not open',
    'illisible',
    pdf({ objets: '6 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\nxxxx\nendstream\nendobj\n' }),
  ],
  ['a pack that opens to 100 MB', 'illisible', pdfTasse({ 7: ' '.repeat(100 * 2 ** 20) })],
  ['half a million objects', 'volumineux', pdf({ objets: '6 0 obj 0 endobj\n'.repeat(500_000) })],
  ['strings in strings in strings', 'volumineux', Buffer.concat([pdf({ objets: 'obj('.repeat(500_000) }), Buffer.from('%%EOF')])],
];

const IMAGES: readonly (readonly [string, Motif, Buffer])[] = [
  ['PNG that claims 65535 × 65535', 'demesure', png(65_535, 65_535, 1)],
  ['PNG of no width', 'illisible', png(0, 1)],
  ['PNG cut', 'inacheve', png().subarray(0, -6)],
  ['PNG with a wrong sum', 'illisible', Buffer.concat([png().subarray(0, 29), Buffer.alloc(4), png().subarray(33)])],
  ['PNG and a zip', 'polyglotte', Buffer.concat([png(), zip({ a: 'b' })])],
  ['PNG and a PDF', 'polyglotte', Buffer.concat([png(), pdf()])],
  ['JPEG that claims 65535 × 65535', 'demesure', jpeg(65_535, 65_535)],
  ['JPEG cut', 'inacheve', jpeg().subarray(0, -3)],
  ['JPEG and a zip', 'polyglotte', Buffer.concat([jpeg(), zip({ a: 'b' })])],
  ['JPEG of three bytes', 'inacheve', Buffer.from([0xff, 0xd8, 0xff])],
  ['GIF', 'type', Buffer.from('GIF89a')],
  ['TIFF', 'type', Buffer.from('II*\0')],
  ['WebP', 'type', Buffer.from('RIFF\x24\0\0\0WEBPVP8 ', 'latin1')],
  ...['heic', 'heix', 'mif1', 'avif'].map(
    (marque) => [`a photograph of a telephone (${marque})`, 'heic', Buffer.from(`\0\0\0\x18ftyp${marque}\0\0\0\0`, 'latin1')] as const,
  ),
  ['a film', 'type', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0', 'latin1')],
];

const OFFICE: readonly (readonly [string, Motif, Buffer])[] = [
  ['macros in a Word', 'macros', docx({ 'word/vbaProject.bin': 'x' })],
  ['macros by their content type', 'macros', docx({}, 'macroEnabled.main+xml')],
  ['macros under another name', 'macros', docx({ 'word/_rels/document.xml.rels': relation('vbaProject', 'autre.xml', false) })],
  ['macros of 1992', 'macros', docx({ 'xl/macrosheets/sheet1.xml': '<x/>' })],
  ['a control', 'programme', docx({ 'word/activeX/activeX1.xml': '<x/>' })],
  ['a command in a field', 'programme', docx({}, undefined, '<w:fldSimple w:instr=" DDEAUTO c:\\\\windows\\\\cmd.exe "/>')],
  [
    'a command in a field cut in pieces',
    'programme',
    docx({}, undefined, '<w:instrText> DD</w:instrText><w:instrText>EAUTO c:\\\\cmd</w:instrText>'),
  ],
  [
    'a link that commands another program',
    'programme',
    docx({ 'xl/externalLinks/externalLink1.xml': '<x><ddeLink ddeService="cmd"/></x>' }),
  ],
  ['an object inside', 'incorpore', docx({ 'word/embeddings/oleObject1.bin': 'x' })],
  ['a program inside', 'incorpore', docx({ 'word/media/image1.png': 'MZ program' })],
  ['a zip inside', 'incorpore', docx({ 'word/media/image1.png': zip({ a: 'b' }) })],
  ['a workbook inside, with macros', 'macros', docx({ 'word/embeddings/a.xlsx': docx({ 'xl/vbaProject.bin': 'x' }) })],
  ['workbooks inside workbooks', 'incorpore', [1, 2, 3].reduce((inside) => docx({ 'word/embeddings/a.docx': inside }), docx())],
  ['a template of the web', 'externe', docx({ 'word/_rels/settings.xml.rels': relation('attachedTemplate', 'https://x.example/a.dotm') })],
  [
    'the same, in codes',
    'externe',
    docx({ 'word/_rels/settings.xml.rels': relation('attachedTemplate', '&#104;ttps://x.example/a.dotm') }),
  ],
  ['entities', 'entites', docx({ 'word/styles.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' })],
  ['entities in another encoding', 'entites', docx({ 'word/styles.xml': Buffer.from('\ufeff<!DOCTYPE a><a/>', 'utf16le') })],
  ['an encoding of its own', 'illisible', docx({ 'word/styles.xml': Buffer.from('<a/>', 'utf16le') })],
  ['presentation', 'type', docx({}, 'presentationml.presentation.main+xml')],
  ['any zip', 'type', zip({ 'a.txt': 'b' })],
  ['cut', 'inacheve', docx().subarray(0, -40)],
  ['a program in front', 'type', Buffer.concat([Buffer.from('MZ'), docx()])],
  ['something between', 'illisible', Buffer.concat([docx(), Buffer.from('x')])],
  ['a PDF as its first file', 'polyglotte', zip({ '%PDF-1.7': pdf() })],
  ['that claims 4 GB', 'volumineux', zipMenteur(0xffffffff - 1)],
  ['that claims less than it holds', 'illisible', zipMenteur(10)],
  ['texts of 100 MB', 'volumineux', classeurBrut([TETE], { plus: { 'xl/sharedStrings.xml': Buffer.alloc(100 * 2 ** 20, 0x20) } })],
  ['10 GB', 'volumineux', zipGeant(2_500, 4 * 2 ** 20)],
  ['whose sum is false', 'illisible', zipFaux()],
  ['files that share their bytes', 'illisible', zipSuperpose()],
  ['files without number', 'volumineux', zip(Object.fromEntries(Array.from({ length: 3_100 }, (_, i) => [`a${i}`, ''])))],
  ['a path out of its folder', 'illisible', docx({ '../../etc/passwd': 'x' })],
  [
    'a password',
    'verrouille',
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(508), Buffer.from('EncryptedPackage', 'utf16le')]),
  ],
  ['Word of 1997', 'ancien', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(508)])],
];

describe.each([
  ['PDF', PDF],
  ['pictures', IMAGES],
  ['Office', OFFICE],
])('%s made to harm', (_famille, cas) => {
  it.each(cas)('%s: %s', { timeout: 20_000 }, (_nom, motif, bytes) => {
    const depart = performance.now();
    expect(lire(bytes)).toEqual({ motif });
    expect(performance.now() - depart).toBeLessThan(10_000);
  });
});

it('something else than what is asked for is told so, whatever else is wrong with it', () => {
  expect(examiner(Buffer.from('%PDF-1.4'), ['xlsx'])).toEqual({ motif: 'type' });
  expect(examiner(docx(), ['xlsx'])).toEqual({ motif: 'type' });
});

it('a document cut anywhere, or with a byte changed, is answered', () => {
  for (const bon of [pdf(), pdfTasse({ 7: '<</A[1 2 R]>>' }), png(), jpeg(), docx()])
    for (let at = 1; at < bon.length; at += Math.ceil(bon.length / 200)) {
      expect('motif' in lire(bon.subarray(0, at))).toBe(true);
      const change = Buffer.from(bon);
      change[at] = (change[at] ?? 0) ^ 0x5f;
      expect(Object.keys(lire(change))).toHaveLength(1);
    }
});

it('every reason has its words', () => {
  const translator = createTranslator({ strict: true });
  for (const langue of LANGUAGES)
    for (const motif of MOTIFS)
      expect(translator(langue)(`documents.refus.${motif}`, { nom: 'a.pdf', types: 'PDF', mo: 10, fichiers: 5 })).toContain('a.pdf');
});
