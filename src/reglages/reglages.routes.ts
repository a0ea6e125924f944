/** The sign-in rules: of an account, decided by its administrators; of the insurer's staff, by its client advisers. */
import { again, go, show, type FormAnswer, type Page } from '../http/answers.js';
import type { Visit } from '../http/visit.js';
import { chemins } from '../chemins.js';
import { invalide, type Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import type { Acteur } from '../droits/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { readAccord, readReglages } from './reglages.form.js';
import { pageReglages } from './reglages.presenter.js';

const ADMINISTRATEURS = { pour: ['administrateur'] } as const;
/** The insurer's staff has no administrator: the adviser, who opens the accounts, is the closest. */
const CONSEILLERS = { pour: ['conseiller'] } as const;

interface Retour {
  readonly refus?: Refus;
  readonly aConfirmer?: number;
}

export function reglagesRoutes({ reglages: service, config }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  const confirmer = () => config.entreeStricte;
  const encore = (visite: Visit<Acteur>, refus: Refus) => montrer(visite, { refus });
  const page = (visite: Visit<Acteur>, personnes: unknown) => montrer(visite, { aConfirmer: Number(personnes) });

  get(chemins.parametrageSecurite, ADMINISTRATEURS, (visite) => montrer(visite));
  post(chemins.parametrageSecurite, { ...ADMINISTRATEURS, confirmer, encore, page }, decider);
  get(chemins.gestionSecurite, CONSEILLERS, (visite) => montrer(visite));
  post(chemins.gestionSecurite, { ...CONSEILLERS, confirmer, encore, page }, decider);

  return routes;

  async function decider({ acteur, body, origine, t }: Visit<Acteur>): Promise<FormAnswer> {
    const { reglages, erreurs } = readReglages(body, acteur.genre);
    if (erreurs.length > 0) throw invalide(erreurs);
    const issue = await service.decider(acteur, { reglages, ...readAccord(body) }, origine);
    if (issue.issue === 'a_confirmer') return again(issue.personnes);
    return go(acteur.genre === 'client' ? chemins.parametrageSecurite() : chemins.gestionSecurite(), t(`reglages.${issue.issue}`));
  }

  async function montrer({ acteur, body, langue, t }: Visit<Acteur>, { refus, aConfirmer }: Retour = {}): Promise<Page> {
    const enVigueur = await service.read(acteur);
    const saisie = refus || aConfirmer !== undefined ? readReglages(body, acteur.genre).saisie : undefined;
    // A page that comes back stays as stale as it was: only the refusal that shows the colleague's rules gives their name.
    const vu = saisie && refus?.status !== 409 ? readAccord(body).vu : enVigueur.vu;
    return show(
      'reglages/reglages.njk',
      pageReglages({
        genre: acteur.genre,
        enVigueur: { ...enVigueur, vu },
        saisie,
        refus,
        aConfirmer,
        stricte: config.entreeStricte,
        langue,
        t,
      }),
    );
  }
}
