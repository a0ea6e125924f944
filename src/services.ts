/** The one place where things are wired. */
import type { Logger } from 'pino';
import type { Config } from './config.js';
import { chemins } from './chemins.js';
import { createAccesService } from './acces/acces.service.js';
import { secretsDesCourriels } from './acces/courriels.js';
import { createReglagesService } from './reglages/reglages.service.js';
import { createReprisesService } from './reprises/reprises.service.js';
import { createAlertesService } from './alertes/alertes.service.js';
import { createActesService } from './actes/actes.service.js';
import { createAutorisationsService } from './autorisations/autorisations.service.js';
import { createCatalogueService } from './catalogue/catalogue.service.js';
import type { Resultat } from './cautions/controle.js';
import { lignesDuControle, raisonsDe } from './cautions/controle.presenter.js';
import { createCautionsService } from './cautions/cautions.service.js';
import { createDossiersService } from './dossiers/dossiers.service.js';
import { createCircuitsService } from './circuits/circuits.service.js';
import { createTransmetteurService } from './circuits/transmetteur.service.js';
import { createCollaborateursService } from './collaborateurs/collaborateurs.service.js';
import { createCourrielsService } from './courriels/courriels.service.js';
import { createDocumentsService } from './documents/documents.service.js';
import { createBrouillonsService } from './demandes/brouillons.service.js';
import { createDemandesService } from './demandes/demandes.service.js';
import { createPiecesService } from './demandes/pieces.service.js';
import { createListesService } from './listes/listes.service.js';
import { createProfilService } from './profil/profil.service.js';
import { createBeneficiairesService } from './demandes/beneficiaires.service.js';
import { createRechercheService } from './listes/recherche.service.js';
import { createPrefereesService } from './listes/preferees.service.js';
import { createResumesService } from './accueil/resumes.service.js';
import { createAccueilService } from './accueil/accueil.service.js';
import { createOrganisationService } from './organisation/organisation.service.js';
import { createEntitesService } from './entites/entites.service.js';
import { createComptesService } from './gestion/comptes.service.js';
import { createIdentificationService } from './gestion/identification.service.js';
import { createSaisieService } from './demandes/saisie.service.js';
import { createGarantsService } from './garants/garants.service.js';
import { createTextesService } from './textes/textes.service.js';
import { createTravauxService } from './travaux/travaux.service.js';
import { createVerificationService } from './actes/verification.service.js';
import { createSpecimensService } from './specimens/specimens.service.js';
import { createSuites } from './suites.js';
import { createValidationsService } from './validations/validations.service.js';
import { createDroitsService } from './droits/droits.service.js';
import { createHasher } from './preuves/hasher.js';
import type { CompteDemo } from './acces/connexion.presenter.js';
import { createAnswers } from './kit/idempotence.js';
import type { Redirection } from './http/answers.js';
import { createKeptForms } from './http/kept-forms.service.js';
import { createClamd } from './kit/clamd.js';
import { createOffice } from './kit/office.js';
import type { Threads } from './kit/threads.js';
import type { Disk } from './kit/disk.js';
import type { Metrics } from './surveillance/metrics.js';
import type { Workbooks } from './kit/workbooks.js';
import { createPress } from './impression/press.js';
import { createMailer } from './kit/mail.js';
import { createTranslator } from './kit/i18n.js';
import { createViews } from './kit/views.js';
import type { Database } from './kit/database.js';
import type { Clock } from './kit/dates.js';
import type { Notices } from './kit/notices.js';
import type { Seal } from './sceau/seal.js';

/** Work asked for after a commit. */
export type Reveil = 'courriels' | 'actes' | 'reprises';

export interface Fondations {
  readonly config: Config;
  readonly db: Database;
  readonly clock: Clock;
  /** What other processes change is heard here. */
  readonly notices: Notices;
  readonly logger: Logger;
  readonly seal: Seal;
  /** Threads for what would keep everybody waiting. */
  readonly threads: Threads;
  /** Others, for files of strangers. */
  readonly lecteurs: Threads;
  /** What the product measures of itself. */
  readonly metrics: Metrics;
  /** Whether there is room to write. */
  readonly disk: Disk;
  readonly workbooks: Workbooks;
  readonly pepper: string;
  readonly sessionSecret: string;
  /** Scheme, host and port of the product, known once it listens. */
  readonly appUrl: () => string;
  /** Asks for work to be done soon, outside the request. */
  readonly reveiller: (travail: Reveil) => void;
  /** False while the queue of jobs is stopped. */
  readonly jobsAlive: () => boolean;
  /** The demonstration's sign-ins, shown on the sign-in page in demo mode. */
  readonly comptesDemo: readonly CompteDemo[];
}

export type Services = Awaited<ReturnType<typeof createServices>>;

export async function createServices(fondations: Fondations) {
  const { config, db, clock, appUrl, pepper, threads, seal } = fondations;
  const translator = createTranslator({ strict: !config.production });
  const views = createViews({ production: config.production || config.viewCache, translator, globals: { chemins } });
  const mailer = config.smtpUrl ? createMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom, atOnce: config.mailSenders }) : undefined;
  const hasher = await createHasher(pepper);
  const droits = createDroitsService({ db });
  const acces = createAccesService({ ...fondations, droits, hasher });
  const specimens = createSpecimensService({ db, clock });
  const catalogue = createCatalogueService({ db, clock });
  const organisation = createOrganisationService({ db, notices: fondations.notices });
  const autorisations = createAutorisationsService({ db, clock });
  const accueil = createAccueilService({ db, clock });
  const travaux = createTravauxService(fondations);
  const alertes = createAlertesService({ db });
  const cautions = createCautionsService({ db, clock });
  const dossiers = createDossiersService({ db, clock });
  return {
    ...fondations,
    translator,
    travaux,
    reprises: createReprisesService(fondations),
    textes: createTextesService(fondations),
    views,
    office: createOffice(threads),
    documents: createDocumentsService({ ...fondations, antivirus: config.clamavUrl ? createClamd({ url: config.clamavUrl }) : undefined }),
    answers: createAnswers<Redirection>(db, clock),
    forms: createKeptForms(db, clock),
    mailer,
    hasher,
    droits,
    courriels: createCourrielsService({
      ...{ db, clock, views, translator, mailer, appUrl, travaux },
      mains: config.mailSenders,
      secrets: secretsDesCourriels(acces.cles),
      raisons: (controle, langue) => raisonsDe(lignesDuControle(controle as readonly Resultat[], langue, translator(langue))),
    }),
    acces,
    reglages: createReglagesService({ db, clock, stricte: config.entreeStricte }),
    catalogue,
    garants: createGarantsService({ db, clock }),
    verification: createVerificationService({ db }),
    specimens,
    organisation,
    entites: createEntitesService(fondations),
    identification: createIdentificationService(fondations),
    comptes: createComptesService({ ...fondations, inviter: acces.inviter }),
    autorisations,
    saisie: createSaisieService({ db, clock, organisation, autorisations, specimens, catalogue }),
    demandes: createDemandesService(fondations),
    brouillons: createBrouillonsService(fondations),
    pieces: createPiecesService(fondations),
    validations: createValidationsService(fondations),
    cautions,
    dossiers,
    ...createSuites({ ...fondations, cautions, dossiers, specimens, codeDe: acces.cles.code }),
    actes: createActesService({ ...fondations, cautions, specimens, travaux, press: createPress(threads, seal) }),
    circuits: createCircuitsService(fondations),
    transmetteur: createTransmetteurService(fondations),
    collaborateurs: createCollaborateursService({ ...fondations, inviter: acces.inviter }),
    listes: createListesService({ db, clock, translator, catalogue, organisation }),
    recherche: createRechercheService({ db }),
    beneficiaires: createBeneficiairesService({ db }),
    accueil,
    resumes: createResumesService({ db, clock, translator, accueil, travaux, alertes, acteur: droits.acteur }),
    profil: createProfilService({ db, clock, organisation }),
    alertes,
    preferees: createPrefereesService({ db }),
  };
}
