/** Every act of every text, earlier versions included, read back from its PDF as its reader reads it: nothing untrue, nothing hidden. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { exampleValues } from '../../seeds/textes/examples.js';
import { TEXTES } from '../../seeds/textes/index.js';
import { composeActe } from '../../src/actes/compose.js';
import type { ActeCompose, ContexteActe } from '../../src/impression/acte.js';
import { labels } from '../../src/impression/labels.js';
import { renderActe } from '../../src/impression/render.js';
import { longDay } from '../../src/kit/dates.js';
import { applyPercentDown, fromDecimal, percent, toDecimal } from '../../src/kit/money.js';
import { inRoot } from '../../src/kit/root.js';
import { baseDe, sumOf } from '../../src/specimens/computed.js';
import { formatValeur } from '../../src/specimens/format.js';
import type { TexteVersion } from '../../src/specimens/texte.js';
import { readVariables } from '../../src/specimens/variables.js';
import { CONTEXTE_ACTE } from './contexte.js';
import { installed } from './outils.js';

const JOUR = '2026-11-20';
const ORIGINAL = { type: 'original', code: '7KQF2M9CX41D', urlVerification: 'https://cautionet.example/verifier/7KQF-2M9C-X41D' } as const;
const folder = mkdtempSync(path.join(tmpdir(), 'lecture-'));
/** Letters alone: a PDF breaks its lines where it likes. */
const lettres = (words: string): string => words.replace(/[\s\u00ad]/g, '').replaceAll('\u2011', '-');

async function imprimer(acte: ActeCompose): Promise<{ pages: string[]; xml: string }> {
  const doc = await getDocument({ data: new Uint8Array(await renderActe(acte, ORIGINAL, new Date())), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let n = 1; n <= doc.numPages; n += 1) {
    const { items } = await (await doc.getPage(n)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  const [piece] = Object.values((await doc.getAttachments()) as Record<string, { content: Uint8Array }>);
  const xml = Buffer.from(piece?.content ?? new Uint8Array()).toString('utf8');
  await doc.destroy();
  return { pages, xml };
}

/** The values of a text with others in place of some, all that follows worked out again. */
function remplir(texte: TexteVersion, changes: Record<string, string>, devise: string, rang: number): Record<string, string> {
  const brut: Record<string, string> = { ...exampleValues(texte, { rang, devise, today: JOUR }), ...changes };
  for (const { nom, calcul } of texte.variables) if (calcul?.type === 'pourcentage' && !(nom in changes)) delete brut[nom];
  const { valeurs, erreurs } = readVariables(texte, brut, { devise, today: JOUR });
  expect(erreurs).toEqual([]);
  return valeurs;
}

const LONG = 'Société d’aménagement et d’équipement de l’Œuvre-lès-Châtaigniers – « Façades & Ñandú » (2e tranche), ';
const cut = (length: number): string => LONG.repeat(12).slice(0, length).trim().padEnd(length, 'x');
/** Every free text at its shortest and at its longest. */
const textesDe = (texte: TexteVersion, longs: boolean): Record<string, string> =>
  Object.fromEntries(
    texte.variables
      .filter(
        ({ type, calcul, nom }) => ['texte', 'texte_long', 'adresse'].includes(type) && !calcul && nom !== 'loi' && nom !== 'tribunal',
      )
      .map(({ nom, type, longueurMin = 1, longueurMax = type === 'texte_long' ? 1000 : type === 'adresse' ? 300 : 200 }) => [
        nom,
        longs ? cut(longueurMax) : 'Éa7bœ9'.slice(0, Math.max(longueurMin, 2)),
      ]),
  );
const TRENTE = Array.from({ length: 30 }, (_, i) => `avenant ${i + 1} : +${i} %`).join('\n- ');

interface Cas {
  readonly nom: string;
  readonly changes: (texte: TexteVersion) => Record<string, string>;
  readonly rang: number;
  readonly contexte?: Partial<ContexteActe>;
}
const CAS: readonly Cas[] = [
  { nom: 'ordinary, with amendments', changes: () => ({}), rang: 1 },
  { nom: 'at its shortest', changes: (texte) => textesDe(texte, false), rang: 0 },
  {
    nom: 'at its longest',
    changes: (texte) => textesDe(texte, true),
    rang: 4,
    contexte: { donneurDOrdre: { nom: cut(250), forme: 'SAS', immatriculation: 'SIREN 991 234 564', adresse: cut(300) } },
  },
  {
    nom: 'with thirty amendments listed and an effect left open',
    changes: (texte) => ({
      date_effet: '',
      ...(texte.variables.some(({ nom }) => nom === 'marche_objet') && { marche_objet: `Travaux\n\n- ${TRENTE}` }),
    }),
    rang: 2,
  },
];

const MOIS =
  'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|January|February|March|April|May|June|July|August|September|October|November|December';
const DATES = new RegExp(`\\d{1,2}(?:er)?(?:${MOIS})\\d{4}`, 'g');

/** Not read, piece by piece: the foot of a page may stand inside one of them. */
const manque = (lu: string, part: string): boolean =>
  (part.match(/.{1,50}/gs) ?? []).filter((piece) => !lu.includes(piece)).length > (part.length > 200 ? 1 : 0);

/** What is true of every act; `lu`: its pages without their spaces. */
function tient(
  texte: TexteVersion,
  valeurs: Record<string, string>,
  acte: ActeCompose,
  { pages, xml }: { pages: string[]; xml: string },
): void {
  const { langue } = texte;
  const devise = valeurs.devise ?? 'EUR';
  const lu = lettres(pages.join(' '));
  const dites = (nom: string) => nom in acte.donnees;
  for (const variable of texte.variables) {
    const { nom, type } = variable;
    const valeur = dites(nom) ? acte.donnees[nom] : valeurs[nom];
    if (!valeur || type === 'choix' || type === 'devise') continue;
    const shown = formatValeur(variable, valeur, devise, langue, { long: true });
    // What is kept is printed; an address, a date or an amount that is not kept is printed nowhere.
    const parts = shown.split(/\n+(?:- )?/).map(lettres);
    if (dites(nom)) for (const part of parts) expect(manque(lu, part), `${texte.code} ${nom}`).toBe(false);
    else if (type === 'email') expect(lu, `${texte.code} ${nom}`).not.toContain(lettres(shown));
  }
  // Every date is one that the act keeps, the day of issue, or one of the law.
  const connues = new Set([
    ...Object.values(acte.donnees)
      .filter((valeur) => /^\d{4}-\d\d-\d\d$/.test(valeur))
      .map((jour) => lettres(longDay(jour, langue))),
    lettres(longDay(JOUR, langue)),
    ...(lettres(JSON.stringify([texte.articles, texte.baseLegale, texte.titre, CONTEXTE_ACTE])).match(DATES) ?? []),
  ]);
  for (const date of lu.match(DATES) ?? [])
    expect(
      [...connues].some((connue) => date.endsWith(connue)),
      `${texte.code} ${date}`,
    ).toBe(true);
  expect(dites('date_fin')).toBe(texte.fin !== 'evenement' && valeurs.date_fin !== undefined);
  for (const { nom, calcul } of texte.variables) {
    const base = calcul?.type === 'pourcentage' && sumOf(baseDe(calcul, valeurs), valeurs, devise);
    if (!base || calcul?.type !== 'pourcentage') continue;
    expect(valeurs[nom], nom).toBe(toDecimal(applyPercentDown(base, percent(valeurs[calcul.taux] ?? ''))));
    expect(lu).toContain(lettres(formatValeur({ type: 'pourcentage' } as never, valeurs[calcul.taux] ?? '', devise, langue)));
  }
  expect([...xml.matchAll(/nom="(\w+)"/g)].map(([, nom]) => nom).sort()).toEqual(Object.keys(acte.donnees).sort());
  const filigrane = lettres(labels(langue)('filigraneModele'));
  for (const page of pages) expect(lettres(page).includes(filigrane)).toBe(texte.aRemplacerParModele);
  expect(lu).not.toMatch(/\{\{|undefined/);
  if (installed('xmllint')) {
    const file = path.join(folder, `${texte.code}.xml`);
    writeFileSync(file, xml);
    execFileSync('xmllint', ['--noout', '--schema', inRoot('public/schemas/acte-1.xsd'), file], { stdio: 'pipe' });
  }
}

describe.each(TEXTES.map((texte) => [`${texte.code} v${texte.version}`, texte] as const))('%s, read back', (_, texte) => {
  it.each(CAS)('$nom', { timeout: 60_000 }, async ({ changes, rang, contexte }) => {
    const devise = texte.langue === 'en' ? 'USD' : 'EUR';
    const valeurs = remplir(texte, changes(texte), devise, rang);
    const acte = composeActe(texte, valeurs, { ...CONTEXTE_ACTE, ...contexte });
    tient(texte, { date_effet: JOUR, ...valeurs }, acte, await imprimer(acte));
  });
});

describe.each(['EUR', 'JPY', 'TND', 'XOF'])('amounts in %s', (devise) => {
  const petit = { EUR: '0.01', JPY: '1', TND: '0.001', XOF: '1' }[devise] ?? '1';
  it.each([petit, '1', '99000000'])('%s', { timeout: 60_000 }, async (montant) => {
    for (const code of ['FOUR', 'PERF_EN', 'RG_PRIV']) {
      const texte = TEXTES.findLast((one) => one.code === code) as TexteVersion;
      const [taux, fois] = code === 'RG_PRIV' ? ['5', 20] : ['100', 1];
      const base = toDecimal({ minor: fromDecimal(montant, devise).minor * BigInt(fois), currency: devise }).replace(/\.0+$/, ''); // as a person types it
      const changes: Record<string, string> = code === 'FOUR' ? { montant } : { montant_ht: '', avenants_ttc: '', montant_ttc: base, taux };
      const valeurs = remplir(texte, changes, devise, 0);
      expect(toDecimal(fromDecimal(montant, devise))).toBe(valeurs.montant);
      const acte = composeActe(texte, valeurs, CONTEXTE_ACTE);
      tient(texte, { date_effet: JOUR, ...valeurs }, acte, await imprimer(acte));
    }
  });
});

it('a text whose model the law imposes is issued by no real installation', () => {
  for (const texte of TEXTES.filter(({ aRemplacerParModele }) => aRemplacerParModele))
    expect(() => composeActe(texte, exampleValues(texte), { ...CONTEXTE_ACTE, demonstration: false }), texte.code).toThrow(
      'erreurs.modele',
    );
});

it.skipIf(!installed('xmllint'))('the published schema refuses what is no act', () => {
  const file = path.join(folder, 'faux.xml');
  const bon =
    '<acte xmlns="urn:cautionet:acte:1" version="1" texte="ST" versionTexte="2" typeCredit="ST" langue="fr"><valeur nom="montant">1</valeur></acte>';
  const valide = (xml: string): boolean => {
    writeFileSync(file, xml);
    try {
      execFileSync('xmllint', ['--noout', '--schema', inRoot('public/schemas/acte-1.xsd'), file], { stdio: 'pipe' });
      return true;
    } catch {
      return false;
    }
  };
  expect(readFileSync(inRoot('public/schemas/acte-1.xsd'), 'utf8')).toContain('urn:cautionet:acte:1');
  expect(valide(bon)).toBe(true);
  expect(valide(bon.replace('langue="fr"', 'langue="de"'))).toBe(false);
  expect(valide(bon.replace('</acte>', '<valeur nom="montant">2</valeur></acte>'))).toBe(false);
  expect(valide(bon.replace('nom="montant"', 'nom="Montant"'))).toBe(false);
});
