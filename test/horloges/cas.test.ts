/** The dated cases of the specification (9-texts, §8), in its order; 37 and 38 are limits of the text, in test/specimens. */
import { describe, expect, it } from 'vitest';
import { easter, isWorkingDay } from '../../src/kit/working-days.js';
import {
  defaillanceApres,
  liberationSansTermeRugd,
  liberationSousTraite,
  prolongerOuPayerAvant,
  termeValable,
} from '../../src/horloges/autres.js';
import { REMARQUES, type Liberation, type Remarque } from '../../src/horloges/liberation.js';
import { liberationRetenuePrivee, type Opposition } from '../../src/horloges/retenue-privee.js';
import { liberationRetenuePublique } from '../../src/horloges/retenue-publique.js';

const prive = (reception: string | null, ...oppositions: Partial<Opposition>[]) =>
  liberationRetenuePrivee(
    [{ effet: reception }],
    oppositions.map((une) => ({ forme: 'recommandee', destinataire: 'garant', motif: 'inexecution', envoyee: '2026-11-14', ...une })),
  );
const public13 = { reception: '2025-05-15', delaiMois: 12 };
const notifiees = { titulaire: '2026-03-02', garant: '2026-03-02' };
const DEUX = 'art. R2191-42, al. 2';

type Attendu = Partial<Omit<Liberation, 'remarques'>> & { readonly remarques?: readonly Remarque[] };
const libre = (jour: string, ...remarques: Remarque[]): Attendu => ({ situation: 'a_terme', libre: jour, remarques });
const BLOQUEE: Attendu = { situation: 'bloquee', libre: null };

const CAS: readonly (readonly [cas: string, obtenu: Liberation, attendu: Attendu])[] = [
  ['1', prive('2025-03-14'), libre('2026-03-15')],
  ['2 and 3: reserves do not count', prive('2025-06-30'), libre('2026-07-01')],
  ['4', prive('2025-11-20', { envoyee: '2026-11-16' }), { ...BLOQUEE, remarques: ['opposition_en_cours'] }],
  ['5', prive('2025-11-20', { envoyee: '2026-11-23' }), libre('2026-11-21', 'opposition_tardive')],
  ['6: the day it was sent', prive('2025-11-20', { envoyee: '2026-11-19' }), BLOQUEE],
  ['6: the very last day', prive('2025-11-20', { envoyee: '2026-11-20' }), BLOQUEE],
  ['5: a day too late', prive('2025-11-20', { envoyee: '2026-11-21' }), libre('2026-11-21', 'opposition_tardive')],
  ['7: by e-mail', prive('2025-11-20', { envoyee: '2026-11-10', forme: 'simple' }), libre('2026-11-21', 'opposition_forme')],
  [
    '7: a summons served on the contractor only',
    prive('2025-11-20', { envoyee: '2026-11-10', forme: 'commissaire', destinataire: 'entrepreneur' }),
    libre('2026-11-21', 'opposition_entrepreneur'),
  ],
  [
    '8: no reason',
    prive('2025-11-20', { motif: 'aucun' }),
    { situation: 'a_examiner', libre: null, aDefaut: '2026-11-21', remarques: ['opposition_motif'] },
  ],
  ['8: rejected', prive('2025-11-20', { motif: 'aucun', rejetee: true }), libre('2026-11-21')],
  ['9', prive('2024-02-29'), libre('2025-03-01')],
  ['10', prive('2027-02-28'), libre('2028-02-29')],
  ['11', prive('2026-02-10'), libre('2027-02-11')],
  ['12', prive(null), { situation: 'a_examiner', libre: null, remarques: ['reception_sans_date'] }],
  ['13', liberationRetenuePublique(public13), libre('2026-06-16')],
  ['14', liberationRetenuePublique({ reception: '2025-01-31', delaiMois: 12 }), libre('2026-03-01')],
  ['15', liberationRetenuePublique({ reception: '2024-02-29', delaiMois: 12 }), libre('2025-03-29')],
  ['16', liberationRetenuePublique({ ...public13, reserves: { ...notifiees, levees: '2026-09-30' } }), libre('2026-10-31')],
  ['17', liberationRetenuePublique({ ...public13, reserves: { ...notifiees, levees: '2026-04-20' } }), libre('2026-06-16')],
  [
    '18',
    liberationRetenuePublique({ ...public13, reserves: { titulaire: '2026-03-02' } }),
    libre('2026-06-16', 'reserves_un_seul_notifie'),
  ],
  [
    '19',
    liberationRetenuePublique({ ...public13, reserves: notifiees }),
    { situation: 'sur_evenement', libre: null, remarques: ['reserves_non_levees'] },
  ],
  [
    '20',
    liberationRetenuePublique({
      reception: '2024-12-15',
      delaiMois: 12,
      reserves: { titulaire: '2025-09-01', garant: '2025-09-01', levees: '2026-01-31' },
    }),
    libre('2026-03-01'),
  ],
  [
    '21',
    liberationSousTraite({ reception: '2025-06-20', prixDu: '2025-08-31' }),
    { situation: 'sur_evenement', libre: null, remarques: ['paiement_attendu', 'reception_sans_effet'] },
  ],
  ['21: on payment', liberationSousTraite({ reception: '2025-06-20', paye: '2025-09-04' }), libre('2025-09-04')],
  ['23', liberationSansTermeRugd('2026-02-10'), libre('2029-02-11')],
  ['25: the effect, not the PV', prive('2025-09-15'), libre('2026-09-16')],
  ['26', prive('2026-02-10', { envoyee: '2027-01-05' }), BLOQUEE],
  ['27: a qualified electronic letter is one', prive('2025-11-20', { envoyee: '2026-11-18' }), BLOQUEE],
  [
    '28',
    prive('2025-11-20', { envoyee: '2026-11-18', forme: 'commissaire' }),
    { ...BLOQUEE, remarques: ['opposition_signifiee', 'opposition_en_cours'] },
  ],
  ['29', prive('2025-11-20', { envoyee: '2026-11-18', destinataire: 'entrepreneur' }), libre('2026-11-21', 'opposition_entrepreneur')],
  [
    '30',
    liberationRetenuePrivee([{ effet: '2025-06-01' }, { effet: '2025-03-01' }]),
    { ...libre('2026-06-02'), parties: ['2026-03-02', '2026-06-02'] },
  ],
  ['31', prive('2025-11-20', { envoyee: '2026-11-16', levee: '2027-01-10' }), libre('2027-01-10')],
  ['31: lifted before the term', prive('2025-11-20', { envoyee: '2026-10-01', levee: '2026-10-20' }), libre('2026-11-21')],
  [
    '32',
    prive('2025-11-20', { motif: 'penalites' }),
    { situation: 'a_examiner', libre: null, aDefaut: '2026-11-21', remarques: ['opposition_motif'] },
  ],
  ['33', liberationRetenuePublique({ reception: '2025-01-31', delaiMois: 12, ccag: true }), libre('2026-03-03', 'jours_ouvrables')],
  ['34', liberationRetenuePublique({ reception: '2024-02-29', delaiMois: 24 }), libre('2026-03-29')],
  ['34: CCAG', liberationRetenuePublique({ reception: '2024-02-29', delaiMois: 24, ccag: true }), libre('2026-04-03', 'jours_ouvrables')],
  ['35', liberationRetenuePublique({ ...public13, reserves: { garant: '2026-05-20' } }), libre('2026-06-16', 'reserves_un_seul_notifie')],
  [
    '35: both, after the délai',
    liberationRetenuePublique({ ...public13, reserves: { titulaire: '2026-05-16', garant: '2026-05-20' } }),
    libre('2026-06-16', 'reserves_hors_delai'),
  ],
  [
    '36',
    liberationRetenuePublique({ ...public13, prolongeJusquau: '2026-09-30' }),
    { situation: 'a_examiner', libre: null, aDefaut: '2026-10-31', remarques: ['delai_prolonge'] },
  ],
  [
    '39: the term is void',
    liberationSousTraite({ fin: '2026-12-31', prixDu: '2027-01-31' }),
    { situation: 'sur_evenement', libre: null, remarques: ['paiement_attendu', 'terme_avant_paiement'] },
  ],
  ['39: a term after the price', liberationSousTraite({ fin: '2027-03-31', prixDu: '2027-01-31' }), libre('2027-04-01')],
  ['no réception yet', liberationRetenuePrivee([]), { situation: 'sur_evenement', libre: null, remarques: ['reception_attendue'] }],
];

describe('the dated cases', () => {
  it.each(CAS)('%s', (_cas, obtenu, attendu) => {
    expect(obtenu).toMatchObject(attendu);
    expect(obtenu.article).not.toBe('');
  });
  it('16, 19, 20 are of the second paragraph; 17, 18, 35 of the first', () => {
    const articles = new Map(CAS.map(([cas, { article }]) => [cas, article]));
    for (const cas of ['16', '19', '20']) expect(articles.get(cas), cas).toContain(DEUX);
    for (const cas of ['17', '18', '35']) expect(articles.get(cas), cas).toContain('al. 1');
  });
  it('22: extend or pay, received on 25/06/2026, is decided by the 24th of July: the 25th is a Saturday', () =>
    expect(prolongerOuPayerAvant('2026-06-25')).toBe('2026-07-24'));
  it('24: in default after forty-five days, or at once on a refusal', () => {
    expect(defaillanceApres('2026-03-02')).toBe('2026-04-16');
    expect(defaillanceApres('2026-03-02', '2026-03-10')).toBe('2026-03-10');
  });
  it('39: a term on the very day the price is due is void', () => expect(termeValable('2027-01-31', '2027-01-31')).toBe(false));
  it('every remark is met by a case', () => expect(new Set(CAS.flatMap(([, { remarques }]) => remarques))).toEqual(new Set(REMARQUES)));
});

describe('working days', () => {
  it.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('Easter of %i is %s', (year, day) => expect(easter(year)).toBe(day));
  it.each([
    ['2026-04-06', false],
    ['2026-05-14', false],
    ['2026-05-25', false],
    ['2026-07-14', false],
    ['2026-11-27', true],
    ['2026-11-28', false],
  ])('%s is worked: %s', (day, worked) => expect(isWorkingDay(day)).toBe(worked));
});
