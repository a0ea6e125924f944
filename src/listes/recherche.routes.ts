/** Search from anywhere: a number or a control code straight to its page, words to what holds them among what one may see. */
import { go, show, type Answer } from '../http/answers.js';
import { chemins } from '../chemins.js';
import { type Acteur } from '../droits/acteur.js';
import type { Visit } from '../http/visit.js';
import { parseControlCode, showControlCode } from '../kit/control-code.js';
import { tidyLine } from '../kit/printable.js';
import type { Services } from '../services.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { readNumero, numeroter } from '../numeros/numero.js';
import { readQuery } from './lecture.js';
import { countLines, type Liste } from './liste.js';
import { pageTrouves, type Cherchee, type Trouvee } from './trouves.presenter.js';

/** A control code has letters and figures: twelve letters are rather a name. */
function codeDe(typed: string): string | undefined {
  const code = parseControlCode(typed);
  return code && /\d/.test(typed) && /[a-z]/i.test(typed) ? code : undefined;
}

/** A whole number is the address of what bears it. */
function pageDe(acteur: Acteur, typed: string): string | undefined {
  const numero = readNumero(typed);
  if (acteur.genre !== 'client' || !numero?.lettre || numero.annee === undefined) return undefined;
  const entier = numeroter(numero.lettre, numero.annee, numero.rang);
  return numero.lettre === 'D' ? chemins.demande({ numero: entier }) : chemins.caution({ numero: entier });
}

const ouvertes = (acteur: Acteur, { liste }: Cherchee): boolean => {
  const pour: readonly string[] = liste.pour;
  return acteur.genre === 'client' ? acteur.profils.some((profil) => pour.includes(profil)) : pour.includes(acteur.role);
};

export function rechercheRoutes(
  services: Services,
  tools: RouteTools,
  lists: Readonly<Record<Acteur['genre'], readonly Cherchee[]>>,
): Room {
  const { routes, get } = guardedRoutes(tools);

  async function chercher({ acteur, langue, t }: Visit<Acteur>, typed: string): Promise<Answer> {
    const trouvees = await Promise.all(
      lists[acteur.genre]
        .filter((une) => ouvertes(acteur, une))
        .map(async (une): Promise<Trouvee> => {
          const liste = une.liste as unknown as Liste<unknown, Acteur>;
          const lecture = readQuery(liste, { [une.champ]: typed });
          return { liste, lecture, ...(await services.listes.page(liste, lecture, acteur, langue)) };
        }),
    );
    const seule = await seulePage(acteur, trouvees);
    return seule ? go(seule) : show('listes/trouves.njk', pageTrouves(typed, trouvees, acteur, { t }));
  }

  /** The page of the only thing found; a caution and the demande it came from are one. */
  async function seulePage(acteur: Acteur, trouvees: readonly Trouvee[]): Promise<string | undefined> {
    const pleines = trouvees.filter(({ lignes }) => lignes.length > 0);
    if (pleines.some(({ totaux }) => countLines(totaux) > 1)) return undefined;
    const [premiere, seconde] = pleines.map(({ liste, lignes: [ligne] }) => liste.vue.data(ligne));
    if (!seconde) return premiere?.href;
    const { numero, href } = premiere ?? {};
    if (acteur.genre !== 'client' || pleines.length > 2 || !numero || !seconde.numero) return undefined;
    return (await services.recherche.memeDossier(acteur, numero, seconde.numero)) ? href : undefined;
  }

  get(chemins.recherche, { pour: 'connectes' }, async (visite) => {
    const { acteur, query } = visite;
    const typed = typeof query.numero === 'string' ? tidyLine(query.numero).replaceAll('\u0000', '').slice(0, 100) : '';
    if (typed === '') return go(acteur.genre === 'client' ? chemins.cautions() : chemins.gestion());
    const page = pageDe(acteur, typed);
    if (page) return go(page);
    const code = readNumero(typed) ? undefined : codeDe(typed);
    if (!code) return chercher(visite, typed);
    const sienne = acteur.genre === 'client' ? await services.recherche.parCode(acteur, code) : undefined;
    return go(sienne ? chemins.caution({ numero: sienne }) : chemins.verification({ code: showControlCode(code) }));
  });
  return routes;
}
