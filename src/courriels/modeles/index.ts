/** Every e-mail there is: its name here is its type. */
import acces_existant from './acces_existant.js';
import acte_expedie from './acte_expedie.js';
import appel_suivi from './appel_suivi.js';
import avenant_a_decider from './avenant_a_decider.js';
import avenant_a_valider from './avenant_a_valider.js';
import avenant_consentement from './avenant_consentement.js';
import avenant_effectif from './avenant_effectif.js';
import avenant_en_attente from './avenant_en_attente.js';
import avenant_refuse from './avenant_refuse.js';
import beneficiaire_parle from './beneficiaire_parle.js';
import beneficiaire_parle_au_garant from './beneficiaire_parle_au_garant.js';
import cachet_expire from './cachet_expire.js';
import caution_abandonnee from './caution_abandonnee.js';
import caution_effective from './caution_effective.js';
import caution_en_attente from './caution_en_attente.js';
import caution_refusee from './caution_refusee.js';
import cautions_a_decider from './cautions_a_decider.js';
import code_appareil from './code_appareil.js';
import code_beneficiaire from './code_beneficiaire.js';
import demande_refusee from './demande_refusee.js';
import demande_renvoyee from './demande_renvoyee.js';
import demandes_transmises from './demandes_transmises.js';
import document_demande from './document_demande.js';
import document_en_retard from './document_en_retard.js';
import document_rappel from './document_rappel.js';
import document_recu from './document_recu.js';
import document_redemande from './document_redemande.js';
import dossier_confie from './dossier_confie.js';
import entite_identifiee from './entite_identifiee.js';
import entite_renvoyee from './entite_renvoyee.js';
import facteur_ajoute from './facteur_ajoute.js';
import facteur_retire from './facteur_retire.js';
import fins_proches from './fins_proches.js';
import identification_demandee from './identification_demandee.js';
import mainlevee_accordee from './mainlevee_accordee.js';
import mainlevee_demandee from './mainlevee_demandee.js';
import mainlevee_refusee from './mainlevee_refusee.js';
import mot_de_passe_change from './mot_de_passe_change.js';
import mot_de_passe_expire from './mot_de_passe_expire.js';
import mot_de_passe_expire_aujourdhui from './mot_de_passe_expire_aujourdhui.js';
import mot_de_passe_oublie from './mot_de_passe_oublie.js';
import nouvel_appareil from './nouvel_appareil.js';
import opposition_levee from './opposition_levee.js';
import opposition_recue from './opposition_recue.js';
import premier_acces from './premier_acces.js';
import questions_changees from './questions_changees.js';
import resume from './resume.js';
import revision_accordee from './revision_accordee.js';
import revision_demandee from './revision_demandee.js';
import revision_maintenue from './revision_maintenue.js';
import validation_demandee from './validation_demandee.js';
import validations_demandees from './validations_demandees.js';

export const MODELES = {
  acces_existant,
  acte_expedie,
  appel_suivi,
  avenant_a_decider,
  avenant_a_valider,
  avenant_consentement,
  avenant_effectif,
  avenant_en_attente,
  avenant_refuse,
  beneficiaire_parle,
  beneficiaire_parle_au_garant,
  cachet_expire,
  caution_abandonnee,
  caution_effective,
  caution_en_attente,
  caution_refusee,
  cautions_a_decider,
  code_appareil,
  code_beneficiaire,
  demande_refusee,
  demande_renvoyee,
  demandes_transmises,
  document_demande,
  document_en_retard,
  document_rappel,
  document_recu,
  document_redemande,
  dossier_confie,
  entite_identifiee,
  entite_renvoyee,
  facteur_ajoute,
  facteur_retire,
  fins_proches,
  identification_demandee,
  mainlevee_accordee,
  mainlevee_demandee,
  mainlevee_refusee,
  mot_de_passe_change,
  mot_de_passe_expire,
  mot_de_passe_expire_aujourdhui,
  mot_de_passe_oublie,
  nouvel_appareil,
  opposition_levee,
  opposition_recue,
  premier_acces,
  questions_changees,
  resume,
  revision_accordee,
  revision_demandee,
  revision_maintenue,
  validation_demandee,
  validations_demandees,
};
