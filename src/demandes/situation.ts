/** From a row seen by a person to what the rules of the gestes look at. Pure. */
import type { Profil } from '../droits/acteur.js';
import type { Valeurs } from '../specimens/texte.js';
import type { Day } from '../kit/dates.js';
import { DEMANDE, type EtatDemande, type NomGeste, type SituationDemande } from './demande.js';

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
export function quiDemander(valideurs: readonly string[], administrateurs: readonly string[]): { key: string; noms: readonly string[] } {
  return valideurs.length > 0
    ? { key: 'demandes.refus.demander_a', noms: valideurs }
    : { key: 'demandes.refus.demander_administrateur', noms: administrateurs };
}

/** One demande with all that its page and its guard need, seen by one person. */
export interface DemandeVue {
  readonly id: number;
  readonly numero: string;
  readonly version: number;
  readonly etat: EtatDemande;
  readonly tour: number;
  readonly validations_faites: number;
  readonly validations_requises: number;
  readonly propre_validation: boolean;
  readonly entite_id: number;
  readonly entite: string;
  readonly entite_active: boolean;
  readonly produit: string;
  readonly type_credit: string;
  readonly texte_id: number;
  readonly autorisation_id: number;
  readonly montant: string;
  readonly devise: string;
  readonly beneficiaire: string;
  readonly marche: string;
  readonly objet: string;
  readonly date_effet: Day;
  readonly date_fin: Day | null;
  readonly valeurs: Valeurs;
  readonly saisi_par: number;
  readonly saisi_par_nom: string;
  readonly saisi_par_email: string;
  readonly saisi_par_langue: 'fr' | 'en';
  readonly creee_le: Date;
  readonly sienne: boolean;
  readonly deja_validee: boolean;
  readonly delegue: boolean;
  readonly transmetteur_autre: boolean;
  /** The person's profiles as they are now; null once suspended. */
  readonly mes_profils: readonly Profil[] | null;
  readonly caution: string | null;
  readonly caution_id: number | null;
  readonly pieces: readonly { readonly id: number; readonly nom: string; readonly taille: number }[];
}
