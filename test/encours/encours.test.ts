/** What is outstanding is whole, however long: on the page, in its totals, in Excel and in PDF; one total a currency. */
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
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
  // Acts that print their end: what is only foreseen is no month of end.
  await maison.db.systeme.rows(sql`update texte_version set fin = 'date' where id = ${maison.texte.id}`);
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
    expect(rows.slice(-2).map((row) => [row[1], row[2], row[3], row[4]])).toEqual([
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

describe('what is said is what is found', () => {
  const ou = `/encours?taille=200`;
  const classeurDe = async (adresse: string) => {
    const book = new exceljs.Workbook();
    await book.xlsx.load((await ines.bytes(adresse.replace('/encours', '/encours/export.xlsx'))).body as ArrayBuffer);
    const [sheet] = book.worksheets;
    return (sheet?.getSheetValues().slice(1) ?? []) as (string | number | undefined)[][];
  };

  beforeAll(async () => {
    const { racine, fille } = maison.entites;
    await maison.db.systeme.rows(sql`update caution set entite_id = case when rang % 2 = 0 then ${racine}::int else ${fille}::int end,
      type_credit = case when rang % 3 = 0 then 'BID' else type_credit end, produit = case when rang % 5 = 0 then 'DOUANE' else produit end,
      beneficiaire = case when rang % 7 = 0 then 'L’Écluse & fils + Cie %, "Nord"' else beneficiaire end where rang % 100000 < 60`);
  });

  it.each(['filiale', 'type', 'beneficiaire', 'fin'])(
    'by %s: each line leads to exactly its cautions',
    { timeout: 120_000 },
    async (par) => {
      const page = documentOf(await ines.get(`${ou}&par=${par}`));
      const lignes = [...page.querySelectorAll('tbody tr:not(.subtotal)')];
      expect(lignes.length).toBeGreaterThan(1);
      const choisies = lignes.length > 24 ? [...lignes.slice(0, 12), ...lignes.slice(-12)] : lignes;
      for (const ligne of choisies) {
        const [nombre, montant] = [...ligne.querySelectorAll('td')].slice(-2).map((cell) => mots(cell.textContent));
        const href = ligne.querySelector('th a')?.getAttribute('href') ?? '';
        const trouvees = documentOf(await ines.get(href));
        expect(mots(trouvees.querySelector('.result')?.textContent), href).toMatch(
          new RegExp(`^${nombre} cautions? pour ${(montant ?? '').replace(/[.$]/g, '\\$&')}$`),
        );
      }
    },
  );

  it.each(['filiale', 'type', 'fin'])(
    'by %s: subtotals are the sums of their lines, groups whole, currencies apart, whatever the sort',
    async (par) => {
      for (const tri of ['', 'nom', '-nom', 'nombre', '-nombre', 'montant', '-montant']) {
        const [, ...lignes] = await classeurDe(`/encours?par=${par}&tri=${tri}`);
        const detail = par !== 'fin';
        let [nombre, montant] = [0, 0];
        const [devises, totaux, sousTotaux]: [string[], unknown[], string[]] = [[], [], []];
        for (const ligne of lignes) {
          const [titre, n, m, devise] = [ligne[1], ...ligne.slice(detail ? 3 : 2)] as [string, number, number, string];
          if (titre === 'Total') totaux.push([n, m, devise]);
          else if (titre.startsWith('Sous-total')) {
            expect([nombre, montant], `${tri} ${titre}`).toEqual([n, m]);
            sousTotaux.push(`${titre} ${devise}`);
            [nombre, montant] = [0, 0];
          } else {
            if (devises.at(-1) !== devise) devises.push(devise);
            [nombre, montant] = [nombre + n, Math.round((montant + m) * 1_000) / 1_000];
          }
          // A line that stands alone has no subtotal: what follows it starts again.
          const suivante = lignes[lignes.indexOf(ligne) + 1];
          if (suivante && !String(suivante[1]).startsWith('Sous-total') && groupeDe(par, suivante) !== groupeDe(par, ligne))
            [nombre, montant] = [0, 0];
        }
        expect(devises).toEqual(['EUR', 'KWD']);
        expect(new Set(sousTotaux).size).toBe(sousTotaux.length);
        expect(sousTotaux.length).toBeGreaterThan(0);
        expect(totaux).toEqual([[NOMBRE, SOMME, 'EUR'], [2, 21, 'KWD']]); // prettier-ignore
      }
    },
  );
  const groupeDe = (par: string, ligne: readonly (string | number | undefined)[]) =>
    `${ligne.at(-1)} ${par === 'fin' ? String(ligne[1]).slice(-4) : ligne[1]}`;

  it('by end, months come in their order, what has no end last', async () => {
    const noms = (await classeurDe('/encours?par=fin')).slice(1).flatMap((ligne) => (ligne.at(-1) === 'EUR' ? [String(ligne[1])] : []));
    const mois = noms.filter((nom) => /^\d\d\/\d{4}$/.test(nom)).map((nom) => `${nom.slice(3)}-${nom.slice(0, 2)}`);
    expect(mois.length).toBeGreaterThan(24);
    expect(mois).toEqual([...mois].sort());
    expect(noms.filter((nom) => !/^(Sous-total|Total)/.test(nom)).at(-1)).toBe('Sans date fixe');
  });

  it.each(['filiale', 'type', 'fin'])('by %s: the page, its workbook and its PDF say the same lines', { timeout: 60_000 }, async (par) => {
    const page = documentOf(await ines.get(`${ou}&par=${par}&tri=-nombre`));
    const montrees = [...page.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => mots(cell.textContent)).filter((t) => t !== ''),
    );
    const [tete = [], ...lignes] = await classeurDe(`/encours?par=${par}&tri=-nombre`);
    expect([...page.querySelectorAll('thead th')].map((th) => mots(th.textContent))).toEqual(tete.slice(1, -1));
    const exportees = lignes
      .filter(([, titre]) => titre !== 'Total')
      .map((ligne) =>
        ligne
          .slice(1, -2)
          .map(String)
          .filter((t) => t !== ''),
      );
    expect(montrees.map((row) => row.slice(0, -1).map((cell) => cell.replace(/(?<=\d) (?=\d)/g, '')))).toEqual(exportees);
    const imprime = mots(await pdfText((await ines.bytes(`/encours/export.pdf?par=${par}&tri=-nombre`)).body as Buffer));
    for (const row of montrees) for (const cell of row) expect(imprime).toContain(cell);
    for (const titre of tete.slice(1, -1)) expect(imprime).toContain(titre as string);
    expect(imprime).not.toContain('Précision');
  });

  it('its PDF names the insurer, the account and what was asked', async () => {
    const imprime = mots(
      await pdfText((await ines.bytes(`/encours/export.pdf?par=type&produit=MARCHE&entite=${maison.entites.fille}`)).body as Buffer),
    );
    const [garant] = await maison.db.systeme.rows<{ nom: string }>(sql`select nom from garant order by id limit 1`);
    const [fille] = await maison.db.systeme.rows<{ nom: string }>(sql`select nom from entite where id = ${maison.entites.fille}`);
    for (const dit of [garant?.nom, maison.ines.compteNom, 'Par type', 'Produit : Cautions de marché', `Entité : ${fille?.nom}`])
      expect(imprime).toContain(dit);
  });
});
