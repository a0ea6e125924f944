/** The timeline in words: what the control said, who decided, why a release was asked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evenement } from '../../src/journal/journal.js';
import { ACTES_DU_JOURNAL, chronologie } from '../../src/journal/journal.presenter.js';
import { createDatabase, sql, type Database } from '../../src/kit/database.js';
import { createTranslator, LANGUAGES } from '../../src/kit/i18n.js';
import { STATES } from '../../src/kit/states.js';
import { loadDemo } from '../../seeds/index.js';
import { useDatabase } from '../setup/database.js';
import { MAINTENANT } from '../setup/maison.js';

const database = useDatabase();
const translator = createTranslator({ strict: true });
const un = (acte: string, details: Record<string, unknown> = {}, commentaire = ''): Evenement => ({
  id: 1,
  le: MAINTENANT(),
  acte,
  qui: 'Claire Essai',
  version: null,
  commentaire,
  details,
});
const fr = (evenement: Evenement) => chronologie([evenement], translator('fr'))[0];

describe('the automatic control', () => {
  it('speaks for itself, not for the validator whose click ran it', () => {
    expect(fr(un('caution_effective', { caution: 'C26-0000001', regles: 11, echecs: 0 }))).toMatchObject({
      titre: 'Caution C26-0000001 effective',
      qui: undefined,
      precision: 'contrôle automatique, 11 règles sur 11',
      ton: 'green',
    });
    expect(fr(un('caution_en_attente', { caution: 'C26-0000001', regles: 11, echecs: 2 }))).toMatchObject({
      qui: undefined,
      precision: 'contrôle automatique, 2 règles à lever',
      ton: 'violet',
    });
  });
  it('is not what a decision of the insurer is: that has its author and its words', () =>
    expect(fr(un('caution_effective', { caution: 'C26-0000001' }, 'Accord du chargé d’affaires'))).toMatchObject({
      qui: 'Claire Essai',
      precision: undefined,
      commentaire: 'Accord du chargé d’affaires',
    }));
});

it.each([
  ['valider', { rang: 1, sur: 2 }, 'Validée, 1 sur 2', undefined],
  ['editer', { rang: 3 }, 'Duplicata n°\u00a03 édité', undefined],
  ['mainlevee_demander', { motif: 'pv_reception' }, 'Mainlevée demandée', 'sur PV de réception'],
  ['mainlevee_demander', { motif: 'inconnu' }, 'Mainlevée demandée', undefined],
  ['creer', { copie: 'D26-0000001' }, 'Demande créée', 'd’après D26-0000001'],
  ['inconnu', {}, 'inconnu', undefined],
])('%s %j', (acte, details, titre, precision) => expect(fr(un(acte, details))).toMatchObject({ titre, precision }));

it('keeps order, instants, comments, and colours of the house', () => {
  const tons = new Set(Object.values(STATES).map(({ tone }) => tone as string));
  for (const acte of ACTES_DU_JOURNAL) expect(tons).toContain(fr(un(acte))?.ton);
  const shown = chronologie([un('soumettre', {}, 'Urgent'), un('creer')], translator('fr'));
  expect(shown.map(({ titre }) => titre)).toEqual(['Soumise à validation', 'Demande créée']);
  expect(shown[0]).toMatchObject({ commentaire: 'Urgent', quand: MAINTENANT(), qui: 'Claire Essai' });
});

describe('everything that the demonstration wrote', () => {
  let db: Database;
  beforeAll(async () => {
    db = await createDatabase({ connection: database.config });
    await loadDemo(db, { clock: MAINTENANT, hashSecret: () => Promise.resolve('x'), progress: () => undefined });
  }, 60_000);
  afterAll(() => db.close());
  it.each(LANGUAGES)('has its words, %s', async (langue) => {
    const rows = await db.systeme.rows<Evenement>(
      sql`select distinct on (acte, details) id, le, acte, qui, version, commentaire, details from journal where sujet in ('demande', 'caution') limit 20000`,
    );
    const acts = new Set(rows.map(({ acte }) => acte));
    expect(acts.size).toBeGreaterThan(15);
    for (const acte of acts) expect(ACTES_DU_JOURNAL).toContain(acte);
    for (const { titre } of chronologie(rows, translator(langue))) expect(titre).not.toMatch(/undefined|\{\{/);
  });
});
