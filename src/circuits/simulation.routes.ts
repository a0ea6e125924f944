/** The simulator of circuits: who would validate a demande that does not exist yet. */
import { chemins } from '../chemins.js';
import { show } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { whole } from '../http/visit.js';
import type { FieldError } from '../kit/errors.js';
import { toDecimal } from '../kit/money.js';
import { parseMoney } from '../kit/read-money.js';
import type { Services } from '../services.js';
import { readSimulation } from './circuits.form.js';
import { pageSimulation } from './circuits.presenter.js';

export function simulationRoutes({ circuits, catalogue }: Services, tools: RouteTools): Room {
  const { routes, get } = guardedRoutes(tools);

  get(chemins.circuitSimulation, { pour: ['administrateur'] }, async ({ acteur, query, langue, t }) => {
    const saisie = readSimulation(query);
    const [noms, demandeurs, entites] = await Promise.all([
      catalogue.read(),
      circuits.demandeurs(acteur),
      circuits.entites(acteur, whole(saisie.entite), saisie.entiteNom),
    ]);
    const posee = !saisie.chercher && [saisie.entite, saisie.typeCredit, saisie.montant, saisie.demandeur].some((valeur) => valeur !== '');
    const montant = parseMoney(saisie.montant, 'EUR');
    const erreurs: FieldError[] = [];
    if (posee && !entites.lignes.some(({ id }) => id === whole(saisie.entite)))
      erreurs.push({ field: 'entite', message: 'circuits.erreurs.entite' });
    if (posee && !noms.types.some(({ code }) => code === saisie.typeCredit))
      erreurs.push({ field: 'typeCredit', message: 'circuits.erreurs.type' });
    if (posee && (!montant || montant.minor <= 0n || montant.minor >= 10n ** 15n))
      erreurs.push({ field: 'montant', message: 'circuits.erreurs.montant' });
    const resultat =
      posee && montant && erreurs.length === 0
        ? await circuits.simuler(acteur, {
            entiteId: whole(saisie.entite),
            typeCredit: saisie.typeCredit,
            montant: toDecimal(montant),
            demandeurId: whole(saisie.demandeur),
          })
        : undefined;
    return show(
      'circuits/simulation.njk',
      pageSimulation({ saisie, erreurs, resultat, entites, demandeurs, catalogue: noms, langue, t }),
      erreurs.length > 0 ? 422 : 200,
    );
  });

  return routes;
}
