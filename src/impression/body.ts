/** The top of an act: heading, parties, amount. */
import { longDay } from '../kit/dates.js';
import type { ActeCompose, Marque } from './acte.js';
import { showControlCode } from '../kit/control-code.js';
import type { Labels } from './labels.js';
import { qrCode } from '../kit/pdf-qr.js';
import { guilloche, INK, rosette } from './ornaments.js';
import { capitalised } from '../kit/typography.js';
import { artifact, ensureRoom, heightOf, PAGE, setStyle, write, WIDTH, type PaperSheet, type Style } from './sheet.js';
import { CAPS, NAME, RIGHT, SMALL } from './styles.js';

const TITLE: Style = { font: 'semibold', size: 19, color: INK.text, lineGap: -4 };

const QR = 58;

/** Insurer, number and date, band, title, QR code: the top of the first page. */
export function writeHeading(sheet: PaperSheet, acte: ActeCompose, marque: Marque, label: Labels): void {
  const { doc } = sheet;
  artifact(doc, () => rosette(doc, PAGE.left + 23, 66, 23));
  const column = { x: PAGE.left + WIDTH - 190, width: 190 };
  const insurer = { x: PAGE.left + 58, width: WIDTH - 58 - 200 };
  write(sheet, 'P', acte.garant.nom, { ...NAME, size: 15, color: INK.petrol }, { ...insurer, y: 45 });
  write(sheet, 'P', capitalised(acte.garant.agrement), { ...SMALL, size: 7.6, lineGap: 0 }, { ...insurer, y: doc.y + 1 });
  const end = doc.y;
  const version =
    acte.versionActe > 1
      ? `${label('version', { version: acte.versionActe })} – ${label('remplace', { version: acte.versionActe - 1 })}`
      : label('version', { version: 1 });
  write(
    sheet,
    'P',
    acte.numero ? label('numero', { numero: acte.numero }) : mention(acte, marque, label),
    { ...NAME, ...RIGHT },
    { ...column, y: 47 },
  );
  write(sheet, 'P', version, { ...SMALL, ...RIGHT }, column);
  if (acte.dateEmission)
    write(sheet, 'P', label('emis', { date: longDay(acte.dateEmission, acte.langue) }), { ...SMALL, ...RIGHT }, column);
  const band = Math.max(end, doc.y, 90) + 5;
  artifact(doc, () => guilloche(doc, PAGE.left, band, WIDTH, 8));
  writeTitle(sheet, acte, marque, label, band + 22);
}

/** Title, legal basis and QR code, from `top`. The title of a duplicate says its rank first. */
function writeTitle(sheet: PaperSheet, acte: ActeCompose, marque: Marque, label: Labels, top: number): void {
  const { doc, root } = sheet;
  const sealed = 'code' in marque;
  const width = sealed ? WIDTH - QR - 40 : WIDTH;
  const rang = rangDe(marque, label);
  const title = titleStyle(sheet, acte.titre, width);
  root.add(
    doc.struct('H1', {}, () => {
      doc.x = PAGE.left;
      doc.y = top;
      if (rang) {
        setStyle(doc, { ...NAME, color: INK.petrol });
        doc.text(rang, { width });
        doc.y += 1;
      }
      setStyle(doc, title);
      doc.text(acte.titre, { width, lineGap: title.lineGap });
    }),
  );
  write(sheet, 'P', acte.sousTitre, { ...SMALL, size: 9.2 }, { y: doc.y + 3, width });
  const end = doc.y;
  if (sealed) writeQr(sheet, marque, label, top - 2);
  doc.y = Math.max(end, sealed ? top + QR + 22 : 0) + 10;
}

/** Which duplicate it is; undefined of any other print. */
export const rangDe = (marque: Marque, label: Labels): string | undefined =>
  marque.type === 'duplicata' ? label('duplicataRang', { rang: marque.rang }) : undefined;

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

function writeQr(sheet: PaperSheet, marque: Extract<Marque, { code: string }>, label: Labels, y: number): void {
  const { doc, root } = sheet;
  const x = PAGE.left + WIDTH - QR;
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
  doc.y = Math.max(...ends) + 10;
  writeAmount(sheet, acte);
}

function writeAmount(sheet: PaperSheet, { montant }: ActeCompose): void {
  const { doc } = sheet;
  const words: Style = { ...SMALL, size: 10, color: INK.text };
  const inner = { x: PAGE.left + 16, width: WIDTH - 32 };
  const height = 41 + heightOf(sheet, montant.lettres, words, inner.width);
  ensureRoom(sheet, height);
  const top = doc.y;
  artifact(doc, () => {
    doc.rect(PAGE.left, top, WIDTH, height).fill(INK.tint);
    doc.rect(PAGE.left, top, 3, height).fill(INK.petrol);
  });
  write(sheet, 'P', montant.libelle.toLocaleUpperCase(), CAPS, { ...inner, y: top + 7 });
  write(sheet, 'P', montant.chiffres, { ...NAME, size: 16.5 }, { ...inner, y: doc.y });
  write(sheet, 'P', montant.lettres, words, { ...inner, y: doc.y });
  doc.y = top + height + 12;
}
