/** What the steps of a demande send. */
import { z } from 'zod';

const id = z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined);
const code = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,30}$/)
  .optional()
  .catch(undefined);

/** The four choices of the first step; what is not one of ours is as good as absent. */
export const choixForm = z.object({ entiteId: id, produit: code, typeCredit: code, texteId: id });
export type ChoixSaisie = z.infer<typeof choixForm>;

const etapeForm = z.enum(['general', 'details', 'cote', 'garder', 'recapitulatif', 'enregistrer']);

export type EtapeSaisie = z.infer<typeof etapeForm>;

/** The step that an address or a form asks for: that of the button (`vers`), or the one that follows. */
export const etapeDe = ({ vers, etape }: Readonly<Record<string, unknown>>, sinon: EtapeSaisie): EtapeSaisie =>
  etapeForm.catch(etapeForm.catch(sinon).parse(etape)).parse(vers);

/** Names that are ours and not variables of a text. */
const NOTRES = new Set([
  ...['_csrf', '_idempotence', '_garder', 'etape', 'vers', 'version', 'pieces', 'brouillon', 'rang', 'feuille'],
  ...['entiteId', 'produit', 'typeCredit', 'texteId'],
]);

/** What was typed for the variables, carried from step to step. */
export const saisieDe = (body: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body ?? {}).filter(([name]) => !NOTRES.has(name)));
