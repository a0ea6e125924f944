/** The automatic control in words: every rule, every reason, in both languages, in the reader's form. */
import { describe, expect, it } from 'vitest';
import { lignesDuControle } from '../../src/cautions/controle.presenter.js';
import { NOMS_REGLES, type NomRegle, type Resultat } from '../../src/cautions/controle.js';
import { createTranslator, LANGUAGES, readMessages } from '../../src/kit/i18n.js';
import { inRoot } from '../../src/kit/root.js';

const translator = createTranslator({ strict: true });
const limite = (params: object) => ({ article: 'art. 1', devise: 'EUR', ...params });

/** What the issuing transaction writes for each reason. */
const RAISONS: readonly (readonly [NomRegle, string, Readonly<Record<string, unknown>>])[] = [
  ['contrat', 'acces', {}],
  ['contrat', 'hors_periode', { du: '2026-01-01', au: null }],
  ['contrat', 'entite_inactive', {}],
  ['contrat', 'entite_non_rattachee', {}],
  ['texte', 'autre_garant', {}],
  ['texte', 'remplace', { au: '2026-10-31' }],
  ['texte', 'non_approuve', {}],
  ['duree', 'sans_fin', { mois: 36 }],
  ['plafond_unitaire', 'depasse', { montant: '1000.00', plafond: '999.99', devise: 'EUR' }],
  ['duree', 'trop_longue', { fin: '2029-12-31', mois: 24 }],
  ['disponible', 'autorisation', { disponible: '12.345', montant: '20.000', devise: 'KWD' }],
  ['disponible', 'ligne', { disponible: '0.00', montant: '20.00', devise: 'EUR' }],
  ['disponible', 'contrat', { disponible: '-5.00', montant: '20.00', devise: 'EUR' }],
  ['limite_legale', 'taux_max', limite({ valeur: '79200.00', borne: '72000.00', taux: '5' })],
  ['limite_legale', 'taux_min', limite({ valeur: '10.00', borne: '20.00', taux: '2.5' })],
  ['limite_legale', 'montant_min', limite({ valeur: '10.00', borne: '20.00' })],
  ['limite_legale', 'plafond', limite({ valeur: '30.00', borne: '20.00' })],
  ['limite_legale', 'couverture', limite({ valeur: '10.00', borne: '20.00' })],
  ['limite_legale', 'date_avant', limite({ valeur: '2026-12-31', borne: '2026-12-01' })],
  ['limite_legale', 'taux_max', limite({ taux: '5' })],
  [
    'limite_legale',
    'variables.limites.egal',
    { valeur: { montant: '10.00', devise: 'EUR' }, borne: { montant: '20.00', devise: 'EUR' }, article: 'art. 14' },
  ],
  ['duree', 'variables.dates.effet_passe', { effet: { jour: '2026-11-01' }, emission: { jour: '2026-11-21' } }],
  ['impaye', 'echu', { jours: 41, tolerance: 30 }],
  ['document', 'en_retard', { depuis: '2026-11-01' }],
  ['pays', 'exclu', { pays: 'KP' }],
  ['opposition', 'recente', { le: '2026-11-01' }],
  ['doublon', 'existe', { numero: 'C26-0000001' }],
];
const echec = (regle: NomRegle, raison: string, params: Readonly<Record<string, unknown>>): Resultat => ({
  regle,
  conforme: false,
  raison,
  params,
});
const mots = (langue: 'fr' | 'en', resultat: Resultat): string => lignesDuControle([resultat], langue, translator(langue))[0]?.texte ?? '';

describe.each(LANGUAGES)('in %s', (langue) => {
  it('each of the eleven rules says that it passes, in order', () => {
    const lignes = lignesDuControle(
      NOMS_REGLES.map((regle) => ({ regle, conforme: true })),
      langue,
      translator(langue),
    );
    expect(lignes.map(({ regle }) => regle)).toEqual(NOMS_REGLES);
    expect(new Set(lignes.map(({ texte }) => texte)).size).toBe(11);
  });

  it.each(RAISONS)('%s, %s: says why', (regle, raison, params) => {
    const texte = mots(langue, echec(regle, raison, params));
    expect(texte).not.toMatch(/\d{4}-\d{2}-\d{2}|undefined|null|\{\{/);
    expect(texte.length).toBeGreaterThan(10);
  });

  it('has words for no reason that does not exist', () => {
    const written = Object.keys(readMessages(inRoot('templates', 'locales'), langue)).filter((key) => key.startsWith('controle.'));
    const known = new Set([...NOMS_REGLES.map((r) => `controle.${r}.titre`), ...RAISONS.map(([r, raison]) => `controle.${r}.${raison}`)]);
    expect(written.filter((key) => !known.has(key))).toEqual([]);
  });
});

describe('amounts, days, rates and countries', () => {
  it.each([
    ['fr', 'plafond_unitaire', 'depasse', 'Montant de 1\u202f000,00\u00a0€ au-dessus du plafond unitaire de 999,99\u00a0€'],
    ['en', 'plafond_unitaire', 'depasse', 'Amount of €1,000.00 above the unit ceiling of €999.99'],
    ['fr', 'disponible', 'autorisation', 'Disponible de 12,345\u00a0KWD sur l’autorisation, inférieur à 20,000\u00a0KWD'],
    [
      'fr',
      'limite_legale',
      'taux_max',
      'Le montant garanti, 79\u202f200,00\u00a0€, dépasse 5\u00a0% de la base, soit 72\u202f000,00\u00a0€ (art. 1).',
    ],
    ['fr', 'limite_legale', 'date_avant', 'La date du 31/12/2026 est postérieure au 01/12/2026 (art. 1).'],
    ['en', 'duree', 'trop_longue', 'End on 31/12/2029, beyond the 24 months allowed'],
    ['en', 'pays', 'exclu', 'Beneficiary’s country not allowed by the contract: North Korea'],
  ] as const)('%s %s %s', (langue, regle, raison, texte) => {
    const [, , params] = RAISONS.find(([r, cle]) => r === regle && cle === raison) ?? [];
    expect(mots(langue, echec(regle, raison, params ?? {}))).toBe(texte);
  });
});
