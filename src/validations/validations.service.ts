/** Validating, one or five hundred at a time: the same way for both. */
import { ecrireCourriels, type Courriel } from '../courriels/courriels.repository.js';
import type { Database, Tx } from '../kit/database.js';
import { sqlState } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { chemins } from '../chemins.js';
import { courrielsAValider } from '../circuits/a-valider.js';
import { etatApres } from '../demandes/demande.js';
import { trouverPlusieurs, type DemandeVue } from '../demandes/demandes.repository.js';
import { situationDe } from '../demandes/situation.js';
import { journaliser, type Ecriture, type Origine } from '../journal/journal.js';
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

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  /** Called after the commit: mails to send, acts to seal. */
  readonly reveiller: (travail: 'courriels' | 'actes') => void;
}

export type ValidationsService = ReturnType<typeof createValidationsService>;

export function createValidationsService({ db, clock, reveiller }: Deps) {
  const lire = async (tx: Tx, acteur: Collaborateur, numeros: readonly string[], verrou: boolean) => {
    const jour = today(clock);
    // Sent together: the locks first, so that what follows is read under them.
    const [places, vues, faits] = await Promise.all([
      verrou ? verrouiller(tx, acteur, numeros) : placesDe(tx, acteur, numeros),
      trouverPlusieurs(tx, acteur, numeros),
      faitsDe(tx, acteur, numeros, jour),
    ]);
    const verrouillees = new Set(places.filter(({ genre }) => genre === 'autorisation').map(({ id }) => id));
    return decider(
      vues,
      faits.filter(({ autorisation_id }) => verrouillees.has(autorisation_id)),
      places,
      jour,
    );
  };

  return {
    /** What a validation of these demandes would do now, for the confirmation page; nothing is changed. */
    prevoir: (acteur: Collaborateur, numeros: readonly string[]): Promise<Decision[]> =>
      db.read(scopeOf(acteur), (tx) => lire(tx, acteur, numeros, false)),

    /** True when validating these, as far as this person sees them, must be preceded by a proof of who he is. */
    demandePreuve: (acteur: Collaborateur, numeros: readonly string[]): Promise<boolean> =>
      db.read(scopeOf(acteur), async (tx) => {
        const vues = await trouverPlusieurs(tx, acteur, numeros);
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
    async valider(acteur: Collaborateur, numeros: readonly string[], origine: Origine, commentaire = ''): Promise<Resultat[]> {
      const uniques = [...new Set(numeros)];
      const resultats = await db
        .transaction(scopeOf(acteur), async (tx) => {
          const decisions = await lire(tx, acteur, uniques, true);
          return appliquer(tx, acteur, decisions, { origine, commentaire, le: clock() });
        })
        .catch((error: unknown) => {
          // The primary key of validation: the same person, twice at the same instant.
          if (sqlState(error) === '23505') return undefined;
          throw error;
        });
      const parNumero = new Map((resultats ?? []).map((resultat) => [resultat.numero, resultat]));
      const absent = resultats
        ? ({ issue: 'inconnue', raison: 'erreurs.introuvable' } as const)
        : ({ issue: 'refusee', raison: 'demandes.refus.changee' } as const);
      return uniques.map((numero) => parNumero.get(numero) ?? { numero, ...absent });
    },
  };

  async function appliquer(
    tx: Tx,
    acteur: Collaborateur,
    decisions: readonly Decision[],
    { origine, commentaire, le }: { origine: Origine; commentaire: string; le: Date },
  ): Promise<Resultat[]> {
    const faites = decisions.filter((decision) => decision.issue !== 'refusee');
    const transmissions = decisions.filter((decision) => decision.issue === 'transmise');
    const annee = Number(today(clock).slice(0, 4));
    const [, avancees, cautions] = await Promise.all([
      insererValidations(
        tx,
        acteur,
        faites.map(({ demande }) => demande),
        le,
      ),
      avancer(
        tx,
        faites.map(({ demande }) => ({ demande, vers: etatApres('valider', situationDe(demande)) })),
        le,
      ),
      transmissions.length > 0 ? creerCautions(tx, acteur.compteId, transmissions, annee, le) : [],
    ]);
    if (avancees !== faites.length) throw new Error(`${faites.length} demandes to move on, ${avancees} moved`);
    const cautionDe = new Map(cautions.map((caution) => [caution.demande_id, caution]));
    const effectives = transmissions.filter(({ effective }) => effective);
    const intermediaires = faites
      .filter(({ issue }) => issue === 'validee')
      .map(({ demande }) => ({ ...demande, validations_faites: demande.validations_faites + 1 }));

    await Promise.all([
      effectives.length > 0 ? prendreSurLesLignes(tx, acteur.compteId, effectives, le) : 0,
      journaliser(
        tx,
        { acteur, compteId: acteur.compteId, origine, le },
        faites.flatMap((decision) => ecritures(decision, cautionDe, commentaire)),
      ),
      ecrireCourriels(
        tx,
        acteur.compteId,
        transmissions.map((t) => courrielTransmise(t, cautionDe)),
        le,
      ),
      intermediaires.length > 0 ? courrielsAValider(tx, acteur.compteId, intermediaires, le) : undefined,
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
const resume = (demande: DemandeVue, extra: Readonly<Record<string, unknown>>) => ({
  numero: demande.numero,
  beneficiaire: demande.beneficiaire,
  entite: demande.entite,
  nom: demande.saisi_par_nom,
  montant: demande.montant,
  devise: demande.devise,
  ...extra,
});
