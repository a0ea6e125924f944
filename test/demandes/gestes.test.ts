/** The table of gestes, exhaustively: every state × geste × profile × circumstance against an independent statement of the rules. */
import { describe, expect, it } from 'vitest';
import { DEMANDE, ETATS_DEMANDE, type SituationDemande } from '../../src/demandes/demande.js';
import { readNumero, numeroter } from '../../src/numeros/numero.js';
import { PROFILS, type Profil } from '../../src/droits/acteur.js';

/** 1-domain, "Life of a demande", written again by hand. */
const ATTENDU: Record<string, { profil: Profil; etats: string[] }> = {
  modifier: { profil: 'saisisseur', etats: ['creee'] },
  ajouter_piece: { profil: 'saisisseur', etats: ['creee'] },
  retirer_piece: { profil: 'saisisseur', etats: ['creee'] },
  supprimer: { profil: 'saisisseur', etats: ['creee'] },
  soumettre: { profil: 'saisisseur', etats: ['creee'] },
  valider: { profil: 'valideur', etats: ['a_valider', 'en_cours'] },
  refuser: { profil: 'valideur', etats: ['a_valider', 'en_cours'] },
  renvoyer: { profil: 'valideur', etats: ['a_valider', 'en_cours'] },
  reprendre: { profil: 'saisisseur', etats: ['a_valider'] },
};

const booleans = [true, false];
function* situations(): Generator<SituationDemande> {
  for (const etat of ETATS_DEMANDE)
    for (const validationsFaites of [0, 1])
      for (const propreValidation of booleans)
        for (const sienne of booleans)
          for (const dejaValidee of booleans)
            for (const delegue of booleans)
              for (const transmetteurAutre of booleans)
                for (const entiteActive of booleans)
                  yield {
                    entiteActive,
                    etat,
                    validationsFaites,
                    validationsRequises: 2,
                    propreValidation,
                    sienne,
                    dejaValidee,
                    delegue,
                    transmetteurAutre,
                  };
}

describe('the table of gestes', () => {
  it('allows exactly what the domain says, in every situation and for every profile', () => {
    let cases = 0;
    for (const situation of situations())
      for (const nom of DEMANDE.noms)
        for (const profil of PROFILS) {
          const { profil: required = 'consultant', etats = [] } = ATTENDU[nom] ?? {};
          const expected =
            profil === required &&
            etats.includes(situation.etat) &&
            (nom !== 'valider' ||
              (!situation.dejaValidee &&
                (!situation.sienne || situation.propreValidation) &&
                situation.delegue &&
                !(situation.validationsFaites === 1 && situation.transmetteurAutre))) &&
            (nom !== 'soumettre' || situation.entiteActive) &&
            (nom !== 'reprendre' || situation.validationsFaites === 0);
          expect(DEMANDE.obstacle(nom, situation, [profil]) === undefined, `${nom} ${profil} ${JSON.stringify(situation)}`).toBe(expected);
          cases += 1;
        }
    expect(cases).toBe(6 * 2 * 64 * 9 * 4);
  });

  it('leads to the next state, transmise with the last validation', () => {
    const base: SituationDemande = {
      etat: 'a_valider',
      validationsFaites: 0,
      validationsRequises: 2,
      propreValidation: false,
      sienne: false,
      dejaValidee: false,
      delegue: true,
      transmetteurAutre: false,
      entiteActive: true,
    };
    expect(DEMANDE.suite('valider', base)).toBe('en_cours');
    expect(DEMANDE.suite('valider', { ...base, etat: 'en_cours', validationsFaites: 1 })).toBe('transmise');
    expect(DEMANDE.suite('valider', { ...base, validationsRequises: 1 })).toBe('transmise');
  });

  it('reaches every state from Créée, and shows each person only what he may do', () => {
    expect([...DEMANDE.atteignables()].sort()).toEqual([...ETATS_DEMANDE].sort());
    const creee: SituationDemande = {
      etat: 'creee',
      validationsFaites: 0,
      validationsRequises: 1,
      propreValidation: false,
      sienne: true,
      dejaValidee: false,
      delegue: true,
      transmetteurAutre: false,
      entiteActive: true,
    };
    expect(DEMANDE.possibles(creee, ['saisisseur'])).toEqual(['modifier', 'ajouter_piece', 'retirer_piece', 'supprimer', 'soumettre']);
    expect(DEMANDE.possibles(creee, ['consultant', 'administrateur'])).toEqual([]);
  });
});

describe('numbers', () => {
  it.each([
    ['42', { rang: 42 }],
    ['d26-42', { lettre: 'D', annee: 2026, rang: 42 }],
    ['D26-0000042', { lettre: 'D', annee: 2026, rang: 42 }],
    ['C25 - 7', { lettre: 'C', annee: 2025, rang: 7 }],
    ['26-42', { annee: 2026, rang: 42 }],
  ])('reads %s', (typed, expected) => expect(readNumero(typed)).toMatchObject(expected));
  it.each(['', 'Durand', 'D-42', '42abc', '12345678901'])('does not take %j for a number', (typed) =>
    expect(readNumero(typed)).toBeUndefined(),
  );
  it('writes them with seven figures', () => expect(numeroter('D', 2026, 42)).toBe('D26-0000042'));
});
