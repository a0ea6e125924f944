/** A change of rights that breaks something is asked for twice. */
import { AConfirmer } from '../droits/consequences.service.js';
import { show, type Answer } from '../http/answers.js';
import { pageConfirmation } from './confirmation.presenter.js';

/** Acts; where that would break something, the page that says what, and asks. */
export async function confirmer(
  page: Omit<Parameters<typeof pageConfirmation>[0], 'numeros'>,
  act: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof AConfirmer)) throw error;
    return show('gestes/confirmation.njk', pageConfirmation({ ...page, numeros: error.numeros }));
  }
}
