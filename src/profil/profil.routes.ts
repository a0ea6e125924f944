/** Profil: one's own data, alerts, and everything that is kept about oneself. */
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { chemins } from '../chemins.js';
import { Refus, type FieldError } from '../kit/errors.js';
import { sendFile } from '../kit/web/send-file.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import type { Acteur } from '../session/acteur.js';
import { annoncer, origineDe } from '../session/request.js';
import type { Services } from '../services.js';
import { langueDe } from '../web/locals.js';
import { lireAbonnements, lireDonnees } from './profil.form.js';
import { pageAlertes, pageDonnees } from './profil.presenter.js';

export function profilRoutes({ profil, organisation, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);

  async function donnees(req: Request, acteur: Acteur, erreurs: readonly FieldError[]) {
    const client = acteur.genre === 'client' ? acteur : undefined;
    const choisies = client && (await profil.preferences(client));
    const entite = choisies?.entiteId ?? null;
    const connue = { ...acteur, ...choisies, entite: entite === null ? '' : String(entite) };
    return {
      ...pageDonnees({
        acteur,
        t: translator(langueDe(req)),
        saisie: erreurs.length > 0 ? { ...connue, ...req.body } : connue,
        erreurs,
        entites: client ? await organisation.pourRecherche(client, entite === null ? [] : [entite]) : { entites: [], trop: false },
      }),
      idempotence: randomUUID(),
    };
  }

  get(chemins.profil, { pour: 'connectes' }, async (req, res, acteur) => {
    res.render('profil/donnees.njk', await donnees(req, acteur, []));
  });

  post(chemins.profil, { pour: 'connectes' }, async (req, res, acteur) => {
    const lues = lireDonnees(req.body);
    try {
      if ('erreurs' in lues) throw new Refus(422, 'erreurs.formulaire', {}, lues.erreurs);
      await profil.enregistrer(acteur, lues.donnees, origineDe(req));
    } catch (error) {
      if (!(error instanceof Refus) || error.status !== 422) throw error;
      return res.status(422).render('profil/donnees.njk', await donnees(req, acteur, error.fields));
    }
    req.session.langue = lues.donnees.langue;
    annoncer(req, 'succes', translator(lues.donnees.langue)('profil.enregistre'));
    res.redirect(303, chemins.profil());
  });

  get(chemins.profilAlertes, { pour: CLIENT }, async (req, res, acteur) => {
    const abonnements = await profil.abonnements(acteur);
    res.render('profil/alertes.njk', { ...pageAlertes({ acteur, abonnements, t: translator(langueDe(req)) }), idempotence: randomUUID() });
  });

  post(chemins.profilAlertes, { pour: CLIENT }, async (req, res, acteur) => {
    await profil.sAbonner(acteur, lireAbonnements(req.body));
    annoncer(req, 'succes', translator(langueDe(req))('profil.alertes.enregistrees'));
    res.redirect(303, chemins.profilAlertes());
  });

  get(chemins.profilDonnees, { pour: CLIENT }, async (req, res, acteur) => {
    const contenu = Buffer.from(JSON.stringify(await profil.exporter(acteur, origineDe(req)), null, 2));
    sendFile(res, { nom: 'mes-donnees.json', type: 'application/json', contenu }, 'attachment');
  });

  return { router, routes };
}
