/** What a secret must be: every rule, and every policy by account and profile. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiffresFaciles } from '../../src/preuves/chiffres.js';
import { GENRES, politiqueDe, regleManquee, reglesDe, suffit, type Reglage, type Entrant } from '../../src/preuves/politique.js';
import { readMessages } from '../../src/kit/i18n.js';
import { inRoot } from '../../src/kit/root.js';

const PERSONNEL = { mots: ['Inès', 'Durand', 'ines.durand', 'Rhône Bâtir'], numeros: ['06 48 31 57 20', 'K-7950286', '552 100 554'] };
const manque = (genre: (typeof GENRES)[number], secret: string) => regleManquee(genre, secret, PERSONNEL);

describe('six digits', () => {
  it.each([
    ['the same figure', ['000000', '777777']],
    ['runs', ['123456', '654321', '012345', '246802', '864208', '135791', '912340', '567890', '890123', '943215']],
    ['repeats', ['112211', '121212', '123123', '112233', '474747', '900900', '123321', '484848']],
    ['dates', ['010190', '311299', '123185', '850412', '121985', '198512', '140789', '290224', '202611']],
    ['shapes on the keypad', ['159357', '147258', '258456', '125896', '147896', '369852', '137973', '085236', '753951']],
  ])('refuses %s', (_label, codes) => {
    for (const code of codes) expect(manque('code6', code), code).toBe('facile');
  });

  it.each([['12345'], ['1234567'], ['12345a'], [''], [' 482917'], ['४८२९१७'], ['48291\n']])(
    'refuses %j, which is not six digits',
    (secret) => expect(manque('code6', secret)).toBe('chiffres'),
  );

  it('refuses the code of the demonstration, which everyone can read', () => expect(manque('code6', '246813')).toBe('facile'));

  it('refuses what the person’s own numbers hold', () => {
    for (const code of ['648315', '831572', '795028', '950286']) expect(manque('code6', code), code).toBe('numeros');
    expect(manque('code6', '552100')).toBe('numeros');
  });

  it.each(['482917', '905817', '730492', '618405'])('accepts %s', (code) => expect(manque('code6', code)).toBeUndefined());

  it('leaves at least four codes in five to choose from', () => {
    let faciles = 0;
    for (let n = 0; n < 1_000_000; n += 1) if (chiffresFaciles(String(n).padStart(6, '0'))) faciles += 1;
    expect(faciles).toBeLessThan(200_000);
    expect(faciles).toBeGreaterThan(50_000);
  });
});

describe('twelve characters', () => {
  it.each([
    ['Court-1!', 'longueur'],
    ['SANS MINUSCULE 1!', 'minuscule'],
    ['sans majuscule 1!', 'majuscule'],
    ['Sans Chiffre du tout!', 'chiffre'],
    ['Sans signe 12345', 'signe'],
    ['Motdepasse2026!', 'courant'],
    ['P@ssw0rd1234', 'courant'],
    ['Ines.Durand2026!', 'courant'],
    ['kX9!vkX9!vkX9!v', 'courant'],
  ])('complexe: %s breaks %s', (secret, regle) => expect(manque('complexe', secret)).toBe(regle));

  it.each(['Éléphant-bleu 42', 'tR4verse;la Saône', 'Ñandú_corre_9'])('complexe: accepts %s', (secret) =>
    expect(manque('complexe', secret)).toBeUndefined(),
  );

  it.each([
    ['onze caract', 'longueur'],
    ['motdepassemotdepasse', 'courant'],
    ['azertyuiop12', 'courant'],
    ['aaaaaaaaaaaaaaaa', 'courant'],
    ['abababababababab', 'courant'],
    ['123456789012', 'courant'],
    ['durand durand ines', 'courant'],
    ['rhonebatir2026', 'courant'],
    ['246813 246813', 'courant'],
    ['kx9vmp kx9vmp kx9vmp', 'courant'],
    ['bonjour bonjour', 'courant'],
  ])('phrase: %s breaks %s', (secret, regle) => expect(manque('phrase', secret)).toBe(regle));

  it.each(['quatre chevaux sous la pluie', '839201748365', '🐘🐋🦊🐢🦉🐝🦋🐙🦀🐧🦔🐞', 'la demoiselle et le pont'])(
    'phrase: accepts %s',
    (secret) => expect(manque('phrase', secret)).toBeUndefined(),
  );

  it('counts characters as people do, and answers whatever is typed', () => {
    expect(manque('phrase', '🐘'.repeat(11))).toBe('longueur');
    fc.assert(
      fc.property(fc.constantFrom(...GENRES), fc.string({ maxLength: 200, unit: 'binary' }), (genre, secret) => {
        const regle = manque(genre, secret);
        expect(regle === undefined || reglesDe(genre).some(({ cle }) => cle === regle)).toBe(true);
      }),
    );
  });
});

describe('the rules shown', () => {
  it.each(GENRES)('%s: each has its words in both languages, for the rule and for the refusal', (genre) => {
    for (const langue of ['fr', 'en'] as const) {
      const mots = readMessages(inRoot('templates', 'locales'), langue);
      for (const { cle } of reglesDe(genre)) {
        expect(mots[`acces.regle.${cle}`], cle).toBeTruthy();
        expect(mots[`acces.manque.${cle}`], cle).toBeTruthy();
      }
    }
  });
});

describe('the policy of a person', () => {
  const sujet = (partiel: Partial<Entrant> = {}): Entrant => ({ genre: 'client', profils: ['saisisseur'], facteur: false, ...partiel });
  const reglage = (partiel: Partial<Reglage>): Reglage => ({
    profil: null,
    secret: 'code6',
    expire_mois: null,
    questions: false,
    ...partiel,
  });

  it('is six digits for a client and a phrase for twelve months for the staff, when nothing is set', () => {
    expect(politiqueDe([], sujet(), true)).toEqual({ secret: 'code6', expire_mois: null, questions: false });
    expect(politiqueDe([], sujet({ genre: 'garant', profils: [] }), false)).toEqual({
      secret: 'phrase',
      expire_mois: 12,
      questions: false,
    });
  });

  it('is the strictest of those that concern him, and of no other profile', () => {
    const reglages = [
      reglage({ expire_mois: 24 }),
      reglage({ profil: 'valideur', secret: 'complexe', expire_mois: 6 }),
      reglage({ profil: 'consultant', questions: true }),
    ];
    expect(politiqueDe(reglages, sujet(), true)).toEqual({ secret: 'code6', expire_mois: 24, questions: false });
    expect(politiqueDe(reglages, sujet({ profils: ['consultant', 'valideur'] }), true)).toEqual({
      secret: 'complexe',
      expire_mois: 6,
      questions: true,
    });
  });

  it('never leaves an administrator with six digits alone, except in demonstration', () => {
    const admin = sujet({ profils: ['administrateur'] });
    expect(politiqueDe([], admin, true).secret).toBe('phrase');
    expect(politiqueDe([], { ...admin, facteur: true }, true).secret).toBe('code6');
    expect(politiqueDe([], admin, false).secret).toBe('code6');
    expect(politiqueDe([reglage({ secret: 'complexe' })], admin, true).secret).toBe('complexe');
  });

  it('accepts a secret chosen under a stricter one, never under a weaker one', () => {
    expect(GENRES.map((choisi) => GENRES.map((demande) => suffit(choisi, demande)))).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
  });
});
