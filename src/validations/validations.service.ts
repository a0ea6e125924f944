/** Validating, one or five hundred at a time: the same way for both. */
import { sqlState, type Database, type Tx } from '../kit/database.js';
import { today, type Clock, type Day } from '../kit/dates.js';
import { answer, claim, takeKey, withKey, type KeyedForm } from '../kit/idempotence.js';
import { createLanes } from '../kit/lanes.js';
import { DEMANDE } from '../demandes/demande.js';
import { listVues, type Regard } from '../demandes/vues.sql.js';
import { readMots } from '../gestes/faire.js';
import { scopeOf, type Collaborateur, type Origine } from '../droits/acteur.js';
import { createWriter, type ChoixValidation, type Voeu } from './ecriture.service.js';
import { decider, type Decision } from './validation.js';
import { listCautions, listFaits, listPlaces, lock, needsProof } from './validations.repository.js';

/** What became of one demande. */
export interface ResultatValidation {
  readonly numero: string;
  readonly issue: Decision['issue'] | 'inconnue';
  /** Message key, when nothing was done. */
  readonly raison?: string;
  readonly caution?: string;
  readonly effective?: boolean;
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

export function createValidationsService({ db, clock, reveiller }: Deps) {
  const ecrire = createWriter({ clock, reveiller });

  /** What several people ask for at once is done in one transaction: a busy line is locked once for all of them. */
  const files = createLanes(validerEnsemble, ensemble);

  return {
    /** What a validation of these demandes would do now, for the confirmation page; nothing is changed. */
    prevoir: (acteur: Collaborateur, choix: readonly ChoixValidation[]): Promise<Decision[]> =>
      db.read(scopeOf(acteur), (tx) => {
        const voeux = choix.map((un) => ({ ...un, par: acteur }));
        return lire(tx, acteur.compteId, voeux, today(clock), false);
      }),

    /** True when validating these, as far as this person sees them, must be preceded by a proof of who he is. */
    demandePreuve: (acteur: Collaborateur, numeros: readonly string[]): Promise<boolean> =>
      db.read(scopeOf(acteur), async (tx) => {
        const regards = numeros.map((numero) => ({ numero, par: acteur }));
        const ids = (await listVues(tx, acteur.compteId, regards)).map(({ id }) => id);
        return needsProof(tx, acteur, ids);
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

  /** The numbers of the cautions are known once all is committed: a result is kept and read without them, and completed at the end. */
  async function validerEnsemble(compteId: number, lots: readonly Lot[]): Promise<ResultatValidation[][]> {
    const { issues, creees, connues } = await db.transaction({ compte: compteId }, async (tx) => {
      const envois = lots.flatMap(({ envoi }) => envoi ?? []);
      const reponses = new Map(
        (await claim(tx, envois, clock())).map((reponse, i) => [envois[i], reponse?.valeur as ResultatValidation[] | undefined]),
      );
      const dejaFaits = [...reponses.values()].flatMap((siens) => siens ?? []).map(({ numero }) => numero);
      const connues = dejaFaits.length > 0 ? await listCautions(tx, compteId, dejaFaits) : undefined;
      const nouveaux = lots.filter(({ envoi }) => !envoi || !reponses.get(envoi));
      const voeux = nouveaux.flatMap((lot) => lot.voeux);
      const decisions = voeux.length > 0 ? await lire(tx, compteId, voeux, today(clock), true) : [];
      const creees = await ecrire(tx, compteId, voeux, decisions);
      const parNumero = new Map(decisions.map((decision) => [decision.demande.numero, resultatDe(decision)]));
      const issueDe = ({ voeux: siens }: Lot): ResultatValidation[] =>
        siens.map(({ numero }) => parNumero.get(numero) ?? { numero, issue: 'inconnue', raison: 'erreurs.introuvable' });
      tx.last(
        answer(
          tx,
          nouveaux.flatMap((lot) => (lot.envoi ? [{ envoi: lot.envoi, valeur: issueDe(lot) }] : [])),
        ),
      );
      return { issues: lots.map((lot) => (lot.envoi && reponses.get(lot.envoi)) ?? issueDe(lot)), creees, connues };
    });
    const cautions = new Map([...(connues ?? []), ...(await creees())]);
    return issues.map((siens) => siens.map((resultat) => ({ ...resultat, caution: cautions.get(resultat.numero) })));
  }
}

/** What became of a demande, but for the number of its caution. */
function resultatDe(decision: Decision): ResultatValidation {
  const { demande, issue } = decision;
  if (issue === 'refusee') return { numero: demande.numero, issue, raison: decision.raison };
  if (issue === 'validee') return { numero: demande.numero, issue };
  return { numero: demande.numero, issue, effective: decision.effective };
}

/** What each of these would become; under the locks of what they touch where `verrou`. */
async function lire(
  tx: Tx,
  compteId: number,
  voeux: readonly (Regard & ChoixValidation)[],
  jour: Day,
  verrou: boolean,
): Promise<Decision[]> {
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
}
