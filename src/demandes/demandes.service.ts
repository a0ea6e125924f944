/** The life of a demande up to its validation: written, changed, submitted, sent back. Owns the transactions. */
import { courrielsAValider } from '../circuits/a-valider.js';
import { administrateurs, circuitPour, valideursDe } from '../circuits/circuits.repository.js';
import { ecrireCourriels, type Courriel } from '../courriels/courriels.repository.js';
import { chemins } from '../chemins.js';
import { lire as lireFichier, type Fichier, type NouveauFichier } from '../documents/fichiers.js';
import { sql, type Database, type Sql, type Tx } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { conflit, interdit, introuvable } from '../kit/errors.js';
import { journaliser, type Ecriture, type Evenement, type Origine } from '../journal/journal.js';
import { evenementLu, type EvenementLu } from '../journal/chronologie.sql.js';
import type { Criteres } from '../recherche/criteres.js';
import { scopeOf, type Collaborateur } from '../session/acteur.js';
import { numeroter, type EtatDemande, type NomGeste } from './demande.js';
import * as depot from './demandes.repository.js';
import type { Contenu, DemandeVue } from './demandes.repository.js';
import { attendValidation, empechement } from './situation.js';
import { ajouterPieces, copierPieces, pieceDe, retirerPiece } from './pieces.repository.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly reveiller: (travail: 'courriels') => void;
}

/** A demande as one person sees it, and whom to ask when he may not validate it. */
interface DemandeConsultee {
  readonly vue: DemandeVue;
  readonly evenements: Evenement[];
  readonly valideurs: readonly string[];
  readonly administrateurs: readonly string[];
}

export type DemandesService = ReturnType<typeof createDemandesService>;

const NON_ADMIS: Partial<Record<string, 403>> = { 'demandes.refus.profil': 403 };

export function createDemandesService({ db, clock, reveiller }: Deps) {
  /** The demande under lock, if this person may do this now; refused in words otherwise. */
  async function prendre(tx: Tx, acteur: Collaborateur, numero: string, geste: NomGeste): Promise<DemandeVue> {
    await tx.run(sql`select id from demande where compte_id = ${acteur.compteId} and numero = ${numero} for no key update`);
    const vue = await depot.trouver(tx, acteur, numero);
    if (!vue) throw introuvable();
    const raison = empechement(geste, vue);
    if (raison) throw NON_ADMIS[raison] ? interdit(raison) : conflit(raison);
    return vue;
  }

  const noter = (tx: Tx, acteur: Collaborateur, origine: Origine, ecriture: Ecriture) =>
    journaliser(tx, { acteur, compteId: acteur.compteId, origine, le: clock() }, [ecriture]);

  async function deplacer(tx: Tx, vue: DemandeVue, vers: EtatDemande, extra?: Sql): Promise<void> {
    if ((await depot.changerEtat(tx, vue, vers, extra)) === 0) throw conflit('demandes.refus.changee');
  }

  /** A new demande of some content; its number is never used again. */
  async function creer(tx: Tx, acteur: Collaborateur, contenu: Contenu): Promise<{ id: number; numero: string }> {
    const annee = Number(today(clock).slice(0, 4));
    const rang = await depot.prendreRang(tx, annee);
    const numero = numeroter('D', annee, rang);
    return { id: await depot.inserer(tx, acteur, contenu, { numero, annee, rang }, clock()), numero };
  }

  return {
    /** Saves a demande as Créée with its documents; answers its number. */
    enregistrer: (acteur: Collaborateur, contenu: Contenu, fichiers: readonly NouveauFichier[], origine: Origine): Promise<string> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const { id, numero } = await creer(tx, acteur, contenu);
        await ajouterPieces(tx, acteur, id, fichiers, clock());
        await noter(tx, acteur, origine, { acte: 'creer', demandeId: id });
        return numero;
      }),

    /** Writes new content over a demande Créée, as it was at `version`. */
    modifier: (
      acteur: Collaborateur,
      numero: string,
      version: number,
      contenu: Contenu,
      fichiers: readonly NouveauFichier[],
      origine: Origine,
    ): Promise<void> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const vue = await prendre(tx, acteur, numero, 'modifier');
        if (vue.version !== version || (await depot.remplacer(tx, vue.id, version, contenu)) === 0) throw conflit('demandes.refus.changee');
        await ajouterPieces(tx, acteur, vue.id, fichiers, clock());
        await noter(tx, acteur, origine, { acte: 'modifier', demandeId: vue.id, details: { avant: vue.valeurs, apres: contenu.valeurs } });
      }),

    /** A copy, Créée, of any demande that is seen; dates and documents come along. */
    dupliquer: (acteur: Collaborateur, numero: string, origine: Origine): Promise<string> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const vue = await depot.trouver(tx, acteur, numero);
        if (!vue) throw introuvable();
        if (!vue.mes_profils?.includes('saisisseur')) throw interdit('demandes.refus.profil');
        const copie = await creer(tx, acteur, contenuDe(vue));
        await copierPieces(tx, acteur, vue.id, copie.id, clock());
        await noter(tx, acteur, origine, { acte: 'creer', demandeId: copie.id, details: { copie: numero } });
        return copie.numero;
      }),

    supprimer: (acteur: Collaborateur, numero: string, origine: Origine): Promise<void> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const vue = await prendre(tx, acteur, numero, 'supprimer');
        await deplacer(tx, vue, 'supprimee');
        await noter(tx, acteur, origine, { acte: 'supprimer', demandeId: vue.id });
      }),

    /**
     * Submits for validation: the circuit of the entity and amount is fixed now, everyone who can act is written to.
     * When nobody can, it is refused with the names of whom to ask.
     */
    soumettre: (acteur: Collaborateur, numero: string, origine: Origine): Promise<void> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const vue = await prendre(tx, acteur, numero, 'soumettre');
        const { validations, propreValidation } = await circuitPour(tx, vue.entite_id, vue.montant);
        const le = clock();
        const tour = vue.tour + 1;
        await deplacer(
          tx,
          vue,
          'a_valider',
          sql`, tour = ${tour}, validations_faites = 0, validations_requises = ${validations},
          propre_validation = ${propreValidation}, soumise_le = ${le}`,
        );
        const attentes = await courrielsAValider(tx, acteur.compteId, [{ ...vue, tour, validations_faites: 0 }], le);
        if (attentes.length < validations) {
          const aides = (await administrateurs(tx)).map(({ nom }) => nom).join(', ');
          throw conflit(attentes.length === 0 ? 'demandes.refus.personne' : 'demandes.refus.pas_assez', {
            administrateurs: aides,
            requises: validations,
            count: attentes.length,
          });
        }
        await noter(tx, acteur, origine, { acte: 'soumettre', demandeId: vue.id, details: { valideurs: attentes.map(({ nom }) => nom) } });
        tx.afterCommit(() => reveiller('courriels'));
      }),

    /** Refuses for good, with a reason. */
    refuser: (acteur: Collaborateur, numero: string, motif: string, origine: Origine): Promise<void> =>
      repondre(acteur, numero, { geste: 'refuser', vers: 'refusee', gabarit: 'demande_refusee', commentaire: motif, origine }),

    /** Sends back to the requester, with a comment; validations of this round are void. */
    renvoyer: (acteur: Collaborateur, numero: string, commentaire: string, origine: Origine): Promise<void> =>
      repondre(acteur, numero, { geste: 'renvoyer', vers: 'creee', gabarit: 'demande_renvoyee', commentaire, origine }),

    /** The requester takes it back while nobody has validated it. */
    reprendre: (acteur: Collaborateur, numero: string, origine: Origine): Promise<void> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const vue = await prendre(tx, acteur, numero, 'reprendre');
        await deplacer(tx, vue, 'creee');
        await noter(tx, acteur, origine, { acte: 'reprendre', demandeId: vue.id });
      }),

    /** One demande with its timeline, as this person sees it. */
    async consulter(acteur: Collaborateur, numero: string): Promise<DemandeConsultee> {
      const [vue] = await db.rows<DemandeVue & { readonly evenements: readonly EvenementLu[] }>(
        scopeOf(acteur),
        depot.consultee(acteur, numero),
      );
      if (!vue) throw introuvable();
      // Whom to ask is only needed by a valideur who is stopped.
      const arrete = attendValidation(vue) && empechement('valider', vue) !== undefined;
      const [valideurs, aides] = arrete ? await db.read(scopeOf(acteur), (tx) => quiPeut(tx, vue.id)) : [[], []];
      return { vue, evenements: vue.evenements.map(evenementLu), valideurs, administrateurs: aides };
    },

    /** A page of the list with the totals of the whole result. */
    rechercher: (acteur: Collaborateur, criteres: Criteres) =>
      db.read(scopeOf(acteur), async (tx) => {
        const [lignes, totaux] = await Promise.all([depot.page(tx, acteur, criteres), depot.totaux(tx, acteur, criteres)]);
        return { lignes, totaux };
      }),

    /** The whole result, by batches, for a workbook. */
    exporter: (acteur: Collaborateur, criteres: Criteres) => db.stream<depot.LigneDemande>(scopeOf(acteur), depot.toutes(acteur, criteres)),

    async ajouterPieces(acteur: Collaborateur, numero: string, fichiers: readonly NouveauFichier[], origine: Origine): Promise<void> {
      await db.transaction(scopeOf(acteur), async (tx) => {
        const vue = await prendre(tx, acteur, numero, 'modifier');
        await ajouterPieces(tx, acteur, vue.id, fichiers, clock());
        await noter(tx, acteur, origine, {
          acte: 'piece_ajoutee',
          demandeId: vue.id,
          commentaire: fichiers.map(({ nom }) => nom).join(', '),
        });
      });
    },

    async retirerPiece(acteur: Collaborateur, numero: string, pieceId: number, origine: Origine): Promise<void> {
      await db.transaction(scopeOf(acteur), async (tx) => {
        const vue = await prendre(tx, acteur, numero, 'modifier');
        if ((await retirerPiece(tx, vue.id, pieceId)) === 0) throw introuvable();
        await noter(tx, acteur, origine, { acte: 'piece_retiree', demandeId: vue.id });
      });
    },

    /** The bytes of a document of a demande that is seen. */
    async piece(acteur: Collaborateur, numero: string, pieceId: number): Promise<Fichier> {
      const fichier = await db.read(scopeOf(acteur), async (tx) => {
        const vue = await depot.trouver(tx, acteur, numero);
        const id = vue && (await pieceDe(tx, vue.id, pieceId));
        return id ? lireFichier(tx, id) : undefined;
      });
      if (!fichier) throw introuvable();
      return fichier;
    },
  };

  async function repondre(
    acteur: Collaborateur,
    numero: string,
    reponse: { geste: 'refuser' | 'renvoyer'; vers: EtatDemande; gabarit: string; commentaire: string; origine: Origine },
  ): Promise<void> {
    const { geste, vers, gabarit, commentaire, origine } = reponse;
    await db.transaction(scopeOf(acteur), async (tx) => {
      const vue = await prendre(tx, acteur, numero, geste);
      await deplacer(tx, vue, vers);
      await noter(tx, acteur, origine, { acte: geste, demandeId: vue.id, commentaire });
      await ecrireCourriels(tx, acteur.compteId, [courrielReponse(vue, gabarit, commentaire)], clock());
      tx.afterCommit(() => reveiller('courriels'));
    });
  }
}

/** Names of those who may validate a demande, or failing them of the administrators. */
async function quiPeut(tx: Tx, demandeId: number): Promise<readonly [valideurs: string[], administrateurs: string[]]> {
  const valideurs = await valideursDe(tx, [demandeId]);
  const aides = valideurs.length === 0 ? await administrateurs(tx) : [];
  return [valideurs.map(({ nom }) => nom), aides.map(({ nom }) => nom)];
}

const courrielReponse = (vue: DemandeVue, gabarit: string, commentaire: string): Courriel => ({
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

/** The content of a demande, as it would be written again. */
export const contenuDe = (vue: DemandeVue): Contenu => ({
  entiteId: vue.entite_id,
  autorisationId: vue.autorisation_id,
  produit: vue.produit,
  typeCredit: vue.type_credit,
  texteId: vue.texte_id,
  devise: vue.devise,
  valeurs: vue.valeurs,
});
