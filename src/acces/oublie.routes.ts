/** A forgotten secret: asks for the link that changes it. */
import { chemins, avecRequete } from '../chemins.js';
import { go, show } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Services } from '../services.js';
import { emailForm } from './lien.form.js';
import { pageOublie } from './lien.presenter.js';

const TOUS = { pour: 'tous' } as const;

export function oublieRoutes({ acces }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);

  get(chemins.motDePasseOublie, TOUS, ({ query, t }) =>
    show('acces/oublie.njk', pageOublie(query.etape === 'envoye' ? 2 : query.etape === 'fin' ? 4 : 1, [], t)),
  );

  post(chemins.motDePasseOublie, TOUS, async ({ body, origine, t }) => {
    const { email } = emailForm.parse(body);
    if (!email.includes('@')) {
      const fautes = [{ field: 'email', message: 'acces.erreur.email' }];
      return show('acces/oublie.njk', { ...pageOublie(1, fautes, t), email }, 422);
    }
    await acces.liens.demander(email, origine);
    return go(avecRequete(chemins.motDePasseOublie(), { etape: 'envoye' }));
  });

  return routes;
}
