/** What is outstanding is whole, however long: on the page, in its totals, in Excel and in PDF; one total a currency. */
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';
import { emettre } from '../listes/outils.js';
import { pdfText } from '../actes/pdf-text.js';

const database = useDatabase();
/** More lines than any page, and one more than were ever read at once. */
const NOMBRE = 2_001;
let maison: Maison;
let application: Application;
let ines: Client;

beforeAll(async () => {
  maison = await construire(database.config);
  await emettre(maison, NOMBRE);
  await emettre(maison, 2, { devise: 'KWD', prefixe: 'Koweït' });
  application = await demarrer(database);
  ines = await client(application.url, maison.ines.email);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const mots = (text: string | null | undefined) => (text ?? '').replace(/\s/g, ' ').trim();
const rangees = (page: Document) =>
  [...page.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => mots(cell.textContent)));
const pied = (page: Document) =>
  [...page.querySelectorAll('tfoot tr')].map((row) => [...row.children].map((cell) => mots(cell.textContent)));
/** 10 + n for each n below NOMBRE. */
const SOMME = 10 * NOMBRE + (NOMBRE * (NOMBRE - 1)) / 2;

describe('by beneficiary', () => {
  it('pages its lines, and its totals are those of the whole, a currency each', async () => {
    const page = documentOf(await ines.get('/encours?par=beneficiaire'));
    expect(rangees(page)).toHaveLength(200);
    expect(rangees(page)[0]).toEqual(['Bénéficiaire 02000', '1', '2 010,00 €']);
    expect(pied(page)).toEqual([
      ['Total', '2 001', '2 021 010,00 €'],
      ['Total', '2', '21,000 KWD'],
    ]);
    expect(SOMME).toBe(2_021_010);
    expect(mots(page.querySelector('.pager')?.textContent)).toContain('1 à 200 sur 2 003');
    expect(mots(page.querySelector('.head p')?.textContent)).toBe('2 003 cautions en vigueur, 2 021 010,00 €, 21,000 KWD');
  });

  it('the last page holds the smallest; a page past it shows it too', async () => {
    for (const numero of [11, 12, 4_000]) {
      const lignes = rangees(documentOf(await ines.get(`/encours?par=beneficiaire&page=${numero}`)));
      expect(lignes).toHaveLength(3);
      expect(lignes).toContainEqual(['Bénéficiaire 00000', '1', '10,00 €']);
    }
  });

  it('its workbook has every line and a total a currency', async () => {
    const answer = await ines.bytes('/encours/export.xlsx?par=beneficiaire');
    const book = new exceljs.Workbook();
    await book.xlsx.load(answer.body as ArrayBuffer);
    const rows = book.worksheets[0]?.getSheetValues().slice(2) as (string | number)[][];
    expect(rows).toHaveLength(NOMBRE + 2 + 2);
    expect(new Set(rows.slice(0, -2).map((row) => row[1])).size).toBe(NOMBRE + 2);
    expect(rows.slice(-2).map((row) => [row[1], row[3], row[4], row[5]])).toEqual([
      ['Total', NOMBRE, SOMME, 'EUR'],
      ['Total', 2, 21, 'KWD'],
    ]);
  });

  it('so has its PDF', async () => {
    const text = mots(await pdfText((await ines.bytes('/encours/export.pdf?par=beneficiaire')).body as Buffer));
    for (const nom of ['Bénéficiaire 00000', 'Bénéficiaire 01000', 'Bénéficiaire 02000', 'Koweït 00001']) expect(text).toContain(nom);
    expect(text).toContain('2 021 010,00 €');
    expect(text).toContain('21,000 KWD');
  }, 60_000);
});

describe.each(['filiale', 'type', 'fin'])('by %s', (par) => {
  it.each(['nom', '-nom', 'nombre', '-nombre', 'montant'])('sorts by %s, with the same totals', async (tri) => {
    const page = documentOf(await ines.get(`/encours?par=${par}&tri=${tri}`));
    expect(pied(page).map((cells) => cells.slice(-2))).toEqual([
      ['2 001', '2 021 010,00 €'],
      ['2', '21,000 KWD'],
    ]);
    const sorted = page.querySelector('thead [aria-sort]');
    expect(sorted?.getAttribute('aria-sort')).toBe(tri.startsWith('-') ? 'descending' : 'ascending');
  });
});

it('carries its filters from tab to tab, and says so when nothing matches', async () => {
  const page = documentOf(await ines.get('/encours?par=type&produit=MARCHE&typeCredit=RG_PRIV'));
  expect(rangees(page)[0]).toEqual(['Retenue de garantie, marché privé', 'Cautions de marché', '2 001', '2 021 010,00 €']);
  const onglet = [...page.querySelectorAll('.tabs a')].find(({ textContent }) => textContent === 'Par bénéficiaire');
  expect(onglet?.getAttribute('href')).toBe('/encours?par=beneficiaire&produit=MARCHE&typeCredit=RG_PRIV');
  const vide = documentOf(await ines.get('/encours?produit=DOUANE'));
  expect(vide.querySelector('.empty')?.textContent).toContain('Aucun encours ne correspond');
});
