/** A forgotten secret: asks for the link that changes it. */
import { chemins, avecRequete } from '../chemins.js';
import { invalide, type Refus } from '../kit/errors.js';
import type { Visit } from '../http/visit.js';
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

  const encore = ({ body, t }: Visit<unknown>, { fields }: Refus) =>
    show('acces/oublie.njk', { ...pageOublie(1, fields, t), email: emailForm.parse(body).email });
  post(chemins.motDePasseOublie, { ...TOUS, encore }, async ({ body, origine }) => {
    const { email } = emailForm.parse(body);
    if (!email.includes('@')) throw invalide([{ field: 'email', message: 'acces.erreur.email' }]);
    await acces.liens.demander(email, origine);
    return go(avecRequete(chemins.motDePasseOublie(), { etape: 'envoye' }));
  });

  return routes;
}
