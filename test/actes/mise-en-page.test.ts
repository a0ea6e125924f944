/** How an act holds on its pages, read back from its PDF: two pages, a signature in company, headings in order, words that nothing cuts. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { exampleValues } from '../../seeds/textes/examples.js';
import { TEXTES } from '../../seeds/textes/index.js';
import { composeActe } from '../../src/actes/compose.js';
import type { ActeCompose, Marque } from '../../src/impression/acte.js';
import { labels } from '../../src/impression/labels.js';
import { renderActe } from '../../src/impression/render.js';
import { CONTEXTE_ACTE } from './contexte.js';

const LE = new Date('2026-11-20T09:41:07Z');
const URL = 'https://cautionet.example/verifier/7KQF-2M9C-X41D';
const CODE = { code: '7KQF2M9CX41D', urlVerification: URL } as const;
const ORIGINAL: Marque = { type: 'original', ...CODE };
const DUPLICATA: Marque = { type: 'duplicata', rang: 3, editeLe: LE, par: 'Inès Carrel', empreinte: 'ab'.repeat(32), ...CODE };
const LONG = 'Société d’équipement de l’Œuvre-lès-Châtaigniers '.repeat(6).slice(0, 249).trim();
/** Ordinary ones take three: their model asks for a heading of its own and a page more. */
const TROIS_PAGES = new Set(['RG_PUB', 'RG_PUB_SNSO', 'GAPD_RG']);
const HAUT_DU_PIED = 84;

interface Mot {
  readonly texte: string;
  readonly y: number;
  readonly droite: number;
}
interface Lu {
  readonly pages: readonly (readonly Mot[])[];
  readonly titres: readonly string[];
  readonly info: { readonly Title: string; readonly CreationDate: string };
}
interface Noeud {
  readonly role?: string;
  readonly children?: readonly Noeud[];
}
const titresDe = ({ role = '', children = [] }: Noeud): string[] => [...(/^H\d$/.test(role) ? [role] : []), ...children.flatMap(titresDe)];

async function lire(acte: ActeCompose, marque: Marque): Promise<Lu> {
  const doc = await getDocument({ data: new Uint8Array(await renderActe(acte, marque, LE)), verbosity: 0 }).promise;
  const pages: Mot[][] = [];
  const titres: string[] = [];
  for (let n = 1; n <= doc.numPages; n += 1) {
    const page = await doc.getPage(n);
    pages.push(
      (await page.getTextContent()).items.flatMap((item) =>
        'str' in item && item.str.trim()
          ? [{ texte: item.str, y: item.transform[5] as number, droite: (item.transform[4] as number) + item.width }]
          : [],
      ),
    );
    titres.push(...titresDe((await page.getStructTree()) as Noeud));
  }
  const { info } = await doc.getMetadata();
  await doc.destroy();
  return { pages, titres, info: info as Lu['info'] };
}

const serre = (mots: readonly Mot[] | string): string =>
  (typeof mots === 'string' ? mots : mots.map(({ texte }) => texte).join('')).replace(/[\s\u00ad]/g, '').replaceAll('\u2011', '-');
const corps = (page: readonly Mot[] = []): readonly Mot[] => page.filter(({ y }) => y > HAUT_DU_PIED && y < 842 - 66);

function enOrdre(titres: readonly string[]): void {
  expect(titres[0]).toBe('H1');
  for (const [i, titre] of titres.entries()) if (i > 0) expect(Number(titre[1]) - Number(titres[i - 1]?.[1])).toBeLessThanOrEqual(1);
}

/** The signature is on the last page, below a line of the last article at least; nothing is written outside the paper. */
function tient(acte: ActeCompose, { pages, titres }: Lu): void {
  enOrdre(titres);
  const fin = corps(pages.at(-1));
  const signature = fin.findIndex(({ texte }) => serre(acte.signature.lieuEtDate).startsWith(serre(texte)) && texte.length > 3);
  expect(signature, 'the signature is on the last page').toBeGreaterThan(0);
  const dernier = serre(acte.articles.at(-1)?.paragraphes.at(-1)?.texte ?? '');
  expect(dernier.endsWith(serre(fin.slice(0, signature)).slice(-30)), 'the last article is above it').toBe(true);
  for (const mot of pages.flat()) {
    if (mot.texte === labels(acte.langue)('filigraneModele')) continue;
    expect(mot.y, mot.texte).toBeGreaterThan(12);
    expect(mot.droite, mot.texte).toBeLessThan(596);
  }
}

const composer = (
  code: string,
  contexte: Partial<typeof CONTEXTE_ACTE> = {},
  rang = 0,
  extra: Record<string, string> = {},
): ActeCompose => {
  const texte = TEXTES.findLast((one) => one.code === code);
  if (!texte) throw new Error(code);
  const valeurs = exampleValues(texte, { rang, devise: texte.langue === 'en' ? 'USD' : 'EUR', today: '2026-11-20' });
  return composeActe(texte, { ...valeurs, ...extra }, { ...CONTEXTE_ACTE, ...contexte });
};

describe.each([...new Set(TEXTES.map(({ code }) => code))])('%s', (code) => {
  it('holds on its pages, without and with amendments', async () => {
    for (const rang of [0, 1]) {
      const acte = composer(code, {}, rang);
      const lu = await lire(acte, ORIGINAL);
      tient(acte, lu);
      expect(lu.pages).toHaveLength(TROIS_PAGES.has(code) ? 3 : 2);
      const dit = serre(labels(acte.langue)('demonstration'));
      for (const page of lu.pages) expect(serre(page)).toContain(dit);
    }
  });
});

it('whatever the length of its last article, the signature has some of it beside it', async () => {
  const acte = composer('VOY');
  const [dernier] = acte.articles.slice(-1);
  for (const mots of [30, 200, 330, 360, 390, 420, 450, 700, 900, 1400]) {
    const texte = Array.from({ length: mots }, (_, i) => `mot${i}`).join(' ');
    const long = { ...acte, articles: [...acte.articles.slice(0, -1), { ...dernier!, paragraphes: [{ type: 'texte' as const, texte }] }] };
    tient(long, await lire(long, ORIGINAL));
  }
});

it('names of 250 letters cut no address', async () => {
  const { garant, donneurDOrdre, signataire } = CONTEXTE_ACTE;
  const acte = composer('ST', {
    garant: { ...garant, nom: LONG },
    donneurDOrdre: { ...donneurDOrdre, nom: LONG },
    signataire: { ...signataire, nom: LONG, qualite: LONG },
  });
  const lu = await lire(acte, { ...(DUPLICATA as Extract<Marque, { type: 'duplicata' }>), par: LONG });
  tient(acte, lu);
  for (const page of lu.pages) {
    expect(serre(page)).toContain(serre(`vérifie sur ${URL.slice(8)}`));
    expect(serre(page)).toContain(serre(acte.garant.siege));
  }
  expect(serre(lu.pages[0] ?? [])).toContain(serre(donneurDOrdre.adresse.replace('\n', ', ')));
});

it('tells the instant of its print, and a duplicate apart from its original', async () => {
  const acte = composer('ST');
  const [original, duplicata] = [await lire(acte, ORIGINAL), await lire(acte, DUPLICATA)];
  expect(original.info).toMatchObject({ Title: `${acte.titre} – C26-0000042`, CreationDate: 'D:20261120094107Z' });
  expect(duplicata.info.Title).toBe(`${acte.titre} – C26-0000042 – Duplicata n° 3`.replace('n° ', 'n°\u00a0'));
  expect(serre(duplicata.pages[0] ?? [])).toContain(serre(`Duplicata n° 3${acte.titre}`));
  expect(serre(original.pages[0] ?? [])).not.toContain('Duplicata');
  tient(acte, duplicata);
});

it('an act that is no demonstration says nothing of one', async () => {
  const { pages } = await lire(composer('ST', { demonstration: false }), ORIGINAL);
  expect(serre(pages.flat())).not.toContain('Démonstration');
});
