/** Preferred searches: kept from a list, applied from it, put in order in the profile. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ETATS_CAUTION } from '../cautions/caution.js';
import { avecRequete, chemins } from '../chemins.js';
import { ETATS_DEMANDE } from '../demandes/demande.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, entierDe } from '../session/request.js';
import type { Services } from '../services.js';
import { langueDe } from '../web/locals.js';
import { tabsDe } from '../profil/profil.js';
import { enRequete, lireCriteres } from './criteres.js';
import { adresseDe, LISTES } from './preferees.js';

const form = z.object({
  liste: z.enum(LISTES),
  requete: z.string().max(4_000).default(''),
  nom: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^[^\u0000-\u001f\u007f]*$/),
  parDefaut: z.literal('1').optional(),
});

/** The criteria of an address, as the list itself would write them: nothing unknown is kept. */
function nettoyer(liste: (typeof LISTES)[number], requete: string): string {
  const typed: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(requete)) (typed[name] ??= []).push(value);
  const { criteres } = lireCriteres(typed, { etats: liste === 'demandes' ? ETATS_DEMANDE : ETATS_CAUTION });
  return avecRequete('', enRequete({ ...criteres, page: 1 })).slice(1);
}

export function prefereesRoutes({ preferees, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);

  get(chemins.profilRecherches, { pour: CLIENT }, async (req, res, acteur) => {
    const t = translator(langueDe(req));
    const toutes = await preferees.toutes(acteur);
    res.render('profil/recherches.njk', {
      titre: t('profil.onglets.recherches'),
      fil: [{ href: chemins.profil(), texte: t('menus.profil') }, { texte: t('profil.onglets.recherches') }],
      tabs: tabsDe(acteur, t, 'recherches'),
      groupes: LISTES.map((liste) => ({
        titre: t(`menus.${liste}`),
        adresse: liste === 'demandes' ? chemins.demandes() : chemins.cautions(),
        recherches: toutes.filter((one) => one.liste === liste).map((one) => ({ ...one, href: adresseDe(one) })),
      })),
      idempotence: randomUUID(),
    });
  });

  /** From a list: kept under a name, and back to the result. */
  post(chemins.profilRecherches, { pour: CLIENT }, async (req, res, acteur) => {
    const t = translator(langueDe(req));
    const lue = form.safeParse(req.body);
    if (!lue.success) {
      annoncer(req, 'erreur', t('recherche.preferees.sansNom'));
      const liste = req.body?.liste === 'cautions' ? 'cautions' : 'demandes';
      return res.redirect(303, adresseDe({ liste, requete: nettoyer(liste, String(req.body?.requete ?? '').slice(0, 4_000)) }));
    }
    const { liste, nom, parDefaut } = lue.data;
    const preferee = { liste, nom, requete: nettoyer(liste, lue.data.requete), par_defaut: parDefaut === '1' };
    await preferees.enregistrer(acteur, preferee);
    annoncer(req, 'succes', t('recherche.preferees.enregistree', { nom }));
    res.redirect(303, adresseDe(preferee));
  });

  post(chemins.profilRechercheDefaut, { pour: CLIENT }, async (req, res, acteur) => {
    await preferees.choisir(acteur, entierDe(req.params.id), req.body?.oui === '1');
    res.redirect(303, chemins.profilRecherches());
  });

  post(chemins.profilRechercheSuppression, { pour: CLIENT }, async (req, res, acteur) => {
    const t = translator(langueDe(req));
    if ((await preferees.supprimer(acteur, entierDe(req.params.id))) > 0) annoncer(req, 'succes', t('recherche.preferees.supprimee'));
    res.redirect(303, chemins.profilRecherches());
  });

  return { router, routes };
}
