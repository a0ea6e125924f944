/** The demonstration: five steps with the right person at each, and the mailbox of everybody. Mounted in demo mode only. */
import { go, show } from '../http/answers.js';
import { whole } from '../http/visit.js';
import { chemins } from '../chemins.js';
import { introuvable } from '../kit/errors.js';
import { adresseInterne } from '../acces/connexion.form.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { ouvrirSession } from '../acces/open-session.js';
import type { Services } from '../services.js';
import { pageCourriel, pageCourriels, pageDemo } from './demo.presenter.js';

const BOITE = 200;

export function demoRoutes({ courriels, droits, comptesDemo, clock }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);

  get(chemins.demo, { pour: 'tous' }, ({ langue, t }) => show('demo/demo.njk', pageDemo(comptesDemo, langue, t)));

  /** Signs in as one of the demonstration's people, without a code: this machine is trusted, and so is nobody else. */
  post(chemins.demoConnexion, { pour: 'tous' }, async ({ body, req }) => {
    const compte = comptesDemo.find(({ email }) => email === body.email);
    const acteur = compte && (await droits.parEmail(compte.email));
    if (!acteur) throw introuvable();
    await ouvrirSession(req, acteur, clock);
    return go(adresseInterne(body.retour));
  });

  get(chemins.demoCourriels, { pour: 'tous' }, async ({ langue, t }) =>
    show('demo/courriels.njk', pageCourriels(await courriels.listLatest(BOITE), langue, t)),
  );

  get(chemins.demoCourrielsJson, { pour: 'tous' }, async ({ res }) => {
    const messages = await courriels.listLatest(BOITE);
    res.json(
      messages.map(({ id, cree_le, destinataire, sujet, texte, html, lien }) => ({
        id,
        date: cree_le,
        destinataire,
        sujet,
        texte,
        html,
        lien: lien ?? null,
      })),
    );
  });

  get(chemins.demoCourriel, { pour: 'tous' }, async ({ params, t }) => {
    const courriel = await courriels.find(whole(params.id));
    if (!courriel) throw introuvable();
    return show('demo/courriel.njk', pageCourriel(courriel, t));
  });

  return routes;
}
