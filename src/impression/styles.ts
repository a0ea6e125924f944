/** The letters of an act. */
import { INK } from './ornaments.js';
import type { Style } from './sheet.js';

export const BODY: Style = { font: 'regular', size: 9.3, color: INK.text, lineGap: 0, align: 'justify' };
/** Sizes of the articles, the usual one first: a smaller one where it spares a last page that would hold next to nothing. */
export const SIZES = [BODY.size, 9, 8.8] as const;
export const SMALL: Style = { font: 'regular', size: 8.4, color: INK.soft, lineGap: 0.4 };
export const CAPS: Style = { font: 'semibold', size: 7.4, color: INK.petrol, characterSpacing: 0.6 };
export const NAME: Style = { font: 'semibold', size: 11, color: INK.text };
export const RIGHT = { align: 'right' } as const;
