/** Proving again who one is before an act that matters, then on with it as it was typed. */
import { z } from 'zod';
import { go, show } from '../http/answers.js';
import type { Visit } from '../http/visit.js';
import type { Acteur } from '../droits/acteur.js';
import { chemins } from '../chemins.js';
import type { Services } from '../services.js';
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
  const page = async ({ req, t }: Visit<Acteur>, faute?: string) => {
    return {
      titre: t('acces.confirmer.titre'),
      fil: [{ href: chemins.accueil(), texte: t('menus.accueil') }, { texte: t('acces.confirmer.titre') }],
      cle: await offrirCle(req, acces.passkeys),
      ...avecFautes(faute ? [{ field: 'preuve', message: faute }] : [], t),
    };
  };

  get(chemins.confirmer, { pour: 'connectes' }, async (visite) => {
    if (!visite.req.session.aReprendre) return go(chemins.accueil());
    return show('acces/confirmer.njk', await page(visite));
  });

  post(chemins.confirmer, { pour: 'connectes' }, async (visite) => {
    const { acteur, body, origine, req } = visite;
    const { aReprendre } = req.session;
    if (!aReprendre) return go(chemins.accueil());
    const { preuve } = preuveForm.parse(body);
    const { reponse } = cleForm.parse(body);
    const prouve = reponse
      ? (await acces.passkeys.reconnaitre(reponse, takeDefi(req, 'defiCle'))) === acteur.identifiantId
      : preuve !== '' && (await acces.entree.confirmer(acteur, preuve, origine, navigateurDe(req)));
    if (!prouve)
      return show('acces/confirmer.njk', await page(visite, preuve || reponse ? 'acces.confirmer.faux' : 'acces.confirmer.vide'), 422);
    req.session.prouve = clock().getTime();
    delete req.session.aReprendre;
    return show('acces/reprendre.njk', { ...(await page(visite)), ...aReprendre });
  });

  return routes;
}
