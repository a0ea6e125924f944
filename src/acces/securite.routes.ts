/** The security of one's access: what is added or removed asks again who one is, where the way in is strict. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import QRCode from 'qrcode';
import { z } from 'zod';
import { chemins } from '../chemins.js';
import { conflit, type FieldError } from '../kit/errors.js';
import type { Services } from '../services.js';
import { tabsDe } from '../profil/profil.js';
import type { Acteur } from '../session/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, entierDe, origineDe } from '../session/request.js';
import { langueDe } from '../web/locals.js';
import { cleForm, prendreDefi } from './cle.js';
import { navigateurDe } from './entrer.js';
import { pageApplication, pageCles, pageSecours, pageSecurite } from './profil.presenter.js';

declare module 'express-session' {
  interface SessionData {
    /** The secret of an authenticator being added, encrypted. */
    application: string;
  }
}

const codeForm = z.object({ code: z.string().max(40).catch('') });

export function securiteRoutes({ acces, config, garants, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);
  const { securite, passkeys, facteurs, cles } = acces;
  const mots = (req: Request) => translator(langueDe(req));
  const SIGNE = { pour: 'connectes' } as const;
  const PROUVE = { pour: 'connectes', confirmer: () => config.entreeStricte } as const;
  const nomDuGarant = async ({ garantId }: Acteur) => (await garants.identite(garantId))?.nom ?? '';

  get(chemins.profilSecurite, SIGNE, async (req, res, acteur) => {
    const vue = await securite.lire(acteur, req.sessionID, navigateurDe(req).empreintes);
    const questions = acces.secret.politique(vue.personne).questions ? vue.personne.questions.length > 0 : undefined;
    res.render('acces/securite.njk', {
      ...pageSecurite({ ...vue, questions }, passkeys.possible(), mots(req)),
      tabs: tabsDe(acteur, mots(req), 'securite'),
      idempotence: randomUUID(),
    });
  });

  const revenir = (req: Request, res: Response, message: string) => {
    annoncer(req, 'succes', mots(req)(message));
    res.redirect(303, chemins.profilSecurite());
  };
  /** Recovery codes are shown by the answer itself, and kept nowhere. */
  const montrerSecours = (req: Request, res: Response, codes: readonly string[], message: string) =>
    codes.length > 0 ? res.render('acces/secours.njk', pageSecours(codes, mots(req))) : revenir(req, res, message);

  get(chemins.profilApplication, SIGNE, async (req, res, acteur) => {
    req.session.application ??= cles.chiffrer(facteurs.nouveau(), acteur.identifiantId).toString('base64');
    await montrerApplication(req, res, acteur, req.session.application, []);
  });

  async function montrerApplication(req: Request, res: Response, acteur: Acteur, garde: string, fautes: readonly FieldError[]) {
    const secret = cles.dechiffrer(Buffer.from(garde, 'base64'), acteur.identifiantId);
    const qr = await QRCode.toDataURL(facteurs.adresseDe(secret, acteur, await nomDuGarant(acteur)), { margin: 2, width: 208 });
    res.status(fautes.length > 0 ? 422 : 200).render('acces/application.njk', pageApplication({ secret, qr }, fautes, mots(req)));
  }

  post(chemins.profilApplication, PROUVE, async (req, res, acteur) => {
    const { application } = req.session;
    if (!application) throw conflit('acces.securite.changee');
    const secret = cles.dechiffrer(Buffer.from(application, 'base64'), acteur.identifiantId);
    const code = codeForm.parse(req.body).code.replaceAll(/\s/g, '');
    if (!facteurs.confirme(secret, code))
      return montrerApplication(req, res, acteur, application, [{ field: 'code', message: 'acces.application.faux' }]);
    const codes = await securite.ajouterApplication(acteur, secret, origineDe(req));
    delete req.session.application;
    montrerSecours(req, res, codes, 'acces.application.fait');
  });

  post(chemins.profilApplicationRetrait, PROUVE, async (req, res, acteur) => {
    await securite.retirerApplication(acteur, origineDe(req));
    revenir(req, res, 'acces.application.retiree');
  });

  post(chemins.profilSecours, PROUVE, async (req, res, acteur) =>
    montrerSecours(req, res, await securite.renouvelerSecours(acteur, origineDe(req)), ''),
  );

  get(chemins.profilCles, SIGNE, (req, res, acteur) => montrerCles(req, res, acteur, []));

  async function montrerCles(req: Request, res: Response, acteur: Acteur, fautes: readonly FieldError[]) {
    const neuve = passkeys.possible()
      ? await passkeys.optionsAjout({ id: acteur.identifiantId, email: acteur.email }, await nomDuGarant(acteur))
      : undefined;
    if (neuve) req.session.defiCleNeuve = neuve.challenge;
    res.status(fautes.length > 0 ? 422 : 200).render('acces/cles.njk', pageCles(neuve?.options, fautes, mots(req)));
  }

  post(chemins.profilCles, PROUVE, async (req, res, acteur) => {
    const { reponse, nom } = cleForm.parse(req.body);
    if (nom === '') return montrerCles(req, res, acteur, [{ field: 'nom', message: 'acces.cle.sansNom' }]);
    const codes = await securite.ajouterCle(acteur, reponse, prendreDefi(req, 'defiCleNeuve'), nom, origineDe(req));
    montrerSecours(req, res, codes, 'acces.cle.fait');
  });

  post(chemins.profilCleRetrait, PROUVE, async (req, res, acteur) => {
    await securite.retirerCle(acteur, String(req.params.id), origineDe(req));
    revenir(req, res, 'acces.cle.retiree');
  });

  post(chemins.profilAppareilRetrait, SIGNE, async (req, res, acteur) => {
    await securite.retirerAppareil(acteur, entierDe(req.params.id), origineDe(req));
    revenir(req, res, 'acces.securite.appareilRetire');
  });

  post(chemins.profilSessionsFin, SIGNE, async (req, res, acteur) => {
    await securite.fermerAutresSessions(acteur, req.sessionID, origineDe(req));
    revenir(req, res, 'acces.securite.sessionsFermees');
  });

  post(chemins.profilSessionFin, SIGNE, async (req, res, acteur) => {
    await securite.fermerSession(acteur, String(req.params.id), req.sessionID, origineDe(req));
    revenir(req, res, 'acces.securite.sessionFermee');
  });

  return { router, routes };
}
