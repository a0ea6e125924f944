/** What a caution costs, per period: the rule of the premium (1-domain, "Premium and invoices"). Pure, exact. */
import { tarifDu, type Tarif } from '../autorisations/tarif.js';
import { addDays, addMonths, daysBetween, type Day } from '../kit/dates.js';
import { add, applyPercent, compare, divideHalfUp, money, zero, type Money, type Percent } from '../kit/money.js';

export const PERIODES = ['mois', 'trimestre', 'annee'] as const;
export type TypePeriode = (typeof PERIODES)[number];

/** Calendar month, quarter or year, both days included. */
export interface Periode {
  readonly type: TypePeriode;
  readonly du: Day;
  readonly au: Day;
}

export type Base = 360 | 365;

/** A movement of the ledger: what is outstanding changes by its amount from a day on. */
export interface Mouvement {
  readonly le: Day;
  readonly montant: Money;
}

/** All that the premium of a caution depends on. */
export interface Engagement {
  /** Its first day, which may be before the one it was granted on. */
  readonly effet: Day;
  /** Last day printed by an act that ends by itself, included; null of another. */
  readonly dernier: Day | null;
  /** The first is the issue, outstanding from the effect on whenever it was written. */
  readonly mouvements: readonly Mouvement[];
  readonly tarifs: readonly Tarif[];
  readonly base: Base;
  /** Days before it were invoiced elsewhere. */
  readonly factureDes?: Day | null;
}

/** Days of a period on which amount and rate are the same, both included. */
export interface Segment {
  readonly du: Day;
  readonly au: Day;
  readonly jours: number;
  readonly montant: Money;
  readonly taux: Percent;
}

/** What is due for a caution and a period, as known from its ledger. */
export interface Du {
  readonly segments: readonly Segment[];
  readonly prime: Money;
  readonly frais: Money;
}

const MOIS: Record<TypePeriode, number> = { mois: 1, trimestre: 3, annee: 12 };

/** Scale of a percentage (ten-thousandths of a percent) times the hundred of the percentage itself. */
const PERCENT_UNITS = 1_000_000n;

/** The calendar period of a type that holds a day. */
export function periodeDe(type: TypePeriode, jour: Day): Periode {
  const mois = MOIS[type];
  const premier = Math.floor((Number(jour.slice(5, 7)) - 1) / mois) * mois + 1;
  const du = `${jour.slice(0, 4)}-${String(premier).padStart(2, '0')}-01`;
  return { type, du, au: addDays(addMonths(du, mois), -1) };
}

export const periodeSuivante = ({ type, au }: Periode): Periode => periodeDe(type, addDays(au, 1));

/**
 * Amount × annual rate × days / base, summed over the segments and rounded once, half up, to the currency's minor unit.
 * @param segments at least one, all of the same currency
 */
export function prorata(segments: readonly Segment[], base: Base): Money {
  const devise = segments[0]?.montant.currency ?? '';
  const produit = segments.reduce((somme, { montant, taux, jours }) => {
    if (!Number.isInteger(jours) || jours < 1) throw new RangeError(`${jours} is not a number of days`);
    if (montant.currency !== devise) throw new RangeError(`${montant.currency} and ${devise} cannot be added`);
    return somme + montant.minor * taux * BigInt(jours);
  }, 0n);
  return money(divideHalfUp(produit, PERCENT_UNITS * BigInt(base)), devise);
}

const FIN_DES_TEMPS = '9999-12-31';
const tard = (...jours: readonly Day[]): Day => jours.reduce((a, b) => (a > b ? a : b));
const tot = (...jours: readonly Day[]): Day => jours.reduce((a, b) => (a < b ? a : b));

/** Amounts outstanding, each from a day to the one before another. The first day always counts for what was issued. */
function paliers({ effet, dernier, mouvements }: Engagement): { du: Day; fin: Day; montant: Money }[] {
  const lendemain = addDays(effet, 1);
  const ordonnes = mouvements
    .map(({ le, montant }, rang) => ({ jour: rang === 0 ? effet : tard(le, montant.minor < 0n ? lendemain : effet), montant }))
    .sort((a, b) => (a.jour < b.jour ? -1 : a.jour > b.jour ? 1 : 0));
  const jours = [...new Set(ordonnes.map(({ jour }) => jour))];
  const terme = dernier === null ? FIN_DES_TEMPS : addDays(dernier, 1);
  return jours.map((du, rang) => ({
    du,
    fin: tot(jours[rang + 1] ?? FIN_DES_TEMPS, terme),
    montant: ordonnes
      .filter(({ jour }) => jour <= du)
      .map(({ montant }) => montant)
      .reduce(add),
  }));
}

/** The days of a period on which a caution is outstanding, by amount and rate. */
export function segmentsDe(engagement: Engagement, periode: Periode): Segment[] {
  const { tarifs, factureDes } = engagement;
  const [du, fin] = [tard(periode.du, factureDes ?? periode.du), addDays(periode.au, 1)];
  return paliers(engagement)
    .filter(({ montant }) => montant.minor > 0n)
    .flatMap((palier) => {
      const [debut, terme] = [tard(palier.du, du), tot(palier.fin, fin)];
      const coupes = tarifs.map((tarif) => tarif.du).filter((jour) => jour > debut && jour < terme);
      // The first tariff is true of earlier days too: nothing begins with it.
      return [debut, ...coupes.filter((jour) => jour !== tarifs[0]?.du)].map((jour, rang, tous) => {
        const suivant = tous[rang + 1] ?? terme;
        const jours = daysBetween(jour, suivant);
        return { du: jour, au: addDays(suivant, -1), jours, montant: palier.montant, taux: tarifDu(tarifs, jour).taux };
      });
    })
    .filter(({ jours }) => jours > 0);
}

/**
 * What is due for a caution and a period: its segments, at least the minimum in force on the first of its days, plus the fee in the
 * period where it begins. Undefined when nothing of it is outstanding then.
 */
export function due(engagement: Engagement, periode: Periode): Du | undefined {
  const { effet, tarifs, base, factureDes } = engagement;
  const segments = segmentsDe(engagement, periode);
  const [premier] = segments;
  if (!premier) return undefined;
  const { minimum } = tarifDu(tarifs, premier.du);
  const montant = prorata(segments, base);
  const commence = effet >= tard(periode.du, factureDes ?? periode.du);
  return {
    segments,
    prime: compare(montant, minimum) < 0 ? minimum : montant,
    frais: commence ? tarifDu(tarifs, effet).frais : zero(montant.currency),
  };
}

/** A year's premium, fees apart: the rate, or the minimum of each of its periods where that is more. */
export function primeAnnuelle({ montant, tarif, periode }: { montant: Money; tarif: Tarif; periode: TypePeriode }): Money {
  const taux = applyPercent(montant, tarif.taux);
  const minimums = money(tarif.minimum.minor * BigInt(12 / MOIS[periode]), tarif.minimum.currency);
  return compare(taux, minimums) < 0 ? minimums : taux;
}

export interface Estimation {
  /** Days of the first period, from the effective date to its end. */
  readonly jours: number;
  /** Premium of those days, fee apart. */
  readonly premierePeriode: Money;
  readonly frais: Money;
  readonly premiereFacture: Money;
  /** Premium of the next calendar period, or of what the caution lives of it; undefined when it is over by then. */
  readonly periodePleine: Money | undefined;
  /** All of it, fee included, where the act says when it ends. */
  readonly totale: Money | undefined;
}

/** What a demande would cost, before it is saved, from the dates typed. */
export function estimer({
  montant,
  effet,
  dernier,
  periode,
  tarifs,
  base,
}: {
  montant: Money;
  /** Effective date. */
  effet: Day;
  /** Last day of an act that ends by itself, or null. */
  dernier: Day | null;
  periode: TypePeriode;
  tarifs: readonly Tarif[];
  base: Base;
}): Estimation {
  const fin = dernier !== null && dernier < effet ? effet : dernier;
  const engagement: Engagement = { effet, dernier: fin, mouvements: [{ le: effet, montant }], tarifs, base };
  const premiere = periodeDe(periode, effet);
  const { prime, frais, segments } = due(engagement, premiere) ?? {
    prime: zero(montant.currency),
    frais: zero(montant.currency),
    segments: [],
  };
  const suivante = due(engagement, periodeSuivante(premiere))?.prime;
  return {
    jours: segments.reduce((somme, { jours }) => somme + jours, 0),
    premierePeriode: prime,
    frais,
    premiereFacture: add(prime, frais),
    periodePleine: suivante,
    totale: fin === null ? undefined : totale(engagement, premiere, fin),
  };
}

/** The sum of its periods, until its last day. */
function totale(engagement: Engagement, premiere: Periode, dernier: Day): Money {
  let somme = zero(engagement.mouvements[0]?.montant.currency ?? '');
  for (let periode = premiere; periode.du <= dernier; periode = periodeSuivante(periode)) {
    const du = due(engagement, periode);
    if (du) somme = add(somme, add(du.prime, du.frais));
  }
  return somme;
}
