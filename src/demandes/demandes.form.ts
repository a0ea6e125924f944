/** What the list of demandes sends to the bulk validation. */
import { z } from 'zod';

const MAX = 500;
const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat());

const form = z.object({ numeros: several, versions: several });

/** The demandes ticked, each at most once, five hundred at most, with the version that the page showed of each: 0 when it said none. */
/** `lettre`: of demandes, or of cautions. */
export function readChoix(body: unknown, lettre: 'D' | 'C' = 'D'): { readonly numero: string; readonly version: number }[] {
  const { numeros, versions } = form.parse(body);
  const vues = new Map(versions.map((one) => [one.slice(0, one.indexOf(':')), Number(one.slice(one.indexOf(':') + 1))]));
  const valides = [...new Set(numeros)].filter((numero) => numero.startsWith(lettre) && /^.\d{2}-\d{7,}$/.test(numero)).slice(0, MAX);
  return valides.map((numero) => ({ numero, version: vues.get(numero) || 0 }));
}
