/** Six digits that a thief tries first: dates, runs, repeats, shapes on the keypad. Pure. */
export const chiffresFaciles = (code: string): boolean => /^\d{6}$/.test(code) && FACILES.some((facile) => facile(code));

const FACILES: readonly ((code: string) => boolean)[] = [suite, repetition, date, figure, publie];

/** That of the demonstration, which everyone can read. */
function publie(code: string): boolean {
  return code === '246813';
}

/** The same step all along (111111, 123456, 246802), or four figures that follow each other (912340). */
function suite(code: string): boolean {
  const pas = [...code].slice(1).map((chiffre, i) => (Number(chiffre) - Number(code[i]) + 10) % 10);
  return pas.every((un) => un === pas[0]) || /111|999/.test(pas.join(''));
}

/** Two figures at most, or a group said again: 112211, 121212, 123123, 112233, 123321. */
function repetition(code: string): boolean {
  const [a, b, c] = [code.slice(0, 2), code.slice(2, 4), code.slice(4)];
  const miroir = [...code].reverse().join('');
  return (
    new Set(code).size <= 2 ||
    code.slice(0, 3) === code.slice(3) ||
    (a === b && b === c) ||
    /^(\d)\1(\d)\2(\d)\3$/.test(code) ||
    code === miroir
  );
}

/** Day, month and year in any usual order, with two figures or four for the year. */
function date(code: string): boolean {
  const [a, b, c] = [Number(code.slice(0, 2)), Number(code.slice(2, 4)), Number(code.slice(4))];
  const jour = (n: number) => n >= 1 && n <= 31;
  const mois = (n: number) => n >= 1 && n <= 12;
  const annee = (text: string) => /^(19|20)\d\d$/.test(text);
  return (
    (jour(a) && mois(b)) ||
    (mois(a) && jour(b)) ||
    (mois(b) && jour(c)) ||
    (mois(a) && annee(code.slice(2))) ||
    (annee(code.slice(0, 4)) && mois(c))
  );
}

const LIGNES = ['123', '456', '789', '147', '258', '369', '159', '357'].flatMap((ligne) => [ligne, [...ligne].reverse().join('')]);
const TOUCHES = ['123', '456', '789', ' 0 '];
const place = (chiffre: string) => {
  const y = TOUCHES.findIndex((rangee) => rangee.includes(chiffre));
  return { x: TOUCHES[y]?.indexOf(chiffre) ?? 0, y };
};

/** Two lines of the keypad (159357), its corners, or a walk from each key to the one beside it (125896). */
function figure(code: string): boolean {
  if (LIGNES.includes(code.slice(0, 3)) && LIGNES.includes(code.slice(3))) return true;
  if (/^[1379]+$/.test(code)) return true;
  const places = [...code].map(place);
  return places.every(({ x, y }, i) => {
    const avant = places[i - 1];
    return !avant || Math.abs(x - avant.x) + Math.abs(y - avant.y) === 1;
  });
}
