/** Cautions: the list, one caution, its printed act. */
import { chemins } from '../chemins.js';
import { go, send, show, type Page } from '../http/answers.js';
import { shownVersion } from '../http/reply.js';
import { whole, words, type Visit } from '../http/visit.js';
import { interdit, type Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../droits/acteur.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { preuveRecente } from '../http/preuve.js';
import { pageCaution } from './caution.presenter.js';

const EDITEURS = { pour: ['administrateur', 'saisisseur', 'valideur'] } as const;

/** The page of a caution as it is now; after a refusal, with the words that were typed. */
export async function montrerCaution(
  { cautions, specimens, catalogue, clock }: Services,
  { acteur, params, body, version, langue, t }: Visit<Collaborateur, 'numero'>,
  refus?: Refus,
): Promise<Page> {
  const { vue, evenements } = await cautions.consulter(acteur, params.numero);
  const [texte, noms] = await Promise.all([specimens.texte(vue.texte_id), catalogue.read()]);
  const maintenant = vue.etat === 'en_attente' ? await cautions.recontroler(acteur, vue, texte) : undefined;
  return show('cautions/caution.njk', {
    ...pageCaution({ vue, evenements, maintenant, texte, acteur, catalogue: noms, langue, t, clock }),
    version: shownVersion(version, vue.version, refus),
    saisie: Object.fromEntries(Object.entries(body).map(([nom, valeur]) => [nom, words(valeur)])),
  });
}

export function cautionsRoutes(services: Services, tools: RouteTools): Room {
  const { actes, clock, config } = services;
  const { routes, get, post } = guardedRoutes(tools);

  get(chemins.caution, { pour: CLIENT }, (visite) => montrerCaution(services, visite));

  const premiereEdition = async ({ acteur, params }: Visit<Collaborateur, 'numero'>) =>
    config.entreeStricte && (await actes.jamaisEditee(acteur, params.numero));

  /** The button: one edition however often it is clicked, then the page that says its number and fetches its file. */
  post(chemins.cautionActe, { ...EDITEURS, confirmer: premiereEdition }, async ({ acteur, params: { numero }, origine, t }) => {
    const rang = await actes.editer(acteur, numero, origine);
    const href = chemins.edition({ numero, rang });
    const lien = { href, texte: t('cautions.edition.ouvrir', { rang }) };
    return go(chemins.caution({ numero }), t('cautions.edition.faite', { rang }), 'succes', { lien, fichier: href });
  });

  /** The address itself prints too, since people keep it; never on behalf of another site. */
  get(chemins.cautionActe, { ...EDITEURS, agit: true }, async (visite) => {
    const { acteur, params, req, origine, t } = visite;
    const site = req.get('sec-fetch-site');
    if (req.get('sec-purpose') || (site && site !== 'same-origin' && site !== 'none')) throw interdit('erreurs.autre_site');
    // Nothing is asked by an address: the first edition goes through the button.
    if ((await premiereEdition(visite)) && !preuveRecente(req, clock))
      return go(chemins.caution(params), t('cautions.premiereEdition'), 'info');
    const rang = await actes.editer(acteur, params.numero, origine);
    return send(await actes.edition(acteur, params.numero, rang), 'attachment');
  });

  get(chemins.edition, { pour: CLIENT }, async ({ acteur, params }) =>
    send(await actes.edition(acteur, params.numero, whole(params.rang)), 'attachment'),
  );

  return routes;
}
