/** Validating, one or five hundred at a time: the same way for both. */
import type { Database } from '../kit/database.js';
import { answer, claim, takeKey, withKey, type KeyedForm } from '../kit/idempotence.js';
import { createLanes } from '../kit/lanes.js';
import { isRowFault } from '../kit/savepoint.js';
import { DEMANDE } from '../demandes/demande.js';
import { listVues } from '../demandes/vues.sql.js';
import { readMots } from '../gestes/faire.js';
import { scopeOf, type Collaborateur, type Origine } from '../droits/acteur.js';
import type { ChoixValidation, Voeu } from './ecriture.service.js';
import { createExecution, type ExecutionDeps, type ResultatValidation } from './execution.service.js';
import type { Conclue, Decision } from './validation.js';
import { findSuivante, listCautions, listConclues, needsProof } from './validations.repository.js';

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

interface Deps extends ExecutionDeps {
  readonly db: Database;
}

/** What comes after a decision. */
const createSuites = (db: Database) => ({
  /** What a page says of these demandes once it was decided on them. */
  conclues: (acteur: Collaborateur, numeros: readonly string[]): Promise<Conclue[]> =>
    db.read(scopeOf(acteur), (tx) => listConclues(tx, acteur, numeros)),

  /** The next demande that waits for this person, after one of that number; undefined when none does. */
  suivante: (acteur: Collaborateur, numero: string): Promise<{ readonly numero: string; readonly beneficiaire: string } | undefined> =>
    db.read(scopeOf(acteur), (tx) => findSuivante(tx, acteur, numero)),
});

export type ValidationsService = ReturnType<typeof createValidationsService>;

export function createValidationsService({ db, ...deps }: Deps) {
  const { clock } = deps;
  const { lire, enUneFois, parMoities } = createExecution(deps);

  /** What several people ask for at once is done in one transaction: a busy line is locked once for all of them. */
  const files = createLanes(validerEnsemble, ensemble);

  return {
    /** What a validation of these demandes would do now, for the confirmation page; nothing is changed. */
    prevoir: (acteur: Collaborateur, choix: readonly ChoixValidation[]): Promise<Decision[]> =>
      db.read(scopeOf(acteur), (tx) => {
        const voeux = choix.map((un) => ({ ...un, par: acteur }));
        return lire(tx, acteur.compteId, voeux, { verrou: false });
      }),

    ...createSuites(db),

    /** True when validating these, as far as this person sees them, must be preceded by a proof of who he is. */
    demandePreuve: (acteur: Collaborateur, numeros: readonly string[]): Promise<boolean> =>
      db.read(scopeOf(acteur), async (tx) => {
        const regards = numeros.map((numero) => ({ numero, par: acteur }));
        const ids = (await listVues(tx, acteur.compteId, regards)).map(({ id }) => id);
        return needsProof(tx, acteur, ids);
      }),

    /**
     * Validates each demande that this person may validate now, and transmits those for which it is the last validation: control,
     * caution, ledger, journal and mails in one transaction. One that cannot be written is told and left as it was, the others are
     * done. Sent again, it changes nothing more. One result a number, in their order.
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
      return withKey(undefined, () => files.add(acteur.compteId, lot));
    },
  };

  /** Halves cost more messages: they are tried when, and only when, a row of the whole was at fault. */
  async function validerEnsemble(compteId: number, lots: readonly Lot[]): Promise<ResultatValidation[][]> {
    try {
      return await transiger(compteId, lots, enUneFois);
    } catch (error) {
      if (!isRowFault(error)) throw error;
      return transiger(compteId, lots, parMoities);
    }
  }

  /** The numbers of the cautions are known once all is committed: a result is kept and read without them, and completed at the end. */
  async function transiger(compteId: number, lots: readonly Lot[], executer: typeof enUneFois): Promise<ResultatValidation[][]> {
    const { issues, creees, connues } = await db.transaction({ compte: compteId }, async (tx) => {
      const envois = lots.flatMap(({ envoi }) => envoi ?? []);
      const reponses = new Map(
        (await claim(tx, envois, clock())).map((reponse, i) => [envois[i], reponse?.valeur as ResultatValidation[] | undefined]),
      );
      const dejaFaits = [...reponses.values()].flatMap((siens) => siens ?? []).map(({ numero }) => numero);
      const connues = dejaFaits.length > 0 ? await listCautions(tx, compteId, dejaFaits) : undefined;
      const nouveaux = lots.filter(({ envoi }) => !envoi || !reponses.get(envoi));
      const voeux = nouveaux.flatMap((lot) => lot.voeux);
      const { issues: faites, creees } = await executer(tx, compteId, voeux);
      const issueDe = ({ voeux: siens }: Lot): ResultatValidation[] =>
        siens.map(({ numero }) => faites.get(numero) ?? { numero, issue: 'inconnue', raison: 'erreurs.introuvable' });
      const aRepondre = nouveaux.flatMap((lot) => (lot.envoi ? [{ envoi: lot.envoi, valeur: issueDe(lot) }] : []));
      tx.last(answer(tx, aRepondre));
      return { issues: lots.map((lot) => (lot.envoi && reponses.get(lot.envoi)) ?? issueDe(lot)), creees, connues };
    });
    const cautions = new Map([...(connues ?? []), ...(await creees())]);
    return issues.map((siens) => siens.map((resultat) => ({ ...resultat, caution: cautions.get(resultat.numero) })));
  }
}
