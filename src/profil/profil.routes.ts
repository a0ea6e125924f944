/** Profil: one's own data, alerts, and everything that is kept about oneself. */
import { go, send, show } from '../http/answers.js';
import type { Visit } from '../http/visit.js';
import { chemins } from '../chemins.js';
import { invalide, type Refus } from '../kit/errors.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Acteur, Collaborateur } from '../droits/acteur.js';
import type { Services } from '../services.js';
import { readAbonnements, readDonnees } from './profil.form.js';
import { pageAlertes, pageDonnees } from './profil.presenter.js';

export function profilRoutes({ profil, alertes, organisation, translator }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);

  async function donnees({ acteur, body, t }: Visit<Acteur>, refus?: Refus) {
    const client = acteur.genre === 'client' ? acteur : undefined;
    const choisies = client && (await profil.preferences(client));
    const entite = choisies?.entite_id ?? null;
    const connue = { ...acteur, pageAccueil: choisies?.page_accueil, entite: entite === null ? '' : String(entite) };
    return show(
      'profil/donnees.njk',
      pageDonnees({
        acteur,
        t,
        saisie: refus ? { ...connue, ...body } : connue,
        entites: client ? await organisation.pourRecherche(client, entite === null ? [] : [entite]) : { entites: [], trop: false },
      }),
    );
  }

  get(chemins.profil, { pour: 'connectes' }, (visite) => donnees(visite));

  post(chemins.profil, { pour: 'connectes', encore: donnees }, async ({ acteur, body, origine, req }) => {
    const lues = readDonnees(body);
    if ('erreurs' in lues) throw invalide(lues.erreurs);
    await profil.enregistrer(acteur, lues.donnees, origine);
    req.session.langue = lues.donnees.langue;
    return go(chemins.profil(), translator(lues.donnees.langue)('profil.enregistre'));
  });

  get(chemins.profilAlertes, { pour: CLIENT }, async ({ acteur, t }) =>
    show('profil/alertes.njk', pageAlertes({ acteur, abonnements: await alertes.abonnements(acteur), t })),
  );

  const choisies = ({ acteur, body, t }: Visit<Collaborateur>) =>
    show('profil/alertes.njk', pageAlertes({ acteur, abonnements: readAbonnements(body), t }));
  post(chemins.profilAlertes, { pour: CLIENT, encore: choisies }, async ({ acteur, body, t }) => {
    await alertes.sAbonner(acteur, readAbonnements(body));
    return go(chemins.profilAlertes(), t('profil.alertes.enregistrees'));
  });

  /** The journal writes it down, so a HEAD does not ask for it. */
  get(chemins.profilDonnees, { pour: CLIENT, agit: true }, async ({ acteur, origine }) => {
    const contenu = Buffer.from(JSON.stringify(await profil.exporter(acteur, origine), null, 2));
    return send({ nom: 'mes-donnees.json', type: 'application/json', contenu }, 'attachment');
  });

  return routes;
}
