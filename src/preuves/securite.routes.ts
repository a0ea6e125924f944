/** The security of one's access: what is added or removed asks again who one is, where the way in is strict. */
import type { Request } from 'express';
import { again, go, show, type Page } from '../http/answers.js';
import { whole, type Visit } from '../http/visit.js';
import { chemins } from '../chemins.js';
import { invalide, type FieldError, type Refus } from '../kit/errors.js';
import { dropFromBrowser, giveToBrowser, keptByBrowser } from '../kit/web/visitor.js';
import type { Translate } from '../kit/i18n.js';
import type { Services } from '../services.js';
import { tabsDe } from '../profil/profil.js';
import type { Acteur } from '../droits/acteur.js';
import { acteurDe } from '../http/express.js';
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

  post(chemins.profilSecours, { ...PROUVE, page: pageDesCodes }, async ({ acteur, origine, t, req }) =>
    montrerSecours(req, t, await securite.renouvelerSecours(acteur, origine), ''),
  );

  /** Once: the browser that they were given to forgets them as it shows them. */
  get(chemins.profilSecours, SIGNE, ({ acteur, t, req }) => {
    const codes = keptByBrowser(req, nomDesCodes(acteur));
    if (codes === undefined) return go(chemins.profilSecurite());
    dropFromBrowser(req, nomDesCodes(acteur));
    return pageDesCodes({ t }, codes.split(' '));
  });

  get(chemins.profilCles, SIGNE, (visite) => montrerCles(visite, []));

  async function montrerCles({ acteur, t, req }: Visit<Acteur>, fautes: readonly FieldError[]): Promise<Page> {
    const garant = await garants.identite(acteur.garantId);
    const neuve = passkeys.possible()
      ? await passkeys.optionsAjout({ id: acteur.identifiantId, email: acteur.email }, garant?.nom ?? '')
      : undefined;
    if (neuve) req.session.defiCleNeuve = neuve.challenge;
    return show('preuves/cles.njk', pageCles(neuve?.options, fautes, t));
  }

  const encore = (visite: Visit<Acteur>, { fields }: Refus) => montrerCles(visite, fields);
  post(chemins.profilCles, { ...PROUVE, encore, page: pageDesCodes }, async ({ acteur, body, origine, t, req }) => {
    const { reponse, nom } = cleForm.parse(body);
    if (nom === '') throw invalide([{ field: 'nom', message: 'acces.cle.sansNom' }]);
    const codes = await securite.ajouterCle(acteur, reponse, takeDefi(req, 'defiCleNeuve'), nom, origine);
    return montrerSecours(req, t, codes, 'acces.cle.fait');
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

const nomDesCodes = ({ identifiantId }: Acteur): string => `secours-${identifiantId}`;
const CODES_MINUTES = 5;

/** Recovery codes are kept nowhere here: they travel sealed in the browser that they are for, to the page that shows them. */
export function montrerSecours(req: Request, t: Translate, codes: readonly string[], message: string) {
  const acteur = acteurDe(req);
  if (codes.length === 0 || !acteur) return revenir(t, message);
  giveToBrowser(req, nomDesCodes(acteur), codes.join(' '), CODES_MINUTES);
  return again(codes, chemins.profilSecours());
}

export const pageDesCodes = ({ t }: Pick<Visit<Acteur>, 't'>, codes: unknown): Page =>
  show('preuves/secours.njk', pageSecours(codes as readonly string[], t));
