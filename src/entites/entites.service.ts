/** The organisation as its administrators keep it. Owns the transactions. */
import { chemins } from '../chemins.js';
import type { Courriel } from '../courriels/courriel.js';
import { createFaire, type Envoi, type Piste } from '../gestes/faire.js';
import { sql, type Database, type Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { conflit, introuvable, invalide, Refus } from '../kit/errors.js';
import { isFrench } from '../kit/countries.js';
import { createConsigner } from '../journal/consigner.js';
import { readTimeline } from '../journal/journal.js';
import { nomComplet, scopeOf, type Acteur, type Collaborateur, type Origine } from '../droits/acteur.js';
import {
  changeSonNom,
  ENTITE,
  feraitUnCycle,
  immatriculationFixee,
  TAILLE,
  type GesteDirect,
  type NomGesteEntite,
  type SituationEntite,
} from './entite.js';
import * as ecriture from './ecriture.repository.js';
import type { EntiteVue, FicheEntite } from './entite.js';
import * as repository from './entites.repository.js';
import { findEntite, lockArbre } from './entites.sql.js';

export const situationEntite = (vue: EntiteVue): SituationEntite => ({
  etat: vue.etat,
  racine: vue.parent_id === null,
  enfants: vue.enfants,
  complete: vue.adresse !== '' && (isFrench(vue.pays) ? vue.siren !== null && vue.siret !== null : vue.immatriculation !== null),
  citee: vue.citee,
});

type Etat = (typeof ENTITE.etats)[number];

/** How an entity is found under the lock of its tree, and moved; a draft that is deleted leaves no row. */
export const pisteEntite = <A extends Acteur>(
  propre: Pick<Piste<Etat, SituationEntite, NomGesteEntite, A, number, EntiteVue>, 'scope' | 'find' | 'auteurs'>,
): Piste<Etat, SituationEntite, NomGesteEntite, A, number, EntiteVue> => ({
  ...propre,
  cycle: ENTITE,
  sujet: 'entite',
  prefixe: 'entite_',
  situation: situationEntite,
  compteId: ({ compte_id }) => compte_id,
  move: (tx, vue, vers, set) => (vers === 'supprimee' ? ecriture.remove(tx, vue.id) : ecriture.updateEtat(tx, vue, vers, set)),
});

const PISTE = pisteEntite<Collaborateur>({
  scope: scopeOf,
  find: async (tx, acteur, id) => {
    await lockArbre(tx, acteur.compteId);
    return findEntite(tx, id);
  },
  auteurs: (_vue, acteur) => acteur.profils,
});

export type EntitesService = ReturnType<typeof createEntitesService>;
interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly reveiller: (travail: 'courriels') => void;
}

export function createEntitesService({ db, clock, reveiller }: Deps) {
  const lire = <T>(acteur: Collaborateur, work: (tx: Tx) => Promise<T>) => db.read(scopeOf(acteur), work);

  async function trouver(tx: Tx, id: number): Promise<EntiteVue> {
    const vue = await findEntite(tx, id);
    if (!vue) throw introuvable();
    return vue;
  }

  const consigner = createConsigner({ clock, reveiller });
  const { faire, prendre } = createFaire({ db, consigner }, PISTE);

  async function siretLibre(tx: Tx, acteur: Collaborateur, { siret }: FicheEntite, saufId: number): Promise<void> {
    const autre = siret && (await repository.findBySiret(tx, acteur.compteId, siret, saufId));
    if (autre) throw invalide([{ field: 'siret', message: 'organisation.erreurs.siret_pris', params: { nom: autre.nom } }]);
  }

  /** What a move changes for the branch: people, delegations, circuit. */
  async function effets(tx: Tx, acteur: Collaborateur, vue: EntiteVue, parent: EntiteVue) {
    const [avant, apres] = [vue.chemin, [...parent.chemin, vue.id]];
    const ecart = <T extends { id: number }>(a: readonly T[], b: readonly T[]) => a.filter(({ id }) => !b.some((one) => one.id === id));
    const [gensAvant, gensApres] = [
      await repository.listPersonnes(tx, acteur.compteId, avant),
      await repository.listPersonnes(tx, acteur.compteId, apres),
    ];
    const [delAvant, delApres] = [
      await repository.listDelegations(tx, acteur.compteId, avant),
      await repository.listDelegations(tx, acteur.compteId, apres),
    ];
    return {
      entites: await repository.countBranche(tx, vue.id),
      gagnent: ecart(gensApres, gensAvant),
      perdent: ecart(gensAvant, gensApres),
      delegationsGagnees: ecart(delApres, delAvant),
      delegationsPerdues: ecart(delAvant, delApres),
      circuitAvant: await repository.findCircuit(tx, avant),
      circuitApres: await repository.findCircuit(tx, apres),
    };
  }

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

    ajouterUnFils: (acteur: Collaborateur, parentId: number, fiche: FicheEntite, origine: Origine): Promise<number> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const parent = await prendre(tx, acteur, parentId, 'ajouter_un_fils');
        await siretLibre(tx, acteur, fiche, 0);
        const id = await ecriture.insert(tx, acteur.compteId, parent.id, fiche);
        const details = { apres: { ...fiche, parent: parent.nom } };
        await consigner(tx, [{ acteur, origine, acte: 'entite_creer', sujet: 'entite', sujetId: id, version: 1, details }]);
        return id;
      }),

    /** Answers the geste it was: a new name asks the insurer to recognise the entity again. */
    async modifier(acteur: Collaborateur, id: number, typed: FicheEntite, envoi: Envoi): Promise<'modifier' | 'renommer'> {
      const seen = await lire(acteur, (tx) => trouver(tx, id));
      const geste = changeSonNom(seen, typed) ? 'renommer' : 'modifier';
      await faire(acteur, id, geste, envoi, async ({ tx, vue, move }) => {
        const { siren, siret, immatriculation, pays } = vue;
        const fiche = immatriculationFixee(vue.etat) ? { ...typed, siren, siret, immatriculation, pays } : typed;
        await siretLibre(tx, acteur, fiche, id);
        if (geste === 'renommer') await move(sql`, demandee_le = ${clock()}, demandee_par = ${acteur.id}`);
        await ecriture.update(tx, id, fiche);
        const avant = Object.fromEntries(Object.keys(fiche).map((key) => [key, vue[key as keyof FicheEntite]]));
        const courriels = geste === 'renommer' ? await aIdentifier(tx, acteur, { ...vue, nom: fiche.nom }) : [];
        return { details: { avant, apres: fiche }, courriels };
      });
      return geste;
    },

    /** What a button does at once; answers where to go next and what to name. */
    faire: (acteur: Collaborateur, id: number, geste: GesteDirect, envoi: Envoi): Promise<{ nom: string; parentId: number | null }> =>
      faire(acteur, id, geste, envoi, async ({ tx, vue, move }) => {
        await move(geste === 'demander_identification' ? sql`, demandee_le = ${clock()}, demandee_par = ${acteur.id}` : undefined);
        return {
          details: { nom: vue.nom, avant: { etat: vue.etat } },
          courriels: geste === 'demander_identification' ? await aIdentifier(tx, acteur, vue) : [],
          valeur: { nom: vue.nom, parentId: vue.parent_id },
        };
      }),

    /** Where a branch may go, found by name; with `vers`, what the move would change. */
    preparerDeplacement: (acteur: Collaborateur, id: number, texte: string, vers: number) =>
      lire(acteur, async (tx) => {
        const vue = await ouvrir(tx, acteur, id, 'deplacer');
        const lignes = texte ? await repository.listFound(tx, acteur.compteId, texte, TAILLE) : [];
        const parent = vers ? await trouver(tx, vers) : undefined;
        const cycle = parent !== undefined && feraitUnCycle(id, parent.chemin);
        return { vue, lignes, parent, cycle, effets: parent && !cycle ? await effets(tx, acteur, vue, parent) : undefined };
      }),

    deplacer: (acteur: Collaborateur, id: number, vers: number, envoi: Envoi): Promise<{ parent: string }> =>
      faire(acteur, id, 'deplacer', envoi, async ({ tx, vue }) => {
        const parent = await trouver(tx, vers);
        if (feraitUnCycle(id, parent.chemin)) throw conflit('organisation.refus.cycle');
        if (parent.id === vue.parent_id) throw conflit('organisation.refus.deja_la');
        const { entites, circuitAvant, circuitApres } = await effets(tx, acteur, vue, parent);
        await ecriture.updateParent(tx, id, parent.id);
        return {
          details: {
            vers: parent.nom,
            entites,
            avant: { parent: vue.parent, circuit: circuitAvant?.entite },
            apres: { parent: parent.nom, circuit: circuitApres?.entite },
          },
          valeur: { parent: parent.nom },
        };
      }),
  };

  async function ouvrir(tx: Tx, acteur: Collaborateur, id: number, geste: NomGesteEntite): Promise<EntiteVue> {
    const vue = await trouver(tx, id);
    const obstacle = ENTITE.obstacle(geste, situationEntite(vue), acteur.profils);
    if (obstacle) throw new Refus(obstacle.status, obstacle.key);
    return vue;
  }
}

/** The mail to those who look after the account: an entity waits to be recognised. */
async function aIdentifier(tx: Tx, acteur: Collaborateur, { id, nom, version }: EntiteVue): Promise<Courriel[]> {
  return (await ecriture.listConseillers(tx, acteur.compteId)).map(({ email, langue }): Courriel => ({
    evenement: `entite ${id} a_identifier ${version}`,
    destinataire: email,
    langue,
    gabarit: 'identification_demandee',
    donnees: { entite: nom, nom: `${nomComplet(acteur)}, ${acteur.compteNom}`, chemin: chemins.gestionEntite({ id }) },
  }));
}
