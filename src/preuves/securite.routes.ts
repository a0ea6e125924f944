/** The security of one's access: what is added or removed asks again who one is, where the way in is strict. */
import QRCode from 'qrcode';
import { z } from 'zod';
import { go, show, type Page } from '../http/answers.js';
import { whole, type Visit } from '../http/visit.js';
import { chemins } from '../chemins.js';
import { conflit, type FieldError } from '../kit/errors.js';
import type { Translate } from '../kit/i18n.js';
import type { Services } from '../services.js';
import { tabsDe } from '../profil/profil.js';
import type { Acteur } from '../droits/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { cleForm, takeDefi } from './cle.js';
import { navigateurDe } from './navigateur.js';
import { pageApplication, pageCles, pageSecours, pageSecurite } from './securite.presenter.js';

declare module 'express-session' {
  interface SessionData {
    /** The secret of an authenticator being added, encrypted. */
    application: string;
  }
}

const codeForm = z.object({ code: z.string().max(40).catch('') });

export function securiteRoutes({ acces, config, garants }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  const { securite, passkeys, facteurs, cles } = acces;
  const SIGNE = { pour: 'connectes' } as const;
  const PROUVE = { pour: 'connectes', confirmer: () => config.entreeStricte } as const;
  const nomDuGarant = async ({ garantId }: Acteur) => (await garants.identite(garantId))?.nom ?? '';

  get(chemins.profilSecurite, SIGNE, async ({ acteur, t, req }) => {
    const vue = await securite.read(acteur, req.sessionID, navigateurDe(req).empreintes);
    const questions = acces.secret.politique(vue.personne).questions ? vue.personne.questions.length > 0 : undefined;
    return show('preuves/securite.njk', {
      ...pageSecurite({ ...vue, questions }, passkeys.possible(), t),
      tabs: tabsDe(acteur, t, 'securite'),
    });
  });

  const revenir = (t: Translate, message: string) => go(chemins.profilSecurite(), t(message));
  /** Recovery codes are shown by the answer itself, and kept nowhere. */
  const montrerSecours = (t: Translate, codes: readonly string[], message: string) =>
    codes.length > 0 ? show('preuves/secours.njk', pageSecours(codes, t)) : revenir(t, message);

  get(chemins.profilApplication, SIGNE, (visite) => {
    const { acteur, req } = visite;
    req.session.application ??= cles.chiffrer(facteurs.nouveau(), acteur.identifiantId).toString('base64');
    return montrerApplication(visite, req.session.application, []);
  });

  async function montrerApplication({ acteur, t }: Visit<Acteur>, garde: string, fautes: readonly FieldError[]): Promise<Page> {
    const secret = cles.dechiffrer(Buffer.from(garde, 'base64'), acteur.identifiantId);
    const qr = await QRCode.toDataURL(facteurs.adresseDe(secret, acteur, await nomDuGarant(acteur)), { margin: 2, width: 208 });
    return show('preuves/application.njk', pageApplication({ secret, qr }, fautes, t), fautes.length > 0 ? 422 : 200);
  }

  post(chemins.profilApplication, PROUVE, async (visite) => {
    const { acteur, body, origine, t, req } = visite;
    const { application } = req.session;
    if (!application) throw conflit('acces.securite.changee');
    const secret = cles.dechiffrer(Buffer.from(application, 'base64'), acteur.identifiantId);
    const code = codeForm.parse(body).code.replaceAll(/\s/g, '');
    if (!facteurs.confirme(secret, code))
      return montrerApplication(visite, application, [{ field: 'code', message: 'acces.application.faux' }]);
    const codes = await securite.ajouterApplication(acteur, secret, origine);
    delete req.session.application;
    return montrerSecours(t, codes, 'acces.application.fait');
  });

  post(chemins.profilApplicationRetrait, PROUVE, async ({ acteur, origine, t }) => {
    await securite.retirerApplication(acteur, origine);
    return revenir(t, 'acces.application.retiree');
  });

  post(chemins.profilSecours, PROUVE, async ({ acteur, origine, t }) =>
    montrerSecours(t, await securite.renouvelerSecours(acteur, origine), ''),
  );

  get(chemins.profilCles, SIGNE, (visite) => montrerCles(visite, []));

  async function montrerCles({ acteur, t, req }: Visit<Acteur>, fautes: readonly FieldError[]): Promise<Page> {
    const neuve = passkeys.possible()
      ? await passkeys.optionsAjout({ id: acteur.identifiantId, email: acteur.email }, await nomDuGarant(acteur))
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
