/** The body of an act: heading, parties, amount, articles, signature. */
import { longDay } from '../kit/dates.js';
import type { ActeCompose, ArticleCompose, Marque } from './acte.js';
import { showControlCode } from '../kit/control-code.js';
import type { Labels } from './labels.js';
import { guilloche, INK, qrCode, rosette } from './ornaments.js';
import { capitalised } from '../kit/typography.js';
import { artifact, ensureRoom, heightOf, PAGE, roomLeft, setStyle, write, WIDTH, type PaperSheet, type Style } from './sheet.js';

const BODY: Style = { font: 'regular', size: 9.8, color: INK.text, lineGap: 0.9, align: 'justify' };
const SMALL: Style = { font: 'regular', size: 8.4, color: INK.soft, lineGap: 0.8 };
const CAPS: Style = { font: 'semibold', size: 7.4, color: INK.petrol, characterSpacing: 0.6 };
const NAME: Style = { font: 'semibold', size: 11, color: INK.text };
const TITLE: Style = { font: 'semibold', size: 20, color: INK.text, lineGap: -4 };
const ARTICLE: Style = { font: 'semibold', size: 10.4, color: INK.petrol };
const SECTION: Style = { font: 'semibold', size: 12.5, color: INK.text };
const RIGHT = { align: 'right' } as const;

const INDENT = 30;
const QR = 64;
const LINE = 13;
const SIGNATURE = 108;

/** Insurer, number and date, band, title, QR code: the top of the first page. */
export function writeHeading(sheet: PaperSheet, acte: ActeCompose, marque: Marque, label: Labels): void {
  const { doc } = sheet;
  artifact(doc, () => {
    rosette(doc, PAGE.left + 23, 66, 23);
    guilloche(doc, PAGE.left, 100, WIDTH, 8);
  });
  const column = { x: PAGE.left + WIDTH - 190, width: 190 };
  const insurer = { x: PAGE.left + 58, width: WIDTH - 58 - 200 };
  write(sheet, 'P', acte.garant.nom, { ...NAME, size: 15, color: INK.petrol }, { ...insurer, y: 47 });
  write(sheet, 'P', capitalised(acte.garant.agrement), { ...SMALL, size: 7.6, lineGap: 0 }, { ...insurer, y: doc.y + 1 });
  const version =
    acte.versionActe > 1
      ? `${label('version', { version: acte.versionActe })} – ${label('remplace', { version: acte.versionActe - 1 })}`
      : label('version', { version: 1 });
  write(
    sheet,
    'P',
    acte.numero ? label('numero', { numero: acte.numero }) : mention(acte, marque, label),
    { ...NAME, ...RIGHT },
    { ...column, y: 49 },
  );
  write(sheet, 'P', version, { ...SMALL, ...RIGHT }, column);
  if (acte.dateEmission)
    write(sheet, 'P', label('emis', { date: longDay(acte.dateEmission, acte.langue) }), { ...SMALL, ...RIGHT }, column);

  const sealed = 'code' in marque;
  const width = sealed ? WIDTH - QR - 40 : WIDTH;
  write(sheet, 'H1', acte.titre, titleStyle(sheet, acte.titre, width), { y: 126, width });
  write(sheet, 'P', acte.sousTitre, { ...SMALL, size: 9.2 }, { y: doc.y + 3, width });
  const end = doc.y;
  if (sealed) writeQr(sheet, marque, label);
  doc.y = Math.max(end, sealed ? 126 + QR + 22 : 0) + 14;
}

/** A title a little too long for one line is set a little smaller, rather than broken. */
function titleStyle(sheet: PaperSheet, titre: string, width: number): Style {
  const sizes = [TITLE.size, 18.5, 17].map((size) => ({ ...TITLE, size }));
  return sizes.find((style) => heightOf(sheet, titre, style, width) < style.size * 1.5) ?? TITLE;
}

/** What this print is, in words: draft, specimen, original or duplicate. */
export function mention({ texte }: ActeCompose, marque: Marque, label: Labels): string {
  if (marque.type === 'projet') return label('projet');
  return marque.type === 'specimen' ? label('specimen', { code: texte.code, version: texte.version }) : label('original');
}

function writeQr(sheet: PaperSheet, marque: Extract<Marque, { code: string }>, label: Labels): void {
  const { doc, root } = sheet;
  const [x, y] = [PAGE.left + WIDTH - QR, 124];
  const code = showControlCode(marque.code);
  root.add(
    doc.struct('Figure', { alt: label('qr', { code }), bbox: [x, y, x + QR, y + QR] } as PDFKit.Mixins.StructureElementOptions, () =>
      qrCode(doc, marque.urlVerification, x, y, QR),
    ),
  );
  const place = { x: x - 40, width: QR + 40 };
  write(sheet, 'P', label('codeTitre'), { ...SMALL, size: 6.6, ...RIGHT, lineGap: 0 }, { ...place, y: y + QR + 3 });
  write(sheet, 'P', code, { ...NAME, size: 8.6, ...RIGHT }, place);
}

/** Beneficiary and applicant side by side, then the amount in its box. */
export function writeSummary(sheet: PaperSheet, acte: ActeCompose): void {
  const { doc } = sheet;
  const width = (WIDTH - 24) / 2;
  const top = doc.y;
  const ends = acte.blocs.map(({ role, nom, lignes }, i) => {
    const x = PAGE.left + i * (width + 24);
    write(sheet, 'P', role.toLocaleUpperCase(acte.langue), CAPS, { x, width, y: top });
    write(sheet, 'P', nom, NAME, { x, width, y: doc.y + 2 });
    for (const ligne of lignes) write(sheet, 'P', ligne, SMALL, { x, width });
    return doc.y;
  });
  doc.y = Math.max(...ends) + 12;
  writeAmount(sheet, acte);
}

function writeAmount(sheet: PaperSheet, { montant }: ActeCompose): void {
  const { doc } = sheet;
  const words: Style = { ...SMALL, size: 10, color: INK.text };
  const inner = { x: PAGE.left + 16, width: WIDTH - 32 };
  const height = 48 + heightOf(sheet, montant.lettres, words, inner.width);
  ensureRoom(sheet, height);
  const top = doc.y;
  artifact(doc, () => {
    doc.rect(PAGE.left, top, WIDTH, height).fill(INK.tint);
    doc.rect(PAGE.left, top, 3, height).fill(INK.petrol);
  });
  write(sheet, 'P', montant.libelle.toLocaleUpperCase(), CAPS, { ...inner, y: top + 9 });
  write(sheet, 'P', montant.chiffres, { ...NAME, size: 18 }, { ...inner, y: doc.y });
  write(sheet, 'P', montant.lettres, words, { ...inner, y: doc.y });
  doc.y = top + height + 16;
}

/** Articles in order; a title keeps the beginning of its first paragraph with it. */
export function writeArticles(sheet: PaperSheet, articles: readonly ArticleCompose[]): void {
  for (const article of articles) {
    const { numero, titre, section, paragraphes } = article;
    const opening = (section ? 28 : 0) + LINE * 1.4 + firstLines(sheet, paragraphes[0]?.texte ?? '');
    ensureRoom(sheet, opening);
    if (section) {
      write(sheet, 'H2', section, SECTION, { y: sheet.doc.y + 2 });
      sheet.doc.y += 6;
    }
    writeArticleTitle(sheet, numero, titre);
    sheet.doc.y += 2;
    for (const { type, texte } of paragraphes)
      writeParagraph(sheet, type === 'liste' ? `–\u00a0${texte}` : texte, type === 'liste' ? 12 : 0);
    sheet.doc.y += 5;
  }
}

/** Number in the margin of the article, title where its text begins: one heading for those who listen. */
function writeArticleTitle({ doc, root }: PaperSheet, numero: string, titre: string): void {
  const y = doc.y;
  root.add(
    doc.struct('H3', {}, () => {
      setStyle(doc, ARTICLE);
      doc.text(numero, PAGE.left, y, { width: INDENT });
      doc.text(titre, PAGE.left + INDENT, y, { width: WIDTH - INDENT });
    }),
  );
}

/** Height that the start of a paragraph needs: all of a short one, three lines of a long one. */
const firstLines = (sheet: PaperSheet, texte: string): number => {
  if (roomLeft(sheet) > 200) return 0;
  const height = heightOf(sheet, texte, BODY, WIDTH - INDENT);
  return height <= LINE * 5 ? height : LINE * 3;
};

/** A paragraph that would leave one or two lines alone on either side of a page break goes whole to the next page. */
function writeParagraph(sheet: PaperSheet, texte: string, offset: number): void {
  const width = WIDTH - INDENT - offset;
  const room = roomLeft(sheet);
  if (room < 200) {
    const height = heightOf(sheet, texte, BODY, width);
    if (height > room && (height <= LINE * 5 || room < LINE * 3)) sheet.doc.addPage();
  }
  write(sheet, 'P', texte, BODY, { x: PAGE.left + INDENT + offset, width });
  sheet.doc.y += 3.5;
}

/** Place, date, signatory and seal, kept together on one page. */
export function writeSignature(sheet: PaperSheet, acte: ActeCompose, label: Labels): void {
  const { doc } = sheet;
  const { lieuEtDate, pour, nom, qualite, pouvoir } = acte.signature;
  ensureRoom(sheet, SIGNATURE);
  const top = doc.y + 10;
  const left = { width: WIDTH / 2 - 10 };
  write(sheet, 'P', lieuEtDate, { ...BODY, align: 'left' }, { ...left, y: top });
  write(sheet, 'P', pour, NAME, { ...left, y: doc.y + 6 });
  write(sheet, 'P', nom, { ...BODY, align: 'left' }, { ...left, y: doc.y + 2 });
  for (const words of [qualite, pouvoir]) if (words) write(sheet, 'P', words, SMALL, left);

  const seal = { x: PAGE.left + WIDTH / 2 + 86, width: WIDTH / 2 - 86 };
  artifact(doc, () => rosette(doc, seal.x - 48, top + 44, 40));
  write(sheet, 'P', label('cachet').toLocaleUpperCase(), CAPS, { ...seal, y: top + 16 });
  write(sheet, 'P', label('cachetDe', { nom: acte.garant.nom }), SMALL, { ...seal, y: doc.y + 2 });
  if (acte.demonstration)
    write(sheet, 'P', label('demonstration'), { ...SMALL, font: 'semibold', color: INK.text }, { ...seal, y: doc.y + 2 });
}
