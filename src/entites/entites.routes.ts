/** The organisation's pages, for its administrators. */
import { chemins } from '../chemins.js';
import { go, show, type Page } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { shownVersion } from '../http/reply.js';
import { whole, type Visit } from '../http/visit.js';
import { introuvable, invalide, type Refus } from '../kit/errors.js';
import type { Collaborateur } from '../droits/acteur.js';
import type { Services } from '../services.js';
import { readQuery } from '../listes/lecture.js';
import { montrerListe } from '../listes/listes.routes.js';
import { readGesteDirect, type EntiteVue } from './entite.js';
import { ENTITES } from './entites.list.js';
import { entier, readFicheEntite, readTapee, readTexte, type Tapee } from './entites.form.js';
import { changementsEntite, formulaire, tapeeDe } from './formulaire.presenter.js';
import { filDe, filEntite, pageArbre, pageDeplacement, pageEntite } from './entites.presenter.js';

const ADMINISTRATEUR = { pour: ['administrateur'] } as const;

type Visite = Visit<Collaborateur, 'id'>;
const envoiDe = ({ version, origine }: Visite) => ({ version, origine });

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

  get(chemins.organisationEntite, ADMINISTRATEUR, (visite) => detail(visite));

  get(chemins.organisationFils, ADMINISTRATEUR, async (visite) => {
    const parent = await entites.pour(visite.acteur, whole(visite.params.id), 'ajouter_un_fils');
    return ecran(visite, parent, { ...readTapee({}), pays: 'FR' });
  });
  const ajout = async (visite: Visite, refus: Refus) =>
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
  const modification = async (visite: Visite, refus: Refus) => {
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
    const geste = await entites.modifier(visite.acteur, vue.id, complete, envoiDe(visite));
    return go(chemins.organisationEntite({ id: vue.id }), visite.t(`organisation.fait.${geste}`, { nom: complete.nom }));
  });

  get(chemins.organisationDeplacement, ADMINISTRATEUR, (visite) => deplacement(visite, visite.query));
  post(chemins.organisationDeplacement, { ...PROUVE, encore: (visite: Visite) => deplacement(visite, {}) }, async (visite) => {
    const id = whole(visite.params.id);
    const { parent } = await entites.deplacer(visite.acteur, id, entier(visite.body.vers, 0), envoiDe(visite));
    return go(chemins.organisationEntite({ id }), visite.t('organisation.fait.deplacer', { nom: parent }));
  });

  /** A geste that is warned of before it is done. */
  get(chemins.organisationGeste, ADMINISTRATEUR, async ({ acteur, params, t }) => {
    const geste = readGesteDirect(params.geste);
    if (geste !== 'supprimer' && geste !== 'desactiver') throw introuvable();
    const vue = await entites.pour(acteur, whole(params.id), geste);
    const { enCours } = await entites.consulter(acteur, vue.id);
    return show('entites/confirmation.njk', {
      titre: t(`organisation.confirmation.${geste}.titre`, { nom: vue.nom }),
      fil: filDe(t, filEntite(vue), { texte: t(`organisation.gestes.${geste}`) }),
      texte: t(`organisation.confirmation.${geste}.texte`),
      alertes: [
        ...(enCours.demandes > 0 ? [t('organisation.confirmation.demandes', { count: enCours.demandes })] : []),
        ...(enCours.cautions > 0 ? [t('organisation.confirmation.cautions', { count: enCours.cautions })] : []),
      ],
      bouton: t(`organisation.gestes.${geste}`),
      action: chemins.organisationGeste({ id: vue.id, geste }),
      retour: chemins.organisationEntite({ id: vue.id }),
      version: vue.version,
    });
  });
  post(chemins.organisationGeste, { ...PROUVE, encore: detail }, async (visite) => {
    const geste = readGesteDirect(visite.params.geste);
    if (!geste) throw introuvable();
    const id = whole(visite.params.id);
    const { nom, parentId } = await entites.faire(visite.acteur, id, geste, envoiDe(visite));
    return go(
      chemins.organisationEntite({ id: geste === 'supprimer' ? (parentId ?? id) : id }),
      visite.t(`organisation.fait.${geste}`, { nom }),
    );
  });

  return routes;

  async function detail({ acteur, params, version, langue, t }: Visite, refus?: Refus): Promise<Page> {
    const fiche = await entites.consulter(acteur, whole(params.id));
    return show('entites/entite.njk', {
      ...pageEntite(fiche, langue, t),
      changements: changementsEntite(fiche.evenements, version, refus, t),
    });
  }

  async function deplacement({ acteur, params, t }: Visite, query: Visite['query']): Promise<Page> {
    const texte = readTexte(query.q);
    return show(
      'entites/deplacement.njk',
      pageDeplacement(await entites.preparerDeplacement(acteur, whole(params.id), texte, entier(query.vers, 0)), texte, t),
    );
  }

  /** The form of an entity: a new one below `entite`, or `vue` as it changes; refused, it comes back as typed. */
  async function ecran(
    { acteur, version, langue, t }: Visite,
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

/** What was typed; what is fixed is not asked for: it stays as it is, whatever a form says. */
function saisieDe({ body }: Visite, vue: EntiteVue): Tapee {
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
