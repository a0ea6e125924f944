/** Decides and writes a set of validations inside a transaction: in one go, or by halves when one of them spoils it for the others. */
import type { Logger } from 'pino';
import { sqlState, type Tx } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { attempt, isRowFault } from '../kit/savepoint.js';
import { derniereValidation } from '../demandes/demande.js';
import { situationDe } from '../demandes/situation.js';
import { listVues, type Regard } from '../demandes/vues.sql.js';
import { createWriter, type ChoixValidation, type Voeu } from './ecriture.service.js';
import { decider, IMPOSSIBLE, type Decision } from './validation.js';
import { listFaits, listPlaces, listTextes, lock } from './validations.repository.js';

/** What became of one demande. */
export interface ResultatValidation {
  readonly numero: string;
  readonly issue: Decision['issue'] | 'inconnue';
  /** Message key, when nothing was done. */
  readonly raison?: string;
  readonly caution?: string;
  readonly effective?: boolean;
}

/** What became of each demande, by number; the numbers of the cautions created can be asked for once all is committed. */
export interface Execution {
  readonly issues: ReadonlyMap<string, ResultatValidation>;
  readonly creees: () => Promise<ReadonlyMap<string, string>>;
}

export interface ExecutionDeps {
  readonly clock: Clock;
  /** Called after the commit: mails to send, acts to seal. */
  readonly reveiller: (travail: 'courriels' | 'actes') => void;
  /** Told of the demandes that could not be validated because of what they are: somebody has to look. */
  readonly logger?: Pick<Logger, 'error'>;
}

type Executer = (tx: Tx, compteId: number, voeux: readonly Voeu[]) => Promise<Execution>;

export function createExecution({ clock, reveiller, logger }: ExecutionDeps) {
  const ecrire = createWriter({ clock, reveiller });

  const impossible = (numero: string, err: unknown): void => logger?.error({ err, numero }, 'a demande cannot be validated');

  /** What would become of each demande; under the locks of everything that it needs when `verrou`. */
  async function lire(
    tx: Tx,
    compteId: number,
    voeux: readonly (Regard & ChoixValidation)[],
    { verrou }: { readonly verrou: boolean },
  ): Promise<Decision[]> {
    const jour = today(clock);
    const numeros = voeux.map(({ numero }) => numero);
    // Sent together: the locks first, so that what follows is read under them.
    const [places, vues, faits, textes] = await Promise.all([
      verrou ? lock(tx, compteId, numeros) : listPlaces(tx, compteId, numeros),
      listVues(tx, compteId, voeux),
      listFaits(tx, compteId, numeros, jour),
      listTextes(tx, compteId, numeros),
    ]);
    const verrouillees = new Set(places.filter(({ genre }) => genre === 'autorisation').map(({ id }) => id));
    // A forecast looks further: at what the last validation would find.
    const regardees = new Set(vues.filter((vue) => !verrou || derniereValidation(situationDe(vue))).map(({ id }) => id));
    const decisions = decider(
      vues,
      faits.filter(({ demande_id, autorisation_id }) => regardees.has(demande_id) && verrouillees.has(autorisation_id)),
      places,
      jour,
      new Map(voeux.map(({ numero, version }) => [numero, version])),
      textes,
    );
    for (const { demande, ...decision } of decisions) if ('cause' in decision) impossible(demande.numero, decision.cause);
    return decisions;
  }

  /** All of them in as few messages as one: whatever one of them breaks, all are undone. */
  const enUneFois: Executer = async (tx, compteId, voeux) => {
    const decisions = voeux.length > 0 ? await lire(tx, compteId, voeux, { verrou: true }) : [];
    const creees = await ecrire(tx, compteId, voeux, decisions);
    return { issues: new Map(decisions.map((decision) => [decision.demande.numero, resultatDe(decision)])), creees };
  };

  /** The same, when it has failed: everything is locked first, in the order of every lock, then halves are tried in the order of the numbers. */
  const parMoities: Executer = async (tx, compteId, voeux) => {
    const ranges = [...voeux].sort((a, b) => (a.numero < b.numero ? -1 : 1));
    const numeros = ranges.map(({ numero }) => numero);
    await lock(tx, compteId, numeros);
    return partager(tx, compteId, ranges);
  };

  /** Whole or, when one is at fault, in two parts: the second decides on what the first has taken. The culprit alone is left as it was. */
  async function partager(tx: Tx, compteId: number, voeux: readonly Voeu[]): Promise<Execution> {
    try {
      return await attempt(tx, (part) => enUneFois(part, compteId, voeux));
    } catch (error) {
      if (!isRowFault(error)) throw error;
      const [seul, ...autres] = voeux;
      if (seul && autres.length === 0) return laisser(seul, error);
      const milieu = Math.ceil(voeux.length / 2);
      const premiers = await partager(tx, compteId, voeux.slice(0, milieu));
      const suivants = await partager(tx, compteId, voeux.slice(milieu));
      return {
        issues: new Map([...premiers.issues, ...suivants.issues]),
        creees: async () => new Map([...(await premiers.creees()), ...(await suivants.creees())]),
      };
    }
  }

  function laisser({ numero }: Voeu, error: unknown): Execution {
    // The primary key of validation: the same person, twice at the same instant.
    const deja = sqlState(error) === '23505' && (error as { table?: string }).table === 'validation';
    if (!deja) impossible(numero, error);
    const resultat: ResultatValidation = { numero, issue: 'refusee', raison: deja ? 'gestes.perimee' : IMPOSSIBLE };
    return { issues: new Map([[numero, resultat]]), creees: () => Promise.resolve(new Map()) };
  }

  return { lire, enUneFois, parMoities };
}

/** What became of a demande, but for the number of its caution. */
function resultatDe(decision: Decision): ResultatValidation {
  const { demande, issue } = decision;
  if (issue === 'refusee') return { numero: demande.numero, issue, raison: decision.raison };
  if (issue === 'validee') return { numero: demande.numero, issue };
  return { numero: demande.numero, issue, effective: decision.effective };
}
