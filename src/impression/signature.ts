/** Place, date, signatory and seal: the end of an act. */
import type { ActeCompose } from './acte.js';
import type { Labels } from './labels.js';
import { rosette } from './ornaments.js';
import { artifact, ensureRoom, heightOf, PAGE, write, WIDTH, type PaperSheet, type Style } from './sheet.js';
import { BODY, CAPS, NAME, SMALL } from './styles.js';

/** A line of a column, and the space above it. */
type Row = readonly [text: string, style: Style, above: number];
const LEFT: Style = { ...BODY, align: 'left' };
const [TOP, SEAL] = [6, 72];
const COLUMN = { left: { x: PAGE.left, width: WIDTH / 2 - 10 }, right: { x: PAGE.left + WIDTH / 2 + 86, width: WIDTH / 2 - 86 } } as const;

function columns({ signature, garant, demonstration }: ActeCompose, label: Labels): { left: Row[]; right: Row[] } {
  const { lieuEtDate, pour, nom, qualite, pouvoir } = signature;
  return {
    left: [
      [lieuEtDate, LEFT, 0],
      [pour, NAME, 6],
      [nom, LEFT, 2],
      ...[qualite, pouvoir].flatMap((words): Row[] => (words ? [[words, SMALL, 0]] : [])),
    ],
    right: [
      [label('cachet').toLocaleUpperCase(), CAPS, 8],
      [label('cachetDe', { nom: garant.nom }), SMALL, 2],
      ...(demonstration ? [[label('demonstration'), { ...SMALL, font: 'semibold', color: BODY.color }, 2] as const] : []),
    ],
  };
}

/** Height that the signature takes, whatever the length of its names. */
export function signatureHeight(sheet: PaperSheet, acte: ActeCompose, label: Labels): number {
  const { left, right } = columns(acte, label);
  const height = (rows: readonly Row[], width: number): number =>
    rows.reduce((sum, [text, style, above]) => sum + above + heightOf(sheet, text, style, width), 0);
  return TOP + Math.max(SEAL, height(left, COLUMN.left.width), height(right, COLUMN.right.width));
}

/** Kept together on one page. */
export function writeSignature(sheet: PaperSheet, acte: ActeCompose, label: Labels): void {
  const { doc } = sheet;
  ensureRoom(sheet, signatureHeight(sheet, acte, label));
  const top = doc.y + TOP;
  artifact(doc, () => rosette(doc, COLUMN.right.x - 48, top + 36, 35));
  for (const [side, rows] of Object.entries(columns(acte, label)) as ['left' | 'right', Row[]][]) {
    doc.y = top;
    for (const [text, style, above] of rows) write(sheet, 'P', text, style, { ...COLUMN[side], y: doc.y + above });
  }
}
