/** The second step of coming in, from a browser not known yet: one page for all, whether the first step was right or not. */
import { z } from 'zod';
import { go, show } from '../http/answers.js';
import type { Visit } from '../http/visit.js';
import { chemins } from '../chemins.js';
import { invalide, type Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { adresseInterne } from './connexion.form.js';
import { cleForm, offrirCle, takeDefi, takeVisitorDefi } from '../preuves/cle.js';
import { suivre } from './entrer.js';
import { navigateurDe } from '../preuves/navigateur.js';
import { avecFautes } from '../web/fautes.js';

const codeForm = z.object({ code: z.string().trim().max(40).catch('') });

export function entreeRoutes({ acces, clock, config, profil }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  const page = async ({ req, t }: Visit<unknown>, refus?: Refus) => {
    const cle = await offrirCle(req, acces.passkeys);
    const retour = req.session.attente?.retour;
    return { titre: t('acces.verification.titre'), cle, retour, ...avecFautes(refus?.fields ?? [], t) };
  };
  const deps = { clock, config, profil };

  get(chemins.connexionVerification, { pour: 'tous' }, async (visite) => {
    if (!visite.req.session.attente) return go(chemins.connexion());
    return show('acces/verification.njk', await page(visite));
  });

  const encore = async (visite: Visit<unknown>, refus: Refus) => show('acces/verification.njk', await page(visite, refus));
  const faute = (message: string) => invalide([{ field: 'code', message }]);
  post(chemins.connexionVerification, { pour: 'tous', encore }, async (visite) => {
    const { body, origine, t, req } = visite;
    const { attente } = req.session;
    if (!attente) return go(chemins.connexion());
    const { code } = codeForm.parse(body);
    if (code === '') throw faute('acces.verification.vide');
    const issue = await acces.entree.verifier(attente.defi, code, origine, navigateurDe(req));
    if (!issue) {
      delete req.session.attente;
      return go(chemins.connexion(), t('acces.verification.recommencer'), 'info');
    }
    if (issue.issue === 'refuse') throw faute('acces.verification.faux');
    return suivre(visite, issue, { retour: attente.retour, ...deps });
  });

  /** A passkey is a secret and a possession at once: nothing more is asked. */
  post(chemins.connexionCle, { pour: 'tous' }, async (visite) => {
    const { body, origine, t, req } = visite;
    const defi = req.user ? takeDefi(req, 'defiCle') : takeVisitorDefi(req);
    const identifiantId = await acces.passkeys.reconnaitre(cleForm.parse(body).reponse, defi);
    const issue = identifiantId && (await acces.entree.admettre(identifiantId, origine, navigateurDe(req), config.entreeStricte));
    if (!issue || issue.issue === 'refuse') return go(chemins.connexion(), t('acces.cle.refusee'), 'erreur');
    return suivre(visite, issue, { retour: adresseInterne(body.retour), ...deps });
  });

  return routes;
}
