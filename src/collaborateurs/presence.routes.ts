/** A person's coming and going: suspended, restored, invited again. */
import { chemins } from '../chemins.js';
import { go } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { whole } from '../http/visit.js';
import type { Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import { confirmationDe } from '../gestes/confirmation.form.js';
import { confirmer } from '../gestes/confirmer.js';
import { demanderPersonne, montrerCollaborateur, type VisiteCollaborateur } from './collaborateurs.routes.js';

const ADMINISTRATEURS = { pour: ['administrateur'] } as const;

export function presenceRoutes(services: Services, tools: RouteTools): Room {
  const { collaborateurs, config } = services;
  const { routes, post } = guardedRoutes(tools);
  const connue = (visite: VisiteCollaborateur, refus: Refus) => montrerCollaborateur(services, visite, refus);
  /** Rights are changed by someone who proves again who he is. */
  const PROUVE = { ...ADMINISTRATEURS, confirmer: () => config.entreeStricte, encore: connue } as const;

  const fait = ({ params, t }: VisiteCollaborateur, message: string) =>
    go(chemins.collaborateur(params), t(`collaborateurs.fait.${message}`));

  const page = async (visite: VisiteCollaborateur, found: unknown) =>
    demanderPersonne(visite, await collaborateurs.consulter(visite.acteur, whole(visite.params.id)), found);
  post(chemins.collaborateurSuspension, { ...PROUVE, page }, async (visite) => {
    const { acteur, params, body, version, origine } = visite;
    return confirmer(async () => {
      await collaborateurs.suspendre(acteur, whole(params.id), version, confirmationDe(body), origine);
      return fait(visite, 'suspendu');
    });
  });
  post(chemins.collaborateurRetablissement, PROUVE, async (visite) => {
    await collaborateurs.retablir(visite.acteur, whole(visite.params.id), visite.version, visite.origine);
    return fait(visite, 'retabli');
  });
  post(chemins.collaborateurCourriel, { ...ADMINISTRATEURS, encore: connue }, async (visite) => {
    await collaborateurs.renvoyer(visite.acteur, whole(visite.params.id), visite.version, visite.origine);
    return fait(visite, 'renvoye');
  });

  return routes;
}
