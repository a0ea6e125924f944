/** Search by number from anywhere: straight to the page, or to the list that holds it. */
import { avecRequete, chemins } from '../chemins.js';
import { lireNumero, numeroter } from './numero.js';
import type { Services } from '../services.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';

export function rechercheRoutes(_services: Services, tools: RouteTools): Room {
  const { router, routes, get } = guardedRoutes(tools);
  get(chemins.recherche, { pour: CLIENT }, (req, res) => {
    const typed = typeof req.query.numero === 'string' ? req.query.numero.trim().slice(0, 100) : '';
    const numero = lireNumero(typed);
    if (numero?.lettre && numero.annee !== undefined) {
      const entier = numeroter(numero.lettre, numero.annee, numero.rang);
      return res.redirect(303, numero.lettre === 'D' ? chemins.demande({ numero: entier }) : chemins.caution({ numero: entier }));
    }
    res.redirect(303, avecRequete(numero?.lettre === 'D' ? chemins.demandes() : chemins.cautions(), { numero: typed }));
  });
  return { router, routes };
}
