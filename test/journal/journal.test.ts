import { expect, it } from 'vitest';
import { ACTES_DU_JOURNAL, chronologie } from '../../src/journal/journal.presenter.js';
import { createTranslator, LANGUAGES } from '../../src/kit/i18n.js';

const translator = createTranslator({ strict: true });
const evenement = (acte: string) => ({
  id: 1,
  le: new Date(),
  acte,
  qui: 'Inès',
  version: null,
  commentaire: '',
  details: { rang: 1, sur: 2, caution: 'C26-0000001', regles: 11, echecs: 0 },
});

it.each(LANGUAGES)('every act of the journal has its words, %s', (langue) => {
  for (const acte of ACTES_DU_JOURNAL) expect(chronologie([evenement(acte)], translator(langue))[0]?.titre.length).toBeGreaterThan(3);
});
it('an act unknown to the table is shown rather than lost', () =>
  expect(chronologie([evenement('inconnu')], translator('fr'))[0]?.titre).toBe('inconnu'));
