/** The organisation as it is shown: its tree, one entity, where a branch may go. */
import { ENTITE, feraitUnCycle, situationEntite, TAILLE, type EntiteVue, type NomGesteEntite } from './entite.js';
import type { Database, Tx } from '../kit/database.js';
import { introuvable, Refus } from '../kit/errors.js';
import { readTimeline } from '../journal/journal.js';
import { scopeOf, type Collaborateur } from '../droits/acteur.js';
import * as repository from './entites.repository.js';
import { findEntite } from './entites.sql.js';

export function createConsultationEntites({ db }: { db: Database }) {
  const lire = <T>(acteur: Collaborateur, work: (tx: Tx) => Promise<T>) => db.read(scopeOf(acteur), work);

  return {
    /** One opened node: its ancestors, itself, one page of its children. The root when none is told. */
    arbre: (acteur: Collaborateur, ouvert: number, page: number) =>
      lire(acteur, async (tx) => {
        const id = ouvert || ((await repository.findRacine(tx, acteur.compteId))?.id ?? 0);
        if (!id) return { chemin: [], enfants: [], total: 0, comptes: [] };
        const vue = await trouver(tx, id);
        return {
          chemin: await repository.listAncetres(tx, vue.chemin),
          enfants: await repository.listEnfants(tx, acteur.compteId, id, { debut: (page - 1) * TAILLE, taille: TAILLE }),
          total: vue.enfants,
          comptes: await tx.rows<{ code: string; nombre: number }>(repository.comptesParEtat(acteur.compteId)),
        };
      }),

    find: (acteur: Collaborateur, id: number) => lire(acteur, (tx) => trouver(tx, id)),

    consulter: (acteur: Collaborateur, id: number) =>
      lire(acteur, async (tx) => {
        const vue = await trouver(tx, id);
        return {
          vue,
          gestes: ENTITE.possibles(situationEntite(vue), acteur.profils),
          ancetres: await repository.listAncetres(tx, vue.chemin.slice(0, -1)),
          contrats: await repository.listContrats(tx, id),
          circuit: await repository.findCircuit(tx, vue.chemin),
          personnes: await repository.listPersonnes(tx, acteur.compteId, vue.chemin),
          enCours: await repository.countEnCours(tx, acteur.compteId, id),
          evenements: await readTimeline(tx, 'entite', id),
        };
      }),

    /** A page that asks for a geste opens only where the geste may be done. */
    pour: (acteur: Collaborateur, id: number, geste: NomGesteEntite) => lire(acteur, (tx) => ouvrir(tx, acteur, id, geste)),

    /** Where a branch may go, found by name; with `vers`, what the move would change. */
    preparerDeplacement: (acteur: Collaborateur, id: number, texte: string, vers: number) =>
      lire(acteur, async (tx) => {
        const vue = await ouvrir(tx, acteur, id, 'deplacer');
        const lignes = texte ? await repository.listFound(tx, acteur.compteId, texte, TAILLE) : [];
        const parent = vers ? await trouver(tx, vers) : undefined;
        const cycle = parent !== undefined && feraitUnCycle(id, parent.chemin);
        return {
          vue,
          lignes,
          parent,
          cycle,
          effets: parent && !cycle ? await repository.findEffets(tx, acteur.compteId, vue, parent) : undefined,
        };
      }),
  };
}

/** An entity in sight. */
export async function trouver(tx: Tx, id: number): Promise<EntiteVue> {
  const vue = await findEntite(tx, id);
  if (!vue) throw introuvable();
  return vue;
}

async function ouvrir(tx: Tx, acteur: Collaborateur, id: number, geste: NomGesteEntite): Promise<EntiteVue> {
  const vue = await trouver(tx, id);
  const obstacle = ENTITE.obstacle(geste, situationEntite(vue), acteur.profils);
  if (obstacle) throw new Refus(obstacle.status, obstacle.key);
  return vue;
}
