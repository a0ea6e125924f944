/** The organisation as its administrators keep it. Owns the transactions. */
import { chemins } from '../chemins.js';
import type { Courriel } from '../courriels/courriel.js';
import { createFaire, type Envoi, type Piste } from '../gestes/faire.js';
import { sql, type Database, type Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { conflit, invalide } from '../kit/errors.js';
import { createConsigner } from '../journal/consigner.js';
import { nomComplet, scopeOf, type Acteur, type Collaborateur, type Origine } from '../droits/acteur.js';
import {
  changeSonNom,
  ENTITE,
  feraitUnCycle,
  immatriculationFixee,
  situationEntite,
  type EntiteVue,
  type FicheEntite,
  type GesteDirect,
  type NomGesteEntite,
  type SituationEntite,
} from './entite.js';
import * as ecriture from './ecriture.repository.js';
import { createConsultationEntites, trouver } from './consultation.service.js';
import * as repository from './entites.repository.js';
import { findEntite, lockArbre } from './entites.sql.js';

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
  const consigner = createConsigner({ clock, reveiller });
  const { faire, prendre } = createFaire({ db, consigner }, PISTE);
  const consultation = createConsultationEntites({ db });

  return {
    ...consultation,

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
      const seen = await consultation.find(acteur, id);
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

    deplacer: (acteur: Collaborateur, id: number, vers: number, envoi: Envoi): Promise<{ parent: string }> =>
      faire(acteur, id, 'deplacer', envoi, async ({ tx, vue }) => {
        const parent = await trouver(tx, vers);
        if (feraitUnCycle(id, parent.chemin)) throw conflit('organisation.refus.cycle');
        if (parent.id === vue.parent_id) throw conflit('organisation.refus.deja_la');
        const { entites, circuitAvant, circuitApres } = await repository.findEffets(tx, acteur.compteId, vue, parent);
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

async function siretLibre(tx: Tx, acteur: Collaborateur, { siret }: FicheEntite, saufId: number): Promise<void> {
  const autre = siret && (await repository.findBySiret(tx, acteur.compteId, siret, saufId));
  if (autre) throw invalide([{ field: 'siret', message: 'organisation.erreurs.siret_pris', params: { nom: autre.nom } }]);
}
