/** Proving again who one is before an act that matters, then on with it as it was typed. */
import { z } from 'zod';
import { again, go, show } from '../http/answers.js';
import type { Visit } from '../http/visit.js';
import type { Acteur } from '../droits/acteur.js';
import { chemins } from '../chemins.js';
import { invalide, type Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import { preuveRecente } from '../http/preuve.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { cleForm, offrirCle, takeDefi } from '../preuves/cle.js';
import { navigateurDe } from '../preuves/navigateur.js';
import { avecFautes } from '../web/fautes.js';

const preuveForm = z.object({
  preuve: z
    .string()
    .max(200)
    .regex(/^[^\u0000]*$/)
    .catch(''),
});

export function confirmerRoutes({ acces, clock }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  const page = async ({ req, t }: Visit<Acteur>, refus?: Refus) => {
    return {
      titre: t('acces.confirmer.titre'),
      fil: [{ href: chemins.accueil(), texte: t('menus.accueil') }, { texte: t('acces.confirmer.titre') }],
      cle: await offrirCle(req, acces.passkeys),
      ...avecFautes(refus?.fields ?? [], t),
    };
  };

  get(chemins.confirmer, { pour: 'connectes' }, async (visite) => {
    const { aReprendre } = visite.req.session;
    if (!aReprendre) return go(chemins.accueil());
    // Proved: what waited goes on, and waits no more once it has been sent.
    if (preuveRecente(visite.req, clock)) return reprendre(visite);
    return show('acces/confirmer.njk', await page(visite));
  });

  const reprendre = async (visite: Visit<Acteur>) =>
    show('acces/reprendre.njk', { ...(await page(visite)), ...visite.req.session.aReprendre });
  const encore = async (visite: Visit<Acteur>, refus: Refus) => show('acces/confirmer.njk', await page(visite, refus));
  post(chemins.confirmer, { pour: 'connectes', encore, page: reprendre }, async (visite) => {
    const { acteur, body, origine, req } = visite;
    const { aReprendre } = req.session;
    if (!aReprendre) return go(chemins.accueil());
    const { preuve } = preuveForm.parse(body);
    const { reponse } = cleForm.parse(body);
    const prouve = reponse
      ? (await acces.passkeys.reconnaitre(reponse, takeDefi(req, 'defiCle'))) === acteur.identifiantId
      : preuve !== '' && (await acces.entree.confirmer(acteur, preuve, origine, navigateurDe(req)));
    if (!prouve) throw invalide([{ field: 'preuve', message: preuve || reponse ? 'acces.confirmer.faux' : 'acces.confirmer.vide' }]);
    req.session.prouve = clock().getTime();
    return again(undefined, chemins.confirmer());
  });

  return routes;
}
