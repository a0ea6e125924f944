/** The pure rules of a person's rights, and what the form makes of whatever it is sent. */
import { describe, expect, it } from 'vitest';
import { etatDe, incoherences, retireUnDroit, type Delegation, type Fiche } from '../../src/collaborateurs/collaborateur.js';
import { readFicheCollaborateur, readSaisie } from '../../src/collaborateurs/collaborateurs.form.js';
import { confirmationDe } from '../../src/gestes/confirmation.form.js';

const tout: Delegation = { montant_max: null, devise: 'EUR', types: null, entite_id: null };
const fiche = (changes: Partial<Fiche> = {}): Fiche => ({
  prenom: 'Marc',
  nom: 'Essai',
  langue: 'fr',
  profils: ['valideur'],
  perimetre: [{ entite_id: 1, avec_descendants: true }],
  delegations: [{ montant_max: '150000', devise: 'EUR', types: ['RG_PRIV', 'AVANCE'], entite_id: 1 }],
  ...changes,
});

describe('what takes a right away', () => {
  const d = (changes: Partial<Delegation>) =>
    fiche({ delegations: [{ montant_max: '150000', devise: 'EUR', types: ['RG_PRIV', 'AVANCE'], entite_id: 1, ...changes }] });
  it.each<[string, Fiche, boolean]>([
    ['nothing', fiche(), false],
    ['a name', fiche({ nom: 'Autre', langue: 'en' }), false],
    ['a profile more', fiche({ profils: ['valideur', 'saisisseur'] }), false],
    ['a profile less', fiche({ profils: ['saisisseur'] }), true],
    [
      'an entity more',
      fiche({
        perimetre: [
          { entite_id: 1, avec_descendants: true },
          { entite_id: 2, avec_descendants: false },
        ],
      }),
      false,
    ],
    ['another entity', fiche({ perimetre: [{ entite_id: 2, avec_descendants: true }] }), true],
    ['the descendants', fiche({ perimetre: [{ entite_id: 1, avec_descendants: false }] }), true],
    ['a higher amount', d({ montant_max: '150000.01' }), false],
    ['no limit', d({ montant_max: null }), false],
    ['a lower amount', d({ montant_max: '149999.99' }), true],
    ['the same amount in another currency', d({ montant_max: '900000', devise: 'USD' }), true],
    ['no limit, in whatever currency', d({ montant_max: null, devise: 'USD' }), false],
    ['every type', d({ types: null }), false],
    ['a type less', d({ types: ['RG_PRIV'] }), true],
    ['the whole perimeter', d({ entite_id: null }), false],
    ['another entity of a delegation', d({ entite_id: 2 }), true],
    ['no delegation', fiche({ delegations: [] }), true],
    [
      'two where one already gives all',
      fiche({ delegations: [{ montant_max: '1', devise: 'EUR', types: ['BF'], entite_id: 3 }, tout] }),
      false,
    ],
  ])('%s', (_label, apres, retire) => expect(retireUnDroit(fiche(), apres)).toBe(retire));

  it('a limit where there was none, types where there were all, an entity where there was the whole', () => {
    const avant = fiche({ delegations: [tout] });
    for (const moins of [{ montant_max: '1' }, { types: ['RG_PRIV'] }, { entite_id: 1 }])
      expect(retireUnDroit(avant, fiche({ delegations: [{ ...tout, ...moins }] }))).toBe(true);
  });
});

it('a state is suspended first, invited until the first visit', () => {
  expect(etatDe({ actif: false, vu: true })).toBe('suspendu');
  expect(etatDe({ actif: false, vu: false })).toBe('suspendu');
  expect(etatDe({ actif: true, vu: false })).toBe('invite');
  expect(etatDe({ actif: true, vu: true })).toBe('actif');
});

it('what does not hold together is said beside its field', () => {
  expect(incoherences(fiche())).toEqual([]);
  expect(incoherences(fiche({ profils: [], perimetre: [], delegations: [] })).map(({ field }) => field)).toEqual(['profils', 'perimetre']);
  expect(incoherences(fiche({ profils: ['saisisseur'] })).map(({ field }) => field)).toEqual(['profils']);
});

describe('the form', () => {
  const connus = { types: new Set(['RG_PRIV']), devises: new Set(['EUR', 'USD', 'JPY']), entites: new Set([1, 2]) };
  const bon = { email: ' Marc@Exemple.FR ', nom: 'Essai', langue: 'fr', profils: 'valideur', perimetre: ['1', '2'], descendants: '2' };
  const lire = (corps: Record<string, unknown>) => readFicheCollaborateur(readSaisie(corps).saisie, connus);

  it('reads a person, one or several of each', () => {
    const { email, fiche: lue, erreurs } = lire({ ...bon, 'delegations.0.montant': '150 000,50', 'delegations.1.illimite': '1' });
    expect(erreurs).toEqual([]);
    expect(email).toBe('marc@exemple.fr');
    expect(lue.perimetre).toEqual([
      { entite_id: 1, avec_descendants: false },
      { entite_id: 2, avec_descendants: true },
    ]);
    expect(lue.delegations.map(({ montant_max: montantMax }) => montantMax)).toEqual(['150000.50', null]);
    const [yen] = lire({ ...bon, 'delegations.0.montant': '5 000 000', 'delegations.0.devise': 'JPY' }).fiche.delegations;
    expect(yen).toMatchObject({ montant_max: '5000000', devise: 'JPY' });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no address', { email: '' }, 'email'],
    ['an address that is not one', { email: 'marc@' }, 'email'],
    ['no name', { nom: ' ' }, 'nom'],
    ['a name too long', { nom: 'x'.repeat(101) }, 'nom'],
    ['a language we do not speak', { langue: 'de' }, 'langue'],
    ['an unknown profile', { profils: 'roi' }, 'profils'],
    ['no entity', { perimetre: '' }, 'perimetre'],
    ['words for entities', { perimetre: ['abc', '-1', '1e9'] }, 'perimetre'],
    ['an entity of nobody', { perimetre: '999' }, 'perimetre'],
    ['an amount of nothing', { 'delegations.0.montant': '0' }, 'delegations-0-montant'],
    ['an amount below nothing', { 'delegations.0.montant': '-5' }, 'delegations-0-montant'],
    ['an amount in words', { 'delegations.0.montant': '=1+1' }, 'delegations-0-montant'],
    ['an amount no column holds', { 'delegations.0.montant': '9'.repeat(17) }, 'delegations-0-montant'],
    ['half a yen', { 'delegations.0.montant': '1,5', 'delegations.0.devise': 'JPY' }, 'delegations-0-montant'],
    ['a currency of nobody', { 'delegations.0.montant': '1', 'delegations.0.devise': 'XXX' }, 'delegations-0-devise'],
    ['more entities than a page holds', { perimetre: Array.from({ length: 1_001 }, (_, i) => String(i + 1)) }, 'perimetre'],
    [
      'more delegations than a page holds',
      Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`delegations.${i}.illimite`, '1'])),
      'delegations-20-montant',
    ],
    ['both', { 'delegations.0.montant': '5', 'delegations.0.illimite': '1' }, 'delegations-0-montant'],
    ['an unknown type', { 'delegations.0.illimite': '1', 'delegations.0.types': 'ROI' }, 'delegations-0-types'],
    ['an entity of others', { 'delegations.0.illimite': '1', 'delegations.0.entite': 'x' }, 'delegations-0-entite'],
  ])('%s', (_label, changes, field) => expect(lire({ ...bon, ...changes }).erreurs.map((erreur) => erreur.field)).toContain(field));

  it('never throws, and drops an empty delegation', () => {
    expect(lire({ ...bon, 'delegations.0.montant': '' }).fiche.delegations).toEqual([]);
    for (const corps of [{}, { email: ['a', 'b'], nom: { a: 1 } }, { 'delegations.x.montant': '1', nom: 'a\u0000' }, undefined])
      expect(() => readSaisie(corps)).not.toThrow();
  });

  it('adds and takes rows away, keeping the others', () => {
    const corps = { 'delegations.0.montant': '1', 'delegations.1.montant': '2', 'delegations.2.montant': '3' };
    expect(readSaisie({ ...corps, etape: 'retirer-1' }).saisie.delegations.map(({ montant }) => montant)).toEqual(['1', '3']);
    expect(readSaisie({ ...corps, etape: 'ajouter' }).saisie.delegations).toHaveLength(4);
  });

  it('a yes names the demandes that were shown', () => {
    expect(confirmationDe({})).toBeUndefined();
    expect(confirmationDe({ confirme: 'oui' })).toEqual([]);
    expect(confirmationDe({ confirme: 'oui', numeros: 'D26-0000001' })).toEqual(['D26-0000001']);
  });
});
