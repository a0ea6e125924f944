/** What the automatic control would say before it is asked: the same rules, but for those that cannot be judged yet. Pure. */
import { controler, type Faits, type NomRegle, type Resultat } from './controle.js';

/** A rule whose result is not known yet has none. */
export type Presage = Omit<Resultat, 'conforme'> & { readonly conforme?: boolean };

export interface Prevision {
  readonly issue: 'effective' | 'en_attente' | 'incomplete';
  readonly regles: readonly Presage[];
}

/** `inconnues`: rules about what the demande does not say yet. */
export function prevoir(faits: Faits, inconnues: ReadonlySet<NomRegle>): Prevision {
  const regles = controler(faits).map((resultat): Presage => (inconnues.has(resultat.regle) ? { regle: resultat.regle } : resultat));
  const attend = regles.some((one) => one.conforme === false);
  return { issue: attend ? 'en_attente' : inconnues.size > 0 ? 'incomplete' : 'effective', regles };
}
