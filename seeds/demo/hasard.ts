/** Chance that always falls the same way: the demonstration is identical every time. */

export interface Hasard {
  /** In [0, 1). */
  unit(): number;
  /** Whole number between two others, both included. */
  entier(min: number, max: number): number;
  /** True `part` times out of a hundred. */
  sur100(part: number): boolean;
  parmi<T>(list: readonly T[]): T;
  /** As `parmi`, each with its weight. */
  pondere<T>(list: readonly T[], poids: (element: T) => number): T;
  /** Between two positive numbers, small ones as often as their order of magnitude (log-uniform). */
  grandeur(min: number, max: number): number;
  melange<T>(list: readonly T[]): T[];
}

/** A generator per part of the demonstration, so that a change in one leaves the others as they were. */
export function hasard(nom: string): Hasard {
  let etat = [...nom].reduce((graine, lettre) => Math.imul(graine ^ lettre.charCodeAt(0), 16_777_619), 2_166_136_261);
  // mulberry32
  const unit = (): number => {
    etat = (etat + 0x6d2b79f5) | 0;
    let t = Math.imul(etat ^ (etat >>> 15), 1 | etat);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const entier = (min: number, max: number): number => min + Math.floor(unit() * (max - min + 1));
  return {
    unit,
    entier,
    sur100: (part) => unit() * 100 < part,
    parmi: (list) => element(list, Math.floor(unit() * list.length)),
    pondere: (list, poids) => {
      let reste = unit() * list.reduce((total, choix) => total + poids(choix), 0);
      return list.find((choix) => (reste -= poids(choix)) < 0) ?? element(list, list.length - 1);
    },
    grandeur: (min, max) => min * (max / min) ** unit(),
    melange: (list) => {
      const copie = [...list];
      for (let i = copie.length - 1; i > 0; i--) {
        const j = entier(0, i);
        [copie[i], copie[j]] = [element(copie, j), element(copie, i)];
      }
      return copie;
    },
  };
}

/** The element at a place that must exist. */
export function element<T>(list: readonly T[], place: number): T {
  const found = list[place];
  if (found === undefined) throw new RangeError(`Nothing at place ${place} of ${list.length}`);
  return found;
}
