/** Preferred searches: kept from a list, applied from it, put in order in the profile. */
import { z } from 'zod';
import { chemins } from '../chemins.js';
import { tabsDe } from '../profil/profil.js';
import { go, show } from '../http/answers.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { whole } from '../http/visit.js';
import type { Services } from '../services.js';
import { writeQuery, readQuery } from './lecture.js';
import type { Liste } from './liste.js';
import { adresseDe } from './preferees.js';

/** A list whose searches are kept: only its criteria are needed here. */
type Gardee = Pick<Liste<never>, 'nom' | 'words' | 'chemin' | 'criteres' | 'tri' | 'tailles'> & {
  readonly colonnes: Liste<never>['colonnes'];
};

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
  const typed = new URLSearchParams(requete);
  const query = Object.fromEntries([...new Set(typed.keys())].map((name) => [name, typed.getAll(name)]));
  return writeQuery(liste, { ...readQuery(liste, query), page: 1 }).slice(1);
}

export function prefereesRoutes({ preferees }: Services, tools: RouteTools, listes: readonly [Gardee, ...Gardee[]]): Room {
  const { routes, get, post } = guardedRoutes(tools);

  get(chemins.profilRecherches, { pour: CLIENT }, async ({ acteur, t }) => {
    const toutes = await preferees.toutes(acteur);
    return show('listes/recherches.njk', {
      titre: t('profil.onglets.recherches'),
      fil: [{ href: chemins.profil(), texte: t('menus.profil') }, { texte: t('profil.onglets.recherches') }],
      tabs: tabsDe(acteur, t, 'recherches'),
      groupes: listes.map(({ nom, words, chemin }) => ({
        titre: t(`${words}.titre`),
        adresse: chemin(),
        recherches: toutes.filter((one) => one.liste === nom).map((one) => ({ ...one, href: adresseDe(chemin(), one.requete) })),
      })),
    });
  });

  /** From a list: kept under a name, and back to the result. */
  post(chemins.profilRecherches, { pour: CLIENT }, async ({ acteur, body, t }) => {
    const lue = form.safeParse(body);
    const connue = listes.find(({ nom }) => nom === body.liste);
    const liste = (connue ?? listes[0]) as Liste<never>;
    const requete = nettoyer(liste, typeof body.requete === 'string' ? body.requete.slice(0, 4_000) : '');
    const retour = adresseDe(liste.chemin(), requete);
    if (!lue.success || !connue) return go(retour, t('listes.preferees.sansNom'), 'erreur');
    const { nom, parDefaut } = lue.data;
    await preferees.enregistrer(acteur, { liste: liste.nom, nom, requete, par_defaut: parDefaut === '1' });
    return go(retour, t('listes.preferees.enregistree', { nom }));
  });

  post(chemins.profilRechercheDefaut, { pour: CLIENT }, async ({ acteur, params, body }) => {
    await preferees.choisir(acteur, whole(params.id), body.oui === '1');
    return go(chemins.profilRecherches());
  });

  post(chemins.profilRechercheSuppression, { pour: CLIENT }, async ({ acteur, params, t }) => {
    const supprimees = await preferees.supprimer(acteur, whole(params.id));
    return go(chemins.profilRecherches(), supprimees > 0 ? t('listes.preferees.supprimee') : undefined);
  });

  return routes;
}
