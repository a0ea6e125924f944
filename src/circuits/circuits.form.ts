/** What the pages of circuits and of the transmetteur send. Never throws. */
import type { FieldError } from '../kit/errors.js';
import { toDecimal } from '../kit/money.js';
import { parseMoney } from '../kit/read-money.js';
import { MAX_VALIDATIONS, type CircuitDefini, type Tranche } from './circuit.js';

type Corps = Readonly<Record<string, unknown>>;
export const MAX_TRANCHES = 10;

const texte = (value: unknown): string => (typeof value === 'string' ? value.replace(/\u0000/g, ' ').trim() : '');

export interface TrancheSaisie {
  readonly aPartirDe: string;
  readonly validations: string;
}

/** The bands as typed, and as decided; a row without an amount is as good as absent. */
export function readCircuit(corps: Corps = {}): { saisie: TrancheSaisie[]; circuit: CircuitDefini; erreurs: FieldError[] } {
  const erreurs: FieldError[] = [];
  const tranches: Tranche[] = [];
  // One row more than there may be: what is too much is said, not dropped.
  const saisie = Array.from({ length: MAX_TRANCHES + 1 }, (_, i) => ({
    aPartirDe: texte(corps[`tranches.${i}.aPartirDe`]),
    validations: texte(corps[`tranches.${i}.validations`]),
  }));
  saisie.forEach(({ aPartirDe, validations }, i) => {
    if (aPartirDe === '') return;
    if (i >= MAX_TRANCHES) return void erreurs.push({ field: `tranches-${i}-aPartirDe`, message: 'circuits.erreurs.tropTranches' });
    const montant = parseMoney(aPartirDe, 'EUR');
    const valable = montant && montant.minor >= 0n && montant.minor < 10n ** 15n;
    if (!valable) erreurs.push({ field: `tranches-${i}-aPartirDe`, message: 'circuits.erreurs.montant' });
    const nombre = /^\d$/.test(validations) ? Number(validations) : 0;
    if (nombre < 1 || nombre > MAX_VALIDATIONS)
      erreurs.push({ field: `tranches-${i}-validations`, message: 'circuits.erreurs.validations' });
    if (!valable || !montant) return;
    const decimal = toDecimal(montant);
    if (tranches.some((tranche) => tranche.a_partir_de === decimal))
      erreurs.push({ field: `tranches-${i}-aPartirDe`, message: 'circuits.erreurs.deuxFois' });
    tranches.push({ a_partir_de: decimal, validations: nombre });
  });
  if (erreurs.length === 0 && tranches.length === 0) erreurs.push({ field: 'tranches-0-aPartirDe', message: 'circuits.erreurs.aucune' });
  const circuit = { propre_validation: texte(corps.propreValidation) !== '', tranches };
  return { saisie: saisie.filter(({ aPartirDe }, i) => i < MAX_TRANCHES || aPartirDe !== ''), circuit, erreurs };
}

export interface Simulation {
  readonly entite: string;
  /** Looked for by name, where not every entity can be offered. */
  readonly entiteNom: string;
  readonly chercher: boolean;
  readonly typeCredit: string;
  readonly montant: string;
  readonly demandeur: string;
}

/** The question put to the simulator, as it stands in the address. */
export const readSimulation = (query: Corps): Simulation => ({
  entite: texte(query.entite).slice(0, 20),
  entiteNom: texte(query.entiteNom).slice(0, 100),
  chercher: query.etape === 'chercher',
  typeCredit: texte(query.typeCredit).slice(0, 40),
  montant: texte(query.montant).slice(0, 40),
  demandeur: texte(query.demandeur).slice(0, 20),
});
