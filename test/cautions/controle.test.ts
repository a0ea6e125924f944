/** The automatic control: each rule alone, at its boundary, then all of them. */
import { describe, expect, it } from 'vitest';
import { conforme, controler, NOMS_REGLES, type Faits, type NomRegle } from '../../src/cautions/controle.js';
import { fromDecimal } from '../../src/kit/money.js';

const eur = (decimal: string) => fromDecimal(decimal, 'EUR');
const BON: Faits = {
  aujourdhui: '2026-11-21',
  montant: eur('1000.00'),
  dateEffet: '2026-11-21',
  dateFin: '2027-11-20',
  finDemandee: true,
  contrat: { du: '2026-01-01', au: '2026-11-21', acces: true },
  entite: { active: true, rattachee: true },
  texte: { du: '2026-11-21', au: null, garantConcorde: true, admis: true, modifie: null },
  plafondUnitaire: eur('1000.00'),
  dureeMaxMois: 12,
  disponible: { autorisation: eur('1000.00'), ligne: eur('1000.00'), contrat: eur('1000.00') },
  datesFausses: [],
  limitesDepassees: [],
  impaye: { jours: 30, toleranceJours: 30 },
  documentEnRetard: null,
  pays: { beneficiaire: 'FR', admis: ['FR'] },
  opposition: { derniere: '2025-11-20', exclueMois: 12 },
  doublon: null,
};

/** Everything just inside passes; each of these is just outside one rule. */
const ECHECS: [NomRegle, string, Partial<Faits>][] = [
  ['contrat', 'acces', { contrat: { ...BON.contrat, acces: false } }],
  ['contrat', 'hors_periode', { contrat: { ...BON.contrat, au: '2026-11-20' } }],
  ['contrat', 'hors_periode', { contrat: { ...BON.contrat, du: '2026-11-22', au: null } }],
  ['contrat', 'entite_inactive', { entite: { active: false, rattachee: true } }],
  ['contrat', 'entite_non_rattachee', { entite: { active: true, rattachee: false } }],
  ['texte', 'autre_garant', { texte: { ...BON.texte, garantConcorde: false } }],
  ['texte', 'non_approuve', { texte: { ...BON.texte, admis: false } }],
  [
    'texte',
    'variables.erreurs.texte_modifie',
    { texte: { ...BON.texte, modifie: { message: 'variables.erreurs.texte_modifie', params: {} } } },
  ],
  ['texte', 'remplace', { texte: { ...BON.texte, du: '2026-01-01', au: '2026-11-20' } }],
  ['plafond_unitaire', 'depasse', { plafondUnitaire: eur('999.99') }],
  ['duree', 'trop_longue', { dateFin: '2027-11-21' }],
  ['duree', 'sans_fin', { dateFin: null }],
  ['disponible', 'autorisation', { disponible: { ...BON.disponible, autorisation: eur('999.99') } }],
  ['disponible', 'ligne', { disponible: { ...BON.disponible, ligne: eur('999.99') } }],
  ['disponible', 'contrat', { disponible: { ...BON.disponible, contrat: eur('999.99') } }],
  ['duree', 'variables.dates.effet_passe', { datesFausses: [{ message: 'variables.dates.effet_passe', params: {} }] }],
  ['limite_legale', 'variables.limites.taux_max', { limitesDepassees: [{ message: 'variables.limites.taux_max', params: {} }] }],
  ['impaye', 'echu', { impaye: { jours: 31, toleranceJours: 30 } }],
  ['document', 'en_retard', { documentEnRetard: '2026-11-20' }],
  ['pays', 'exclu', { pays: { beneficiaire: 'IR', admis: ['FR'] } }],
  ['opposition', 'recente', { opposition: { derniere: '2025-11-21', exclueMois: 12 } }],
  ['doublon', 'existe', { doublon: 'C26-0000001' }],
];

describe('the automatic control', () => {
  it('has eleven rules, all passing at their very limit', () => {
    expect(NOMS_REGLES).toHaveLength(11);
    const resultats = controler(BON);
    expect(resultats.map(({ regle }) => regle)).toEqual(NOMS_REGLES);
    expect(resultats.filter((resultat) => !resultat.conforme)).toEqual([]);
    expect(conforme(resultats)).toBe(true);
  });

  it.each(ECHECS)('%s fails alone with its reason %s', (regle, raison, changement) => {
    const resultats = controler({ ...BON, ...changement });
    expect(resultats.filter((resultat) => !resultat.conforme)).toMatchObject([{ regle, raison }]);
    expect(conforme(resultats)).toBe(false);
  });

  it('every rule can fail', () => expect(new Set(ECHECS.map(([regle]) => regle)).size).toBe(11));

  it('what does not apply passes: no end where the text asks for none, every country, no exclusion of oppositions', () => {
    expect(
      conforme(
        controler({
          ...BON,
          dateFin: null,
          finDemandee: false,
          pays: { beneficiaire: 'KP', admis: null },
          opposition: { derniere: '2026-11-21', exclueMois: null },
        }),
      ),
    ).toBe(true);
  });
});
