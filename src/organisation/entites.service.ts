/** The organisation as its administrators keep it. Owns the transactions. */
import { chemins } from '../chemins.js';
import { ecrireCourriels } from '../courriels/courriels.repository.js';
import type { Database, Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { conflit, introuvable, invalide } from '../kit/errors.js';
import { journaliser, type Origine } from '../journal/journal.js';
import { evenementsDEntite } from '../journal/journal.repository.js';
import { nomComplet, scopeOf, type Collaborateur } from '../session/acteur.js';
import {
  empecheEntite,
  feraitUnCycle,
  GESTES_ENTITE,
  gestesPossiblesEntite,
  immatriculationFixee,
  TAILLE,
  type GesteDirect,
  type NomGesteEntite,
  type SituationEntite,
} from './entite.js';
import * as ecriture from './entites.ecriture.js';
import type { Fiche } from './entites.ecriture.js';
import * as depot from './entites.repository.js';
import type { EntiteVue } from './entites.repository.js';

export const situationDe = (vue: EntiteVue): SituationEntite => ({
  etat: vue.etat,
  racine: vue.parent_id === null,
  enfants: vue.enfants,
  complete: vue.adresse !== '' && (vue.pays === 'FR' ? vue.siren !== null && vue.siret !== null : vue.immatriculation !== null),
  citee: vue.citee,
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
    const vue = await depot.trouverEntite(tx, id);
    if (!vue) throw introuvable();
    return vue;
  }

  /** The entity under the lock of its tree, as the page showed it, with the right to do this. */
  async function prendre(tx: Tx, acteur: Collaborateur, id: number, geste: NomGesteEntite, version?: number): Promise<EntiteVue> {
    await ecriture.verrouillerArbre(tx, acteur.compteId);
    const vue = await trouver(tx, id);
    if (version !== undefined && vue.version !== version) throw conflit('organisation.refus.perimee');
    const raison = empecheEntite(geste, situationDe(vue), acteur.profils);
    if (raison) throw conflit(raison);
    return vue;
  }

  const noter = (tx: Tx, acteur: Collaborateur, origine: Origine, acte: string, details: Record<string, unknown>) =>
    journaliser(tx, { acteur, compteId: acteur.compteId, origine, le: clock() }, [{ acte: `entite_${acte}`, details }]);

  async function siretLibre(tx: Tx, acteur: Collaborateur, { siret }: Fiche, saufId: number): Promise<void> {
    const autre = siret && (await depot.porteuseDuSiret(tx, acteur.compteId, siret, saufId));
    if (autre) throw invalide([{ field: 'siret', message: 'organisation.erreurs.siret_pris', params: { nom: autre.nom } }]);
  }

  /** What a move changes for the branch: people, delegations, circuit. */
  async function effets(tx: Tx, acteur: Collaborateur, vue: EntiteVue, parent: EntiteVue) {
    const [avant, apres] = [vue.chemin, [...parent.chemin, vue.id]];
    const ecart = <T extends { id: number }>(a: readonly T[], b: readonly T[]) => a.filter(({ id }) => !b.some((one) => one.id === id));
    const [gensAvant, gensApres] = [
      await depot.personnesDuChemin(tx, acteur.compteId, avant),
      await depot.personnesDuChemin(tx, acteur.compteId, apres),
    ];
    const [delAvant, delApres] = [
      await depot.delegationsDuChemin(tx, acteur.compteId, avant),
      await depot.delegationsDuChemin(tx, acteur.compteId, apres),
    ];
    return {
      entites: await depot.tailleDeBranche(tx, vue.id),
      gagnent: ecart(gensApres, gensAvant),
      perdent: ecart(gensAvant, gensApres),
      delegationsGagnees: ecart(delApres, delAvant),
      delegationsPerdues: ecart(delAvant, delApres),
      circuitAvant: await depot.circuitDuChemin(tx, avant),
      circuitApres: await depot.circuitDuChemin(tx, apres),
    };
  }

  return {
    /** One opened node: its ancestors, itself, one page of its children. The root when none is told. */
    arbre: (acteur: Collaborateur, ouvert: number, page: number) =>
      lire(acteur, async (tx) => {
        const id = ouvert || ((await depot.racineDe(tx, acteur.compteId))?.id ?? 0);
        if (!id) return { chemin: [], enfants: [], total: 0, comptes: [] };
        const vue = await trouver(tx, id);
        return {
          chemin: await depot.ancetres(tx, vue.chemin),
          enfants: await depot.enfantsDe(tx, acteur.compteId, id, { debut: (page - 1) * TAILLE, taille: TAILLE }),
          total: vue.enfants,
          comptes: await tx.rows<{ code: string; nombre: number }>(depot.comptesParEtat(acteur.compteId)),
        };
      }),

    trouver: (acteur: Collaborateur, id: number) => lire(acteur, (tx) => trouver(tx, id)),

    consulter: (acteur: Collaborateur, id: number) =>
      lire(acteur, async (tx) => {
        const vue = await trouver(tx, id);
        return {
          vue,
          gestes: gestesPossiblesEntite(situationDe(vue), acteur.profils),
          ancetres: await depot.ancetres(tx, vue.chemin.slice(0, -1)),
          contrats: await depot.contratsDe(tx, id),
          circuit: await depot.circuitDuChemin(tx, vue.chemin),
          personnes: await depot.personnesDuChemin(tx, acteur.compteId, vue.chemin),
          enCours: await depot.enCoursDans(tx, acteur.compteId, id),
          evenements: await evenementsDEntite(tx, acteur.compteId, id),
        };
      }),

    /** A page that asks for a geste opens only where the geste may be done. */
    pour: (acteur: Collaborateur, id: number, geste: NomGesteEntite) =>
      lire(acteur, async (tx) => {
        const vue = await trouver(tx, id);
        const raison = empecheEntite(geste, situationDe(vue), acteur.profils);
        if (raison) throw conflit(raison);
        return vue;
      }),

    ajouterUnFils: (acteur: Collaborateur, parentId: number, fiche: Fiche, origine: Origine): Promise<number> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const parent = await prendre(tx, acteur, parentId, 'ajouter_un_fils');
        await siretLibre(tx, acteur, fiche, 0);
        const id = await ecriture.creerEntite(tx, acteur.compteId, parent.id, fiche);
        await noter(tx, acteur, origine, 'creer', { entiteId: id, apres: { ...fiche, parent: parent.nom } });
        return id;
      }),

    modifier: (acteur: Collaborateur, id: number, version: number, typed: Fiche, origine: Origine): Promise<void> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const vue = await prendre(tx, acteur, id, 'modifier', version);
        const { siren, siret, immatriculation, pays } = vue;
        const fiche = immatriculationFixee(vue.etat) ? { ...typed, siren, siret, immatriculation, pays } : typed;
        await siretLibre(tx, acteur, fiche, id);
        await ecriture.modifierEntite(tx, id, fiche);
        const avant = Object.fromEntries(Object.keys(fiche).map((key) => [key, vue[key as keyof Fiche]]));
        await noter(tx, acteur, origine, 'modifier', { entiteId: id, avant, apres: fiche });
      }),

    faire: (acteur: Collaborateur, id: number, geste: GesteDirect, version: number, origine: Origine): Promise<EntiteVue> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const vue = await prendre(tx, acteur, id, geste, version);
        const { vers } = GESTES_ENTITE[geste];
        const le = clock();
        await noter(tx, acteur, origine, geste, { entiteId: id, nom: vue.nom, avant: { etat: vue.etat }, apres: { etat: vers } });
        if (vers === 'supprimee') await ecriture.supprimerEntite(tx, id);
        else await ecriture.changerEtat(tx, id, vers, geste === 'demander_identification' ? { le, par: acteur.id } : undefined);
        if (geste === 'demander_identification') {
          const courriels = (await ecriture.conseillersDe(tx, acteur.compteId)).map(({ email, langue }) => ({
            evenement: `entite ${id} a_identifier ${vue.version}`,
            destinataire: email,
            langue,
            gabarit: 'identification_demandee',
            donnees: { entite: vue.nom, nom: `${nomComplet(acteur)}, ${acteur.compteNom}`, chemin: chemins.gestionEntite({ id }) },
          }));
          await ecrireCourriels(tx, acteur.compteId, courriels, le);
          tx.afterCommit(() => reveiller('courriels'));
        }
        return vue;
      }),

    /** Where a branch may go, found by name; with `vers`, what the move would change. */
    preparerDeplacement: (acteur: Collaborateur, id: number, texte: string, vers: number) =>
      lire(acteur, async (tx) => {
        const vue = await trouver(tx, id);
        const raison = empecheEntite('deplacer', situationDe(vue), acteur.profils);
        if (raison) throw conflit(raison);
        const lignes = texte ? await depot.premieres(tx, acteur.compteId, texte, TAILLE) : [];
        const parent = vers ? await trouver(tx, vers) : undefined;
        const cycle = parent !== undefined && feraitUnCycle(id, parent.chemin);
        return { vue, lignes, parent, cycle, effets: parent && !cycle ? await effets(tx, acteur, vue, parent) : undefined };
      }),

    deplacer: (acteur: Collaborateur, id: number, vers: number, version: number, origine: Origine): Promise<{ parent: string }> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const vue = await prendre(tx, acteur, id, 'deplacer', version);
        const parent = await trouver(tx, vers);
        if (feraitUnCycle(id, parent.chemin)) throw conflit('organisation.refus.cycle');
        if (parent.id === vue.parent_id) throw conflit('organisation.refus.deja_la');
        const { entites, circuitAvant, circuitApres } = await effets(tx, acteur, vue, parent);
        await ecriture.deplacerEntite(tx, id, parent.id);
        await noter(tx, acteur, origine, 'deplacer', {
          entiteId: id,
          vers: parent.nom,
          entites,
          avant: { parent: vue.parent, circuit: circuitAvant?.entite },
          apres: { parent: parent.nom, circuit: circuitApres?.entite },
        });
        return { parent: parent.nom };
      }),
  };
}
