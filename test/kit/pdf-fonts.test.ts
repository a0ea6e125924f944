/** A font is kept from one document to the next: what a document drew changes nothing of what another says. */
import PDFDocument from 'pdfkit';
import { expect, it } from 'vitest';
import { registerFonts } from '../../src/kit/pdf-fonts.js';
import { pdfText } from '../actes/pdf-text.js';

async function imprimer(texte: string): Promise<Buffer> {
  const doc = new PDFDocument();
  const morceaux: Buffer[] = [];
  doc.on('data', (morceau: Buffer) => morceaux.push(morceau));
  const fin = new Promise((resolve) => doc.on('end', resolve));
  registerFonts(doc);
  for (const police of ['regular', 'semibold']) doc.font(police).text(texte);
  doc.end();
  await fin;
  return Buffer.concat(morceaux);
}

it('letters that are parts of others are read after the others were printed alone', async () => {
  // Drawn of two apostrophes, of letters and their accents: none of which is printed by itself.
  await imprimer('"ÉÈÊËÀÂÄÎÏÔÖÙÛÜÇŽŠČÑÅéèêëàâäîïôöùûüçžščñå');
  const seules = "'EAIOUCZSNeaiouczsn";
  const lu = (await pdfText(await imprimer(seules))).split(/\s+/).filter(Boolean);
  expect(lu).toEqual([seules, seules]);
});
