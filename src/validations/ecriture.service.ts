/** Writes a set of validations, whole: demandes, cautions with their numbers, ledger, journal and mails leave in the message of the commit. */
import type { Tx } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { courrielsAValider } from '../circuits/a-valider.service.js';
import { findConseiller } from '../garants/contacts.sql.js';
import { DEMANDE } from '../demandes/demande.js';
import type { Regard } from '../demandes/vues.sql.js';
import { situationDe } from '../demandes/situation.js';
import { createConsigner } from '../journal/consigner.js';

import type { Collaborateur, Origine } from '../droits/acteur.js';
import { courrielADecider, faitsDesDecisions } from './consignation.js';
import type { Decision, Transmission } from './validation.js';
import { insertCautions, insertValidations, takeOnLignes, updateDemandes } from './validations.repository.js';

/** A demande as the page showed it to whoever validates it. */
export interface ChoixValidation {
  readonly numero: string;
  readonly version: number;
}

/** One demande that somebody asks to validate. */
export interface Voeu extends Regard, ChoixValidation {
  readonly par: Collaborateur;
  readonly origine: Origine;
  readonly commentaire: string;
}

interface Deps {
  readonly clock: Clock;
  /** Called after the commit: mails to send, acts to seal. */
  readonly reveiller: (travail: 'courriels' | 'actes') => void;
}

export function createWriter({ clock, reveiller }: Deps) {
  const consigner = createConsigner({ clock, reveiller });

  /**
   * Writes what was decided, all of it in the message of the commit: the numbers are taken there, last, so that the other writers of
   * their insurer wait for nothing but the database. Answers how to know the cautions created, by the number of each demande.
   */
  return async function ecrire(
    tx: Tx,
    compteId: number,
    voeux: readonly Voeu[],
    decisions: readonly Decision[],
  ): Promise<() => Promise<ReadonlyMap<string, string>>> {
    const le = clock();
    const voeuDe = new Map(voeux.map((voeu) => [voeu.numero, voeu]));
    const faites = decisions
      .filter((decision) => decision.issue !== 'refusee')
      .flatMap((decision) => {
        const voeu = voeuDe.get(decision.demande.numero);
        return voeu ? [{ ...voeu, decision, demande: decision.demande }] : [];
      });
    if (faites.length === 0) return () => Promise.resolve(new Map());
    tx.last(insertValidations(tx, compteId, faites, le));
    tx.last(
      updateDemandes(
        tx,
        faites.map(({ demande }) => ({ demande, vers: DEMANDE.suite('valider', situationDe(demande)) })),
        le,
      ),
    );
    const intermediaires = faites
      .filter(({ decision }) => decision.issue === 'validee')
      .map(({ demande }) => ({ ...demande, validations_faites: demande.validations_faites + 1 }));
    const { courriels } = intermediaires.length > 0 ? await courrielsAValider(tx, intermediaires) : { courriels: [] };

    const transmissions = decisions.filter((decision) => decision.issue === 'transmise');
    const effectives = transmissions.filter(({ effective }) => effective);
    const attentes = transmissions.filter(({ effective }) => !effective);
    const decideur = attentes.length > 0 ? await findConseiller(tx, compteId) : undefined;
    const aussi = [...courriels, ...(decideur ? [courrielADecider(decideur, attentes)] : [])];
    const creees = transmettre(tx, compteId, transmissions, le);
    if (effectives.length > 0) tx.last(takeOnLignes(tx, compteId, effectives, le));
    tx.last(
      consigner(
        tx,
        faitsDesDecisions(faites, aussi).map(([{ par, origine }, fait]) => ({ acteur: par, origine, ...fait })),
      ),
    );
    if (effectives.length > 0) tx.afterCommit(() => reveiller('actes'));
    return creees;
  };

  /** Creates the cautions; their numbers by demande, to be asked for once the transaction is committed. */
  function transmettre(tx: Tx, compteId: number, transmissions: readonly Transmission[], le: Date) {
    if (transmissions.length === 0) return () => Promise.resolve(new Map<string, string>());
    const numeroDe = new Map(transmissions.map(({ demande }) => [demande.id, demande.numero]));
    const creation = insertCautions(tx, compteId, transmissions, Number(today(clock).slice(0, 4)), le);
    tx.last(creation);
    return async () => new Map((await creation).map(({ numero, demande_id }) => [numeroDe.get(demande_id) ?? '', numero]));
  }
}
