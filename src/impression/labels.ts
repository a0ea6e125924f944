/** Words printed around an act (page, duplicata, seal), in the act's own language whatever the reader's. */
import { createTranslator, type MessageParams } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';

const translator = createTranslator({ strict: false });

export type Labels = (key: string, params?: MessageParams) => string;

/** Words of `actes.json` in a language: `labels('fr')('page', { page: 1, total: 3 })`. */
export const labels =
  (language: Language): Labels =>
  (key, params) =>
    translator(language)(`actes.${key}`, params);
