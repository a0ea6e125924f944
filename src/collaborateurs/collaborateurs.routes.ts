/** The people of an account, for its administrators. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { chemins } from '../chemins.js';
import { AConfirmer } from '../circuits/consequences.js';
import { Refus, type FieldError } from '../kit/errors.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../session/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, entierDe, origineDe } from '../session/request.js';
import { langueDe } from '../web/locals.js';
import { confirmationDe, lireSaisie, saisieDe, type Saisie } from './collaborateurs.form.js';
import { montantTape, pageConfirmation, pageFormulaire } from './collaborateurs.presenter.js';
import { routesImport } from './import.routes.js';

const ADMINISTRATEURS = { pour: ['administrateur'] } as const;

export function collaborateursRoutes(services: Services, tools: RouteTools): Room {
  const { collaborateurs, catalogue, config, translator } = services;
  const { router, routes, get, post } = guardedRoutes(tools);
  /** Rights are changed by someone who proves again who he is; looking for an entity changes nothing. */
  const PROUVE = {
    ...ADMINISTRATEURS,
    confirmer: (req: Request) => config.entreeStricte && lireSaisie(req.body).etape === 'enregistrer',
  } as const;
  const dire = (req: Request, cle: string, params = {}) => translator(langueDe(req))(`collaborateurs.${cle}`, params);

  get(chemins.collaborateurNouveau, ADMINISTRATEURS, (req, res, acteur) =>
    montrer(req, res, acteur, { saisie: { ...lireSaisie().saisie, langue: 'fr' } }),
  );

  post(chemins.collaborateurNouveau, PROUVE, async (req, res, acteur) => {
    const { etape, saisie } = lireSaisie(req.body);
    if (etape !== 'enregistrer') return montrer(req, res, acteur, { saisie });
    await enregistrer(req, res, acteur, { saisie }, async () => {
      const { email, fiche, erreurs } = await collaborateurs.lire(acteur, saisie, await typesConnus());
      if (erreurs.length > 0) throw new Refus(422, 'erreurs.formulaire', {}, erreurs);
      await collaborateurs.ajouter(acteur, email, fiche, origineDe(req));
      annoncer(req, 'succes', dire(req, 'fait.ajoute', { email }));
      res.redirect(303, chemins.collaborateurs());
    });
  });

  routesImport(services, { get, post });

  get(chemins.collaborateur, ADMINISTRATEURS, async (req, res, acteur) => {
    const personne = await collaborateurs.consulter(acteur, entierDe(req.params.id));
    const langue = langueDe(req);
    await montrer(req, res, acteur, {
      id: personne.id,
      saisie: saisieDe(personne.email, personne, (m, devise) => montantTape(m, langue, devise)),
    });
  });

  post(chemins.collaborateur, PROUVE, async (req, res, acteur) => {
    const { id, email, derniere_connexion } = await collaborateurs.consulter(acteur, entierDe(req.params.id));
    const lu = lireSaisie(req.body);
    // The address is the person's own once he has come.
    const adresse = derniere_connexion || req.body.email === undefined ? email : lu.saisie.email;
    const { etape, saisie } = { ...lu, saisie: { ...lu.saisie, email: adresse } };
    if (etape !== 'enregistrer') return montrer(req, res, acteur, { id, saisie });
    await enregistrer(req, res, acteur, { id, saisie }, async () => {
      const { email: courriel, fiche, erreurs } = await collaborateurs.lire(acteur, saisie, await typesConnus());
      if (erreurs.length > 0) throw new Refus(422, 'erreurs.formulaire', {}, erreurs);
      const change = { version: entierDe(req.body.version), email: courriel, fiche, confirmation: confirmationDe(req.body) };
      await collaborateurs.modifier(acteur, id, change, origineDe(req));
      annoncer(req, 'succes', dire(req, courriel === email.toLowerCase() ? 'fait.modifie' : 'fait.corrige', { email: courriel }));
      res.redirect(303, chemins.collaborateur({ id }));
    });
  });

  /** A button of the person's page. */
  const bouton =
    (message: string, act: (acteur: Collaborateur, id: number, req: Request) => Promise<void>) =>
    async (req: Request, res: Response, acteur: Collaborateur): Promise<void> => {
      const { id, email, ...fiche } = await collaborateurs.consulter(acteur, entierDe(req.params.id));
      const saisie = saisieDe(email, fiche, (m, devise) => montantTape(m, langueDe(req), devise));
      await enregistrer(req, res, acteur, { id, saisie }, async () => {
        await act(acteur, id, req);
        annoncer(req, 'succes', dire(req, message));
        res.redirect(303, chemins.collaborateur({ id }));
      });
    };
  post(
    chemins.collaborateurSuspension,
    PROUVE,
    bouton('fait.suspendu', (acteur, id, req) => collaborateurs.suspendre(acteur, id, confirmationDe(req.body), origineDe(req))),
  );
  post(
    chemins.collaborateurRetablissement,
    PROUVE,
    bouton('fait.retabli', (acteur, id, req) => collaborateurs.retablir(acteur, id, origineDe(req))),
  );
  post(
    chemins.collaborateurCourriel,
    ADMINISTRATEURS,
    bouton('fait.renvoye', (acteur, id, req) => collaborateurs.renvoyer(acteur, id, origineDe(req))),
  );

  return { router, routes };

  async function typesConnus(): Promise<ReadonlySet<string>> {
    return new Set((await catalogue.lire()).types.map(({ code }) => code));
  }

  /** Acts; asks first when it takes a right away; otherwise the form comes back as typed and says what is wrong. */
  async function enregistrer(
    req: Request,
    res: Response,
    acteur: Collaborateur,
    page: { id?: number; saisie: Saisie },
    act: () => Promise<void>,
  ): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (error instanceof AConfirmer) {
        const t = translator(langueDe(req));
        const retour = chemins.collaborateur({ id: page.id ?? 0 });
        const { prenom, nom } = page.saisie;
        res.render('collaborateurs/confirmation.njk', {
          ...pageConfirmation({
            titre: t('collaborateurs.confirmer.titre', { nom: `${prenom} ${nom}`.trim() }),
            action: req.path,
            retour,
            numeros: error.numeros,
            corps: req.body,
            fil: [
              { href: chemins.collaborateurs(), texte: t('collaborateurs.titre') },
              { href: retour, texte: `${prenom} ${nom}`.trim() },
            ],
            t,
          }),
          idempotence: randomUUID(),
        });
        return;
      }
      if (!(error instanceof Refus) || (error.status !== 409 && error.status !== 422)) throw error;
      await montrer(req, res, acteur, { ...page, refus: error });
    }
  }

  async function montrer(
    req: Request,
    res: Response,
    acteur: Collaborateur,
    { id, saisie, refus }: { id?: number; saisie: Saisie; refus?: Refus },
  ): Promise<void> {
    const langue = langueDe(req);
    const t = translator(langue);
    const citees = [...saisie.perimetre, ...saisie.delegations.map(({ entite }) => entierDe(entite))];
    const [entites, devises, noms, personne] = await Promise.all([
      collaborateurs.entites(acteur, citees, saisie.entiteNom),
      collaborateurs.devises(acteur),
      catalogue.lire(),
      id === undefined ? undefined : collaborateurs.consulter(acteur, id),
    ]);
    const erreurs: readonly FieldError[] = refus?.fields ?? [];
    const nomme = personne && { ...personne, nom: `${personne.prenom} ${personne.nom}`.trim() };
    res.status(refus?.status ?? 200).render('collaborateurs/formulaire.njk', {
      ...pageFormulaire({ personne: nomme, saisie, erreurs, entites, devises, catalogue: noms, langue, t }),
      refus: refus && erreurs.length === 0 ? t(refus.key, refus.params) : undefined,
      idempotence: randomUUID(),
    });
  }
}
