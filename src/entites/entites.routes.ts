/** The organisation's pages, for its administrators. */
import { chemins } from '../chemins.js';
import { go, show, type Page } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { shownVersion } from '../http/reply.js';
import { whole, type Visit } from '../http/visit.js';
import { invalide, type Refus } from '../kit/errors.js';
import type { Collaborateur } from '../droits/acteur.js';
import type { Services } from '../services.js';
import { readQuery } from '../listes/lecture.js';
import { montrerListe } from '../listes/listes.routes.js';
import type { EntiteVue } from './entite.js';
import { ENTITES } from './entites.list.js';
import { entier, readFicheEntite, readTapee, type Tapee } from './entites.form.js';
import { changementsEntite, formulaire, tapeeDe } from './formulaire.presenter.js';
import { filDe, filEntite, pageArbre, pageEntite } from './entites.presenter.js';

const ADMINISTRATEUR = { pour: ['administrateur'] } as const;

export type VisiteEntite = Visit<Collaborateur, 'id'>;

export function entitesRoutes(services: Services, tools: RouteTools): Room {
  const { entites, config } = services;
  const { routes, get, post } = guardedRoutes(tools);

  /** The tree; what was searched in it, as a list. */
  get(chemins.organisation, ADMINISTRATEUR, async (visite) => {
    const { acteur, query, t } = visite;
    const { requete } = readQuery(ENTITES, query);
    if (Object.values(requete).some((values) => values.length > 0)) return montrerListe(services, ENTITES, visite);
    const page = Math.min(entier(query.page, 1), 10_000);
    const ouvert = entier(query.ouvert, 0);
    return show('entites/arbre.njk', pageArbre({ ...(await entites.arbre(acteur, ouvert, page)), ouvert, page, t }));
  });

  get(chemins.organisationEntite, ADMINISTRATEUR, (visite) => montrerEntite(services, visite));

  get(chemins.organisationFils, ADMINISTRATEUR, async (visite) => {
    const parent = await entites.pour(visite.acteur, whole(visite.params.id), 'ajouter_un_fils');
    return ecran(visite, parent, { ...readTapee({}), pays: 'FR' });
  });
  const ajout = async (visite: VisiteEntite, refus: Refus) =>
    ecran(visite, await entites.pour(visite.acteur, whole(visite.params.id), 'ajouter_un_fils'), readTapee(visite.body), refus);
  post(chemins.organisationFils, { ...ADMINISTRATEUR, encore: ajout }, async ({ acteur, params, body, origine, t }) => {
    const { fiche, erreurs } = readFicheEntite(readTapee(body));
    if (!fiche) throw invalide(erreurs);
    const id = await entites.ajouterUnFils(acteur, whole(params.id), fiche, origine);
    return go(chemins.organisationEntite({ id }), t('organisation.fait.ajouter_un_fils', { nom: fiche.nom }));
  });

  /** What acts say, and whom they may be asked for: whoever changes it proves again who he is. */
  const PROUVE = { ...ADMINISTRATEUR, confirmer: () => config.entreeStricte } as const;
  get(chemins.organisationModification, ADMINISTRATEUR, async (visite) => {
    const vue = await entites.pour(visite.acteur, whole(visite.params.id), 'modifier');
    return ecran(visite, vue, tapeeDe(vue), undefined, vue);
  });
  const modification = async (visite: VisiteEntite, refus: Refus) => {
    const vue = await entites.pour(visite.acteur, whole(visite.params.id), 'modifier');
    return ecran(visite, vue, saisieDe(visite, vue), refus, vue);
  };
  post(chemins.organisationModification, { ...PROUVE, encore: modification }, async (visite) => {
    const vue = await entites.pour(visite.acteur, whole(visite.params.id), 'modifier');
    const tapee = saisieDe(visite, vue);
    const { fiche, erreurs } = readFicheEntite(tapee);
    const mauvaises = vue.etat === 'brouillon' ? erreurs : erreurs.filter(({ field }) => !FIXES.includes(field));
    if (mauvaises.length > 0 || (!fiche && vue.etat === 'brouillon')) throw invalide(mauvaises);
    const complete = fiche ?? ficheSansNumero(tapee, vue);
    const geste = await entites.modifier(visite.acteur, vue.id, complete, visite);
    return go(chemins.organisationEntite({ id: vue.id }), visite.t(`organisation.fait.${geste}`, { nom: complete.nom }));
  });

  return routes;

  /** The form of an entity: a new one below `entite`, or `vue` as it changes; refused, it comes back as typed. */
  async function ecran(
    { acteur, version, langue, t }: VisiteEntite,
    entite: EntiteVue,
    saisie: Tapee,
    refus?: Refus,
    vue?: EntiteVue,
  ): Promise<Page> {
    const geste = vue ? 'modifier' : 'ajouter_un_fils';
    const { evenements } = refus && vue ? await entites.consulter(acteur, vue.id) : { evenements: [] };
    return show('entites/formulaire.njk', {
      ...formulaire(saisie, vue && { ...vue, version: shownVersion(version, vue.version, refus) }, langue),
      changements: changementsEntite(evenements, version, refus, t),
      titre: t(`organisation.formulaire.${geste}`, { nom: entite.nom }),
      fil: filDe(t, filEntite(entite), { texte: t(`organisation.gestes.${geste}`) }),
      retour: chemins.organisationEntite({ id: entite.id }),
    });
  }
}

/** The page of an entity; after a refusal, what changed since it was shown. */
export async function montrerEntite(
  { entites }: Pick<Services, 'entites'>,
  { acteur, params, version, langue, t }: VisiteEntite,
  refus?: Refus,
): Promise<Page> {
  const fiche = await entites.consulter(acteur, whole(params.id));
  return show('entites/entite.njk', {
    ...pageEntite(fiche, langue, t),
    changements: changementsEntite(fiche.evenements, version, refus, t),
  });
}

/** What was typed; what is fixed is not asked for: it stays as it is, whatever a form says. */
function saisieDe({ body }: VisiteEntite, vue: EntiteVue): Tapee {
  const { pays, siren, siret, immatriculation } = tapeeDe(vue);
  return vue.etat === 'brouillon' ? readTapee(body) : { ...readTapee(body), pays, siren, siret, immatriculation };
}

const FIXES: readonly string[] = ['pays', 'siren', 'siret', 'immatriculation'];

/** An entity identified before its registration was asked for keeps what it has. */
const ficheSansNumero = (tapee: Tapee, { pays, siren, siret, immatriculation }: EntiteVue) => ({
  nom: tapee.nom.replace(/\s+/g, ' '),
  forme: tapee.forme,
  adresse: tapee.adresse,
  pays,
  siren,
  siret,
  immatriculation,
  contact_nom: tapee.contactNom,
  contact_email: tapee.contactEmail.toLowerCase(),
  contact_telephone: tapee.contactTelephone,
});
