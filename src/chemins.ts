/** Every URL, named once: a pattern for the router, a function for links, views and tests. */

/** The names of a pattern's parameters: `/demandes/:numero/pieces/:id` has `numero` and `id`. */
export type NomsDe<P extends string> = P extends `${string}:${infer Nom}/${infer Suite}`
  ? Nom | NomsDe<`/${Suite}`>
  : P extends `${string}:${infer Nom}`
    ? Nom
    : never;

export interface Chemin<P extends string = string> {
  /** The address with its parameters filled in: one that is missing does not compile. */
  (...params: [NomsDe<P>] extends [never] ? [] : [Readonly<Record<NomsDe<P>, string | number>>]): string;
  /** The pattern for the router. */
  readonly pattern: P;
}

function chemin<const P extends string>(pattern: P): Chemin<P> {
  // Taken apart once: a list fills an address a row.
  const [debut = '', ...morceaux] = pattern.split(/:(\w+)/);
  const fill = (params: Readonly<Record<string, string | number>> = {}) => {
    let filled = debut;
    for (let i = 0; i < morceaux.length; i += 2) filled += encodeURIComponent(String(params[morceaux[i] ?? ''])) + (morceaux[i + 1] ?? '');
    return filled;
  };
  return Object.assign(fill, { pattern }) as Chemin<P>;
}

export const chemins = {
  accueil: chemin('/'),
  connexion: chemin('/connexion'),
  deconnexion: chemin('/deconnexion'),
  langue: chemin('/langue'),
  session: chemin('/session'),
  relecture: chemin('/relecture'),
  connexionVerification: chemin('/connexion/verification'),
  connexionCle: chemin('/connexion/cle'),
  motDePasseOublie: chemin('/mot-de-passe/oublie'),
  motDePasseDefinir: chemin('/mot-de-passe/definir/:jeton'),
  recherche: chemin('/recherche'),
  sante: chemin('/sante'),
  pret: chemin('/pret'),
  metriques: chemin('/metriques'),
  securite: chemin('/.well-known/security.txt'),
  aide: chemin('/aide'),
  accessibilite: chemin('/accessibilite'),
  mentionsLegales: chemin('/mentions-legales'),
  confidentialite: chemin('/confidentialite'),
  verifier: chemin('/verifier'),
  verification: chemin('/verifier/:code'),
  beneficiaireDemarche: chemin('/verifier/:code/demarche/:geste'),
  beneficiaireCode: chemin('/verifier/:code/confirmation/:jeton'),
  beneficiaireFormulaire: chemin('/verifier/:code/mainlevee.pdf'),
  verificationOriginal: chemin('/verifier/:code/original.pdf'),
  demandes: chemin('/demandes'),
  demandesExcel: chemin('/demandes/export.xlsx'),
  demandeNouvelle: chemin('/demandes/nouvelle'),
  brouillons: chemin('/demandes/brouillons'),
  brouillonAbandon: chemin('/demandes/brouillons/:id/abandon'),
  validationEnMasse: chemin('/demandes/validation'),
  beneficiaires: chemin('/demandes/beneficiaires'),
  demande: chemin('/demandes/:numero'),
  demandeModification: chemin('/demandes/:numero/modification'),
  demandeProjet: chemin('/demandes/:numero/projet.pdf'),
  demandeSoumission: chemin('/demandes/:numero/soumission'),
  demandeValidation: chemin('/demandes/:numero/validation'),
  demandeRefus: chemin('/demandes/:numero/refus'),
  demandeRenvoi: chemin('/demandes/:numero/renvoi'),
  demandeReprise: chemin('/demandes/:numero/reprise'),
  demandeSuppression: chemin('/demandes/:numero/suppression'),
  demandeDuplication: chemin('/demandes/:numero/duplication'),
  demandePieces: chemin('/demandes/:numero/pieces'),
  piece: chemin('/demandes/:numero/pieces/:id'),
  pieceSuppression: chemin('/demandes/:numero/pieces/:id/suppression'),
  cautions: chemin('/cautions'),
  cautionsExcel: chemin('/cautions/export.xlsx'),
  cautionsLiberables: chemin('/cautions/liberables'),
  cautionsLiberablesExcel: chemin('/cautions/liberables/export.xlsx'),
  caution: chemin('/cautions/:numero'),
  cautionReception: chemin('/cautions/:numero/reception'),
  cautionAbandon: chemin('/cautions/:numero/abandon'),
  cautionMainlevee: chemin('/cautions/:numero/mainlevee'),
  cautionsMainlevees: chemin('/cautions/mainlevees'),
  cautionDocument: chemin('/cautions/:numero/documents/:id'),
  cautionOppositionReponse: chemin('/cautions/:numero/oppositions/:id/reponse.pdf'),
  cautionActe: chemin('/cautions/:numero/acte.pdf'),
  edition: chemin('/cautions/:numero/editions/:rang'),
  encours: chemin('/encours'),
  encoursExcel: chemin('/encours/export.xlsx'),
  encoursPdf: chemin('/encours/export.pdf'),
  contrats: chemin('/contrats'),
  autorisations: chemin('/contrats/autorisations'),
  autorisationsExcel: chemin('/contrats/autorisations/export.xlsx'),
  autorisationsPdf: chemin('/contrats/autorisations/export.pdf'),
  factures: chemin('/factures'),
  facturesExcel: chemin('/factures/export.xlsx'),
  documents: chemin('/documents'),
  document: chemin('/documents/:id'),
  profilMotDePasse: chemin('/profil/mot-de-passe'),
  profilSecurite: chemin('/profil/securite'),
  profilQuestions: chemin('/profil/securite/questions'),
  profilApplication: chemin('/profil/securite/application'),
  profilApplicationRetrait: chemin('/profil/securite/application/retrait'),
  profilSecours: chemin('/profil/securite/secours'),
  profilCles: chemin('/profil/securite/cles'),
  profilCleRetrait: chemin('/profil/securite/cles/:id/retrait'),
  profilAppareilRetrait: chemin('/profil/securite/appareils/:id/retrait'),
  profilSessionsFin: chemin('/profil/securite/sessions/fin'),
  profilSessionFin: chemin('/profil/securite/sessions/:id/fin'),
  confirmer: chemin('/confirmer'),
  specimens: chemin('/specimens'),
  specimen: chemin('/specimens/:code'),
  specimenPdf: chemin('/specimens/:code/specimen.pdf'),
  profil: chemin('/profil'),
  profilDonnees: chemin('/profil/donnees.json'),
  profilRecherches: chemin('/profil/recherches'),
  profilRechercheDefaut: chemin('/profil/recherches/:id/defaut'),
  profilRechercheSuppression: chemin('/profil/recherches/:id/suppression'),
  profilAlertes: chemin('/profil/alertes'),
  collaborateurs: chemin('/parametrage/collaborateurs'),
  collaborateursExcel: chemin('/parametrage/collaborateurs/export.xlsx'),
  collaborateurNouveau: chemin('/parametrage/collaborateurs/nouveau'),
  collaborateursImport: chemin('/parametrage/collaborateurs/import'),
  collaborateursModele: chemin('/parametrage/collaborateurs/import/modele.xlsx'),
  collaborateur: chemin('/parametrage/collaborateurs/:id'),
  collaborateurSuspension: chemin('/parametrage/collaborateurs/:id/suspension'),
  collaborateurRetablissement: chemin('/parametrage/collaborateurs/:id/retablissement'),
  collaborateurCourriel: chemin('/parametrage/collaborateurs/:id/courriel-acces'),
  circuits: chemin('/parametrage/circuits'),
  circuitSimulation: chemin('/parametrage/circuits/simulation'),
  circuit: chemin('/parametrage/circuits/:id'),
  circuitSuppression: chemin('/parametrage/circuits/:id/suppression'),
  parametrageSecurite: chemin('/parametrage/securite'),
  transmetteur: chemin('/profil/transmetteur'),
  gestion: chemin('/gestion'),
  organisation: chemin('/parametrage/organisation'),
  organisationEntite: chemin('/parametrage/organisation/:id'),
  organisationFils: chemin('/parametrage/organisation/:id/ajouter-un-fils'),
  organisationModification: chemin('/parametrage/organisation/:id/modification'),
  organisationDeplacement: chemin('/parametrage/organisation/:id/deplacement'),
  organisationGeste: chemin('/parametrage/organisation/:id/gestes/:geste'),
  gestionCautions: chemin('/gestion/cautions'),
  gestionCaution: chemin('/gestion/cautions/:numero'),
  gestionCautionAccord: chemin('/gestion/cautions/:numero/accord'),
  gestionCautionRefus: chemin('/gestion/cautions/:numero/refus'),
  gestionCautionDocument: chemin('/gestion/cautions/:numero/document'),
  gestionCautionConfier: chemin('/gestion/cautions/:numero/confier'),
  gestionCautionRelevement: chemin('/gestion/cautions/:numero/relevement'),
  gestionPrise: chemin('/gestion/cautions/:numero/prise/:sujet/:id'),
  gestionMainlevees: chemin('/gestion/mainlevees'),
  gestionMainlevee: chemin('/gestion/mainlevees/:id'),
  gestionMainleveeAccord: chemin('/gestion/mainlevees/:id/accord'),
  gestionMainleveeRefus: chemin('/gestion/mainlevees/:id/refus'),
  gestionMainleveeDocument: chemin('/gestion/mainlevees/:id/document'),
  gestionCautionOpposition: chemin('/gestion/cautions/:numero/opposition'),
  gestionOppositions: chemin('/gestion/oppositions'),
  gestionOpposition: chemin('/gestion/oppositions/:id'),
  gestionOppositionLevee: chemin('/gestion/oppositions/:id/levee'),
  gestionOppositionRejet: chemin('/gestion/oppositions/:id/rejet'),
  gestionOppositionReponse: chemin('/gestion/oppositions/:id/reponse.pdf'),
  gestionCautionAppel: chemin('/gestion/cautions/:numero/appel'),
  gestionAppels: chemin('/gestion/mises-en-jeu'),
  gestionAppel: chemin('/gestion/mises-en-jeu/:id'),
  gestionAppelGeste: chemin('/gestion/mises-en-jeu/:id/:geste'),
  gestionFichier: chemin('/gestion/fichiers/:id'),
  gestionComptes: chemin('/gestion/comptes'),
  gestionCompteNouveau: chemin('/gestion/comptes/nouveau'),
  gestionCompte: chemin('/gestion/comptes/:id'),
  gestionSecurite: chemin('/gestion/securite'),
  gestionEntites: chemin('/gestion/entites'),
  gestionEntite: chemin('/gestion/entites/:id'),
  gestionTextes: chemin('/gestion/textes'),
  gestionTexte: chemin('/gestion/textes/:id'),
  gestionTexteApprouver: chemin('/gestion/textes/:id/approuver'),
  gestionTexteRetirer: chemin('/gestion/textes/:id/retirer'),
  gestionTravaux: chemin('/gestion/travaux'),
  gestionTravailReprise: chemin('/gestion/travaux/:id/reprise'),
  demo: chemin('/demo'),
  demoConnexion: chemin('/demo/connexion'),
  demoCourriels: chemin('/demo/courriels'),
  demoCourrielsJson: chemin('/demo/courriels.json'),
  demoCourriel: chemin('/demo/courriels/:id'),
} as const;

/** An address with its query: undefined and empty values are left out, arrays repeated. */
export function avecRequete(adresse: string, requete: Readonly<Record<string, string | number | readonly string[] | undefined>>): string {
  let search = '';
  for (const name in requete)
    for (const one of [requete[name]].flat())
      if (one !== undefined && one !== '')
        search += `${search ? '&' : '?'}${name}=${encodeURIComponent(String(one).replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll('%20', '+')}`;
  return adresse + search;
}
