/** Every state, every geste, every person: what the table says and nothing else. */
import { describe, expect, it } from 'vitest';
import { ENTITE, ETATS_ENTITE, type AuteurEntite, type EtatEntite, type NomGesteEntite } from '../../src/entites/entite.js';
import { readFicheEntite, readTapee } from '../../src/entites/entites.form.js';
import { siretOf } from '../../src/kit/identifiers.js';

const ATTENDU: Readonly<Record<EtatEntite, readonly NomGesteEntite[]>> = {
  brouillon: ['modifier', 'ajouter_un_fils', 'deplacer', 'supprimer', 'demander_identification'],
  a_identifier: ['ajouter_un_fils', 'deplacer', 'identifier', 'renvoyer'],
  identifiee: ['modifier', 'renommer', 'ajouter_un_fils', 'deplacer', 'valider'],
  validee: ['modifier', 'renommer', 'ajouter_un_fils', 'deplacer', 'activer'],
  active: ['modifier', 'renommer', 'ajouter_un_fils', 'deplacer', 'desactiver'],
  inactive: ['deplacer', 'reactiver'],
};
const AUTEURS: readonly AuteurEntite[] = ['administrateur', 'saisisseur', 'valideur', 'consultant', 'garant'];
const libre = { racine: false, enfants: 0, complete: true, citee: false };
const DE_L_ASSUREUR: readonly NomGesteEntite[] = ['identifier', 'renvoyer'];

describe.each(ETATS_ENTITE)('%s', (etat) => {
  it.each(AUTEURS)('%s', (auteur) => {
    const permis = ENTITE.noms.filter((nom) => !ENTITE.obstacle(nom, { ...libre, etat }, [auteur]));
    const attendu = ATTENDU[etat].filter((nom) => (DE_L_ASSUREUR.includes(nom) ? auteur === 'garant' : auteur === 'administrateur'));
    expect(permis).toEqual(attendu);
  });
});

it('the root neither moves nor disappears; what is named or has children is not deleted; incomplete waits', () => {
  const raison = (nom: NomGesteEntite, extra: object) =>
    ENTITE.obstacle(nom, { ...libre, etat: 'brouillon', ...extra }, ['administrateur'])?.key;
  expect(raison('deplacer', { racine: true })).toBe('organisation.refus.racine');
  expect(raison('supprimer', { enfants: 1 })).toBe('organisation.refus.enfants');
  expect(raison('supprimer', { citee: true })).toBe('organisation.refus.citee');
  expect(raison('demander_identification', { complete: false })).toBe('organisation.refus.incomplete');
});

const juste = {
  nom: 'Fille',
  forme: 'SAS',
  pays: 'FR',
  siren: '732 829 320',
  siret: '732 829 320 00074',
  adresse: 'Lyon',
  contactNom: 'Zoé',
};
const fautes = (extra: object) => readFicheEntite(readTapee({ ...juste, ...extra })).erreurs.map(({ field }) => field);
it.each([
  [{ nom: '' }, ['nom']],
  [{ nom: 'x'.repeat(201) }, ['nom']],
  [{ nom: ['a', 'b'] }, ['nom']],
  [{ forme: '' }, ['forme']],
  [{ pays: 'XX' }, ['pays', 'immatriculation']],
  [{ siren: '732829321' }, ['siren']],
  [{ siren: '' }, ['siren']],
  [{ siret: '12' }, ['siret']],
  [{ siret: siretOf('356000000', 1) }, ['siret']],
  [{ pays: 'DE' }, ['immatriculation']],
  [{ adresse: ' ' }, ['adresse']],
  [{ contactNom: '' }, ['contactNom']],
  [{ contactEmail: 'zoe@' }, ['contactEmail']],
  [{ contactTelephone: 'appelez' }, ['contactTelephone']],
  [{}, []],
  [{ pays: 'DE', siren: '', siret: '', immatriculation: 'HRB 1' }, []],
  [{ siren: '356 000 000', siret: siretOf('356000000', 4) }, []],
])('the form, with %o', (extra, champs) => expect(fautes(extra)).toEqual(champs));
