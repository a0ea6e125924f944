/** Releases: asked by the client from the page of a caution, answered by the insurer from his queue. */
import { chemins } from '../chemins.js';
import { PDF_SEUL } from '../documents/motifs.js';
import { SUIVI } from '../dossiers/dossiers.routes.js';
import type { Agent, Collaborateur } from '../droits/acteur.js';
import { go, show, type FormAnswer, type Page } from '../http/answers.js';
import { shownVersion } from '../http/reply.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { line, whole, words, type Visit } from '../http/visit.js';
import { parseDay } from '../kit/dates.js';
import type { Refus } from '../kit/errors.js';
import { uploads } from '../kit/web/upload.js';
import type { Services } from '../services.js';
import { CHAMPS_MAINLEVEE, type TapeeMainlevee } from './mainlevee.form.js';
import { pageDemandeDeMainlevee, pageMainlevee } from './mainlevees.presenter.js';

type VisiteClient = Visit<Collaborateur, 'numero'>;
type VisiteGarant = Visit<Agent, 'id'>;

export const lueMainlevee = (body: VisiteClient['body']): TapeeMainlevee =>
  Object.fromEntries(CHAMPS_MAINLEVEE.map((nom) => [nom, words(body[nom])]));

export function mainleveesRoutes({ demandesDeMainlevee, mainlevees, documents, catalogue, config }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  const client = { pour: ['saisisseur', 'valideur'] } as const;

  get(chemins.cautionMainlevee, client, (visite) => formulaire(visite));
  post(chemins.cautionMainlevee, { ...client, encore: formulaire, fichiers: 'pieces' }, async (visite) => {
    const { acteur, params, body, version, origine, langue, req, t } = visite;
    const fichiers = await documents.recevoir(uploads(req), 'pieces', PDF_SEUL);
    const saisie = { tapee: lueMainlevee(body), fichiers, langue };
    const etat = await demandesDeMainlevee.demander(acteur, params.numero, saisie, { version, origine });
    return go(chemins.caution(params), t(`mainlevees.fait.${etat === 'accordee' ? 'accordeeSeule' : 'demandee'}`, params));
  });

  const geste = { ...SUIVI, encore: montrer } as const;
  get(chemins.gestionMainlevee, SUIVI, (visite) => montrer(visite));
  post(chemins.gestionMainleveeAccord, { ...geste, confirmer: () => config.entreeStricte }, async (visite) => {
    const { acteur, params, body, version, origine } = visite;
    return suivant(visite, 'accordee', await mainlevees.accorder(acteur, whole(params.id), { version, origine, mots: words(body.mot) }));
  });
  post(chemins.gestionMainleveeRefus, geste, async (visite) => {
    const { acteur, params, body, version, origine } = visite;
    return suivant(visite, 'refusee', await mainlevees.refuser(acteur, whole(params.id), { version, origine, mots: words(body.motif) }));
  });
  post(chemins.gestionMainleveeDocument, geste, async (visite) => {
    const { acteur, params, body, version, origine } = visite;
    const envoi = { version, origine, mots: words(body.objet) };
    const numero = await mainlevees.demanderDocument(acteur, whole(params.id), parseDay(line(body.echeance)), envoi);
    return suivant(visite, 'document', numero);
  });
  return routes;

  /** Answered, said, and on to the next one that waits. */
  async function suivant({ acteur, t }: VisiteGarant, fait: string, numero: string): Promise<FormAnswer> {
    const suivante = await mainlevees.suivante(acteur);
    return go(suivante ? chemins.gestionMainlevee(suivante) : chemins.gestionMainlevees(), t(`mainlevees.fait.${fait}`, { numero }));
  }

  async function formulaire({ acteur, params, body, version, langue, t }: VisiteClient, refus?: Refus): Promise<Page> {
    const demandable = await demandesDeMainlevee.demandable(acteur, params.numero);
    return show('mainlevees/demande.njk', {
      ...pageDemandeDeMainlevee(demandable, lueMainlevee(body), { langue, t }),
      version: shownVersion(version, demandable.vue.version, refus),
    });
  }

  async function montrer({ acteur, params, body, version, langue, t }: VisiteGarant, refus?: Refus): Promise<Page> {
    const [vu, noms] = await Promise.all([mainlevees.consulter(acteur, whole(params.id)), catalogue.read()]);
    const { dossier, texte, mainlevee } = vu;
    const saisie = { motif: words(body.motif), objet: words(body.objet), echeance: words(body.echeance), mot: words(body.mot) };
    return show('gestion/mainlevee.njk', {
      ...pageMainlevee(vu, saisie, { acteur, texte, evenements: dossier.evenements, catalogue: noms, langue, t }),
      version: shownVersion(version, mainlevee.version, refus),
    });
  }
}
