/** When a seal's certificate may sign: checked when the product starts, each night, and at each seal. Pure. */
import { X509Certificate } from 'node:crypto';
import { Refus } from '../kit/errors.js';

export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

/** Days before its end from which the insurer is told. */
export const SOON_DAYS = 60;
const DAY_MS = 86_400_000;

export type ValidityState = 'pas_encore' | 'valide' | 'bientot' | 'expire';

/** When every one of these certificates is valid: the chain too, since a seal is worth nothing under one that has ended. */
export function validityOf(certificates: readonly Buffer[]): Validity {
  const parsed = certificates.map((der) => new X509Certificate(der));
  const instants = (of: 'validFrom' | 'validTo'): number[] => parsed.map((one) => Date.parse(one[of]));
  return { from: new Date(Math.max(...instants('validFrom'))), to: new Date(Math.min(...instants('validTo'))) };
}

export function validityState({ from, to }: Validity, now: Date): ValidityState {
  if (now < from) return 'pas_encore';
  if (now > to) return 'expire';
  return to.getTime() - now.getTime() <= SOON_DAYS * DAY_MS ? 'bientot' : 'valide';
}

/** No act is sealed outside the dates of the certificate. Not a fault of the act: it waits. */
export class CertificateRefused extends Refus {
  readonly code = 'CERTIFICATE';
  constructor() {
    super(503, 'erreurs.cachet');
  }
}

/** Throws a CertificateRefused when a seal made at that instant would be invalid. */
export function refuseOutside(validity: Validity, at: Date): void {
  if (at < validity.from || at > validity.to) throw new CertificateRefused();
}

/** The sentence that refuses to start with such a certificate; undefined when it may serve. */
export function whyRefused(name: string, validity: Validity, now: Date): string | undefined {
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  const state = validityState(validity, now);
  if (state === 'expire') return `the certificate of the seal, “${name}”, ended on ${day(validity.to)}; give one that is valid.`;
  if (state === 'pas_encore') return `the certificate of the seal, “${name}”, is valid from ${day(validity.from)} only.`;
  return undefined;
}
