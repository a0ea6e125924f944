/** Preferred searches: kept from a list, applied from it, put in order in the profile. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { chemins } from '../chemins.js';
import { tabsDe } from '../profil/profil.js';
import type { Services } from '../services.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, entierDe } from '../session/request.js';
import { langueDe } from '../web/locals.js';
import { ecrire, lire } from './lecture.js';
import type { Liste } from './liste.js';
import { adresseDe } from './preferees.js';

/** A list whose searches are kept: only its criteria are needed here. */
type Gardee = Pick<Liste<never>, 'nom' | 'chemin' | 'criteres' | 'tri' | 'tailles'> & { readonly colonnes: Liste<never>['colonnes'] };

const form = z.object({
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
function nettoyer(liste: Liste<never>, requete: string): string {
  const typed: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(requete)) (typed[name] ??= []).push(value);
  return ecrire(liste, { ...lire(liste, typed), page: 1 }).slice(1);
}

export function prefereesRoutes({ preferees, translator }: Services, tools: RouteTools, listes: readonly [Gardee, ...Gardee[]]): Room {
  const { router, routes, get, post } = guardedRoutes(tools);

  get(chemins.profilRecherches, { pour: CLIENT }, async (req, res, acteur) => {
    const t = translator(langueDe(req));
    const toutes = await preferees.toutes(acteur);
    res.render('profil/recherches.njk', {
      titre: t('profil.onglets.recherches'),
      fil: [{ href: chemins.profil(), texte: t('menus.profil') }, { texte: t('profil.onglets.recherches') }],
      tabs: tabsDe(acteur, t, 'recherches'),
      groupes: listes.map(({ nom, chemin }) => ({
        titre: t(`menus.${nom}`),
        adresse: chemin(),
        recherches: toutes.filter((one) => one.liste === nom).map((one) => ({ ...one, href: adresseDe(chemin(), one.requete) })),
      })),
      idempotence: randomUUID(),
    });
  });

  /** From a list: kept under a name, and back to the result. */
  post(chemins.profilRecherches, { pour: CLIENT }, async (req, res, acteur) => {
    const t = translator(langueDe(req));
    const lue = form.safeParse(req.body);
    const connue = listes.find(({ nom }) => nom === req.body?.liste);
    const liste = (connue ?? listes[0]) as Liste<never>;
    const requete = nettoyer(liste, String(req.body?.requete ?? '').slice(0, 4_000));
    if (!lue.success || !connue) annoncer(req, 'erreur', t('listes.preferees.sansNom'));
    else {
      const { nom, parDefaut } = lue.data;
      await preferees.enregistrer(acteur, { liste: liste.nom, nom, requete, par_defaut: parDefaut === '1' });
      annoncer(req, 'succes', t('listes.preferees.enregistree', { nom }));
    }
    res.redirect(303, adresseDe(liste.chemin(), requete));
  });

  post(chemins.profilRechercheDefaut, { pour: CLIENT }, async (req, res, acteur) => {
    await preferees.choisir(acteur, entierDe(req.params.id), req.body?.oui === '1');
    res.redirect(303, chemins.profilRecherches());
  });

  post(chemins.profilRechercheSuppression, { pour: CLIENT }, async (req, res, acteur) => {
    const t = translator(langueDe(req));
    if ((await preferees.supprimer(acteur, entierDe(req.params.id))) > 0) annoncer(req, 'succes', t('listes.preferees.supprimee'));
    res.redirect(303, chemins.profilRecherches());
  });

  return { router, routes };
}
