/** The insurer's entities to identify: the queue, one entity, the decision. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { chemins } from '../chemins.js';
import { Refus } from '../kit/errors.js';
import { numeroLegal } from '../organisation/entites.presenter.js';
import { empecheEntite } from '../organisation/entite.js';
import { entier } from '../organisation/entites.form.js';
import { situationDe } from '../organisation/entites.service.js';
import { countryName } from '../kit/countries.js';
import type { Agent } from '../session/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, entierDe, origineDe } from '../session/request.js';
import type { Services } from '../services.js';
import { langueDe } from '../web/locals.js';

const SUIVI = { pour: ['conseiller', 'charge'] } as const;
const texte = (value: unknown): string =>
  typeof value === 'string' ? value.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ').trim() : '';

export function identificationRoutes({ identification, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);

  get(chemins.gestionEntite, SUIVI, (req, res, agent) => montrer(req, res, agent));
  post(chemins.gestionEntite, SUIVI, async (req, res, agent) => {
    const id = entierDe(req.params.id);
    const t = translator(langueDe(req));
    const version = entier(req.body.version, 0);
    const renvoyer = req.body.decision === 'renvoyer';
    try {
      const nom = renvoyer
        ? await identification.renvoyer(agent, id, version, texte(req.body.motif), origineDe(req))
        : await identification.identifier(agent, id, version, saisie(req), origineDe(req));
      annoncer(req, 'succes', t(renvoyer ? 'gestion.entites.fait.renvoyee' : 'gestion.entites.fait.identifiee', { nom }));
      res.redirect(303, chemins.gestionEntites());
    } catch (error) {
      if (!(error instanceof Refus) || (error.status !== 409 && error.status !== 422)) throw error;
      await montrer(req, res, agent, error);
    }
  });
  return { router, routes };

  /** The entity as it is now; what was typed and what is wrong with it when a decision was refused. */
  async function montrer(req: Request, res: Response, agent: Agent, refus?: Refus): Promise<void> {
    const langue = langueDe(req);
    const t = translator(langue);
    const { vue, compte, contrats } = await identification.consulter(agent, entierDe(req.params.id));
    const fautes = Object.fromEntries((refus?.fields ?? []).map(({ field, message, params }) => [field, t(message, params ?? {})]));
    const typed = saisie(req);
    res.status(refus?.status ?? 200).render('gestion/entite.njk', {
      titre: vue.nom,
      fil: [
        { href: chemins.gestion(), texte: t('menus.gestion') },
        { href: chemins.gestionEntites(), texte: t('gestion.entites.titre') },
        { texte: vue.nom },
      ],
      vue,
      compte,
      aDecider: empecheEntite('identifier', situationDe(vue), ['garant']) === undefined,
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
      motif: texte(req.body?.motif),
      fautes,
      refus: refus && refus.fields.length === 0 ? t(refus.key, refus.params) : undefined,
      corrections: Object.entries(fautes).map(([field, message]) => ({ href: `#${field}`, texte: message })),
      idempotence: randomUUID(),
    });
  }
}

function saisie({ body }: Request): { numeroClient: string; contrats: number[] } {
  const cochees: unknown[] = [body?.contrats ?? []].flat();
  return { numeroClient: texte(body?.numeroClient), contrats: cochees.map((one) => entier(one, 0)) };
}
