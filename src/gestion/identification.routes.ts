/** The insurer's entities to identify: the queue, one entity, the decision. */
import { chemins } from '../chemins.js';
import { go, show, type Page } from '../http/answers.js';
import { shownVersion } from '../http/reply.js';
import { whole, words, type Visit } from '../http/visit.js';
import type { Refus } from '../kit/errors.js';
import { numeroLegal } from '../entites/entites.presenter.js';
import { changementsEntite } from '../entites/formulaire.presenter.js';
import { ENTITE, situationEntite } from '../entites/entite.js';
import { countryName } from '../kit/countries.js';
import type { Agent } from '../droits/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Services } from '../services.js';

const SUIVI = { pour: ['conseiller', 'charge'] } as const;

export function identificationRoutes({ identification, config }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);

  get(chemins.gestionEntite, SUIVI, (visite) => montrer(visite));
  // What acts say of an entity, and under which contract: proved again by whoever decides it.
  post(chemins.gestionEntite, { ...SUIVI, confirmer: () => config.entreeStricte, encore: montrer }, async (visite) => {
    const { acteur, params, body, version, origine, t } = visite;
    const id = whole(params.id);
    if (body.decision === 'renvoyer') {
      const nom = await identification.renvoyer(acteur, id, { version, mots: words(body.motif), origine });
      return go(chemins.gestionEntites(), t('gestion.entites.fait.renvoyee', { nom }));
    }
    const nom = await identification.identifier(acteur, id, saisie(visite), { version, origine });
    return go(chemins.gestionEntites(), t('gestion.entites.fait.identifiee', { nom }));
  });
  return routes;

  /** The entity as it is now; what was typed when a decision was refused. */
  async function montrer(visite: Visit<Agent, 'id'>, refus?: Refus): Promise<Page> {
    const { acteur, params, body, version, langue, t } = visite;
    const { vue, compte, contrats, evenements } = await identification.consulter(acteur, whole(params.id));
    const typed = saisie(visite);
    return show('gestion/entite.njk', {
      titre: vue.nom,
      fil: [
        { href: chemins.gestion(), texte: t('menus.gestion') },
        { href: chemins.gestionEntites(), texte: t('gestion.entites.titre') },
        { texte: vue.nom },
      ],
      vue: { ...vue, version: shownVersion(version, vue.version, refus) },
      changements: changementsEntite(evenements, version, refus, t),
      compte,
      aDecider: ENTITE.obstacle('identifier', situationEntite(vue), ['garant']) === undefined,
      details: [
        { libelle: t('gestion.entites.compte'), valeur: compte.nom },
        { libelle: t('organisation.parent'), valeur: vue.parent },
        { libelle: t('organisation.forme'), valeur: vue.forme },
        { libelle: t('organisation.numeroLegal'), valeur: numeroLegal(vue) },
        { libelle: t('organisation.pays'), valeur: countryName(vue.pays, langue) },
        { libelle: t('organisation.adresse'), valeur: vue.adresse, large: true },
        {
          libelle: t('organisation.contact'),
          valeur: [vue.contact_nom, vue.contact_email, vue.contact_telephone].filter(Boolean).join(', '),
        },
        { libelle: t('organisation.numeroClient'), valeur: vue.numero_client },
      ],
      contrats: contrats.map(({ id, numero }) => ({ valeur: String(id), texte: numero })),
      saisie: {
        ...typed,
        contrats: refus ? typed.contrats.map(String) : contrats.length === 1 ? contrats.map(({ id }) => String(id)) : [],
      },
      motif: words(body.motif),
    });
  }
}

function saisie({ body }: Visit<Agent, 'id'>): { numeroClient: string; contrats: number[] } {
  const cochees: unknown[] = [body.contrats ?? []].flat();
  return { numeroClient: words(body.numeroClient), contrats: cochees.map(whole) };
}
