/** A table printed on as many pages as it takes: its head repeated, amounts at right, tagged for screen readers. */
import PDFDocument from 'pdfkit';
import type { Language } from './money.js';
import { registerFonts } from './pdf-fonts.js';

export interface PdfColumn {
  readonly header: string;
  /** Width as a share of the page. */
  readonly share: number;
  readonly right?: boolean;
}

export interface PdfTableOptions {
  readonly title: string;
  /** Whose it is, when, and what was asked: a line each. */
  readonly subtitle: readonly string[];
  readonly language: Language;
  readonly columns: readonly PdfColumn[];
  /** A row that adds others up is bold. */
  readonly rows: readonly (readonly string[] | { readonly total: readonly string[] })[];
  readonly totals?: readonly (readonly string[])[];
  /** The foot of a page, where `{n}` and `{of}` stand for its number and how many there are. */
  readonly page: string;
  readonly date: Date;
}

const PAGE = { width: 841.89, height: 595.28, margin: 40 } as const;
const WIDTH = PAGE.width - 2 * PAGE.margin;
const BOTTOM = PAGE.height - 48;
const LINE = 15;
const SIZE = 9;
const INK = { text: '#12262b', soft: '#4b6067', line: '#c5d5d9', brand: '#0c5361' } as const;

/** The bytes of the table, A4 landscape. A text too long for a line of its cell takes several. */
export async function pdfTable({ title, subtitle, language, columns, rows, totals = [], page, date }: PdfTableOptions): Promise<Buffer> {
  const doc = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margins: { top: PAGE.margin, left: PAGE.margin, right: PAGE.margin, bottom: 0 },
    pdfVersion: '1.7',
    tagged: true,
    bufferPages: true,
    lang: language === 'fr' ? 'fr-FR' : 'en-GB',
    displayTitle: true,
    info: { Title: title, Subject: subtitle.join(' '), CreationDate: date },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve) => doc.on('end', () => resolve(Buffer.concat(chunks))));
  registerFonts(doc);

  const cells = cellsOf(columns);
  let y = PAGE.margin;
  const root = doc.struct('Document');
  const table = doc.struct('Table');
  doc.addStructure(root);

  function line(texts: readonly string[], font: 'regular' | 'semibold', color: string, tag = 'TD'): void {
    const top = y;
    const draw = () => {
      doc.font(font).fontSize(SIZE).fillColor(color);
      texts.forEach((text, i) => {
        const cell = cells[i];
        if (cell && text !== '') doc.text(text, cell.x, top + 3, { width: cell.width, align: cell.right ? 'right' : 'left' });
      });
    };
    table.add(doc.struct('TR', {}, [doc.struct(tag, {}, [draw])]));
    y += heightOf(texts, font);
    doc
      .moveTo(PAGE.margin, y)
      .lineTo(PAGE.margin + WIDTH, y)
      .lineWidth(0.4)
      .strokeColor(INK.line)
      .stroke();
  }

  /** Of a row: that of its tallest cell. */
  function heightOf(texts: readonly string[], font: 'regular' | 'semibold'): number {
    doc.font(font).fontSize(SIZE);
    return Math.max(
      LINE,
      ...texts.map((text, i) => {
        const { width } = cells[i] ?? { width: WIDTH };
        return doc.widthOfString(text) < width ? LINE : doc.heightOfString(text, { width }) + 4;
      }),
    );
  }

  root.add(doc.struct('H1', {}, [() => doc.font('semibold').fontSize(16).fillColor(INK.brand).text(title, PAGE.margin, y)]));
  const said = subtitle.join('\n');
  const below = y + 22;
  root.add(
    doc.struct('P', {}, [() => doc.font('regular').fontSize(SIZE).fillColor(INK.soft).text(said, PAGE.margin, below, { width: WIDTH })]),
  );
  y = below + doc.font('regular').fontSize(SIZE).heightOfString(said, { width: WIDTH }) + 8;
  root.add(table);
  const headers = columns.map(({ header }) => header);
  line(headers, 'semibold', INK.soft, 'TH');
  const lines = [...rows, ...totals.map((total) => ({ total }))];
  for (const row of lines) {
    const [texts, font] = 'total' in row ? ([row.total, 'semibold'] as const) : ([row, 'regular'] as const);
    if (y + heightOf(texts, font) > BOTTOM) {
      doc.addPage();
      y = PAGE.margin;
      line(headers, 'semibold', INK.soft, 'TH');
    }
    line(texts, font, INK.text);
  }
  table.end();
  root.end();

  numberPages(doc, page);
  doc.end();
  return done;
}

/** Where each column stands across the page. */
function cellsOf(columns: readonly PdfColumn[]) {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  let left = PAGE.margin;
  return columns.map(({ share, right = false }) => {
    const cell = { x: left, width: (WIDTH * share) / whole - 8, right };
    left += (WIDTH * share) / whole;
    return cell;
  });
}

/** The foot of every page, once it is known how many there are. */
function numberPages(doc: PDFKit.PDFDocument, page: string): void {
  const { count } = doc.bufferedPageRange();
  for (let n = 0; n < count; n += 1) {
    doc.switchToPage(n);
    doc
      .font('regular')
      .fontSize(8)
      .fillColor(INK.soft)
      .text(page.replace('{n}', String(n + 1)).replace('{of}', String(count)), PAGE.margin, PAGE.height - 34, {
        width: WIDTH,
        align: 'right',
        lineBreak: false,
      });
  }
}
