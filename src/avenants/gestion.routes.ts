/** The insurer's side of an amendment: its file, and what may be decided there. */
import { chemins } from '../chemins.js';
import { NOMS_REGLES } from '../cautions/controle.js';
import { champException, type Accord } from '../decisions/decision.js';
import { SUIVI } from '../dossiers/dossiers.routes.js';
import type { Agent } from '../droits/acteur.js';
import { go, show, type FormAnswer, type Page } from '../http/answers.js';
import { shownVersion } from '../http/reply.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { whole, words, type Visit } from '../http/visit.js';
import type { Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import { pageAvenantGarant } from './gestion.presenter.js';

type Visite = Visit<Agent, 'id'>;

const CHAMPS = ['motif', 'demande', 'mot'];

export function avenantsGarantRoutes({ avenants, catalogue, clock, config }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  const geste = { ...SUIVI, encore: montrer } as const;
  const envoi = ({ version, origine }: Visite, mots: unknown = '') => ({ version, origine, mots: words(mots) });

  get(chemins.gestionAvenant, SUIVI, (visite) => montrer(visite));

  // A new act leaves by this button: whoever presses it proves again who he is.
  post(chemins.gestionAvenantAccord, { ...geste, confirmer: () => config.entreeStricte }, async (visite) => {
    const { acteur, params, body } = visite;
    const exceptions = Object.fromEntries(NOMS_REGLES.map((regle) => [regle, words(body[champException(regle)])])) as Accord['exceptions'];
    const version = await avenants.accorder(acteur, whole(params.id), exceptions, envoi(visite));
    return suivant(visite, 'accorde', { version });
  });
  post(chemins.gestionAvenantRefus, geste, async (visite) => {
    await avenants.refuser(visite.acteur, whole(visite.params.id), envoi(visite, visite.body.motif));
    return suivant(visite, 'refuse');
  });
  post(chemins.gestionAvenantConsentement, geste, async (visite) => {
    await avenants.demanderConsentement(visite.acteur, whole(visite.params.id), envoi(visite, visite.body.demande));
    return suivant(visite, 'consentement');
  });

  return routes;

  /** Decided, said, and on to the next one that waits; back to the queue when none does. */
  async function suivant({ acteur, t }: Visite, fait: string, details = {}): Promise<FormAnswer> {
    const suite = await avenants.suivant(acteur);
    return go(suite ? chemins.gestionAvenant(suite) : chemins.gestionAvenants(), t(`avenants.fait.${fait}`, details));
  }

  async function montrer({ acteur, params, body, version, langue, t }: Visite, refus?: Refus): Promise<Page> {
    const [source, noms] = await Promise.all([avenants.lire(acteur, whole(params.id)), catalogue.read()]);
    const typed = [...CHAMPS, ...NOMS_REGLES.map(champException)].filter((nom) => typeof body[nom] === 'string');
    const saisie = Object.fromEntries(typed.map((nom) => [nom, words(body[nom])]));
    const contexte = { acteur, texte: source.texte, evenements: source.evenements, catalogue: noms, langue, t, maintenant: clock() };
    return show('gestion/avenant.njk', {
      ...pageAvenantGarant(source, saisie, contexte),
      version: shownVersion(version, source.avenant.version, refus),
    });
  }
}
