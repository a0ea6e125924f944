/** The routes of any list: its page, its workbook, its PDF. A definition is all they need. */
import { avecRequete } from '../chemins.js';
import { go, send, show, type Answer } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Visit } from '../http/visit.js';
import { formatInstant, today } from '../kit/dates.js';
import type { Line } from '../kit/workbook.js';
import type { Services } from '../services.js';
import type { Acteur, Collaborateur } from '../droits/acteur.js';
import { colonnesExportees, criteresEnMots, enTextes, lignesExportees, totauxExportes } from './export.presenter.js';
import { readQuery } from './lecture.js';
import type { Liste, Total } from './liste.js';
import { pageDeListe } from './liste.presenter.js';
import { titreDe, titreDeColonne } from './tableau.presenter.js';
import { adresseDe } from './preferees.js';

/** A room made of lists. */
export function listRoutes(services: Services, tools: RouteTools, listes: readonly Liste<never, never, never>[]): Room {
  const { routes, get } = guardedRoutes(tools);
  for (const liste of listes as unknown as readonly Liste<unknown, Acteur>[]) {
    const { chemin, excel, pdf } = liste;
    const pour = liste.pour as readonly Collaborateur['profils'][number][];
    get(chemin, { pour }, (visite) => montrerListe(services, liste, visite));
    if (excel) get(excel, { pour }, (visite) => classeur(services, liste, visite));
    if (pdf) get(pdf, { pour }, (visite) => imprimer(services, liste, visite));
  }
  return routes;
}

/** Shows a list; a bare address opens on the person's own search. */
export async function montrerListe<Row, Qui extends Acteur, T extends Total>(
  { listes, preferees, profil }: Pick<Services, 'listes' | 'preferees' | 'profil'>,
  liste: Liste<Row, Qui, T>,
  { acteur, query, langue }: Visit<Qui>,
): Promise<Answer> {
  if (liste.preferees && acteur.genre === 'client' && Object.keys(query).length === 0) {
    const preferee = await preferees.depart(acteur, liste.nom);
    if (preferee) return go(adresseDe(liste.chemin(), preferee.requete));
    const { entite_id: entiteId } = await profil.preferences(acteur);
    if (entiteId !== null) return go(avecRequete(liste.chemin(), { entite: String(entiteId) }));
  }
  const lecture = readQuery(liste, query);
  const lu = await listes.page(liste, lecture, acteur, langue);
  return show('listes/liste.njk', pageDeListe(liste, lecture, lu, acteur), lecture.erreurs.length > 0 ? 422 : 200);
}

const nomDeFichier = (services: Services, { nom }: { readonly nom: string }, extension: string) =>
  `${nom}-${today(services.clock)}.${extension}`;

async function classeur<Row, Qui extends Acteur>(services: Services, liste: Liste<Row, Qui>, { acteur, query, langue, res }: Visit<Qui>) {
  const lecture = readQuery(liste, query);
  const { lots, totaux, mots } = await services.listes.tout(liste, lecture, acteur, langue);
  const colonnes = colonnesExportees(liste, lecture);
  await services.workbooks.send(res, acteur.identifiantId, {
    filename: nomDeFichier(services, liste, 'xlsx'),
    sheet: titreDe(liste, mots),
    columns: colonnes.map((colonne) => ({
      header: titreDeColonne(liste, colonne, lecture.requete, mots),
      width: colonne.excel[0],
      kind: colonne.excel[1],
    })),
    rows: lignesExportees(liste, lecture, colonnes, lots, mots),
    totals: totauxExportes(colonnes, totaux, mots),
  });
}

/** The columns that have a width in print, each as its workbook has it. */
async function imprimer<Row, Qui extends Acteur>(
  services: Services,
  liste: Liste<Row, Qui>,
  { acteur, query, langue }: Visit<Qui>,
): Promise<Answer> {
  const lecture = readQuery(liste, query);
  const [{ lots, totaux, entites, mots }, garant] = await Promise.all([
    services.listes.tout(liste, lecture, acteur, langue),
    services.garants.identite(acteur.garantId),
  ]);
  const { t, maintenant } = mots;
  const colonnes = colonnesExportees(liste, lecture, true);
  const ecrire = (line: Line) => ('total' in line ? { total: enTextes(line.total, colonnes, langue) } : enTextes(line, colonnes, langue));
  const rows: ReturnType<typeof ecrire>[] = [];
  for await (const lot of lignesExportees(liste, lecture, colonnes, lots, mots)) rows.push(...lot.map(ecrire));
  const contenu = await services.office.table({
    title: titreDe(liste, mots),
    subtitle: [
      t('listes.pdf.sousTitre', {
        garant: garant?.nom ?? '',
        compte: acteur.genre === 'client' ? acteur.compteNom : '',
        quand: formatInstant(maintenant, langue),
      }),
      criteresEnMots(liste, lecture, entites, mots),
    ],
    language: langue,
    columns: colonnes.map((colonne) => ({
      header: titreDeColonne(liste, colonne, lecture.requete, mots),
      share: colonne.part ?? 1,
      right: ['amount', 'integer', 'percent'].includes(colonne.excel[1]),
    })),
    rows,
    totals: totauxExportes(colonnes, totaux, mots).map((total) => enTextes(total, colonnes, langue)),
    page: t('listes.pdf.page', { n: '{n}', of: '{of}' }),
    date: maintenant,
  });
  return send({ nom: nomDeFichier(services, liste, 'pdf'), type: 'application/pdf', contenu }, 'attachment');
}
