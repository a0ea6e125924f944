/** Oppositions: registered from the page of a caution, read, lifted or rejected; the answer drafted, for the insurer and for the client. */
import { chemins } from '../chemins.js';
import { SUIVI } from '../dossiers/dossiers.routes.js';
import type { Acteur, Agent } from '../droits/acteur.js';
import { go, send, show, type FileAnswer, type Page } from '../http/answers.js';
import { shownVersion } from '../http/reply.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { line, whole, words, type Visit } from '../http/visit.js';
import { parseDay } from '../kit/dates.js';
import { invalide, type Refus } from '../kit/errors.js';
import { fromDecimal } from '../kit/money.js';
import { uploads } from '../kit/web/upload.js';
import { PDF_SEUL } from '../documents/motifs.js';
import type { Services } from '../services.js';
import { readLettre, readSaisie } from './oppositions.form.js';
import { pageEnregistrer, pageOpposition } from './oppositions.presenter.js';
import { lettreDe } from './reponse.presenter.js';

export function oppositionsRoutes(services: Services, tools: RouteTools): Room {
  const { oppositions, documents, catalogue, specimens, office, clock, translator } = services;
  const { routes, get, post } = guardedRoutes(tools);

  get(chemins.gestionCautionOpposition, SUIVI, (visite) => enregistrer(visite, visite.query));
  post(chemins.gestionCautionOpposition, { ...SUIVI, encore: revenir, fichiers: 'pieces' }, async (visite) => {
    const { acteur, params, body, version, origine, langue, req, t } = visite;
    const { caution } = await oppositions.preparer(acteur, params.numero);
    const { lettre, fautes } = readLettre(readSaisie(body), fromDecimal(caution.montant, caution.devise), langue);
    if (!lettre) throw invalide(fautes);
    const fichiers = await documents.recevoir(uploads(req), 'pieces', PDF_SEUL);
    if (fichiers.length === 0) throw invalide([{ field: 'pieces', message: 'oppositions.erreurs.pieces' }]);
    const id = await oppositions.enregistrer(acteur, params.numero, { lettre, fichiers }, { version, origine });
    return go(chemins.gestionOpposition({ id }), t(`oppositions.fait.${lettre.sansEffet ? 'sans_effet' : 'ouverte'}`, params));
  });

  get(chemins.gestionOpposition, SUIVI, (visite) => montrer(visite));
  const geste = { ...SUIVI, encore: montrer } as const;
  post(chemins.gestionOppositionLevee, { ...geste, fichiers: 'pieces' }, async ({ acteur, params, body, version, origine, req, t }) => {
    const fichiers = await documents.recevoir(uploads(req), 'pieces', PDF_SEUL);
    const levee = { leveeLe: parseDay(line(body.leveeLe)), fichiers };
    await oppositions.lever(acteur, whole(params.id), levee, { version, origine, mots: words(body.motif) });
    return go(chemins.gestionOpposition(params), t('oppositions.fait.levee'));
  });
  post(chemins.gestionOppositionRejet, { ...geste, pour: ['charge'] }, async ({ acteur, params, body, version, origine, t }) => {
    await oppositions.rejeter(acteur, whole(params.id), { version, origine, mots: words(body.motifRejet) });
    return go(chemins.gestionOpposition(params), t('oppositions.fait.rejetee'));
  });

  get(chemins.gestionOppositionReponse, SUIVI, ({ acteur, params }) => reponse(acteur, whole(params.id)));
  get(chemins.cautionOppositionReponse, { pour: CLIENT }, ({ acteur, params }) => reponse(acteur, whole(params.id), params.numero));

  return routes;

  /** The answer to the beneficiary, in the language of his act. */
  async function reponse(acteur: Acteur, id: number, numero?: string): Promise<FileAnswer> {
    const faits = await oppositions.reponse(acteur, id, numero);
    const contenu = await office.letter(lettreDe(faits, { acteur, t: translator(faits.langue), maintenant: clock() }));
    return send({ nom: `reponse-${faits.numero}.pdf`, type: 'application/pdf', contenu }, 'attachment');
  }

  function revenir(visite: Visit<Agent, 'numero'>, refus: Refus): Promise<Page> {
    return enregistrer(visite, visite.body, refus);
  }

  async function enregistrer(visite: Visit<Agent, 'numero'>, sent: Readonly<Record<string, unknown>>, refus?: Refus): Promise<Page> {
    const { acteur, params, version, langue, t } = visite;
    const [dossier, noms] = await Promise.all([oppositions.preparer(acteur, params.numero), catalogue.read()]);
    const lue = refus !== undefined || 'envoyeeLe' in sent;
    return show('gestion/opposition-nouvelle.njk', {
      ...pageEnregistrer(dossier, readSaisie(sent), { lue, refusee: refus !== undefined }, { acteur, catalogue: noms, langue, t }),
      version: shownVersion(version, dossier.caution.version, refus),
    });
  }

  async function montrer(visite: Visit<Agent, 'id'>, refus?: Refus): Promise<Page> {
    const { acteur, params, body, version, langue, t } = visite;
    const [dossier, noms] = await Promise.all([oppositions.consulter(acteur, whole(params.id)), catalogue.read()]);
    const texte = await specimens.texte(dossier.caution.texte_id);
    const saisie = { motif: words(body.motif), motifRejet: words(body.motifRejet), leveeLe: line(body.leveeLe) };
    return show('gestion/opposition.njk', {
      ...pageOpposition(dossier, saisie, { acteur, texte, evenements: dossier.evenements, catalogue: noms, langue, t }),
      version: shownVersion(version, dossier.opposition.version, refus),
    });
  }
}
