/** The security of one's access: what is added or removed asks again who one is, where the way in is strict. */
import { go, show, type Page } from '../http/answers.js';
import { whole, type Visit } from '../http/visit.js';
import { chemins } from '../chemins.js';
import type { FieldError } from '../kit/errors.js';
import type { Translate } from '../kit/i18n.js';
import type { Services } from '../services.js';
import { tabsDe } from '../profil/profil.js';
import type { Acteur } from '../droits/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { cleForm, takeDefi } from './cle.js';
import { navigateurDe } from './navigateur.js';
import { pageCles, pageSecours, pageSecurite } from './securite.presenter.js';

const SIGNE = { pour: 'connectes' } as const;

export function securiteRoutes({ acces, config, garants }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  const { securite, passkeys } = acces;
  const PROUVE = { pour: 'connectes', confirmer: () => config.entreeStricte } as const;

  get(chemins.profilSecurite, SIGNE, async ({ acteur, t, req }) => {
    const vue = await securite.read(acteur, req.sessionID, navigateurDe(req).empreintes);
    const questions = acces.secret.politique(vue.personne).questions ? vue.personne.questions.length > 0 : undefined;
    return show('preuves/securite.njk', {
      ...pageSecurite({ ...vue, questions }, passkeys.possible(), t),
      tabs: tabsDe(acteur, t, 'securite'),
    });
  });

  post(chemins.profilSecours, PROUVE, async ({ acteur, origine, t }) =>
    montrerSecours(t, await securite.renouvelerSecours(acteur, origine), ''),
  );

  get(chemins.profilCles, SIGNE, (visite) => montrerCles(visite, []));

  async function montrerCles({ acteur, t, req }: Visit<Acteur>, fautes: readonly FieldError[]): Promise<Page> {
    const garant = await garants.identite(acteur.garantId);
    const neuve = passkeys.possible()
      ? await passkeys.optionsAjout({ id: acteur.identifiantId, email: acteur.email }, garant?.nom ?? '')
      : undefined;
    if (neuve) req.session.defiCleNeuve = neuve.challenge;
    return show('preuves/cles.njk', pageCles(neuve?.options, fautes, t), fautes.length > 0 ? 422 : 200);
  }

  post(chemins.profilCles, PROUVE, async (visite) => {
    const { acteur, body, origine, t, req } = visite;
    const { reponse, nom } = cleForm.parse(body);
    if (nom === '') return montrerCles(visite, [{ field: 'nom', message: 'acces.cle.sansNom' }]);
    const codes = await securite.ajouterCle(acteur, reponse, takeDefi(req, 'defiCleNeuve'), nom, origine);
    return montrerSecours(t, codes, 'acces.cle.fait');
  });

  post(chemins.profilCleRetrait, PROUVE, async ({ acteur, params, origine, t }) => {
    await securite.retirerCle(acteur, params.id, origine);
    return revenir(t, 'acces.cle.retiree');
  });

  post(chemins.profilAppareilRetrait, SIGNE, async ({ acteur, params, origine, t }) => {
    await securite.retirerAppareil(acteur, whole(params.id), origine);
    return revenir(t, 'acces.securite.appareilRetire');
  });

  post(chemins.profilSessionsFin, SIGNE, async ({ acteur, origine, t, req }) => {
    await securite.fermerAutresSessions(acteur, req.sessionID, origine);
    return revenir(t, 'acces.securite.sessionsFermees');
  });

  post(chemins.profilSessionFin, SIGNE, async ({ acteur, params, origine, t, req }) => {
    await securite.fermerSession(acteur, params.id, req.sessionID, origine);
    return revenir(t, 'acces.securite.sessionFermee');
  });

  return routes;
}

export const revenir = (t: Translate, message: string) => go(chemins.profilSecurite(), t(message));
/** Recovery codes are shown by the answer itself, and kept nowhere. */
export const montrerSecours = (t: Translate, codes: readonly string[], message: string) =>
  codes.length > 0 ? show('preuves/secours.njk', pageSecours(codes, t)) : revenir(t, message);
