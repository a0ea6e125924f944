/** Search by number from anywhere: straight to the page, or to the list that holds it. */
import { go } from '../http/answers.js';
import { avecRequete, chemins } from '../chemins.js';
import type { Services } from '../services.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { readNumero, numeroter } from '../numeros/numero.js';

export function rechercheRoutes(_services: Services, tools: RouteTools): Room {
  const { routes, get } = guardedRoutes(tools);
  get(chemins.recherche, { pour: CLIENT }, ({ query }) => {
    const typed = typeof query.numero === 'string' ? query.numero.trim().slice(0, 100) : '';
    const numero = readNumero(typed);
    if (numero?.lettre && numero.annee !== undefined) {
      const entier = numeroter(numero.lettre, numero.annee, numero.rang);
      return go(numero.lettre === 'D' ? chemins.demande({ numero: entier }) : chemins.caution({ numero: entier }));
    }
    return go(avecRequete(numero?.lettre === 'D' ? chemins.demandes() : chemins.cautions(), { numero: typed }));
  });
  return routes;
}
