/** What every route is declared with. */
import type { Answers } from '../kit/idempotence.js';
import type { Translator } from '../kit/i18n.js';
import type { Clock } from '../kit/dates.js';
import type { Redirection } from './answers.js';
import type { KeptForms } from './kept-forms.service.js';

export interface RouteTools {
  /** Scheme, host and port that our own pages are served from. */
  readonly origin: () => string;
  readonly clock: Clock;
  readonly translator: Translator;
  readonly answers: Answers<Redirection>;
  readonly forms: KeptForms;
}
