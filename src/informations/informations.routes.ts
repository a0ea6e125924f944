/** Help and legal pages, open to all. Their words are messages: a title and sections of paragraphs. */
import { chemins, type Chemin } from '../chemins.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { acteurDe } from '../session/express.js';
import type { Services } from '../services.js';
import { langueDe } from '../web/locals.js';

/** Sections of each page, in order: `informations.<page>.<section>.titre` and `.texte`. */
const PAGES: readonly { readonly cle: string; readonly chemin: Chemin; readonly sections: readonly string[] }[] = [
  { cle: 'aide', chemin: chemins.aide, sections: ['demander', 'valider', 'editer', 'chercher', 'mot-de-passe', 'contact'] },
  { cle: 'accessibilite', chemin: chemins.accessibilite, sections: ['engagement', 'etat', 'signaler'] },
  { cle: 'mentions', chemin: chemins.mentionsLegales, sections: ['editeur', 'acte', 'logiciel'] },
  { cle: 'confidentialite', chemin: chemins.confidentialite, sections: ['donnees', 'temoins', 'droits'] },
];
/** Help that speaks to some profiles first. */
const POUR: Readonly<Record<string, string>> = { demander: 'saisisseur', valider: 'valideur' };

export function informationsRoutes({ translator, garants }: Services, tools: RouteTools): Room {
  const { router, routes, get } = guardedRoutes(tools);
  for (const { cle, chemin, sections } of PAGES)
    get(chemin, { pour: 'tous' }, async (req, res) => {
      const t = translator(langueDe(req));
      const acteur = acteurDe(req);
      const profils: readonly string[] = acteur?.genre === 'client' ? acteur.profils : [];
      const garant = await garants.identite(acteur?.garantId);
      const params = { garant: garant?.nom ?? '' };
      const rang = (section: string) => (profils.includes(POUR[section] ?? '') ? 0 : 1);
      res.render('informations/page.njk', {
        titre: t(`informations.${cle}.titre`),
        fil: acteur ? [{ href: chemins.accueil(), texte: t('menus.accueil') }, { texte: t(`informations.${cle}.titre`) }] : [],
        sections: [...sections]
          .sort((a, b) => (POUR[a] || POUR[b] ? rang(a) - rang(b) : 0))
          .map((section) => ({
            id: section,
            titre: t(`informations.${cle}.${section}.titre`, params),
            paragraphes: t(`informations.${cle}.${section}.texte`, params).split('\n'),
          })),
      });
    });
  return { router, routes };
}
