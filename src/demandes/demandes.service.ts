/** The life of a demande up to its validation: written, changed, submitted, sent back. Owns the transactions. */
import { courrielsAValider } from '../circuits/a-valider.service.js';
import { listAdministrateurs, findCircuitPour } from '../circuits/valideurs.sql.js';
import type { Courriel } from '../courriels/courriel.js';
import { chemins } from '../chemins.js';
import type { NouveauFichier } from '../documents/fichiers.sql.js';
import { createFaire, type Envoi, type Piste } from '../gestes/faire.js';
import { sql, type Database, type Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { conflit, type Refus } from '../kit/errors.js';
import { createConsigner } from '../journal/consigner.js';
import { scopeOf, type Collaborateur } from '../droits/acteur.js';
import { DEMANDE, type EtatDemande, type NomGeste, type SituationDemande } from './demande.js';
import { closeBrouillon } from './brouillons.sql.js';
import { createConsultationDemandes } from './consultation.service.js';
import { createCreationDemandes } from './creation.service.js';
import * as repository from './demandes.repository.js';
import type { Contenu } from './contenu.js';
import { profilsDe, situationDe, type DemandeVue } from './situation.js';
import { storeFichiers, insertPieces } from './pieces.repository.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly reveiller: (travail: 'courriels') => void;
}

/** How a demande is found under its lock, seen by one person, and moved. */
export const PISTE_DEMANDE: Piste<EtatDemande, SituationDemande, NomGeste, Collaborateur, string, DemandeVue> = {
  cycle: DEMANDE,
  sujet: 'demande',
  scope: scopeOf,
  find: async (tx, acteur, numero) => {
    await repository.lock(tx, acteur, numero);
    return repository.find(tx, acteur, numero);
  },
  situation: situationDe,
  auteurs: profilsDe,
  move: repository.updateEtat,
};

export function createDemandesService({ db, clock, reveiller }: Deps) {
  const consigner = createConsigner({ clock, reveiller });
  const { faire } = createFaire({ db, consigner }, PISTE_DEMANDE);

  return {
    ...createConsultationDemandes({ db, clock }),
    ...createCreationDemandes({ db, clock, consigner }),

    /** Writes new content over a demande Créée, as it was shown. */
    modifier: (
      acteur: Collaborateur,
      numero: string,
      contenu: Contenu,
      fichiers: readonly NouveauFichier[],
      { brouillon, ...envoi }: Envoi & { readonly brouillon?: string },
    ): Promise<undefined> =>
      faire(acteur, numero, 'modifier', { ...envoi, avant: deposer(acteur, fichiers, clock) }, async ({ tx, vue, move, avant }) => {
        await move(repository.setContenu(contenu));
        if (brouillon) await closeBrouillon(tx, acteur, brouillon, numero);
        await insertPieces(tx, acteur, vue.id, avant);
        return { details: { avant: vue.valeurs, apres: contenu.valeurs } };
      }),

    /** What a button does at once: deletes, or takes back while nobody has validated. */
    faire: (acteur: Collaborateur, numero: string, geste: 'supprimer' | 'reprendre', envoi: Envoi): Promise<undefined> =>
      faire(acteur, numero, geste, envoi),

    /**
     * Submits for validation: the circuit of the entity and amount is fixed now, everyone who can act is written to.
     * When nobody can, it is refused with the names of whom to ask. Answers who was asked, and whether he himself may validate.
     */
    soumettre: (
      acteur: Collaborateur,
      numero: string,
      envoi: Envoi,
    ): Promise<{ readonly noms: readonly string[]; readonly lui: boolean }> =>
      faire(acteur, numero, 'soumettre', envoi, async ({ tx, vue, move }) => {
        const { validations, propreValidation } = await findCircuitPour(tx, vue.entite_id, vue.montant);
        const tour = vue.tour + 1;
        await move(
          sql`, tour = ${tour}, validations_faites = 0, validations_requises = ${validations},
            propre_validation = ${propreValidation}, soumise_le = ${clock()}`,
        );
        const { attentes, courriels } = await courrielsAValider(tx, [{ ...vue, tour, validations_faites: 0 }]);
        if (attentes.length < validations) throw await pasAssez(tx, attentes.length, validations);
        const noms = attentes.map(({ nom }) => nom);
        return { details: { valideurs: noms }, courriels, valeur: { noms, lui: attentes.some(({ id }) => id === acteur.id) } };
      }),

    /** Refuses for good, or sends back to the requester with the validations of this round void: with a reason, told by mail. */
    repondre: (acteur: Collaborateur, numero: string, geste: 'refuser' | 'renvoyer', envoi: Envoi): Promise<undefined> =>
      faire(acteur, numero, geste, envoi, async ({ vue }) => ({
        courriels: [courrielReponse(vue, geste === 'refuser' ? 'demande_refusee' : 'demande_renvoyee', envoi.mots ?? '')],
      })),
  };
}

/** Too few can validate: the names of whom to ask. */
async function pasAssez(tx: Tx, count: number, requises: number): Promise<Refus> {
  const administrateurs = (await listAdministrateurs(tx)).map(({ nom }) => nom).join(', ');
  return conflit(count === 0 ? 'demandes.refus.personne' : 'demandes.refus.pas_assez', { administrateurs, requises, count });
}

/** Files are stored before anything is locked. */
export const deposer = (acteur: Collaborateur, fichiers: readonly NouveauFichier[], clock: Clock) => (tx: Tx) =>
  storeFichiers(tx, acteur, fichiers, clock());

type Reponse = 'demande_refusee' | 'demande_renvoyee';

const courrielReponse = (vue: DemandeVue, gabarit: Reponse, commentaire: string): Courriel => ({
  evenement: `demande ${vue.id} ${gabarit} ${vue.tour}`,
  destinataire: vue.saisi_par_email,
  langue: vue.saisi_par_langue,
  gabarit,
  donnees: {
    numero: vue.numero,
    beneficiaire: vue.beneficiaire,
    entite: vue.entite,
    montant: vue.montant,
    devise: vue.devise,
    commentaire,
    chemin: chemins.demande({ numero: vue.numero }),
  },
});
