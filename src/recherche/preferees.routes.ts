/** Preferred searches: kept from a list, applied from it, put in order in the profile. */
import { z } from 'zod';
import { ETATS_CAUTION } from '../cautions/caution.js';
import { go, show } from '../http/answers.js';
import { whole } from '../http/visit.js';
import { avecRequete, chemins } from '../chemins.js';
import { ETATS_DEMANDE } from '../demandes/demande.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Services } from '../services.js';
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

export function prefereesRoutes({ preferees }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);

  get(chemins.profilRecherches, { pour: CLIENT }, async ({ acteur, t }) => {
    const toutes = await preferees.toutes(acteur);
    return show('profil/recherches.njk', {
      titre: t('profil.onglets.recherches'),
      fil: [{ href: chemins.profil(), texte: t('menus.profil') }, { texte: t('profil.onglets.recherches') }],
      tabs: tabsDe(acteur, t, 'recherches'),
      groupes: LISTES.map((liste) => ({
        titre: t(`menus.${liste}`),
        adresse: liste === 'demandes' ? chemins.demandes() : chemins.cautions(),
        recherches: toutes.filter((one) => one.liste === liste).map((one) => ({ ...one, href: adresseDe(one) })),
      })),
    });
  });

  /** From a list: kept under a name, and back to the result. */
  post(chemins.profilRecherches, { pour: CLIENT }, async ({ acteur, body, t }) => {
    const lue = form.safeParse(body);
    if (!lue.success) {
      const liste = body.liste === 'cautions' ? 'cautions' : 'demandes';
      const requete = typeof body.requete === 'string' ? body.requete.slice(0, 4_000) : '';
      return go(adresseDe({ liste, requete: nettoyer(liste, requete) }), t('recherche.preferees.sansNom'), 'erreur');
    }
    const { liste, nom, parDefaut } = lue.data;
    const preferee = { liste, nom, requete: nettoyer(liste, lue.data.requete), par_defaut: parDefaut === '1' };
    await preferees.enregistrer(acteur, preferee);
    return go(adresseDe(preferee), t('recherche.preferees.enregistree', { nom }));
  });

  post(chemins.profilRechercheDefaut, { pour: CLIENT }, async ({ acteur, params, body }) => {
    await preferees.choisir(acteur, whole(params.id), body.oui === '1');
    return go(chemins.profilRecherches());
  });

  post(chemins.profilRechercheSuppression, { pour: CLIENT }, async ({ acteur, params, t }) => {
    const supprimees = await preferees.supprimer(acteur, whole(params.id));
    return go(chemins.profilRecherches(), supprimees > 0 ? t('recherche.preferees.supprimee') : undefined);
  });

  return routes;
}
