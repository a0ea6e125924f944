/** A thousand generated values of each kind, typed, read, printed in acts and read back from their PDFs by rules of their own. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { texte as ecrireTexte } from '../../seeds/textes/base.js';
import { composeActe } from '../../src/actes/compose.js';
import { renderActe } from '../../src/impression/render.js';
import type { Language } from '../../src/kit/money.js';
import type { TexteVersion, TypeVariable, Valeurs, Variable } from '../../src/specimens/texte.js';
import { readValue } from '../../src/specimens/read-value.js';
import { CONTEXTE_ACTE } from './contexte.js';
import { pdfText } from './pdf-text.js';

const JOUR = '2026-11-20';
const PAR_ACTE = 50;
const ACTES = 20;
const MARQUE = { type: 'original', code: '7KQF2M9CX41D', urlVerification: 'https://cautionet.example/verifier/7KQF-2M9C-X41D' } as const;

const variable = (nom: string, type: TypeVariable): Variable => ({
  nom,
  type,
  groupe: 'marche',
  libelle: { fr: nom, en: nom },
  obligatoire: true,
});

/** A text that says each of its variables between two words that nothing else says. */
function temoin(type: TypeVariable, langue: Language): TexteVersion {
  const nommes = Array.from({ length: PAR_ACTE }, (_, i) => `v${i}`);
  return ecrireTexte({
    code: 'TEMOIN',
    typeCredit: 'RG_PRIV',
    titre: 'Témoin',
    baseLegale: 'Aucune',
    sources: ['aucune'],
    langue,
    variables: [...nommes.map((nom) => variable(nom, type)), { ...variable('beneficiaire_nom', 'texte'), groupe: 'beneficiaire' }],
    articles: [{ code: 'C3', titre: 'Valeurs', corps: nommes.map((nom, i) => `Ouvre${i}:{{${nom}}}:Ferme${i}`).join('\n\n') }],
  });
}

const noms = ({ variables }: TexteVersion) => variables.slice(0, PAR_ACTE);

/** What stands between the two words of each variable, blanks gathered. */
function entre(text: string): string[] {
  const flat = text.replace(/[\s\u00ad\u200b]+/gu, '');
  return Array.from({ length: PAR_ACTE }, (_, i) => {
    const [from, to] = [flat.indexOf(`Ouvre${i}:`), flat.indexOf(`:Ferme${i}`)];
    return from < 0 || to < 0 ? `(absent: ${i})` : flat.slice(from + `Ouvre${i}:`.length, to);
  });
}

interface Genre {
  readonly type: TypeVariable;
  readonly langue: Language;
  readonly devise: string;
  readonly tapees: fc.Arbitrary<string>;
  /** From what is printed back to the canonical value, without any of the product's own rules. */
  readonly relire: (imprimee: string) => string;
  /** The canonical value as `relire` would give it. */
  readonly attendue?: (valeur: string) => string;
}

const chiffres = (min: number, max: number) => fc.integer({ min, max });
const MOIS: Readonly<Record<Language, readonly string[]>> = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};
const jourDe = (langue: Language) => (imprimee: string) => {
  const [, jour = '', mois = '', annee = ''] = /^(\d{1,2})(?:er)?(\D+?)(\d{4})$/u.exec(imprimee) ?? [];
  return `${annee}-${String(MOIS[langue].indexOf(mois) + 1).padStart(2, '0')}-${jour.padStart(2, '0')}`;
};
/** Luhn: the last figure of a SIRET. */
function siret(quatorze: readonly number[]): string {
  const somme = (cle: number) =>
    [...quatorze.slice(0, 13), cle].reduce((total, n, i) => total + (i % 2 === 0 ? ((n * 2) % 10) + Math.floor((n * 2) / 10) : n), 0);
  const cle = Array.from({ length: 10 }, (_, n) => n).find((n) => somme(n) % 10 === 0) ?? 0;
  return [...quatorze.slice(0, 13), cle].join('');
}
const montant = (devise: string, decimales: number, langue: Language): Genre => ({
  type: 'montant',
  langue,
  devise,
  tapees: fc
    .tuple(chiffres(1, 999_999_999), chiffres(0, 10 ** decimales - 1))
    .map(([entier, reste]) =>
      decimales === 0 ? String(entier) : `${entier}${langue === 'fr' ? ',' : '.'}${String(reste).padStart(decimales, '0')}`,
    ),
  relire: (imprimee) => {
    const nombre = imprimee.replace(/[^\d.,]/g, '');
    const [entier = '', reste = ''] = decimales === 0 ? [nombre] : [nombre.slice(0, -(decimales + 1)), nombre.slice(-decimales)];
    return entier.replace(/[.,]/g, '') + (reste && `.${reste}`);
  },
});

/** Letters that people type, of the fonts' own; the marks that a wording could take for its own are among them. */
const LETTRES = [
  ...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789éèêëàâäîïôöùûüçœæÉÈÊÀÇŒñßøåłžšČ&’\'"«»()/-–,;.!?%€$£#{}<>*_ ',
];
const mots = (max: number) =>
  fc.array(fc.constantFrom(...LETTRES), { minLength: 5, maxLength: max }).map((some) => `A${some.join('')}z`.replace(/ {2,}/g, ' '));
const serre = (valeur: string) => valeur.replace(/[\s\u00ad\u200b]+/gu, '');

const GENRES: Readonly<Record<string, Genre>> = {
  'amounts in euros': montant('EUR', 2, 'fr'),
  'amounts in yens, in English': montant('JPY', 0, 'en'),
  'amounts in dinars': montant('KWD', 3, 'fr'),
  'dates in French': {
    type: 'date',
    langue: 'fr',
    devise: 'EUR',
    tapees: fc
      .tuple(chiffres(1, 28), chiffres(1, 12), chiffres(1950, 2150), fc.constantFrom('/', '.', '-', ' '))
      .map(([jour, mois, annee, signe]) => [jour, mois, annee].join(signe)),
    relire: jourDe('fr'),
  },
  'dates in English': {
    type: 'date',
    langue: 'en',
    devise: 'EUR',
    tapees: fc
      .tuple(chiffres(1, 28), chiffres(1, 12), chiffres(1950, 2150))
      .map(([jour, mois, annee]) => `${jour} ${MOIS.en[mois - 1]} ${annee}`),
    relire: jourDe('en'),
  },
  SIRET: {
    type: 'siret',
    langue: 'fr',
    devise: 'EUR',
    tapees: fc.tuple(fc.array(chiffres(0, 9), { minLength: 13, maxLength: 13 }), fc.constantFrom('', ' ', '-', '.')).map(([n, signe]) => {
      const entier = siret([9, ...n.slice(1)]);
      return [entier.slice(0, 3), entier.slice(3, 6), entier.slice(6, 9), entier.slice(9)].join(signe);
    }),
    relire: (imprimee) => imprimee.replace(/\D/g, ''),
  },
  names: { type: 'texte', langue: 'fr', devise: 'EUR', tapees: mots(150), relire: (imprimee) => imprimee, attendue: serre },
  'long texts': {
    type: 'texte_long',
    langue: 'fr',
    devise: 'EUR',
    tapees: fc.array(mots(60), { minLength: 1, maxLength: 6 }).map((lignes) => lignes.join('\n- ')),
    relire: (imprimee) => imprimee,
    // What is listed on lines of its own stays in its clause.
    attendue: (valeur) => serre(valeur.replaceAll('\n- ', ';')),
  },
};

describe('a thousand values typed, read, printed and read back', () => {
  it.each(Object.entries(GENRES))(
    '%s',
    { timeout: 120_000 },
    async (_nom, { type, langue, devise, tapees, relire, attendue = (v) => v }) => {
      const texte = temoin(type, langue);
      const tapes = fc.sample(tapees, { numRuns: ACTES * PAR_ACTE, seed: 20_261_127 });
      for (let acte = 0; acte < ACTES; acte += 1) {
        const valeurs: Valeurs = Object.fromEntries(
          noms(texte).map((variable, i) => {
            const typed = tapes[acte * PAR_ACTE + i] ?? '';
            const lu = readValue(variable, typed, { devise, today: JOUR, langue });
            if (!('valeur' in lu)) throw new Error(`${typed} is refused: ${lu.erreur}`);
            return [variable.nom, lu.valeur];
          }),
        );
        const pdf = await renderActe(
          composeActe(texte, { ...valeurs, devise, beneficiaire_nom: 'Commune de Grandlac' }, { ...CONTEXTE_ACTE, dateEmission: null }),
          MARQUE,
          new Date(),
        );
        const imprimees = entre(await pdfText(pdf));
        expect(imprimees.map(relire)).toEqual(noms(texte).map(({ nom }) => attendue(valeurs[nom] ?? '')));
      }
    },
  );
});
