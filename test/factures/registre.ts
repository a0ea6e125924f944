/** Billing by the pure rule alone: what a night should issue, given what was issued before. */
import type { Tarif } from '../../src/autorisations/tarif.js';
import { due, periodeDe, periodeSuivante, type Engagement, type TypePeriode } from '../../src/factures/prime.js';
import { parisDay, startOfDay, type Day } from '../../src/kit/dates.js';
import { add, fromDecimal, percent, subtract, zero, type Money } from '../../src/kit/money.js';
import type { CasDePrime } from './cas.js';

/** `2027-02-10T16:30` in Paris. */
export function instantDeParis(local: string): Date {
  const [jour = '', heure = ''] = local.split('T');
  const [heures = 0, minutes = 0] = heure.split(':').map(Number);
  return new Date(startOfDay(jour).getTime() + (heures * 60 + minutes) * 60_000);
}

export interface Contrat {
  readonly devise: string;
  readonly base: 360 | 365;
  readonly periode: TypePeriode;
  readonly terme: 'avance' | 'echu';
  readonly factureDes?: Day | null;
}

/** What is known of a caution on a day: movements written later are not. */
export interface CautionConnue {
  readonly cle: string;
  readonly contrat: Contrat;
  readonly effet: Day;
  readonly dernier: Day | null;
  readonly mouvements: readonly { readonly le: Date; readonly montant: Money }[];
  readonly tarifs: readonly Tarif[];
}

export interface LigneAttendue {
  readonly cle: string;
  readonly periode: Day;
  readonly jours: number;
  readonly prime: Money;
  readonly frais: Money;
  /** Negative: a credit note. */
  readonly ecart: Money;
}

export function engagementLe(c: CautionConnue, jour: Day): Engagement | undefined {
  const mouvements = c.mouvements.map(({ le, montant }) => ({ le: parisDay(le), montant })).filter(({ le }) => le <= jour);
  return mouvements.length === 0
    ? undefined
    : { effet: c.effet, dernier: c.dernier, mouvements, tarifs: c.tarifs, base: c.contrat.base, factureDes: c.contrat.factureDes ?? null };
}

/** A ledger of what was invoiced, caution by caution and period by period. */
export function registre() {
  const factures = new Map<string, Money>();
  return {
    nuit(cautions: readonly CautionConnue[], jour: Day): LigneAttendue[] {
      return cautions.flatMap((c) => {
        const { periode: type, terme, devise, factureDes } = c.contrat;
        const engagement = engagementLe(c, jour);
        if (!engagement) return [];
        const lignes: LigneAttendue[] = [];
        let periode = periodeDe(type, factureDes && factureDes > c.effet ? factureDes : c.effet);
        for (; terme === 'avance' ? periode.du <= jour : periode.au < jour; periode = periodeSuivante(periode)) {
          const cle = `${c.cle} ${periode.du}`;
          const du = due(engagement, periode);
          const [prime, frais] = [du?.prime ?? zero(devise), du?.frais ?? zero(devise)];
          const ecart = subtract(add(prime, frais), factures.get(cle) ?? zero(devise));
          if (ecart.minor === 0n) continue;
          factures.set(cle, add(prime, frais));
          const jours = (du?.segments ?? []).reduce((somme, segment) => somme + segment.jours, 0);
          lignes.push({ cle: c.cle, periode: periode.du, jours, prime, frais, ecart });
        }
        return lignes;
      });
    },
  };
}

export const tarifsDuCas = ({ tarifs, devise }: Pick<CasDePrime, 'tarifs' | 'devise'>): Tarif[] =>
  tarifs.map(([du, taux, minimum, frais]) => ({
    du,
    taux: percent(taux),
    minimum: fromDecimal(minimum, devise),
    frais: fromDecimal(frais, devise),
  }));

export const cautionDuCas = (cas: CasDePrime): CautionConnue => ({
  cle: cas.nom,
  contrat: cas,
  effet: cas.effet,
  dernier: cas.dernier ?? null,
  mouvements: cas.mouvements.map(([le, montant]) => ({ le: instantDeParis(le), montant: fromDecimal(montant, cas.devise) })),
  tarifs: tarifsDuCas(cas),
});
