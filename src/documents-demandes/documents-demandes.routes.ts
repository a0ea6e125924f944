/** A document that the insurer asks for: the client's page, where it is given; the insurer's, where it is accepted or asked again. */
import { chemins } from '../chemins.js';
import { SUIVI } from '../dossiers/dossiers.routes.js';
import type { Agent, Collaborateur } from '../droits/acteur.js';
import { go, send, show, type FormAnswer, type Page } from '../http/answers.js';
import { shownVersion } from '../http/reply.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { line, whole, words, type Visit } from '../http/visit.js';
import { parseDay, today } from '../kit/dates.js';
import type { Refus } from '../kit/errors.js';
import { uploads } from '../kit/web/upload.js';
import type { Services } from '../services.js';
import { pageDocument, pageDocumentDuGarant } from './document.presenter.js';

export function documentsDemandesRoutes(services: Services, tools: RouteTools): Room {
  const { documentsDemandes, documents, specimens, catalogue, clock } = services;
  const { routes, get, post } = guardedRoutes(tools);

  get(chemins.document, { pour: CLIENT }, (visite) => montrer(visite));
  get(chemins.documentFichier, { pour: CLIENT }, async ({ acteur, params }) =>
    send(await documentsDemandes.fichier(acteur, whole(params.id), whole(params.fichier)), 'attachment'),
  );
  const fourniture = { pour: ['administrateur', 'saisisseur', 'valideur'], encore: montrer, fichiers: 'pieces' } as const;
  post(chemins.documentFourniture, fourniture, async ({ acteur, params, body, version, origine, req, t }) => {
    const fichiers = await documents.recevoir(uploads(req), 'pieces');
    await documentsDemandes.fournir(acteur, whole(params.id), fichiers, { version, mots: words(body.mot), origine });
    return go(chemins.document(params), t('documents.demandes.fait.fourni', { count: fichiers.length }));
  });

  const decision = { ...SUIVI, encore: montrerAuGarant } as const;
  get(chemins.gestionDocument, SUIVI, (visite) => montrerAuGarant(visite));
  post(chemins.gestionDocumentAcceptation, decision, async (visite) => {
    const { acteur, params, version, origine } = visite;
    await documentsDemandes.accepter(acteur, whole(params.id), { version, origine });
    return suivant(visite, 'accepte');
  });
  post(chemins.gestionDocumentRedemande, decision, async (visite) => {
    const { acteur, params, body, version, origine } = visite;
    const envoi = { version, mots: words(body.motif), origine };
    await documentsDemandes.redemander(acteur, whole(params.id), parseDay(line(body.echeance)), envoi);
    return suivant(visite, 'redemande');
  });
  return routes;

  /** Done, said, and on to the next one of the queue. */
  async function suivant({ acteur, t }: Visit<Agent, 'id'>, fait: string): Promise<FormAnswer> {
    const autre = await documentsDemandes.suivant(acteur);
    return go(autre ? chemins.gestionDocument(autre) : chemins.gestionDocuments(), t(`documents.recus.fait.${fait}`));
  }

  async function montrer(visite: Visit<Collaborateur, 'id'>, refus?: Refus): Promise<Page> {
    const { acteur, params, body, version, langue, t } = visite;
    const document = await documentsDemandes.consulter(acteur, whole(params.id));
    return show('documents/document.njk', {
      ...pageDocument(document, { acteur, aujourdhui: today(clock), langue, t }),
      saisie: { mot: words(body.mot) },
      version: shownVersion(version, document.version, refus),
    });
  }

  async function montrerAuGarant(visite: Visit<Agent, 'id'>, refus?: Refus): Promise<Page> {
    const { acteur, params, body, version, langue, t } = visite;
    const { document, dossier } = await documentsDemandes.dossier(acteur, whole(params.id));
    const contexte = dossier && {
      acteur,
      texte: await specimens.texte(dossier.caution.texte_id),
      evenements: dossier.evenements,
      catalogue: await catalogue.read(),
      langue,
      t,
    };
    return show('gestion/document.njk', {
      ...pageDocumentDuGarant(document, dossier && contexte && { ...dossier, contexte }, { acteur, maintenant: clock(), langue, t }),
      saisie: { motif: words(body.motif), echeance: line(body.echeance) },
      version: shownVersion(version, document.version, refus),
    });
  }
}
