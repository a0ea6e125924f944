/** Every room of the house, by its routes. */
import { confirmerRoutes } from './acces/confirmer.routes.js';
import { dureeRoutes } from './acces/duree.routes.js';
import { entreeRoutes } from './acces/entree.routes.js';
import { lienRoutes } from './acces/lien.routes.js';
import { oublieRoutes } from './acces/oublie.routes.js';
import { motDePasseRoutes } from './preuves/mot-de-passe.routes.js';
import { questionsRoutes } from './preuves/questions.routes.js';
import { reglagesRoutes } from './reglages/reglages.routes.js';
import { applicationRoutes } from './preuves/application.routes.js';
import { securiteRoutes } from './preuves/securite.routes.js';
import { accueilRoutes } from './accueil/accueil.routes.js';
import { appelsRoutes } from './appels/appels.routes.js';
import { cautionsRoutes } from './cautions/cautions.routes.js';
import { circuitsRoutes } from './circuits/circuits.routes.js';
import { simulationRoutes } from './circuits/simulation.routes.js';
import { collaborateursRoutes } from './collaborateurs/collaborateurs.routes.js';
import { importRoutes } from './collaborateurs/import.routes.js';
import { presenceRoutes } from './collaborateurs/presence.routes.js';
import { beneficiairesRoutes } from './demandes/beneficiaires.routes.js';
import { demandesRoutes } from './demandes/demandes.routes.js';
import { piecesRoutes } from './demandes/pieces.routes.js';
import { brouillonsRoutes } from './demandes/brouillons.routes.js';
import { saisieRoutes } from './demandes/saisie.routes.js';
import { documentsDemandesRoutes } from './documents-demandes/documents-demandes.routes.js';
import { demoRoutes } from './demo/demo.routes.js';
import { comptesRoutes } from './gestion/comptes.routes.js';
import { avenantsRoutes } from './avenants/client.routes.js';
import { avenantsGarantRoutes } from './avenants/gestion.routes.js';
import { decisionsRoutes } from './decisions/decisions.routes.js';
import { dossiersRoutes } from './dossiers/dossiers.routes.js';
import { mainleveesRecuesRoutes } from './mainlevees/recues.routes.js';
import { masseMainleveesRoutes } from './mainlevees/masse.routes.js';
import { mainleveesRoutes } from './mainlevees/mainlevees.routes.js';
import { gestionRoutes } from './gestion/gestion.routes.js';
import { identificationRoutes } from './gestion/identification.routes.js';
import { entitesRoutes } from './entites/entites.routes.js';
import { gestesEntiteRoutes } from './entites/gestes.routes.js';
import { expeditionsRoutes } from './expeditions/expeditions.routes.js';
import { informationsRoutes } from './informations/informations.routes.js';
import { oppositionsRoutes } from './oppositions/oppositions.routes.js';
import { profilRoutes } from './profil/profil.routes.js';
import { listRoutes } from './listes/listes.routes.js';
import { prefereesRoutes } from './listes/preferees.routes.js';
import { rechercheRoutes } from './listes/recherche.routes.js';
import { FOUND, LISTS, SEARCHED } from './lists.js';
import { sessionRoutes } from './acces/connexion.routes.js';
import { specimensRoutes } from './specimens/specimens.routes.js';
import { relectureRoutes } from './specimens/relecture.routes.js';
import { termesRoutes } from './termes/termes.routes.js';
import { textesRoutes } from './textes/textes.routes.js';
import { revisionsRoutes } from './revisions/revisions.routes.js';
import { reprisesRoutes } from './reprises/reprises.routes.js';
import { validationsRoutes } from './validations/validations.routes.js';
import { beneficiairesDActesRoutes } from './beneficiaires/beneficiaires.routes.js';
import { verificationRoutes } from './actes/verification.routes.js';
import type { Services } from './services.js';
import type { Room, RouteTools } from './http/routes.js';

export const roomsOf = (services: Services, tools: RouteTools, door: Parameters<typeof sessionRoutes>[2]): Room =>
  [
    sessionRoutes(services, tools, door),
    dureeRoutes(services, tools),
    entreeRoutes(services, tools),
    oublieRoutes(services, tools),
    lienRoutes(services, tools),
    confirmerRoutes(services, tools),
    motDePasseRoutes(services, tools),
    securiteRoutes(services, tools),
    applicationRoutes(services, tools),
    questionsRoutes(services, tools),
    reglagesRoutes(services, tools),
    accueilRoutes(services, tools),
    rechercheRoutes(services, tools, FOUND),
    // Before the pages of one thing: `export.xlsx` is no number.
    listRoutes(services, tools, LISTS),
    beneficiairesRoutes(services, tools),
    saisieRoutes(services, tools),
    brouillonsRoutes(services, tools),
    validationsRoutes(services, tools),
    demandesRoutes(services, tools),
    piecesRoutes(services, tools),
    cautionsRoutes(services, tools),
    specimensRoutes(services, tools),
    relectureRoutes(services, tools),
    verificationRoutes(services, tools),
    beneficiairesDActesRoutes(services, tools),
    profilRoutes(services, tools),
    prefereesRoutes(services, tools, SEARCHED),
    importRoutes(services, tools),
    collaborateursRoutes(services, tools),
    presenceRoutes(services, tools),
    circuitsRoutes(services, tools),
    simulationRoutes(services, tools),
    gestionRoutes(services, tools),
    dossiersRoutes(services, tools),
    decisionsRoutes(services, tools),
    masseMainleveesRoutes(services, tools),
    mainleveesRecuesRoutes(services, tools),
    mainleveesRoutes(services, tools),
    termesRoutes(services, tools),
    documentsDemandesRoutes(services, tools),
    expeditionsRoutes(services, tools),
    revisionsRoutes(services, tools),
    avenantsRoutes(services, tools),
    avenantsGarantRoutes(services, tools),
    appelsRoutes(services, tools),
    oppositionsRoutes(services, tools),
    entitesRoutes(services, tools),
    gestesEntiteRoutes(services, tools),
    identificationRoutes(services, tools),
    comptesRoutes(services, tools),
    textesRoutes(services, tools),
    reprisesRoutes(services, tools),
    informationsRoutes(services, tools),
    ...(services.config.demo ? [demoRoutes(services, tools)] : []),
  ].flat();
