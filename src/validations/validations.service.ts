/** Validating, one or five hundred at a time: the same way for both. */
import { ecrireCourriels, type Courriel } from '../courriels/courriels.repository.js';
import type { Database, Tx } from '../kit/database.js';
import { sqlState } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { createLanes } from '../kit/lanes.js';
import { chemins } from '../chemins.js';
import { courrielsAValider } from '../circuits/a-valider.js';
import { etatApres } from '../demandes/demande.js';
import { trouverPlusieurs, type DemandeVue, type Regard } from '../demandes/demandes.repository.js';
import { situationDe } from '../demandes/situation.js';
import { journaliserTous, type Ecriture, type Origine } from '../journal/journal.js';
import { scopeOf, type Collaborateur } from '../session/acteur.js';
import { decider, type Decision } from './validation.js';
import {
  avancer,
  creerCautions,
  demandePreuve,
  faitsDe,
  insererValidations,
  placesDe,
  prendreSurLesLignes,
  verrouiller,
  type CautionCreee,
  type Transmission,
} from './validations.repository.js';

/** What became of one demande. */
export interface Resultat {
  readonly numero: string;
  readonly issue: Decision['issue'] | 'inconnue';
  /** Message key, when nothing was done. */
  readonly raison?: string;
  readonly caution?: string;
  readonly effective?: boolean;
}

/** One demande that somebody asks to validate. */
interface Voeu extends Regard {
  readonly par: Collaborateur;
  readonly origine: Origine;
  readonly commentaire: string;
}

/** Demandes validated in one transaction, when several people ask at once. */
const LOT = 500;

/** Two people's wishes go together unless they are about the same demande: the second must see what the first did. */
function ensemble(choisis: readonly (readonly Voeu[])[], suivant: readonly Voeu[]): boolean {
  const pris = new Set(choisis.flat().map(({ numero }) => numero));
  return pris.size + suivant.length <= LOT && suivant.every(({ numero }) => !pris.has(numero));
}

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  /** Called after the commit: mails to send, acts to seal. */
  readonly reveiller: (travail: 'courriels' | 'actes') => void;
}

export type ValidationsService = ReturnType<typeof createValidationsService>;

export function createValidationsService({ db, clock, reveiller }: Deps) {
  const lire = async (tx: Tx, compteId: number, voeux: readonly Regard[], verrou: boolean) => {
    const jour = today(clock);
    const numeros = voeux.map(({ numero }) => numero);
    // Sent together: the locks first, so that what follows is read under them.
    const [places, vues, faits] = await Promise.all([
      verrou ? verrouiller(tx, compteId, numeros) : placesDe(tx, compteId, numeros),
      trouverPlusieurs(tx, compteId, voeux),
      faitsDe(tx, compteId, numeros, jour),
    ]);
    const verrouillees = new Set(places.filter(({ genre }) => genre === 'autorisation').map(({ id }) => id));
    return decider(
      vues,
      faits.filter(({ autorisation_id }) => verrouillees.has(autorisation_id)),
      places,
      jour,
    );
  };

  /** What several people ask for at once is done in one transaction: a busy line is locked once for all of them. */
  const files = createLanes(validerEnsemble, ensemble);

  return {
    /** What a validation of these demandes would do now, for the confirmation page; nothing is changed. */
    prevoir: (acteur: Collaborateur, numeros: readonly string[]): Promise<Decision[]> =>
      db.read(scopeOf(acteur), (tx) =>
        lire(
          tx,
          acteur.compteId,
          numeros.map((numero) => ({ numero, par: acteur })),
          false,
        ),
      ),

    /** True when validating these, as far as this person sees them, must be preceded by a proof of who he is. */
    demandePreuve: (acteur: Collaborateur, numeros: readonly string[]): Promise<boolean> =>
      db.read(scopeOf(acteur), async (tx) => {
        const vues = await trouverPlusieurs(
          tx,
          acteur.compteId,
          numeros.map((numero) => ({ numero, par: acteur })),
        );
        return demandePreuve(
          tx,
          acteur,
          vues.map(({ id }) => id),
        );
      }),

    /**
     * Validates each demande that this person may validate now, and transmits those for which it is the last validation: control,
     * caution, ledger, journal and mails in one transaction. Sent again, it changes nothing more. One result a number, in their order.
     */
    async valider(acteur: Collaborateur, numeros: readonly string[], origine: Origine, commentaire = ''): Promise<readonly Resultat[]> {
      const uniques = [...new Set(numeros)];
      const voeux = uniques.map((numero) => ({ numero, par: acteur, origine, commentaire }));
      return files.add(acteur.compteId, voeux).catch((error: unknown) => {
        // The primary key of validation: the same person, twice at the same instant.
        if (sqlState(error) !== '23505') throw error;
        return uniques.map((numero) => ({ numero, issue: 'refusee', raison: 'demandes.refus.changee' }));
      });
    },
  };

  async function validerEnsemble(compteId: number, lots: readonly (readonly Voeu[])[]): Promise<Resultat[][]> {
    const voeux = lots.flat();
    const resultats = await db.transaction({ compte: compteId }, async (tx) =>
      appliquer(tx, compteId, voeux, await lire(tx, compteId, voeux, true)),
    );
    const parNumero = new Map(resultats.map((resultat) => [resultat.numero, resultat]));
    return lots.map((lot) =>
      lot.map(({ numero }) => parNumero.get(numero) ?? { numero, issue: 'inconnue', raison: 'erreurs.introuvable' }),
    );
  }

  async function appliquer(tx: Tx, compteId: number, voeux: readonly Voeu[], decisions: readonly Decision[]): Promise<Resultat[]> {
    const le = clock();
    const voeuDe = new Map(voeux.map((voeu) => [voeu.numero, voeu]));
    const faites = decisions
      .filter((decision) => decision.issue !== 'refusee')
      .flatMap((decision) => {
        const voeu = voeuDe.get(decision.demande.numero);
        return voeu ? [{ ...voeu, decision, demande: decision.demande }] : [];
      });
    const transmissions = decisions.filter((decision) => decision.issue === 'transmise');
    const annee = Number(today(clock).slice(0, 4));
    const [, avancees, cautions] = await Promise.all([
      insererValidations(tx, compteId, faites, le),
      avancer(
        tx,
        faites.map(({ demande }) => ({ demande, vers: etatApres('valider', situationDe(demande)) })),
        le,
      ),
      transmissions.length > 0 ? creerCautions(tx, compteId, transmissions, annee, le) : [],
    ]);
    if (avancees !== faites.length) throw new Error(`${faites.length} demandes to move on, ${avancees} moved`);
    const cautionDe = new Map(cautions.map((caution) => [caution.demande_id, caution]));
    const effectives = transmissions.filter(({ effective }) => effective);
    const intermediaires = faites
      .filter(({ decision }) => decision.issue === 'validee')
      .map(({ demande }) => ({ ...demande, validations_faites: demande.validations_faites + 1 }));

    await Promise.all([
      effectives.length > 0 ? prendreSurLesLignes(tx, compteId, effectives, le) : 0,
      journaliserTous(
        tx,
        faites.flatMap(({ decision, par, origine, commentaire }) =>
          ecritures(decision, cautionDe, commentaire).map((ecriture) => ({ acteur: par, compteId, origine, le, ...ecriture })),
        ),
      ),
      ecrireCourriels(
        tx,
        compteId,
        transmissions.map((t) => courrielTransmise(t, cautionDe)),
        le,
      ),
      intermediaires.length > 0 ? courrielsAValider(tx, compteId, intermediaires, le) : undefined,
    ]);
    tx.afterCommit(() => reveiller('courriels'));
    if (effectives.length > 0) tx.afterCommit(() => reveiller('actes'));

    return decisions.map((decision): Resultat => {
      const { demande, issue } = decision;
      if (issue === 'refusee') return { numero: demande.numero, issue, raison: decision.raison };
      if (issue === 'validee') return { numero: demande.numero, issue };
      return { numero: demande.numero, issue, caution: cautionDe.get(demande.id)?.numero, effective: decision.effective };
    });
  }
}

function ecritures(
  decision: Exclude<Decision, { issue: 'refusee' }>,
  cautionDe: ReadonlyMap<number, CautionCreee>,
  commentaire: string,
): Ecriture[] {
  const { demande } = decision;
  const caution = cautionDe.get(demande.id);
  const validation: Ecriture = {
    acte: 'valider',
    demandeId: demande.id,
    cautionId: caution?.id,
    commentaire,
    details: { rang: demande.validations_faites + 1, sur: demande.validations_requises },
  };
  if (decision.issue === 'validee') return [validation];
  const echecs = decision.controle.filter(({ conforme }) => !conforme).length;
  return [
    validation,
    {
      acte: decision.effective ? 'caution_effective' : 'caution_en_attente',
      demandeId: demande.id,
      cautionId: caution?.id,
      details: { caution: caution?.numero, regles: decision.controle.length, echecs },
    },
  ];
}

function courrielTransmise({ demande, effective }: Transmission, cautionDe: ReadonlyMap<number, CautionCreee>): Courriel {
  const caution = cautionDe.get(demande.id)?.numero ?? '';
  return {
    evenement: `demande ${demande.id} transmise`,
    destinataire: demande.saisi_par_email,
    langue: demande.saisi_par_langue,
    gabarit: effective ? 'caution_effective' : 'caution_en_attente',
    donnees: resume(demande, { caution, chemin: chemins.caution({ numero: caution }) }),
  };
}

/** What every mail about a demande says of it. */
const resume = <Extra extends object>(demande: DemandeVue, extra: Extra) => ({
  numero: demande.numero,
  beneficiaire: demande.beneficiaire,
  entite: demande.entite,
  nom: demande.saisi_par_nom,
  montant: demande.montant,
  devise: demande.devise,
  ...extra,
});
