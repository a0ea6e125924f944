/** An authenticator application, added to one's access or taken away. */
import QRCode from 'qrcode';
import { z } from 'zod';
import { show, type Page } from '../http/answers.js';
import type { Visit } from '../http/visit.js';
import { chemins } from '../chemins.js';
import { conflit, invalide, type FieldError, type Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import type { Acteur } from '../droits/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { pageApplication } from './securite.presenter.js';
import { montrerSecours, pageDesCodes, revenir } from './securite.routes.js';

declare module 'express-session' {
  interface SessionData {
    /** The secret of an authenticator being added, encrypted. */
    application: string;
  }
}

const codeForm = z.object({ code: z.string().max(40).catch('') });

export function applicationRoutes({ acces, config, garants }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  const { securite, facteurs, cles } = acces;
  const PROUVE = { pour: 'connectes', confirmer: () => config.entreeStricte } as const;

  get(chemins.profilApplication, { pour: 'connectes' }, (visite) => montrerApplication(visite, []));

  async function montrerApplication({ acteur, req, t }: Visit<Acteur>, fautes: readonly FieldError[]): Promise<Page> {
    const garde = (req.session.application ??= cles.chiffrer(facteurs.nouveau(), acteur.identifiantId).toString('base64'));
    const secret = cles.dechiffrer(Buffer.from(garde, 'base64'), acteur.identifiantId);
    const garant = await garants.identite(acteur.garantId);
    const qr = await QRCode.toDataURL(facteurs.adresseDe(secret, acteur, garant?.nom ?? ''), { margin: 2, width: 208 });
    return show('preuves/application.njk', pageApplication({ secret, qr }, fautes, t));
  }

  const encore = (visite: Visit<Acteur>, { fields }: Refus) => montrerApplication(visite, fields);
  post(chemins.profilApplication, { ...PROUVE, encore, page: pageDesCodes }, async ({ acteur, body, origine, t, req }) => {
    const { application } = req.session;
    if (!application) throw conflit('acces.securite.changee');
    const secret = cles.dechiffrer(Buffer.from(application, 'base64'), acteur.identifiantId);
    const code = codeForm.parse(body).code.replaceAll(/\s/g, '');
    if (!facteurs.confirme(secret, code)) throw invalide([{ field: 'code', message: 'acces.application.faux' }]);
    const codes = await securite.ajouterApplication(acteur, secret, origine);
    delete req.session.application;
    return montrerSecours(req, t, codes, 'acces.application.fait');
  });

  post(chemins.profilApplicationRetrait, PROUVE, async ({ acteur, origine, t }) => {
    await securite.retirerApplication(acteur, origine);
    return revenir(t, 'acces.application.retiree');
  });

  return routes;
}
