/** The insurer's clients: the list, one account, a new one. */
import { chemins } from '../chemins.js';
import { today, formatDay } from '../kit/dates.js';
import { invalide } from '../kit/errors.js';
import { go, show } from '../http/answers.js';
import { whole, type Visit } from '../http/visit.js';
import type { Agent } from '../droits/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Services } from '../services.js';
import { readOuverture, readTapeeCompte, type TapeeCompte } from './comptes.form.js';
import { pageCompte, pageOuverture } from './comptes.presenter.js';

const SUIVI = { pour: ['conseiller', 'charge'] } as const;
/** What most accounts start with. */
const USUEL = { pays: 'FR', adminLangue: 'fr', profils: ['administrateur'], dureeMois: '60', deportee: '1' };

export function comptesRoutes({ comptes, catalogue, clock, config }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);

  const formulaire = async ({ langue, t }: Visit<Agent>, saisie: TapeeCompte) =>
    show('gestion/compte-nouveau.njk', pageOuverture(saisie, await catalogue.read(), { langue, t }));

  get(chemins.gestionCompteNouveau, SUIVI, (visite) =>
    formulaire(visite, readTapeeCompte({ ...USUEL, dateDebut: formatDay(today(clock)) })),
  );

  const nouveau = {
    ...SUIVI,
    confirmer: () => config.entreeStricte,
    encore: (visite: Visit<Agent>) => formulaire(visite, readTapeeCompte(visite.body)),
  } as const;
  post(chemins.gestionCompteNouveau, nouveau, async ({ acteur, body, origine, t }) => {
    const { produits, types } = await catalogue.read();
    const connus = new Map(
      produits.map(({ code }) => [code, new Set(types.filter((type) => type.produits.includes(code)).map((type) => type.code))]),
    );
    const { ouverture, erreurs } = readOuverture(readTapeeCompte(body), connus);
    if (!ouverture) throw invalide(erreurs);
    const id = await comptes.ouvrir(acteur, ouverture, origine);
    return go(chemins.gestionCompte({ id }), t('gestion.comptes.ouvert', { nom: ouverture.entite.nom, email: ouverture.admin.email }));
  });

  get(chemins.gestionCompte, SUIVI, async ({ acteur, params, langue, t }) => {
    const [vue, noms] = await Promise.all([comptes.consulter(acteur, whole(params.id)), catalogue.read()]);
    return show('gestion/compte.njk', pageCompte(vue, noms, { langue, t }));
  });

  return routes;
}
