/** The sign-in rules, changed by those who decide them. Owns the transaction. */
import type { Database, Scope, Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { conflit } from '../kit/errors.js';
import { createConsigner } from '../journal/consigner.js';
import { scopeOf, type Acteur, type Origine } from '../droits/acteur.js';
import { aEcrire, aRenouveler, completer, empreinte, type Reglages } from './reglages.js';
import * as repository from './reglages.repository.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  /** False in demonstration: a weaker secret is let in. */
  readonly stricte: boolean;
}

/** What is decided, by whom it was seen, and how many people one said yes for. */
export interface DecisionReglages {
  readonly reglages: Reglages;
  /** The name of the rules that the page showed. */
  readonly vu: string;
  /** The number of people told by the question that was answered yes; undefined: it was not asked yet. */
  readonly confirme: number | undefined;
}

export type IssueReglages = { readonly issue: 'enregistre' | 'inchange' } | { readonly issue: 'a_confirmer'; readonly personnes: number };

const porteeDe = (acteur: Acteur): Scope => (acteur.genre === 'client' ? scopeOf(acteur) : { garant: acteur.garantId });

export function createReglagesService({ db, clock, stricte }: Deps) {
  const consigner = createConsigner({ clock });

  async function enVigueur(tx: Tx, acteur: Acteur): Promise<Reglages> {
    const chez = repository.chez(acteur);
    return {
      regles: completer(await repository.listRegles(tx, chez), acteur.genre),
      confirmerDes: acteur.genre === 'client' ? await repository.findMontant(tx, chez) : null,
    };
  }

  async function ecrire(tx: Tx, acteur: Acteur, { regles, confirmerDes }: Reglages): Promise<void> {
    const [premiere] = regles;
    if (acteur.genre === 'client') {
      await repository.writeDuCompte(tx, acteur.garantId, acteur.compteId, aEcrire(regles));
      await repository.updateMontant(tx, acteur.compteId, confirmerDes);
    } else if (premiere) await repository.writeDuGarant(tx, acteur.garantId, premiere);
  }

  return {
    /** The rules in force, their name, and how many people must already choose another secret. */
    async read(acteur: Acteur): Promise<{ reglages: Reglages; vu: string; aRenouveler: number; personnes: number }> {
      const [reglages, porteurs] = await Promise.all([
        db.read(porteeDe(acteur), (tx) => enVigueur(tx, acteur)),
        repository.listPorteurs(db, repository.chez(acteur)),
      ]);
      const concernes = aRenouveler(porteurs, reglages.regles, { genre: acteur.genre, stricte, now: clock() });
      return { reglages, vu: empreinte(reglages), aRenouveler: concernes.length, personnes: porteurs.length };
    },

    /** Changes nothing while somebody who will have to choose another secret was not told of. */
    async decider(acteur: Acteur, { reglages, vu, confirme }: DecisionReglages, origine: Origine): Promise<IssueReglages> {
      const chez = repository.chez(acteur);
      const porteurs = await repository.listPorteurs(db, chez);
      return db.transaction(porteeDe(acteur), async (tx): Promise<IssueReglages> => {
        await repository.lockRegles(tx, chez);
        const avant = await enVigueur(tx, acteur);
        if (empreinte(avant) !== vu) throw conflit('reglages.change');
        if (empreinte(reglages) === vu) return { issue: 'inchange' };
        const le = clock();
        const moment = { genre: acteur.genre, stricte, now: le };
        const deja = new Set(aRenouveler(porteurs, avant.regles, moment));
        const personnes = aRenouveler(porteurs, reglages.regles, moment).filter((un) => !deja.has(un)).length;
        if (personnes > 0 && confirme !== personnes) return { issue: 'a_confirmer', personnes };
        await ecrire(tx, acteur, reglages);
        const details = { avant, apres: reglages, personnes };
        await consigner(tx, [
          { acteur, compteId: chez.compteId, origine, acte: 'regles_modifier', sujet: 'regles', sujetId: chez.compteId, details },
        ]);
        return { issue: 'enregistre' };
      });
    },
  };
}
