/** A caution that waits for the insurer: its page, and what may be decided there; its client gives it up. */
import { chemins } from '../chemins.js';
import { SUIVI } from '../dossiers/dossiers.routes.js';
import { montrerCaution } from '../cautions/cautions.routes.js';
import type { Agent, Collaborateur } from '../droits/acteur.js';
import type { Envoi } from '../gestes/faire.js';
import { go, show, type FormAnswer, type Page } from '../http/answers.js';
import { shownVersion } from '../http/reply.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { line, words, type Visit } from '../http/visit.js';
import { parseDay } from '../kit/dates.js';
import type { Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import { readAccord, typedDecision } from './decision.form.js';
import { pageDecision } from './decision.presenter.js';

type VisiteDossier = Visit<Agent, 'numero'>;

const CHAMPS = ['motif', 'objet', 'echeance', 'mot', 'dateEffet', 'autorise', 'plafondLigne', 'plafondContrat'];

export function decisionsRoutes(services: Services, tools: RouteTools): Room {
  const { decisions, abandon, catalogue, clock, config } = services;
  const { routes, get, post } = guardedRoutes(tools);
  const geste = { ...SUIVI, encore: montrer } as const;
  // An act for millions leaves by this button: whoever presses it proves again who he is.
  const accord = { ...geste, confirmer: () => config.entreeStricte } as const;
  const envoi = ({ version, origine }: VisiteDossier, mots: unknown): Envoi => ({ version, origine, mots: words(mots) });

  get(chemins.gestionCaution, SUIVI, (visite) => montrer(visite));

  post(chemins.gestionCautionAccord, accord, async (visite) => {
    const { acteur, params, body } = visite;
    await decisions.accorder(acteur, params.numero, readAccord(body), envoi(visite, ''));
    return suivant(visite, 'accordee');
  });
  post(chemins.gestionCautionRefus, geste, async (visite) => {
    await decisions.refuser(visite.acteur, visite.params.numero, envoi(visite, visite.body.motif));
    return suivant(visite, 'refusee');
  });
  post(chemins.gestionCautionDocument, geste, async (visite) => {
    const { acteur, params, body, t } = visite;
    await decisions.demanderDocument(acteur, params.numero, parseDay(line(body.echeance)), envoi(visite, body.objet));
    return go(chemins.gestionCaution(params), t('decisions.fait.document'));
  });
  post(chemins.gestionCautionConfier, geste, async (visite) => {
    const nom = await decisions.confier(visite.acteur, visite.params.numero, envoi(visite, visite.body.mot));
    return suivant(visite, 'confiee', { nom });
  });
  post(chemins.gestionCautionRelevement, { ...accord, pour: ['charge'] }, async (visite) => {
    const { acteur, params, body, langue, t } = visite;
    const plafonds = { autorise: line(body.autorise), plafondLigne: line(body.plafondLigne), plafondContrat: line(body.plafondContrat) };
    await decisions.relever(acteur, params.numero, { plafonds, langue }, envoi(visite, body.motif));
    return go(chemins.gestionCaution(params), t('decisions.fait.releve'));
  });

  const saisisseur = {
    pour: ['saisisseur'],
    encore: (visite: Visit<Collaborateur, 'numero'>, refus: Refus) => montrerCaution(services, visite, refus),
  } as const;
  post(chemins.cautionAbandon, saisisseur, async ({ acteur, params, version, body, origine, t }) => {
    await abandon.abandonner(acteur, params.numero, { version, origine, mots: words(body.motif) });
    return go(chemins.caution(params), t('decisions.fait.abandonnee', params));
  });

  return routes;

  /** Decided, said, and on to the next one that waits; back to the queue when none does. */
  async function suivant({ acteur, params, t }: VisiteDossier, fait: string, details = {}): Promise<FormAnswer> {
    const suivante = await decisions.suivante(acteur);
    const message = t(`decisions.fait.${fait}`, { ...params, ...details });
    return go(suivante ? chemins.gestionCaution(suivante) : chemins.gestion(), message);
  }

  async function montrer(visite: VisiteDossier, refus?: Refus): Promise<Page> {
    const { acteur, params, body, version, langue, t } = visite;
    const [dossier, noms] = await Promise.all([decisions.consulter(acteur, params.numero), catalogue.read()]);
    const saisie = typedDecision(body, CHAMPS);
    const contexte = { acteur, texte: dossier.texte, evenements: dossier.evenements, catalogue: noms, langue, t, maintenant: clock() };
    return show('gestion/decision.njk', {
      ...pageDecision(dossier, saisie, contexte),
      version: shownVersion(version, dossier.caution.version, refus),
    });
  }
}
