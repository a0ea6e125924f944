/** The outstanding: on the page, in Excel, in PDF; always the same lines. */
import { chemins } from '../chemins.js';
import { send, show } from '../http/answers.js';
import type { Visit } from '../http/visit.js';
import { formatInstant, today } from '../kit/dates.js';
import { formatMoney } from '../kit/money.js';
import { lireCriteres } from '../recherche/criteres.js';
import type { Collaborateur } from '../session/acteur.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Services } from '../services.js';
import { PARTAGES, totaliser, TRIS_ENCOURS } from './encours.js';
import { lignesLisibles, pageEncours, type Vue } from './encours.presenter.js';

/** What the address asks for; anything else is the default: by subsidiary, largest first. */
function vueDe(query: Visit<Collaborateur>['query']): Vue {
  const tri = String(query.tri ?? '');
  const colonne = TRIS_ENCOURS.find((one) => one === tri.replace(/^-/, ''));
  return {
    criteres: lireCriteres(query, { etats: [] }).criteres,
    par: PARTAGES.find((one) => one === query.par) ?? 'filiale',
    tri: colonne ?? 'montant',
    sens: colonne === undefined || tri.startsWith('-') ? 'desc' : 'asc',
  };
}

export function encoursRoutes({ workbooks, office, encours, catalogue, organisation, clock }: Services, tools: RouteTools): Room {
  const { routes, get } = guardedRoutes(tools);

  async function lire({ acteur, query, langue, t }: Visit<Collaborateur>) {
    const vue = vueDe(query);
    const [lignes, noms] = await Promise.all([encours.lire(acteur, vue.criteres, vue.par), catalogue.lire()]);
    return { vue, lignes, catalogue: noms, langue, t };
  }

  get(chemins.encours, { pour: CLIENT }, async (visite) => {
    const [lu, entites] = await Promise.all([lire(visite), organisation.entites(visite.acteur)]);
    return show('encours/encours.njk', pageEncours({ ...lu, entites }));
  });

  get(chemins.encoursExcel, { pour: CLIENT }, async (visite) => {
    const lu = await lire(visite);
    const { vue, t } = lu;
    const lignes = lignesLisibles(lu);
    await workbooks.send(visite.res, visite.acteur.identifiantId, {
      filename: `encours-${today(clock)}.xlsx`,
      sheet: t('encours.titre'),
      columns: [
        { header: t(`encours.colonne.${vue.par}`), width: 44, kind: 'text' },
        { header: t('encours.precision'), width: 32, kind: 'text' },
        { header: t('encours.nombre'), width: 12, kind: 'integer' },
        { header: t('demandes.colonnes.montant'), width: 18, kind: 'amount' },
        { header: t('demandes.colonnes.devise'), width: 8, kind: 'text' },
      ],
      rows: (async function* () {
        yield lignes.map(({ nom, precision, nombre, valeur, devise }) => [nom, precision, nombre, valeur, devise]);
      })(),
      totals: totaliser(lu.lignes).map(({ devise, nombre, montant }) => [t('kit.total'), '', nombre, montant, devise]),
    });
  });

  get(chemins.encoursPdf, { pour: CLIENT }, async (visite) => {
    const lu = await lire(visite);
    const { vue, t, langue } = lu;
    const contenu = await office.table({
      title: t('encours.titre'),
      subtitle: t('encours.sousTitre', { compte: visite.acteur.compteNom, quand: formatInstant(clock(), langue) }),
      language: langue,
      columns: [
        { header: t(`encours.colonne.${vue.par}`), share: 4 },
        { header: t('encours.precision'), share: 3 },
        { header: t('encours.nombre'), share: 1, right: true },
        { header: t('demandes.colonnes.montant'), share: 2, right: true },
      ],
      rows: lignesLisibles(lu).map(({ nom, precision, nombre, valeur }) => [nom, precision, String(nombre), formatMoney(valeur, langue)]),
      totals: totaliser(lu.lignes).map(({ nombre, montant }) => [t('kit.total'), '', String(nombre), formatMoney(montant, langue)]),
      page: t('encours.page', { n: '{n}', of: '{of}' }),
      date: clock(),
    });
    return send({ nom: `encours-${today(clock)}.pdf`, type: 'application/pdf', contenu }, 'attachment');
  });

  return routes;
}
