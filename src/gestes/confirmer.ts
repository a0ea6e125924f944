/** A change of rights that breaks something is asked for twice. */
import { AConfirmer } from '../droits/consequences.service.js';
import { again, show, type FormAnswer, type Page } from '../http/answers.js';
import { pageConfirmation } from './confirmation.presenter.js';

/** Acts; where that would break something, asks first (`demander`, the `page` of the route). */
export async function confirmer(act: () => Promise<FormAnswer>): Promise<FormAnswer> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof AConfirmer)) throw error;
    return again({ numeros: error.numeros });
  }
}

/** What a route that may ask found: the demandes that its change would block; undefined when it asks nothing. */
export const bloquees = (found: unknown): readonly string[] | undefined => (found as { numeros?: readonly string[] } | null)?.numeros;

/** The page that says what would break, and asks. */
export const demander = (page: Parameters<typeof pageConfirmation>[0]): Page => show('gestes/confirmation.njk', pageConfirmation(page));
