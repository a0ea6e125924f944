/** The insurer's clients: one account, a new one. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { chemins } from '../chemins.js';
import { today } from '../kit/dates.js';
import { Refus, type FieldError } from '../kit/errors.js';
import { formatDay } from '../kit/dates.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, entierDe, origineDe } from '../session/request.js';
import type { Services } from '../services.js';
import { langueDe } from '../web/locals.js';
import { lireOuverture, lireTapeeCompte, type TapeeCompte } from './comptes.form.js';
import { pageCompte, pageOuverture } from './comptes.presenter.js';

const SUIVI = { pour: ['conseiller', 'charge'] } as const;
/** What most accounts start with. */
const USUEL = { pays: 'FR', adminLangue: 'fr', profils: ['administrateur'], dureeMois: '60', deportee: '1' };

export function comptesRoutes({ comptes, catalogue, translator, clock, config }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);
  const mots = (req: Request) => ({ langue: langueDe(req), t: translator(langueDe(req)) });

  const formulaire = async (req: Request, res: Response, saisie: TapeeCompte, erreurs: readonly FieldError[]) =>
    res.status(erreurs.length > 0 ? 422 : 200).render('gestion/compte-nouveau.njk', {
      ...pageOuverture(saisie, erreurs, await catalogue.lire(), mots(req)),
      idempotence: randomUUID(),
    });

  get(chemins.gestionCompteNouveau, SUIVI, async (req, res) => {
    await formulaire(req, res, lireTapeeCompte({ ...USUEL, dateDebut: formatDay(today(clock)) }), []);
  });

  post(chemins.gestionCompteNouveau, { ...SUIVI, confirmer: () => config.entreeStricte }, async (req, res, agent) => {
    const saisie = lireTapeeCompte(req.body);
    const { produits, types } = await catalogue.lire();
    const connus = new Map(
      produits.map(({ code }) => [code, new Set(types.filter((type) => type.produits.includes(code)).map((type) => type.code))]),
    );
    const { ouverture, erreurs } = lireOuverture(saisie, connus);
    try {
      if (!ouverture) return await formulaire(req, res, saisie, erreurs);
      const id = await comptes.ouvrir(agent, ouverture, origineDe(req));
      annoncer(req, 'succes', mots(req).t('gestion.comptes.ouvert', { nom: ouverture.entite.nom, email: ouverture.admin.email }));
      res.redirect(303, chemins.gestionCompte({ id }));
    } catch (error) {
      if (!(error instanceof Refus) || error.status !== 422) throw error;
      await formulaire(req, res, saisie, error.fields);
    }
  });

  get(chemins.gestionCompte, SUIVI, async (req, res, agent) => {
    const [vue, noms] = await Promise.all([comptes.consulter(agent, entierDe(req.params.id)), catalogue.lire()]);
    res.render('gestion/compte.njk', pageCompte(vue, noms, mots(req)));
  });

  return { router, routes };
}
