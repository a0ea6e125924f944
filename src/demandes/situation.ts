/** From a row seen by a person to what the rules of the gestes look at. Pure. */
import type { Profil } from '../session/acteur.js';
import { DEMANDE, type NomGeste, type SituationDemande } from './demande.js';
import type { DemandeVue } from './demandes.repository.js';

export const situationDe = (vue: DemandeVue): SituationDemande => ({
  etat: vue.etat,
  validationsFaites: vue.validations_faites,
  validationsRequises: vue.validations_requises,
  propreValidation: vue.propre_validation,
  sienne: vue.sienne,
  dejaValidee: vue.deja_validee,
  delegue: vue.delegue,
  transmetteurAutre: vue.transmetteur_autre,
  entiteActive: vue.entite_active,
});

export const profilsDe = (vue: DemandeVue): readonly Profil[] => vue.mes_profils ?? [];

/** Why the person who sees this row may not do this; undefined when it may be done. */
export const empechement = (nom: NomGeste, vue: DemandeVue): string | undefined =>
  DEMANDE.obstacle(nom, situationDe(vue), profilsDe(vue))?.key;

/** What the person who sees this row may do now. */
export const gestesDe = (vue: DemandeVue): NomGeste[] => DEMANDE.possibles(situationDe(vue), profilsDe(vue));

/** A valideur looks at a demande that waits for validations. */
export const attendValidation = (vue: DemandeVue): boolean =>
  (vue.etat === 'a_valider' || vue.etat === 'en_cours') && profilsDe(vue).includes('valideur');

/** A demande entered for an entity that was deactivated since: its requester is told why he cannot submit it. */
export const soumissionEmpechee = (vue: DemandeVue): string | undefined =>
  vue.etat === 'creee' && profilsDe(vue).includes('saisisseur') ? empechement('soumettre', vue) : undefined;

/** Whom to ask when one may not validate: those who can, or else an administrator; a message key and its names. */
export function quiDemander(valideurs: readonly string[], administrateurs: readonly string[]): { key: string; noms: string } {
  return valideurs.length > 0
    ? { key: 'demandes.refus.demander_a', noms: valideurs.join(', ') }
    : { key: 'demandes.refus.demander_administrateur', noms: administrateurs.join(', ') };
}
