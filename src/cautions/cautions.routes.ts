/** Cautions: the list, one caution, its printed act. */
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { chemins } from '../chemins.js';
import { COLONNES_CLASSEUR, ligneDeClasseur } from '../demandes/liste.presenter.js';
import { today } from '../kit/dates.js';
import { interdit } from '../kit/errors.js';
import { sendFile } from '../kit/web/send-file.js';
import { lireCriteres } from '../recherche/criteres.js';
import { departDe } from '../recherche/depart.js';
import { outilsDeListe } from '../recherche/recherche.presenter.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../session/acteur.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { preuveRecente } from '../session/preuve.js';
import { annoncer, entierDe, origineDe } from '../session/request.js';
import { langueDe } from '../web/locals.js';
import { ETATS_CAUTION } from './caution.js';
import { pageCaution } from './caution.presenter.js';
import { ligneDeListe } from './liste.presenter.js';

const EDITEURS = { pour: ['administrateur', 'saisisseur', 'valideur'] } as const;

export function cautionsRoutes(
  { workbooks, cautions, actes, specimens, catalogue, organisation, preferees, profil, translator, clock, config }: Services,
  tools: RouteTools,
): Room {
  const { router, routes, get, post } = guardedRoutes(tools);

  get(chemins.cautions, { pour: CLIENT }, async (req, res, acteur) => {
    const langue = langueDe(req);
    const t = translator(langue);
    const depart = await departDe({ preferees, profil }, acteur, req, 'cautions');
    if (depart) return res.redirect(303, depart);
    const lecture = lireCriteres(req.query, { etats: ETATS_CAUTION });
    const [{ lignes, totaux }, entites, noms, gardees] = await Promise.all([
      cautions.rechercher(acteur, lecture.criteres),
      organisation.pourRecherche(acteur, lecture.criteres.entites),
      catalogue.lire(),
      preferees.toutes(acteur),
    ]);
    const liste = outilsDeListe({
      base: chemins.cautions(),
      liste: 'cautions',
      preferees: gardees,
      lecture,
      totaux,
      etats: ETATS_CAUTION,
      entites,
      catalogue: noms,
      langue,
      t,
    });
    res.status(lecture.erreurs.length > 0 ? 422 : 200).render('cautions/liste.njk', {
      titre: t('cautions.titre'),
      fil: [{ href: chemins.accueil(), texte: t('menus.accueil') }, { texte: t('cautions.titre') }],
      corrections: liste.erreurs,
      liste,
      lignes: lignes.map((ligne) => ligneDeListe(ligne, noms, langue)),
      excel: liste.export(chemins.cautionsExcel()),
    });
  });

  get(chemins.cautionsExcel, { pour: CLIENT }, async (req, res, acteur) => {
    const langue = langueDe(req);
    const t = translator(langue);
    const noms = await catalogue.lire();
    const batches = cautions.exporter(acteur, lireCriteres(req.query, { etats: ETATS_CAUTION }).criteres);
    await workbooks.send(res, acteur.identifiantId, {
      filename: `cautions-${today(clock)}.xlsx`,
      sheet: t('cautions.titre'),
      columns: COLONNES_CLASSEUR.map(({ cle, width, kind }) => ({ header: t(`demandes.colonnes.${cle}`), width, kind })),
      rows: (async function* () {
        for await (const batch of batches) yield batch.map((ligne) => ligneDeClasseur(ligne, noms, langue, (etat) => t(`etats.${etat}`)));
      })(),
    });
  });

  get(chemins.caution, { pour: CLIENT }, async (req, res, acteur) => {
    const langue = langueDe(req);
    const { vue, evenements } = await cautions.consulter(acteur, String(req.params.numero));
    const [texte, noms] = await Promise.all([specimens.texte(vue.texte_id), catalogue.lire()]);
    res.render('cautions/caution.njk', {
      ...pageCaution({ vue, evenements, texte, acteur, catalogue: noms, langue, t: translator(langue), clock }),
      idempotence: randomUUID(),
    });
  });

  const premiereEdition = async (req: Request, acteur: Collaborateur) =>
    config.entreeStricte && (await actes.jamaisEditee(acteur, String(req.params.numero)));

  /** The button: one edition however often it is clicked, then its file. */
  post(chemins.cautionActe, { ...EDITEURS, confirmer: premiereEdition }, async (req, res, acteur) => {
    const numero = String(req.params.numero);
    const rang = await actes.editer(acteur, numero, origineDe(req));
    res.redirect(303, chemins.edition({ numero, rang }));
  });

  /** The address itself prints too, since people keep it; never on behalf of another site. */
  get(chemins.cautionActe, EDITEURS, async (req, res, acteur) => {
    const site = req.get('sec-fetch-site');
    if (req.get('sec-purpose') || (site && site !== 'same-origin' && site !== 'none')) throw interdit('erreurs.autre_site');
    const numero = String(req.params.numero);
    // Nothing is asked by an address: the first edition goes through the button.
    if ((await premiereEdition(req, acteur)) && !preuveRecente(req, clock)) {
      annoncer(req, 'info', translator(langueDe(req))('cautions.premiereEdition'));
      return res.redirect(303, chemins.caution({ numero }));
    }
    const rang = await actes.editer(acteur, numero, origineDe(req));
    sendFile(res, await actes.edition(acteur, numero, rang), 'attachment');
  });

  get(chemins.edition, { pour: CLIENT }, async (req, res, acteur) => {
    sendFile(res, await actes.edition(acteur, String(req.params.numero), entierDe(req.params.rang)), 'attachment');
  });

  return { router, routes };
}
