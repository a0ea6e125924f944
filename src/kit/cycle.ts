/**
 * A life cycle is a table that acts: from one table come the guard, the words asked, the state reached, the buttons, the diagram,
 * what can be reached, and the exhaustive test. Pure.
 */

/** Why a geste is not possible now: a message key, or nothing. */
export type Empechement<S> = (situation: S) => string | undefined;

/** Words that a geste asks for, in the field `champ` of its form; `message` says what is missing; `min` 0: they may be left out. */
export interface Words {
  readonly champ: string;
  readonly min: number;
  readonly max: number;
  readonly message?: string;
}

/** A state that depends on the situation: all those it may be are named, for the diagram and for what can be reached. */
export interface Bifurcation<Etat, S> {
  readonly parmi: readonly Etat[];
  readonly selon: (situation: S) => Etat;
}

/** `par`: the only kind of author who may. */
export interface Geste<Etat extends string, S, Auteur extends string = string> {
  readonly de: readonly Etat[];
  /** Absent: the state stays as it is. */
  readonly vers?: Etat | Bifurcation<Etat, S>;
  readonly par: Auteur;
  readonly sauf?: readonly Empechement<S>[];
  readonly exige?: Words;
}

/** What is said to whoever may not: 403 when it is not for him, 409 when it is not now. */
export interface Obstacle {
  readonly status: 403 | 409;
  readonly key: string;
}

export interface Fleche {
  readonly de: string;
  readonly vers: string;
  readonly geste: string;
  readonly par: string;
}

interface Definition<Etat extends string, S, Nom extends string> {
  /** Where its messages are: `<nom>.refus.profil`, `<nom>.refus.etat`. */
  readonly nom: string;
  readonly etats: readonly Etat[];
  /** The states that a thing may begin in. */
  readonly debut: readonly Etat[];
  readonly gestes: Readonly<Record<Nom, Geste<Etat, S>>>;
}

export type Cycle<Etat extends string, S extends { readonly etat: Etat }, Nom extends string> = ReturnType<typeof cycle<Etat, S, Nom>>;

export function cycle<Etat extends string, S extends { readonly etat: NoInfer<Etat> }, Nom extends string>({
  nom: cle,
  etats,
  debut,
  gestes,
}: Definition<Etat, S, Nom>) {
  const noms = Object.keys(gestes) as Nom[];
  const issues = ({ de, vers }: Geste<Etat, S>, etat: Etat): readonly Etat[] =>
    !de.includes(etat) ? [] : vers === undefined ? [etat] : typeof vers === 'string' ? [vers] : vers.parmi;

  /** Why these authors may not do this now; undefined when it may be done. */
  function obstacle(nom: Nom, situation: S, auteurs: readonly string[]): Obstacle | undefined {
    const { par, de, sauf = [] } = gestes[nom];
    if (!auteurs.includes(par)) return { status: 403, key: `${cle}.refus.profil` };
    if (!de.includes(situation.etat)) return { status: 409, key: `${cle}.refus.etat` };
    const key = sauf.map((empechement) => empechement(situation)).find((raison) => raison !== undefined);
    return key === undefined ? undefined : { status: 409, key };
  }

  return {
    nom: cle,
    etats,
    debut,
    noms,
    gestes,
    obstacle,
    /** What these authors may do now, in the table's order: the buttons of the page. */
    possibles: (situation: S, auteurs: readonly string[]): Nom[] => noms.filter((nom) => obstacle(nom, situation, auteurs) === undefined),
    /** The state that a geste leads to from here. */
    suite(nom: Nom, situation: S): Etat {
      const { vers } = gestes[nom];
      return vers === undefined ? situation.etat : typeof vers === 'string' ? vers : vers.selon(situation);
    },
    /** Every move from a state to another: the diagram. */
    fleches: (): Fleche[] =>
      noms.flatMap((geste) =>
        gestes[geste].de.flatMap((de) =>
          gestes[geste].vers === undefined ? [] : issues(gestes[geste], de).map((vers) => ({ de, vers, geste, par: gestes[geste].par })),
        ),
      ),
    /** The states that can be reached from the first ones. */
    atteignables(): ReadonlySet<Etat> {
      const vus = new Set<Etat>(debut);
      for (const etat of vus) for (const nom of noms) for (const suite of issues(gestes[nom], etat)) vus.add(suite);
      return vus;
    },
  };
}
