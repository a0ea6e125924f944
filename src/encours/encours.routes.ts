/** The outstanding: on the page, in Excel, in PDF; always the same lines. */
import type { Request } from 'express';
import { chemins } from '../chemins.js';
import { formatInstant, today } from '../kit/dates.js';
import { sendFile } from '../kit/web/send-file.js';
import { formatMoney } from '../kit/money.js';
import { lireCriteres } from '../recherche/criteres.js';
import type { Collaborateur } from '../session/acteur.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import type { Services } from '../services.js';
import { langueDe } from '../web/locals.js';
import { PARTAGES, totaliser, TRIS_ENCOURS } from './encours.js';
import { lignesLisibles, pageEncours, type Vue } from './encours.presenter.js';

/** What the address asks for; anything else is the default: by subsidiary, largest first. */
function vueDe(req: Request): Vue {
  const tri = String(req.query.tri ?? '');
  const colonne = TRIS_ENCOURS.find((one) => one === tri.replace(/^-/, ''));
  return {
    criteres: lireCriteres(req.query, { etats: [] }).criteres,
    par: PARTAGES.find((one) => one === req.query.par) ?? 'filiale',
    tri: colonne ?? 'montant',
    sens: colonne === undefined || tri.startsWith('-') ? 'desc' : 'asc',
  };
}

export function encoursRoutes(
  { workbooks, office, encours, catalogue, organisation, translator, clock }: Services,
  tools: RouteTools,
): Room {
  const { router, routes, get } = guardedRoutes(tools);

  async function lire(req: Request, acteur: Collaborateur) {
    const langue = langueDe(req);
    const vue = vueDe(req);
    const [lignes, noms] = await Promise.all([encours.lire(acteur, vue.criteres, vue.par), catalogue.lire()]);
    return { vue, lignes, catalogue: noms, langue, t: translator(langue) };
  }

  get(chemins.encours, { pour: CLIENT }, async (req, res, acteur) => {
    const [lu, entites] = await Promise.all([lire(req, acteur), organisation.entites(acteur)]);
    res.render('encours/encours.njk', pageEncours({ ...lu, entites }));
  });

  get(chemins.encoursExcel, { pour: CLIENT }, async (req, res, acteur) => {
    const lu = await lire(req, acteur);
    const { vue, t } = lu;
    const lignes = lignesLisibles(lu);
    await workbooks.send(res, acteur.identifiantId, {
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

  get(chemins.encoursPdf, { pour: CLIENT }, async (req, res, acteur) => {
    const lu = await lire(req, acteur);
    const { vue, t, langue } = lu;
    const contenu = await office.table({
      title: t('encours.titre'),
      subtitle: t('encours.sousTitre', { compte: acteur.compteNom, quand: formatInstant(clock(), langue) }),
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
    sendFile(res, { nom: `encours-${today(clock)}.pdf`, type: 'application/pdf', contenu }, 'attachment');
  });

  return { router, routes };
}
