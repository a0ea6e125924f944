/** Validating, one or five hundred at a time: the same way for both. */
import { sqlState, type Database, type Tx } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { answer, claim, takeKey, withKey, type KeyedForm } from '../kit/idempotence.js';
import { createLanes } from '../kit/lanes.js';
import { courrielsAValider } from '../circuits/a-valider.service.js';
import { DEMANDE } from '../demandes/demande.js';
import { listVues, type Regard } from '../demandes/vues.sql.js';
import { situationDe } from '../demandes/situation.js';
import { readMots } from '../gestes/faire.js';
import { createConsigner } from '../journal/consigner.js';
import { scopeOf, type Collaborateur, type Origine } from '../droits/acteur.js';
import { faitsDeLaDecision } from './consignation.js';
import { decider, type Decision } from './validation.js';
import {
  updateDemandes,
  insertCautions,
  needsProof,
  listFaits,
  insertValidations,
  listPlaces,
  takeOnLignes,
  lock,
} from './validations.repository.js';

/** What became of one demande. */
export interface ResultatValidation {
  readonly numero: string;
  readonly issue: Decision['issue'] | 'inconnue';
  /** Message key, when nothing was done. */
  readonly raison?: string;
  readonly caution?: string;
  readonly effective?: boolean;
}

/** A demande as the page showed it to whoever validates it. */
export interface ChoixValidation {
  readonly numero: string;
  readonly version: number;
}

/** One demande that somebody asks to validate. */
interface Voeu extends Regard, ChoixValidation {
  readonly par: Collaborateur;
  readonly origine: Origine;
  readonly commentaire: string;
}

/** Demandes validated in one transaction, when several people ask at once. */
const TAILLE = 500;

/** What one person asks for at once, and the key of his form. */
interface Lot {
  readonly voeux: readonly Voeu[];
  readonly envoi: KeyedForm | undefined;
}

/** Two people's wishes go together unless they are about the same demande: the second must see what the first did. */
function ensemble(choisis: readonly Lot[], suivant: Lot): boolean {
  const pris = new Set(choisis.flatMap(({ voeux }) => voeux).map(({ numero }) => numero));
  return pris.size + suivant.voeux.length <= TAILLE && suivant.voeux.every(({ numero }) => !pris.has(numero));
}

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  /** Called after the commit: mails to send, acts to seal. */
  readonly reveiller: (travail: 'courriels' | 'actes') => void;
}

export type ValidationsService = ReturnType<typeof createValidationsService>;

export function createValidationsService({ db, clock, reveiller }: Deps) {
  const consigner = createConsigner({ clock, reveiller });

  const lire = async (tx: Tx, compteId: number, voeux: readonly (Regard & ChoixValidation)[], verrou: boolean) => {
    const jour = today(clock);
    const numeros = voeux.map(({ numero }) => numero);
    // Sent together: the locks first, so that what follows is read under them.
    const [places, vues, faits] = await Promise.all([
      verrou ? lock(tx, compteId, numeros) : listPlaces(tx, compteId, numeros),
      listVues(tx, compteId, voeux),
      listFaits(tx, compteId, numeros, jour),
    ]);
    const verrouillees = new Set(places.filter(({ genre }) => genre === 'autorisation').map(({ id }) => id));
    return decider(
      vues,
      faits.filter(({ autorisation_id }) => verrouillees.has(autorisation_id)),
      places,
      jour,
      new Map(voeux.map(({ numero, version }) => [numero, version])),
    );
  };

  /** What several people ask for at once is done in one transaction: a busy line is locked once for all of them. */
  const files = createLanes(validerEnsemble, ensemble);

  return {
    /** What a validation of these demandes would do now, for the confirmation page; nothing is changed. */
    prevoir: (acteur: Collaborateur, choix: readonly ChoixValidation[]): Promise<Decision[]> =>
      db.read(scopeOf(acteur), (tx) =>
        lire(
          tx,
          acteur.compteId,
          choix.map((un) => ({ ...un, par: acteur })),
          false,
        ),
      ),

    /** True when validating these, as far as this person sees them, must be preceded by a proof of who he is. */
    demandePreuve: (acteur: Collaborateur, numeros: readonly string[]): Promise<boolean> =>
      db.read(scopeOf(acteur), async (tx) => {
        const vues = await listVues(
          tx,
          acteur.compteId,
          numeros.map((numero) => ({ numero, par: acteur })),
        );
        return needsProof(
          tx,
          acteur,
          vues.map(({ id }) => id),
        );
      }),

    /**
     * Validates each demande that this person may validate now, and transmits those for which it is the last validation: control,
     * caution, ledger, journal and mails in one transaction. Sent again, it changes nothing more. One result a number, in their order.
     */
    async valider(
      acteur: Collaborateur,
      choix: readonly ChoixValidation[],
      origine: Origine,
      commentaire = '',
    ): Promise<readonly ResultatValidation[]> {
      const uniques = [...new Map(choix.map((un) => [un.numero, un])).values()];
      const mots = readMots(DEMANDE.gestes.valider.exige, commentaire);
      const lot = { voeux: uniques.map((un) => ({ ...un, par: acteur, origine, commentaire: mots })), envoi: takeKey() };
      // The transaction may be shared with others: each answers its own key in it.
      return withKey(undefined, () => files.add(acteur.compteId, lot)).catch((error: unknown) => {
        // The primary key of validation: the same person, twice at the same instant.
        if (sqlState(error) !== '23505') throw error;
        return uniques.map(({ numero }) => ({ numero, issue: 'refusee', raison: 'gestes.perimee' }));
      });
    },
  };

  function validerEnsemble(compteId: number, lots: readonly Lot[]): Promise<ResultatValidation[][]> {
    return db.transaction({ compte: compteId }, async (tx) => {
      const envois = lots.flatMap(({ envoi }) => envoi ?? []);
      const reponses = new Map((await claim(tx, envois, clock())).map((reponse, i) => [envois[i], reponse]));
      const nouveaux = lots.filter(({ envoi }) => !envoi || !reponses.get(envoi));
      const voeux = nouveaux.flatMap((lot) => lot.voeux);
      const resultats = voeux.length > 0 ? await appliquer(tx, compteId, voeux, await lire(tx, compteId, voeux, true)) : [];
      const parNumero = new Map(resultats.map((resultat) => [resultat.numero, resultat]));
      const issueDe = ({ voeux: siens }: Lot) =>
        siens.map(({ numero }) => parNumero.get(numero) ?? { numero, issue: 'inconnue' as const, raison: 'erreurs.introuvable' });
      await answer(
        tx,
        nouveaux.flatMap((lot) => (lot.envoi ? [{ envoi: lot.envoi, valeur: issueDe(lot) }] : [])),
      );
      return lots.map((lot) => (lot.envoi && (reponses.get(lot.envoi)?.valeur as ResultatValidation[] | undefined)) ?? issueDe(lot));
    });
  }

  async function appliquer(
    tx: Tx,
    compteId: number,
    voeux: readonly Voeu[],
    decisions: readonly Decision[],
  ): Promise<ResultatValidation[]> {
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
      insertValidations(tx, compteId, faites, le),
      updateDemandes(
        tx,
        faites.map(({ demande }) => ({ demande, vers: DEMANDE.suite('valider', situationDe(demande)) })),
        le,
      ),
      transmissions.length > 0 ? insertCautions(tx, compteId, transmissions, annee, le) : [],
    ]);
    if (avancees !== faites.length) throw new Error(`${faites.length} demandes to move on, ${avancees} moved`);
    const cautionDe = new Map(cautions.map((caution) => [caution.demande_id, caution]));
    const effectives = transmissions.filter(({ effective }) => effective);
    const intermediaires = faites
      .filter(({ decision }) => decision.issue === 'validee')
      .map(({ demande }) => ({ ...demande, validations_faites: demande.validations_faites + 1 }));
    const { courriels } = intermediaires.length > 0 ? await courrielsAValider(tx, intermediaires) : { courriels: [] };

    await Promise.all([
      effectives.length > 0 ? takeOnLignes(tx, compteId, effectives, le) : 0,
      consigner(
        tx,
        faites.flatMap(({ decision, par, origine, commentaire }, i) =>
          faitsDeLaDecision(decision, cautionDe, commentaire, i === 0 ? courriels : []).map((fait) => ({ acteur: par, origine, ...fait })),
        ),
      ),
    ]);
    if (effectives.length > 0) tx.afterCommit(() => reveiller('actes'));

    return decisions.map((decision): ResultatValidation => {
      const { demande, issue } = decision;
      if (issue === 'refusee') return { numero: demande.numero, issue, raison: decision.raison };
      if (issue === 'validee') return { numero: demande.numero, issue };
      return { numero: demande.numero, issue, caution: cautionDe.get(demande.id)?.numero, effective: decision.effective };
    });
  }
}
