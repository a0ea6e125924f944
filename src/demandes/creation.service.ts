/** How a demande comes to be: saved in place of its draft, or copied from another. Owns the transactions. */
import type { NouveauFichier } from '../documents/fichiers.sql.js';
import type { createConsigner } from '../journal/consigner.js';
import type { Database, Tx } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { interdit, introuvable } from '../kit/errors.js';
import { scopeOf, type Collaborateur, type Origine } from '../droits/acteur.js';
import { closeBrouillon } from './brouillons.sql.js';
import type { Contenu } from './contenu.js';
import * as repository from './demandes.repository.js';
import { copyPieces, insertPieces, storeFichiers } from './pieces.repository.js';
import { profilsDe, type DemandeVue } from './situation.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly consigner: ReturnType<typeof createConsigner>;
}

export function createCreationDemandes({ db, clock, consigner }: Deps) {
  /** A new demande of some content; its number is never used again. Its insurer's other writers wait for it from here on. */
  const creer = (tx: Tx, acteur: Collaborateur, contenu: Contenu) =>
    repository.insert(tx, acteur, contenu, Number(today(clock).slice(0, 4)), clock());

  return {
    /** Saves a demande as Créée with its documents, in place of its draft; answers its number. */
    enregistrer: (
      acteur: Collaborateur,
      contenu: Contenu,
      fichiers: readonly NouveauFichier[],
      origine: Origine,
      brouillon?: string,
    ): Promise<string> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const deposes = await storeFichiers(tx, acteur, fichiers, clock());
        const { id, numero } = await creer(tx, acteur, contenu);
        tx.last(insertPieces(tx, acteur, id, deposes));
        if (brouillon) tx.last(closeBrouillon(tx, acteur, brouillon, numero));
        tx.last(consigner(tx, [creation(acteur, origine, { id })]));
        return numero;
      }),

    /** A copy, Créée, of any demande that is seen; dates and documents come along. */
    dupliquer: (acteur: Collaborateur, numero: string, origine: Origine): Promise<string> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const vue = await repository.find(tx, acteur, numero);
        if (!vue) throw introuvable();
        if (!profilsDe(vue).includes('saisisseur')) throw interdit('demandes.refus.profil');
        const fichiers = await copyPieces(tx, acteur, vue.id, clock());
        const copie = await creer(tx, acteur, contenuDe(vue));
        tx.last(insertPieces(tx, acteur, copie.id, fichiers));
        tx.last(consigner(tx, [creation(acteur, origine, { id: copie.id, details: { copie: numero } })]));
        return copie.numero;
      }),
  };
}

const creation = (acteur: Collaborateur, origine: Origine, demande: { id: number; details?: object }) => ({
  acteur,
  origine,
  acte: 'creer',
  sujet: 'demande' as const,
  sujetId: demande.id,
  version: 1,
  details: { ...demande.details },
});

/** The content of a demande, as it would be written again. */
const contenuDe = (vue: DemandeVue): Contenu => ({
  entiteId: vue.entite_id,
  autorisationId: vue.autorisation_id,
  produit: vue.produit,
  typeCredit: vue.type_credit,
  texteId: vue.texte_id,
  devise: vue.devise,
  valeurs: vue.valeurs,
});
