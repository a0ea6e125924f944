/** One's own secret, changed when one wishes. */
import { z } from 'zod';
import { go, show } from '../http/answers.js';
import type { Visit } from '../http/visit.js';
import { invalide, type FieldError, type Refus } from '../kit/errors.js';
import type { Acteur } from '../droits/acteur.js';
import { chemins } from '../chemins.js';
import { tabsDe } from '../profil/profil.js';
import type { Services } from '../services.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { navigateurDe } from './navigateur.js';
import { fautesSecret, secretForm } from './secret.form.js';
import { pageMotDePasse } from './securite.presenter.js';
import { expiration } from './politique.js';

const actuelForm = z.object({
  actuel: z
    .string()
    .max(200)
    .regex(/^[^\u0000]*$/)
    .catch(''),
});

export function motDePasseRoutes({ acces, clock }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);

  async function montrer({ acteur, t }: Visit<Acteur>, fautes: readonly FieldError[] = []) {
    const personne = await acces.securite.personneDe(acteur);
    const politique = acces.secret.politique(personne);
    return show('preuves/mot-de-passe.njk', {
      ...pageMotDePasse(politique.secret, expiration(personne, politique), fautes, t),
      tabs: tabsDe(acteur, t, 'motDePasse'),
    });
  }

  get(chemins.profilMotDePasse, { pour: 'connectes' }, (visite) => montrer(visite));

  const changer = { pour: 'connectes', encore: (visite: Visit<Acteur>, { fields }: Refus) => montrer(visite, fields) } as const;
  post(chemins.profilMotDePasse, changer, async ({ acteur, body, origine, t, req }) => {
    const personne = await acces.securite.personneDe(acteur);
    const saisie = secretForm.parse(body);
    const { actuel } = actuelForm.parse(body);
    const fautes = fautesSecret(saisie, await acces.secret.faute(personne, saisie.motDePasse));
    // The present secret is looked at last: a clumsy new one costs no attempt.
    if (fautes.length === 0 && !(actuel !== '' && (await acces.entree.confirmer(acteur, actuel, origine, navigateurDe(req)))))
      fautes.push({ field: 'actuel', message: actuel === '' ? 'acces.motDePasse.actuelVide' : 'acces.motDePasse.actuelFaux' });
    if (fautes.length > 0) throw invalide(fautes);
    await acces.motDePasse.changer(personne, saisie.motDePasse, origine, req.sessionID);
    req.session.prouve = clock().getTime();
    return go(chemins.profilMotDePasse(), t('acces.motDePasse.fait'));
  });

  return routes;
}
