/** The texts themselves: complete, coherent, and each one composes. */
import { describe, expect, it } from 'vitest';
import { PRODUITS, TYPES_CREDIT } from '../../seeds/catalogue.js';
import { exampleValues } from '../../seeds/textes/examples.js';
import { TEXTES } from '../../seeds/textes/index.js';
import { composeActe } from '../../src/actes/compose.js';
import { specimenValues } from '../../src/specimens/format.js';
import { enVigueur, estVerrouillee, versionEnVigueur, type TexteVersion } from '../../src/specimens/texte.js';
import { checkLimits, formFields, readVariables } from '../../src/specimens/variables.js';
import { checkWording, placeholders } from '../../src/specimens/wording.js';
import { CONTEXTE_ACTE } from '../actes/contexte.js';

const TODAY = '2026-11-20';
const named = TEXTES.map((texte) => [`${texte.code} v${texte.version}`, texte] as const);

const used = (texte: TexteVersion): Set<string> => {
  const names = new Set(texte.articles.flatMap(({ corps }) => placeholders(corps)));
  for (const { nom, choix } of texte.variables) if (choix?.some(({ valeur }) => names.has(`${nom}_${valeur}`))) names.add(nom);
  for (const { si, calcul } of texte.variables) {
    for (const { variable } of si ?? []) names.add(variable);
    if (calcul?.type === 'pourcentage') [...calcul.base, calcul.taux].forEach((nom) => names.add(nom));
    if (calcul && 'de' in calcul) [calcul.de].flat().forEach((nom) => names.add(nom));
    if (calcul && 'jours' in calcul) names.add(calcul.jours);
  }
  for (const limite of texte.limites) {
    for (const { variable } of limite.si ?? []) names.add(variable);
    Object.values(limite)
      .flat()
      .forEach((nom) => typeof nom === 'string' && names.add(nom));
  }
  return names.add('devise');
};

describe('the catalogue', () => {
  it('every credit type of every product has a text in force, and two texts have an earlier version', () => {
    for (const { code, produits } of TYPES_CREDIT)
      for (const produit of produits)
        expect(
          TEXTES.some((t) => t.typeCredit === code && t.produits.includes(produit) && enVigueur(t, TODAY)),
          `${code} ${produit}`,
        ).toBe(true);
    expect(TYPES_CREDIT).toHaveLength(21);
    for (const code of ['RG_PRIV', 'ST']) expect(versionEnVigueur(TEXTES, code, '2021-06-01')?.version).toBe(1);
  });
  it('at most one version of a text is in force on any day', () => {
    const days = TEXTES.flatMap(({ enVigueurDu, enVigueurAu }) => [enVigueurDu, ...(enVigueurAu ? [enVigueurAu] : [])]);
    for (const code of new Set(TEXTES.map((t) => t.code)))
      for (const day of days) expect(TEXTES.filter((t) => t.code === code && enVigueur(t, day)).length).toBeLessThan(2);
  });
  it('names products and types that exist', () => {
    const produits = new Set(PRODUITS.map(({ code }) => code));
    for (const t of TEXTES) {
      expect(TYPES_CREDIT.some(({ code }) => code === t.typeCredit)).toBe(true);
      expect(t.produits.every((code) => produits.has(code))).toBe(true);
    }
  });
  it('édition déportée: all of Marché and SNSO but the advance, nothing else', () => {
    for (const t of TEXTES)
      expect(t.editionDeportee, t.code).toBe(t.produits.some((p) => p === 'MARCHE' || p === 'SNSO') && t.typeCredit !== 'GAPD_AV');
  });
});

describe.each(named)('%s', (_, texte) => {
  const names = texte.variables.map(({ nom }) => nom);

  it('uses only names that exist, and every variable it requires', () => {
    expect(checkWording(texte)).toEqual([]);
    const found = used(texte);
    expect(texte.variables.filter(({ obligatoire, nom }) => obligatoire && !found.has(nom)).map(({ nom }) => nom)).toEqual([]);
  });

  it('declares coherent variables', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['beneficiaire_nom', 'montant', 'montant_lettres', 'devise', 'date_effet', 'loi']));
    for (const [i, v] of texte.variables.entries()) {
      const before = new Set(names.slice(0, i));
      for (const { variable } of v.si ?? []) expect(before.has(variable), `${v.nom} si ${variable}`).toBe(true);
      for (const bound of [v.min, v.max, v.apres]) if (bound && !/^[\d-]/.test(bound)) expect([...names, 'aujourdhui']).toContain(bound);
      if (v.min && v.max && /^\d/.test(v.min)) expect(Number(v.min)).toBeLessThanOrEqual(Number(v.max));
      if (v.type === 'choix' && !estVerrouillee(v)) expect(v.choix?.length).toBeGreaterThan(1);
      if (v.type === 'choix' && v.parDefaut) expect(v.choix?.map(({ valeur }) => valeur)).toContain(v.parDefaut);
      expect(v.libelle.fr && v.libelle.en, v.nom).toBeTruthy();
    }
    // Whoever prints an end is bound by it, and an act that an event ends prints none.
    const corps = texte.articles.map((article) => article.corps).join('\n');
    expect(corps.includes('{{date_fin}}')).toBe(texte.fin !== 'evenement');
    if (texte.fin === 'annee') expect(corps).toMatch(/renouvel/);
    const sansCondition = corps.replace(/\{\{#date_fin\}\}[^]*?\{\{\/date_fin\}\}/g, '').includes('{{date_fin}}');
    if (sansCondition) expect(texte.variables.some((v) => v.nom === 'date_fin' && (v.obligatoire || estVerrouillee(v)))).toBe(true);
  });

  it('goes through the clauses in order', () => {
    const codes = texte.articles.map(({ code }) => Number(code.slice(1)));
    const withoutHeadings = texte.articles[0]?.section ? codes.filter((code) => code > 3) : codes;
    expect(withoutHeadings).toEqual([...withoutHeadings].sort((a, b) => a - b));
    for (const code of [2, 3, 4, 5, 6, 7, 9, 10, 12, 13, 14, 15]) expect(codes, `C${code}`).toContain(code);
  });

  it('composes with sample values: cap in figures and in words, nothing left open', () => {
    for (const rang of [0, 1, 4]) {
      const valeurs = exampleValues(texte, { rang, devise: texte.langue === 'en' ? 'USD' : 'EUR' });
      const acte = composeActe(texte, valeurs, CONTEXTE_ACTE);
      const words = acte.articles.flatMap(({ paragraphes }) => paragraphes.map((p) => p.texte)).join('\n');
      expect(words).toContain(acte.montant.chiffres);
      expect(words).toContain(acte.montant.lettres);
      expect(words).toContain(valeurs.beneficiaire_nom);
      expect(words).not.toMatch(/\{\{|\}\}|undefined|\[\p{Lu}|(?<!\p{L})de les?(?!\p{L})|\.\.(?!\.)| ,|\s\./u);
      expect(acte.articles.every(({ paragraphes }) => paragraphes.length > 0)).toBe(true);
      if (texte.langue === 'en') continue;
      expect(checkLimits(texte, valeurs, 'EUR', TODAY).filter(({ respectee }) => !respectee)).toEqual([]);
    }
  });

  it('composes as a specimen, each variable named by its label', () => {
    const acte = composeActe(texte, specimenValues(texte), { ...CONTEXTE_ACTE, numero: null, dateEmission: null });
    expect(acte.blocs[0]?.nom).toMatch(/^\[.+\]$/);
    expect(acte.montant.chiffres).toMatch(/^\[.+\]$/);
  });

  it('makes a form in both languages', () => {
    for (const langue of ['fr', 'en'] as const) expect(formFields(texte, {}, [], langue, { today: TODAY }).length).toBeGreaterThan(2);
  });
});

describe('what makes an act void or wrong', () => {
  it('the retenue de garantie is capped at five per cent in the form', () => {
    for (const code of ['RG_PRIV', 'RG_PUB', 'GAPD_RG', 'RG_PRIV_SNSO', 'RG_PUB_SNSO'])
      expect(versionEnVigueur(TEXTES, code, TODAY)?.variables.find(({ nom }) => nom === 'taux')?.max).toBe('5');
  });
  it('a subcontractor’s bond, a retention bond and a customs bond never end by a date', () => {
    for (const { typeCredit, fin, articles, code } of TEXTES.filter((t) =>
      ['ST', 'RG_PRIV', 'RG_PUB', 'GAPD_RG', 'DOU_CE', 'DOU_OD', 'P1799', 'GFA'].includes(t.typeCredit),
    )) {
      expect(fin, typeCredit).toBe('evenement');
      expect(
        articles.some(({ corps }) => corps.includes('date_fin')),
        code,
      ).toBe(false);
    }
  });
  it('models fixed by regulation are flagged, and the export texts name their rules', () => {
    for (const t of TEXTES.filter(({ typeCredit }) => ['RG_PUB', 'GAPD_RG', 'ICPE', 'TT', 'DOU_CE', 'DOU_OD'].includes(typeCredit)))
      expect(t).toMatchObject({ modeleReglementaire: true, aRemplacerParModele: true });
    for (const t of TEXTES.filter(({ produits }) => produits.includes('EXPORT'))) {
      const words = composeActe(t, exampleValues(t), CONTEXTE_ACTE)
        .articles.flatMap(({ paragraphes }) => paragraphes.map((p) => p.texte))
        .join(' ');
      expect(words).toContain('ICC Publication No. 758');
      expect(words).not.toMatch(/\b(if|provided that|as soon as|unless) the (supplier|applicant)/i);
    }
  });

  const words = (t: TexteVersion): string => t.articles.map(({ corps }) => corps).join('\n');
  it('a first-demand guarantee undertakes a sum and asks for a reason; it never guarantees what the contractor owes', () => {
    for (const t of TEXTES.filter(({ nature, langue }) => nature === 'garantie' && langue === 'fr')) {
      expect(words(t), t.code).toMatch(/s’oblige .*à payer .*jusqu’à concurrence de \{\{montant\}\}/);
      expect(words(t), t.code).toContain('énonçant son motif');
      expect(words(t), t.code).not.toMatch(/garantit|redevable|sommes dues (par|au) /);
    }
  });
  it('no letter must be acknowledged, no date is called that of the signature, no subcontractor gives notice first', () => {
    for (const t of TEXTES) expect(words(t), t.code).not.toMatch(/avis de réception|date de sa signature|tribunal de commerce de/);
    for (const t of TEXTES.filter(({ typeCredit }) => typeCredit === 'ST')) expect(words(t)).not.toContain('mise en demeure restée');
  });
  it('a wording that says its amount caps nothing shows it as one of reference', () => {
    for (const t of TEXTES) {
      const shown = composeActe(t, exampleValues(t), CONTEXTE_ACTE).montant.libelle;
      expect(/référence/.test(shown), t.code).toBe(/ne limite pas/.test(words(t)));
    }
  });
  it('speaks of a contract, and of its changes, only where the act guarantees one', () => {
    for (const t of TEXTES.filter(({ variables }) => !variables.some(({ nom }) => nom.startsWith('marche_'))))
      expect(words(t), t.code).not.toMatch(/modifications du marché/);
  });
  it('sends nobody but two traders before the court of the insurer’s seat', () => {
    for (const t of TEXTES.filter(({ langue }) => langue === 'fr'))
      for (const nature of ['public', 'particulier', 'prive']) {
        if (!t.variables.some((v) => v.nom === 'beneficiaire_nature' && v.choix?.some(({ valeur }) => valeur === nature))) continue;
        const { valeurs } = readVariables(t, { ...exampleValues(t), beneficiaire_nature: nature }, { devise: 'EUR', today: TODAY });
        const acte = composeActe(t, valeurs, CONTEXTE_ACTE);
        const clause = acte.articles.find(({ titre }) => titre.startsWith('Droit applicable'))?.paragraphes[0]?.texte ?? '';
        expect(/siège de la Caution/.test(clause), `${t.code} ${nature}`).toBe(nature === 'prive');
      }
  });
  it('every export guarantee has its counter-guarantee, and states amounts by their code', () => {
    for (const code of ['BID', 'ADV', 'PERF', 'WARR']) {
      const both = [`${code}_EN`, `${code}_CG_EN`].map((name) => versionEnVigueur(TEXTES, name, TODAY) as TexteVersion);
      for (const t of both)
        expect(composeActe(t, exampleValues(t, { devise: 'USD' }), CONTEXTE_ACTE).montant.chiffres).toMatch(/^USD\u00a0\d/);
      expect(both.map(({ titre }) => /counter/i.test(titre))).toEqual([false, true]);
    }
  });
});
