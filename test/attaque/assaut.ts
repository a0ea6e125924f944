/** Sends hostile values to every field of every form that people are really shown, and to every route of the application. */
import { randomUUID } from 'node:crypto';
import type { Route } from '../../src/http/routes.js';
import { formulaires, type Champ, type Formulaire } from './formulaires.js';
import type { Monde } from './monde.js';
import { ouvrirNavigateur, type Navigateur } from './navigateur.js';
import { envois, tirer, type Envoi } from './valeurs.js';
import { fautes, type Reponse } from './verdict.js';

/** A form, on the page where somebody found it. */
interface Cible extends Formulaire {
  readonly qui: Navigateur;
  readonly page: string;
  /** What it is, whatever the thing that it acts on. */
  readonly forme: string;
}

export interface Bilan {
  readonly formes: Set<string>;
  champs: number;
  requetes: number;
  readonly statuts: Record<number, number>;
  readonly fautes: string[];
}

const LIEN = /\shref="(\/[^"#]*)/g;
const enc = encodeURIComponent;
const FIXES = new Set(['_csrf', '_idempotence']);

/** `parRoute`: how many pages of one route somebody reads, since a list leads to many. The same seed sends the same. */
export function preparer({ application, gens, reparer }: Monde, { seed, parRoute }: { seed: number; parRoute: number }) {
  const bilan: Bilan = { formes: new Set(), champs: 0, requetes: 0, statuts: {}, fautes: [] };
  const libres = tirer(seed, 997);
  const modeles = application.routes.map((route) => ({
    route,
    forme: new RegExp(`^${route.path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '([^/]+)')}$`),
  }));
  const routeDe = (adresse: string, method: Route['method']) =>
    modeles.find(({ route, forme }) => route.method === method && forme.test(adresse.split('?')[0] ?? ''))?.route.path;

  function juger(qui: Navigateur, dit: string, reponse: Reponse): void {
    bilan.requetes += 1;
    bilan.statuts[reponse.status] = (bilan.statuts[reponse.status] ?? 0) + 1;
    for (const faute of fautes(reponse)) bilan.fautes.push(`${qui.nom} ${dit.slice(0, 300)}: ${faute}`);
  }

  async function lire(qui: Navigateur, adresse: string): Promise<Reponse> {
    const reponse = await qui.get(adresse);
    juger(qui, `GET ${adresse}`, reponse);
    return reponse;
  }

  /** Every form that somebody is shown, from the addresses of the routes and the links of their pages. */
  async function explorer(qui: Navigateur): Promise<Cible[]> {
    const vues = new Map<string, number>();
    const cibles = new Map<string, Cible>();
    const file = application.routes.flatMap(({ method, path, pour }) =>
      method === 'get' && !path.includes(':') && admis(qui, pour) ? [path] : [],
    );
    const connues = new Set(file);
    for (const adresse of file) {
      const route = routeDe(adresse, 'get') ?? adresse;
      if ((vues.get(route) ?? 0) >= parRoute || /\.(pdf|xlsx|json|txt)$/.test(route)) continue;
      vues.set(route, (vues.get(route) ?? 0) + 1);
      const { texte, headers } = await lire(qui, adresse);
      if (!(headers.get('content-type') ?? '').startsWith('text/html')) continue;
      for (const un of formulaires(texte, adresse)) {
        const forme = `${qui.nom} ${un.methode} ${routeDe(un.adresse, un.methode) ?? un.adresse} ${[...new Set(un.champs.map(({ nom }) => nom))].sort().join()}`;
        if (!cibles.has(forme)) cibles.set(forme, { ...un, qui, page: adresse, forme });
        bilan.formes.add(forme);
      }
      for (const [, lien = ''] of texte.matchAll(LIEN)) {
        const suivante = lien.replaceAll('&amp;', '&');
        if (suivante.startsWith('/public/')) continue;
        if (!connues.has(suivante) && connues.size < 5_000) file.push(suivante);
        connues.add(suivante);
      }
    }
    return [...cibles.values()];
  }

  /** The form as it is now: its versions, its ticked boxes. */
  async function rafraichir(cible: Cible): Promise<Cible> {
    const { texte } = await lire(cible.qui, cible.page);
    const noms = new Set(cible.champs.map(({ nom }) => nom));
    const encore = formulaires(texte, cible.page).find(
      (un) =>
        un.methode === cible.methode &&
        routeDe(un.adresse, un.methode) === routeDe(cible.adresse, cible.methode) &&
        un.champs.every(({ nom }) => noms.has(nom)),
    );
    return encore ? { ...cible, ...encore } : cible;
  }

  const corpsDe = (qui: Navigateur, champs: readonly Champ[], hostiles: ReadonlyMap<string, Envoi>): string =>
    [
      ...champs
        .filter(({ nom }) => !hostiles.has(nom))
        .map(({ nom, valeur }) => [enc(nom), enc(nom === '_csrf' ? qui.jeton : nom === '_idempotence' ? randomUUID() : valeur)] as const),
      ...[...hostiles.values()].flat(),
    ]
      .map((un) => un.join('='))
      .join('&');

  async function envoyer({ qui, methode, adresse, champs, fichiers }: Cible, hostiles: ReadonlyMap<string, Envoi>): Promise<Reponse> {
    const corps = corpsDe(qui, champs, hostiles);
    bilan.champs += hostiles.size;
    const dit = `${methode} ${adresse} ${[...hostiles.values()]
      .flat()
      .map((un) => un.join('='))
      .join('&')}`;
    const reponse = await (methode === 'get'
      ? qui.get(`${adresse.split('?')[0]}?${corps.slice(0, 12_000)}`)
      : fichiers && bilan.champs % 2 === 0
        ? qui.post(adresse, multipart(qui, champs, hostiles))
        : qui.post(adresse, corps));
    juger(qui, dit, reponse);
    return reponse;
  }

  /** Signed out by what it sent, somebody comes back before he goes on. */
  async function revenir(qui: Navigateur): Promise<void> {
    if (await qui.entrer()) return;
    await reparer();
    if (!(await qui.entrer())) throw new Error(`${qui.nom} cannot come in any more`);
  }

  /** So many fields, each form in its turn, each field with each value in its turn. */
  async function assaillir(combien: number): Promise<Bilan> {
    const navigateurs = gens.map(({ nom, email }) => ouvrirNavigateur(application.url, nom, email));
    const cibles: Cible[] = [];
    for (const qui of navigateurs) {
      await revenir(qui);
      cibles.push(...(await explorer(qui)));
    }
    const attaquables = cibles.filter(({ champs }) => champs.length > 0);
    for (let tour = 0; bilan.champs < combien; tour += 1)
      for (const [i, cible] of attaquables.entries()) {
        if (bilan.champs >= combien) break;
        const fraiche = tour % 4 === 3 ? await rafraichir(cible) : cible;
        attaquables[i] = fraiche;
        const noms = [...new Set(fraiche.champs.map(({ nom }) => nom))];
        const propres = noms.filter((nom) => !FIXES.has(nom));
        // One field among good ones goes deep; all of them together, or the keys of the form itself, go wide.
        const choisis =
          tour % 8 === 7
            ? propres
            : tour % 8 === 5
              ? noms.slice(tour % noms.length, (tour % noms.length) + 1)
              : [propres[tour % propres.length] ?? '_csrf'];
        const rang = (nom: string) => seed + tour + i * 7 + nom.length * 13;
        const reponse = await envoyer(
          fraiche,
          new Map(choisis.map((nom) => [nom, envois(nom, rang(nom), libres[(rang(nom) * 31) % libres.length] ?? '')])),
        );
        const ailleurs = reponse.headers.get('location') ?? '';
        if (fraiche.qui.nom !== 'personne' && (ailleurs.startsWith('/connexion') || routeDe(fraiche.adresse, 'post') === '/deconnexion'))
          await revenir(fraiche.qui);
        else if (ailleurs.startsWith('/') && tour % 3 === 0) await lire(fraiche.qui, ailleurs);
      }
    // What was kept is shown again to everyone.
    for (const qui of navigateurs) {
      await revenir(qui);
      await explorer(qui);
    }
    return bilan;
  }

  return assaillir;
}

/** What the address bar of somebody leads to: what his kind may open. */
export const admis = ({ nom }: Navigateur, pour: Route['pour']): boolean =>
  pour === 'tous' || (nom !== 'personne' && (pour === 'connectes' || (pour as readonly string[]).includes(nom)));

/** The same form as a browser sends it with a file: the name of the file is hostile too. */
function multipart(qui: Navigateur, champs: readonly Champ[], hostiles: ReadonlyMap<string, Envoi>): FormData {
  const forme = new FormData();
  for (const { nom, valeur } of champs) if (!hostiles.has(nom)) forme.append(nom, nom === '_csrf' ? qui.jeton : valeur);
  let nomDuFichier = 'piece.pdf';
  for (const [nom, encode] of [...hostiles.values()].flat()) {
    const valeur = decode(encode);
    nomDuFichier = `${valeur.slice(0, 200)}.pdf`;
    forme.append(decode(nom), valeur);
  }
  forme.append('pieces', new Blob([`%PDF-1.4\n${nomDuFichier}\n%%EOF`]), nomDuFichier);
  return forme;
}

function decode(encode: string): string {
  try {
    return decodeURIComponent(encode);
  } catch {
    return encode;
  }
}
