/** Cautions: the list, one caution, its printed act. */
import { chemins } from '../chemins.js';
import { go, send, show } from '../http/answers.js';
import { whole, type Visit } from '../http/visit.js';
import { interdit } from '../kit/errors.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../droits/acteur.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { preuveRecente } from '../http/preuve.js';
import { pageCaution } from './caution.presenter.js';

const EDITEURS = { pour: ['administrateur', 'saisisseur', 'valideur'] } as const;

export function cautionsRoutes({ cautions, actes, specimens, catalogue, clock, config }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);

  get(chemins.caution, { pour: CLIENT }, async ({ acteur, params, langue, t }) => {
    const { vue, evenements } = await cautions.consulter(acteur, params.numero);
    const [texte, noms] = await Promise.all([specimens.texte(vue.texte_id), catalogue.read()]);
    const maintenant = vue.etat === 'en_attente' ? await cautions.recontroler(acteur, vue, texte) : undefined;
    return show('cautions/caution.njk', pageCaution({ vue, evenements, maintenant, texte, acteur, catalogue: noms, langue, t, clock }));
  });

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
