/** The organisation's pages, for its administrators. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { chemins } from '../chemins.js';
import { introuvable, invalide, Refus, type FieldError } from '../kit/errors.js';
import type { Collaborateur } from '../session/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, entierDe, origineDe } from '../session/request.js';
import type { Services } from '../services.js';
import { langueDe } from '../web/locals.js';
import { lire } from '../listes/lecture.js';
import { montrerListe } from '../listes/listes.routes.js';
import { lireGesteDirect } from './entite.js';
import { ENTITES } from './entites.list.js';
import { entier, lireFiche, lireTapee, lireTexte, type Tapee } from './entites.form.js';
import type { EntiteVue } from './entites.repository.js';
import { filDe, filEntite, formulaire, pageArbre, pageDeplacement, pageEntite, tapeeDe } from './entites.presenter.js';

const ADMINISTRATEUR = { pour: ['administrateur'] } as const;
const idDe = (req: Request): number => entierDe(req.params.id);

export function entitesRoutes(services: Services, tools: RouteTools): Room {
  const { entites, config, translator } = services;
  const { router, routes, get, post } = guardedRoutes(tools);
  const dire = (req: Request) => translator(langueDe(req));
  /** A branch that moves takes people's perimeters with it. */
  const PROUVE = { ...ADMINISTRATEUR, confirmer: () => config.entreeStricte } as const;

  /** The tree; what was searched in it, as a list. */
  get(chemins.organisation, ADMINISTRATEUR, async (req, res, acteur) => {
    const { requete } = lire(ENTITES, req.query);
    if (Object.values(requete).some((values) => values.length > 0)) return montrerListe(services, ENTITES, req, res, acteur);
    const page = Math.min(entier(req.query.page, 1), 10_000);
    const ouvert = entier(req.query.ouvert, 0);
    res.render('organisation/arbre.njk', pageArbre({ ...(await entites.arbre(acteur, ouvert, page)), ouvert, page, t: dire(req) }));
  });

  get(chemins.organisationEntite, ADMINISTRATEUR, (req, res, acteur) => detail(req, res, acteur));

  get(chemins.organisationFils, ADMINISTRATEUR, async (req, res, acteur) => {
    const parent = await entites.pour(acteur, idDe(req), 'ajouter_un_fils');
    ecran(req, res, { entite: parent, saisie: { ...lireTapee({}), pays: 'FR' } });
  });
  post(chemins.organisationFils, ADMINISTRATEUR, async (req, res, acteur) => {
    const parent = await entites.pour(acteur, idDe(req), 'ajouter_un_fils');
    await recevoir(req, res, { entite: parent, saisie: lireTapee(req.body) }, async (tapee) => {
      const { fiche, erreurs } = lireFiche(tapee);
      if (!fiche) throw invalide(erreurs);
      const id = await entites.ajouterUnFils(acteur, parent.id, fiche, origineDe(req));
      annoncer(req, 'succes', dire(req)('organisation.fait.ajouter_un_fils', { nom: fiche.nom }));
      return chemins.organisationEntite({ id });
    });
  });

  get(chemins.organisationModification, ADMINISTRATEUR, async (req, res, acteur) => {
    const vue = await entites.pour(acteur, idDe(req), 'modifier');
    ecran(req, res, { entite: vue, saisie: tapeeDe(vue), vue });
  });
  post(chemins.organisationModification, ADMINISTRATEUR, async (req, res, acteur) => {
    const vue = await entites.pour(acteur, idDe(req), 'modifier');
    const typed = lireTapee(req.body);
    // What is fixed is not asked for: it stays as it is, whatever a form says.
    const { pays, siren, siret, immatriculation } = tapeeDe(vue);
    const saisie = vue.etat === 'brouillon' ? typed : { ...typed, pays, siren, siret, immatriculation };
    await recevoir(req, res, { entite: vue, saisie, vue }, async (tapee) => {
      const { fiche, erreurs } = lireFiche(tapee);
      const mauvaises = vue.etat === 'brouillon' ? erreurs : erreurs.filter(({ field }) => !FIXES.includes(field));
      if (mauvaises.length > 0 || (!fiche && vue.etat === 'brouillon')) throw invalide(mauvaises);
      const complete = fiche ?? ficheSansNumero(tapee, vue);
      await entites.modifier(acteur, vue.id, entier(req.body.version, 0), complete, origineDe(req));
      annoncer(req, 'succes', dire(req)('organisation.fait.modifier', { nom: complete.nom }));
      return chemins.organisationEntite({ id: vue.id });
    });
  });

  get(chemins.organisationDeplacement, ADMINISTRATEUR, (req, res, acteur) => deplacement(req, res, acteur, req.query));
  post(chemins.organisationDeplacement, PROUVE, async (req, res, acteur) => {
    const id = idDe(req);
    try {
      const { parent } = await entites.deplacer(acteur, id, entier(req.body.vers, 0), entier(req.body.version, 0), origineDe(req));
      annoncer(req, 'succes', dire(req)('organisation.fait.deplacer', { nom: parent }));
      res.redirect(303, chemins.organisationEntite({ id }));
    } catch (error) {
      if (!(error instanceof Refus) || error.status !== 409) throw error;
      await deplacement(req, res, acteur, {}, error);
    }
  });

  /** A geste that is warned of before it is done. */
  get(chemins.organisationGeste, ADMINISTRATEUR, async (req, res, acteur) => {
    const t = dire(req);
    const geste = lireGesteDirect(req.params.geste);
    if (geste !== 'supprimer' && geste !== 'desactiver') throw introuvable();
    const vue = await entites.pour(acteur, idDe(req), geste);
    const { enCours } = await entites.consulter(acteur, vue.id);
    res.render('organisation/confirmation.njk', {
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
      idempotence: randomUUID(),
    });
  });
  post(chemins.organisationGeste, ADMINISTRATEUR, async (req, res, acteur) => {
    const geste = lireGesteDirect(req.params.geste);
    if (!geste) throw introuvable();
    try {
      const { id, nom, parent_id } = await entites.faire(acteur, idDe(req), geste, entier(req.body.version, 0), origineDe(req));
      annoncer(req, 'succes', dire(req)(`organisation.fait.${geste}`, { nom }));
      res.redirect(303, chemins.organisationEntite({ id: geste === 'supprimer' ? (parent_id ?? id) : id }));
    } catch (error) {
      if (!(error instanceof Refus) || error.status !== 409) throw error;
      await detail(req, res, acteur, error);
    }
  });

  return { router, routes };

  async function detail(req: Request, res: Response, acteur: Collaborateur, refus?: Refus): Promise<void> {
    const t = dire(req);
    const page = pageEntite(await entites.consulter(acteur, idDe(req)), langueDe(req), t);
    res.status(refus?.status ?? 200).render('organisation/entite.njk', {
      ...page,
      refus: refus && t(refus.key, refus.params),
      idempotence: randomUUID(),
    });
  }

  async function deplacement(req: Request, res: Response, acteur: Collaborateur, query: Request['query'], refus?: Refus): Promise<void> {
    const t = dire(req);
    const texte = lireTexte(query.q);
    const preparation = await entites.preparerDeplacement(acteur, idDe(req), texte, entier(query.vers, 0));
    res.status(refus?.status ?? 200).render('organisation/deplacement.njk', {
      ...pageDeplacement(preparation, texte, t),
      refus: refus && t(refus.key, refus.params),
      idempotence: randomUUID(),
    });
  }

  /** Receives the form of an entity: refused, it comes back as typed. */
  async function recevoir(req: Request, res: Response, page: Ecran, act: (tapee: Tapee) => Promise<string>): Promise<void> {
    try {
      res.redirect(303, await act(page.saisie));
    } catch (error) {
      if (!(error instanceof Refus) || (error.status !== 409 && error.status !== 422)) throw error;
      ecran(req, res, { ...page, erreurs: error.fields, refus: error });
    }
  }

  function ecran(req: Request, res: Response, { entite, saisie, vue, erreurs = [], refus }: Ecran): void {
    const t = dire(req);
    const geste = vue ? 'modifier' : 'ajouter_un_fils';
    res.status(refus?.status ?? 200).render('organisation/formulaire.njk', {
      ...formulaire(saisie, erreurs, vue, langueDe(req), t),
      titre: t(`organisation.formulaire.${geste}`, { nom: entite.nom }),
      fil: filDe(t, filEntite(entite), { texte: t(`organisation.gestes.${geste}`) }),
      retour: chemins.organisationEntite({ id: entite.id }),
      refus: refus && erreurs.length === 0 ? t(refus.key, refus.params) : undefined,
      idempotence: randomUUID(),
    });
  }
}

interface Ecran {
  /** The parent of a new entity, or the entity that changes. */
  readonly entite: EntiteVue;
  readonly saisie: Tapee;
  /** The entity that changes; its form carries this version. */
  readonly vue?: EntiteVue;
  readonly erreurs?: readonly FieldError[];
  readonly refus?: Refus;
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
