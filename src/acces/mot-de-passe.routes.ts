/** One's own secret, changed when one wishes. */
import { z } from 'zod';
import { chemins } from '../chemins.js';
import { tabsDe } from '../profil/profil.js';
import type { Services } from '../services.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, origineDe } from '../session/request.js';
import { langueDe } from '../web/locals.js';
import { navigateurDe } from './entrer.js';
import { fautesSecret, secretForm } from './lien.form.js';
import { pageMotDePasse } from './profil.presenter.js';
import { expiration } from './secret.service.js';

const actuelForm = z.object({
  actuel: z
    .string()
    .max(200)
    .regex(/^[^\u0000]*$/)
    .catch(''),
});

export function motDePasseRoutes({ acces, clock, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);

  get(chemins.profilMotDePasse, { pour: 'connectes' }, async (req, res, acteur) => {
    const personne = await acces.securite.personneDe(acteur);
    const politique = acces.secret.politique(personne);
    res.render('acces/mot-de-passe.njk', {
      ...pageMotDePasse(politique.secret, expiration(personne, politique), [], translator(langueDe(req))),
      tabs: tabsDe(acteur, translator(langueDe(req)), 'motDePasse'),
    });
  });

  post(chemins.profilMotDePasse, { pour: 'connectes' }, async (req, res, acteur) => {
    const t = translator(langueDe(req));
    const personne = await acces.securite.personneDe(acteur);
    const saisie = secretForm.parse(req.body);
    const { actuel } = actuelForm.parse(req.body);
    const fautes = fautesSecret(saisie, await acces.secret.faute(personne, saisie.motDePasse));
    // The present secret is looked at last: a clumsy new one costs no attempt.
    if (fautes.length === 0 && !(actuel !== '' && (await acces.entree.confirmer(acteur, actuel, origineDe(req), navigateurDe(req)))))
      fautes.push({ field: 'actuel', message: actuel === '' ? 'acces.motDePasse.actuelVide' : 'acces.motDePasse.actuelFaux' });
    if (fautes.length > 0) {
      const politique = acces.secret.politique(personne);
      res.status(422).render('acces/mot-de-passe.njk', {
        ...pageMotDePasse(politique.secret, expiration(personne, politique), fautes, t),
        tabs: tabsDe(acteur, t, 'motDePasse'),
      });
      return;
    }
    await acces.motDePasse.changer(personne, saisie.motDePasse, origineDe(req), req.sessionID);
    req.session.prouve = clock().getTime();
    annoncer(req, 'succes', t('acces.motDePasse.fait'));
    res.redirect(303, chemins.profilMotDePasse());
  });

  return { router, routes };
}
