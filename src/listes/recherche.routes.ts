/** Search from anywhere: a number straight to its page, a control code to its check, words to the list that holds them. */
import { go } from '../http/answers.js';
import { avecRequete, chemins } from '../chemins.js';
import type { Acteur } from '../droits/acteur.js';
import { parseControlCode, showControlCode } from '../kit/control-code.js';
import { tidyLine } from '../kit/printable.js';
import type { Services } from '../services.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { readNumero, numeroter } from '../numeros/numero.js';

/** A control code has letters and figures: twelve letters are rather a name. */
function codeDe(typed: string): string | undefined {
  const code = parseControlCode(typed);
  return code && /\d/.test(typed) && /[a-z]/i.test(typed) ? code : undefined;
}

function adresseDe(acteur: Acteur, typed: string): string {
  const numero = readNumero(typed);
  const code = numero ? undefined : codeDe(typed);
  if (code) return chemins.verification({ code: showControlCode(code) });
  if (acteur.genre === 'garant')
    return acteur.role === 'courtier' ? chemins.gestion() : avecRequete(chemins.gestionComptes(), { texte: typed });
  if (numero?.lettre && numero.annee !== undefined) {
    const entier = numeroter(numero.lettre, numero.annee, numero.rang);
    return numero.lettre === 'D' ? chemins.demande({ numero: entier }) : chemins.caution({ numero: entier });
  }
  return avecRequete(numero?.lettre === 'D' ? chemins.demandes() : chemins.cautions(), { numero: typed });
}

export function rechercheRoutes(_services: Services, tools: RouteTools): Room {
  const { routes, get } = guardedRoutes(tools);
  get(chemins.recherche, { pour: 'connectes' }, ({ acteur, query }) => {
    const typed = typeof query.numero === 'string' ? tidyLine(query.numero).replaceAll('\u0000', '').slice(0, 100) : '';
    return go(adresseDe(acteur, typed));
  });
  return routes;
}
