import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, describe, expect, it } from 'vitest';
import { exampleValues } from '../../seeds/textes/examples.js';
import { TEXTES } from '../../seeds/textes/index.js';
import type { Marque } from '../../src/impression/acte.js';
import { composeActe } from '../../src/actes/compose.js';
import { controlCode, parseControlCode, showControlCode } from '../../src/kit/control-code.js';
import { renderActe } from '../../src/impression/render.js';
import { typography } from '../../src/kit/typography.js';
import { specimenValues } from '../../src/specimens/format.js';
import { versionEnVigueur, type TexteVersion } from '../../src/specimens/texte.js';
import { CONTEXTE_ACTE } from './contexte.js';
import { installed } from './outils.js';

const texte = (code: string) => versionEnVigueur(TEXTES, code, '2026-11-20') as TexteVersion;
const folder = mkdtempSync(path.join(tmpdir(), 'acte-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ORIGINAL: Marque = { type: 'original', code: '7KQF2M9CX41D', urlVerification: 'https://cautionet.example/verifier/7KQF2M9CX41D' };
const DUPLICATA: Marque = {
  ...ORIGINAL,
  type: 'duplicata',
  rang: 3,
  editeLe: new Date('2026-11-21T13:31:00Z'),
  par: 'Claire Dubreuil',
  empreinte: 'ab'.repeat(32),
};
const DRAFT = { ...CONTEXTE_ACTE, numero: null, dateEmission: null };

/** The words of each page, as a reader copies them, spaces made plain. */
async function pagesOf(pdf: Buffer): Promise<string[]> {
  const doc = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: true, verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let i = 1; i <= doc.numPages; i++) {
    const { items } = await (await doc.getPage(i)).getTextContent();
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' ')
        .replace(/[\s\u00a0\u202f]+/g, ' '),
    );
  }
  return pages;
}

describe('composeActe', () => {
  const rg = texte('RG_PUB');
  const acte = composeActe(rg, exampleValues(rg, { rang: 4 }), CONTEXTE_ACTE);

  it('is plain JSON that survives being stored', () => expect(JSON.parse(JSON.stringify(acte))).toEqual(acte));
  it('follows the two headings of the public model', () => {
    expect(acte.articles.filter(({ section }) => section).map(({ section, numero }) => [section, numero])).toEqual([
      [
        'A. Identification de la personne publique qui passe le marché, du titulaire du marché et de la personne qui apporte sa garantie',
        'A.1',
      ],
      ['B. Engagement de la personne qui apporte sa garantie', 'B.1'],
    ]);
  });
  it('names the parties and the amount in its blocks', () => {
    expect(acte.blocs.map(({ nom }) => nom)).toEqual(['Syndicat des eaux du Mervalois', 'Rhône Bâtir Gros Œuvre']);
    expect(acte.montant).toEqual({
      libelle: 'Montant maximal du cautionnement',
      chiffres: '12\u202f043,20\u00a0€',
      lettres: 'douze mille quarante-trois euros et vingt centimes',
    });
    expect(acte.signature.lieuEtDate).toBe('Fait à Grandlac, le 20\u00a0novembre\u00a02026');
  });
  it('keeps what a person typed literal: templates, formulas, markup', () => {
    const valeurs = { ...exampleValues(rg), beneficiaire_nom: '{{garant.nom}} {{7*7}} <b>&', marche_objet: '=1+1 {{#x}}' };
    const words = JSON.stringify(composeActe(rg, valeurs, CONTEXTE_ACTE).articles);
    expect(words).toContain('{{garant.nom}} {{7*7}} <b>&');
    expect(words).toContain('=1+1 {{#x}}');
  });
  it('a wording reaches nothing but its values', () => {
    const hostile: TexteVersion = {
      ...rg,
      articles: [
        { code: 'C2', titre: 'T', corps: 'a{{constructor}}{{__proto__}}{{toString}}{{> partial}}{{#constructor}}x{{/constructor}}b' },
      ],
    };
    expect(composeActe(hostile, exampleValues(rg), CONTEXTE_ACTE).articles[0]?.paragraphes).toEqual([{ type: 'texte', texte: 'ab' }]);
  });
  it('shows what is still missing by its label', () => {
    const { montant, blocs } = composeActe(rg, {}, DRAFT);
    expect([montant.chiffres, blocs[0]?.nom]).toEqual(['[Montant garanti]', '[Acheteur public]']);
  });
  it('says in English what the insurer has in English', () => {
    const perf = texte('PERF_EN');
    expect(JSON.stringify(composeActe(perf, exampleValues(perf), CONTEXTE_ACTE))).toContain('authorised for class 15');
  });
});

describe('renderActe', () => {
  const rg = texte('RG_PUB');
  const acte = composeActe(rg, exampleValues(rg, { rang: 4 }), CONTEXTE_ACTE);

  it('an original: text that can be selected, on every page its number, code, insurer and place among the pages', async () => {
    const pages = await pagesOf(await renderActe(acte, ORIGINAL, new Date()));
    expect(pages.length).toBeGreaterThan(1);
    for (const [i, words] of pages.entries()) {
      for (const expected of [
        'C26-0000042',
        '7KQF-2M9C-X41D',
        'cautionet.example/verifier/7KQF2M9CX41D',
        `Page ${i + 1} / ${pages.length}`,
        'Original électronique conservé par l’assureur',
        'RCS Grandlac 991 000 034',
        'Autorité de contrôle prudentiel',
      ])
        expect(words).toContain(expected);
      expect(words).not.toMatch(/PROJET|DUPLICATA/);
    }
    expect(pages[0]).toContain('12 043,20 €');
    expect(pages.at(-1)).toContain('Démonstration : cachet auto-signé, sans valeur juridique.');
  });

  it('a duplicate: on every page its rank, when, by whom, and the fingerprint of the original', async () => {
    for (const words of await pagesOf(await renderActe(acte, DUPLICATA, new Date())))
      for (const expected of ['DUPLICATA n° 3', '21/11/2026 à 14 h 31', 'Claire Dubreuil', 'ab'.repeat(32), '7KQF-2M9C-X41D'])
        expect(words).toContain(expected);
  });

  it('a draft and a specimen: their word on every page, and no code', async () => {
    const draft = await pagesOf(await renderActe(composeActe(rg, exampleValues(rg), DRAFT), { type: 'projet' }, new Date()));
    for (const words of draft) expect(words).toContain('PROJET');
    const specimen = await pagesOf(await renderActe(composeActe(rg, specimenValues(rg), DRAFT), { type: 'specimen' }, new Date()));
    for (const words of specimen) expect(words).toContain('SPÉCIMEN');
    expect([...draft, ...specimen].join()).not.toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/);
  });

  it('a new version says what it replaces', async () => {
    const [first] = await pagesOf(
      await renderActe(composeActe(rg, exampleValues(rg), { ...CONTEXTE_ACTE, versionActe: 2 }), ORIGINAL, new Date()),
    );
    expect(first).toContain('Version 2 – Annule et remplace la version 1');
  });

  it('every text prints, long values included, and never leaves an article’s title alone at the foot of a page', async () => {
    for (const un of TEXTES) {
      const long = Object.fromEntries(
        un.variables.filter(({ type }) => type === 'texte_long').map(({ nom }) => [nom, 'très long '.repeat(60).trim()]),
      );
      const compose = composeActe(un, { ...exampleValues(un, { rang: 1 }), ...long }, CONTEXTE_ACTE);
      const pages = await pagesOf(await renderActe(compose, ORIGINAL, new Date()));
      const feet = pages.slice(0, -1).map((words) => words.slice(0, words.search(/(Original électronique|Electronic original)/)).trim());
      for (const { numero, titre } of compose.articles)
        for (const words of feet) expect(words.endsWith(`${numero} ${titre}`), `${un.code} ${numero}`).toBe(false);
    }
  });

  it('a paragraph longer than a page flows over several', async () => {
    const endless = {
      ...acte,
      articles: [{ numero: '1', titre: 'Objet', paragraphes: [{ type: 'texte' as const, texte: 'Texte sans fin. '.repeat(1400) }] }],
    };
    expect((await pagesOf(await renderActe(endless, ORIGINAL, new Date()))).length).toBeGreaterThan(3);
  });

  it('carries its data for programs, as written', async () => {
    const valeurs: Record<string, string> = { ...exampleValues(rg), beneficiaire_nom: 'A & B <"C">' };
    const doc = await getDocument({
      data: new Uint8Array(await renderActe(composeActe(rg, valeurs, CONTEXTE_ACTE), ORIGINAL, new Date())),
      verbosity: 0,
    }).promise;
    const { content } = Object.values((await doc.getAttachments()) as Record<string, { content: Uint8Array }>)[0]!;
    const xml = Buffer.from(content).toString('utf8');
    expect(xml).toContain('numero="C26-0000042"');
    expect(xml).toContain(`<valeur nom="montant">${valeurs.montant}</valeur>`);
    expect(xml).toContain('A &amp; B &lt;&quot;C&quot;&gt;');
  });

  it.skipIf(!installed('pdfinfo') || !installed('pdffonts') || !installed('qpdf'))(
    'is tagged, of subset PDF/A-3, with its fonts embedded',
    async () => {
      const file = path.join(folder, 'acte.pdf');
      writeFileSync(file, await renderActe(acte, ORIGINAL, new Date()));
      expect(execFileSync('pdfinfo', [file]).toString()).toMatch(/Tagged:\s+yes/);
      const fonts = execFileSync('pdffonts', [file]).toString().split('\n').slice(2).filter(Boolean);
      expect(fonts.length).toBe(2);
      for (const font of fonts) expect(font).toMatch(/SourceSans3.*yes yes yes/);
      expect(readFileSync(file).includes('<pdfaid:part>3</pdfaid:part>')).toBe(true);
      expect(execFileSync('qpdf', ['--check', file]).toString()).toContain('No syntax or stream encoding errors found');
      expect(execFileSync('pdfinfo', ['-struct-text', file]).toString()).toContain('Caution personnelle et solidaire');
    },
  );
});

describe('control codes', () => {
  it('are twelve unambiguous characters, all different, read as typed', () => {
    const codes = Array.from({ length: 500 }, controlCode);
    expect(new Set(codes).size).toBe(500);
    for (const code of codes) {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
      expect(showControlCode(code)).toMatch(/^.{4}-.{4}-.{4}$/);
      expect(parseControlCode(` ${showControlCode(code).toLowerCase()} `)).toBe(code);
    }
    expect(parseControlCode('7kqf 2m9c x4ld')).toBe('7KQF2M9CX41D');
    expect(['', '7KQF', '7KQF-2M9C-X41', 'ÉKQF-2M9C-X41D', 'U'.repeat(12)].map(parseControlCode)).toEqual(Array(5).fill(undefined));
  });
});

it('French printed spaces', () => {
  expect(typography("l'article 2321 : « oui » ; 5 % n° 3, ci-après", 'fr')).toBe(
    'l’article\u00a02321\u00a0: «\u00a0oui\u00a0»\u202f; 5\u00a0% n°\u00a03, ci\u2011après',
  );
  expect(typography("l'article 2321 : « oui »", 'en')).toBe("l'article 2321 : « oui »");
});
