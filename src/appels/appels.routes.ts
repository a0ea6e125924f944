/** Calls: registered from the page of a caution, read, examined, paid, refused, recovered. */
import { chemins } from '../chemins.js';
import { PDF_SEUL } from '../documents/motifs.js';
import { SUIVI } from '../dossiers/dossiers.routes.js';
import type { Agent } from '../droits/acteur.js';
import type { Envoi } from '../gestes/faire.js';
import { go, show, type Page } from '../http/answers.js';
import { shownVersion } from '../http/reply.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { line, whole, words, type Visit } from '../http/visit.js';
import { parseDay } from '../kit/dates.js';
import { introuvable, invalide, type Refus } from '../kit/errors.js';
import { parseMoney } from '../kit/read-money.js';
import { uploads } from '../kit/web/upload.js';
import type { Services } from '../services.js';
import { readAppel, readSaisie } from './appels.form.js';
import { pageAppel, pageEnregistrer } from './appels.presenter.js';
import type { VersementLu } from './appel.js';

export function appelsRoutes(services: Services, tools: RouteTools): Room {
  const { appels, dossiers, documents, catalogue, specimens, config } = services;
  const { routes, get, post } = guardedRoutes(tools);

  get(chemins.gestionCautionAppel, SUIVI, (visite) => enregistrer(visite));
  post(chemins.gestionCautionAppel, { ...SUIVI, encore: enregistrer, fichiers: 'pieces' }, async (visite) => {
    const { acteur, params, body, version, origine, langue, req, t } = visite;
    const { caution } = await dossiers.consulter(acteur, params.numero);
    const { appel, fautes } = readAppel(readSaisie(body), caution.devise, langue);
    if (!appel) throw invalide(fautes);
    const fichiers = await documents.recevoir(uploads(req), 'pieces', PDF_SEUL);
    if (fichiers.length === 0) throw invalide([{ field: 'pieces', message: 'appels.erreurs.pieces' }]);
    const id = await appels.enregistrer(acteur, params.numero, { appel, fichiers }, { version, origine });
    return go(chemins.gestionAppel({ id }), t('appels.fait.recu', params));
  });

  get(chemins.gestionAppel, SUIVI, (visite) => montrer(visite));
  // Money leaves by this button: whoever presses it proves again who he is.
  const confirmer = ({ params: { geste } }: Visit<Agent, 'id' | 'geste'>) => config.entreeStricte && geste === 'payer';
  post(chemins.gestionAppelGeste, { ...SUIVI, encore: montrer, confirmer }, async (visite) => {
    const { params, t } = visite;
    const geste = Object.hasOwn(GESTES, params.geste) ? GESTES[params.geste] : undefined;
    if (!geste) throw introuvable();
    await geste(visite, whole(params.id));
    return go(chemins.gestionAppel(params), t(`appels.fait.${params.geste}`));
  });

  const mots =
    (nom: 'examiner' | 'solder' | 'refuser' | 'retirer', champ: string) =>
    ({ acteur, body, version, origine }: VisiteGeste, id: number) =>
      appels[nom](acteur, id, { version, origine, mots: words(body[champ]) });
  const somme =
    (nom: 'payer' | 'recouvrer', champs: { readonly le: string; readonly montant: string }) => async (visite: VisiteGeste, id: number) => {
      const { acteur, body, version, origine, langue } = visite;
      const { caution } = await appels.consulter(acteur, id);
      const envoi: Envoi = { version, origine };
      const verse: VersementLu = {
        le: parseDay(line(body[champs.le])),
        montant: parseMoney(line(body[champs.montant]), caution.devise, langue),
      };
      return appels[nom](acteur, id, verse, envoi);
    };
  const GESTES: Readonly<Record<string, (visite: VisiteGeste, id: number) => Promise<undefined>>> = {
    examiner: mots('examiner', ''),
    solder: mots('solder', 'motifSolde'),
    refuser: mots('refuser', 'motifRefus'),
    retirer: mots('retirer', 'motifRetrait'),
    payer: somme('payer', { le: 'verseLe', montant: 'versement' }),
    recouvrer: somme('recouvrer', { le: 'recouvreLe', montant: 'recouvrement' }),
  };

  return routes;

  async function enregistrer(visite: Visit<Agent, 'numero'>, refus?: Refus): Promise<Page> {
    const { acteur, params, body, version, langue, t } = visite;
    const [dossier, noms] = await Promise.all([dossiers.consulter(acteur, params.numero), catalogue.read()]);
    return show('gestion/appel-nouveau.njk', {
      ...pageEnregistrer(dossier, readSaisie(body), { acteur, catalogue: noms, langue, t }),
      version: shownVersion(version, dossier.caution.version, refus),
    });
  }

  async function montrer(visite: Visit<Agent, 'id'>, refus?: Refus): Promise<Page> {
    const { acteur, params, body, version, langue, t } = visite;
    const [dossier, noms] = await Promise.all([appels.consulter(acteur, whole(params.id)), catalogue.read()]);
    const texte = await specimens.texte(dossier.caution.texte_id);
    return show('gestion/appel.njk', {
      ...pageAppel(dossier, readSaisie(body), { acteur, texte, evenements: dossier.evenements, catalogue: noms, langue, t }),
      version: shownVersion(version, dossier.appel.version, refus),
    });
  }
}

type VisiteGeste = Visit<Agent, 'id' | 'geste'>;
