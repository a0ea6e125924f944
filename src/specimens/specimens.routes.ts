/** Texts in force, their earlier versions, what changed, and the PDF of each. */
import { chemins } from '../chemins.js';
import { introuvable } from '../kit/errors.js';
import { today } from '../kit/dates.js';
import { sendFile } from '../kit/web/send-file.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import type { Services } from '../services.js';
import { langueDe } from '../web/locals.js';
import { pageSpecimen, pageSpecimens } from './specimens.presenter.js';

export function specimensRoutes({ specimens, actes, catalogue, translator, clock }: Services, tools: RouteTools): Room {
  const { router, routes, get } = guardedRoutes(tools);

  get(chemins.specimens, { pour: CLIENT }, async (req, res, acteur) => {
    const langue = langueDe(req);
    const [textes, noms] = await Promise.all([specimens.tous(acteur.garantId), catalogue.lire()]);
    const filtre = { produit: String(req.query.produit ?? ''), typeCredit: String(req.query.typeCredit ?? '') };
    res.render(
      'specimens/liste.njk',
      pageSpecimens({ textes, filtre, aujourdhui: today(clock), catalogue: noms, langue, t: translator(langue) }),
    );
  });

  /** The version asked for, or the one in force; all versions of the code. */
  async function versions(garantId: number, code: string, version: unknown) {
    const toutes = (await specimens.tous(garantId)).filter((texte) => texte.code === code);
    const jour = today(clock);
    const choisie =
      toutes.find((texte) => String(texte.version) === version) ??
      (version === undefined
        ? (toutes.find(({ en_vigueur_du, en_vigueur_au }) => en_vigueur_du <= jour && (en_vigueur_au === null || jour <= en_vigueur_au)) ??
          toutes[0])
        : undefined);
    if (!choisie) throw introuvable();
    return { toutes, choisie };
  }

  get(chemins.specimen, { pour: CLIENT }, async (req, res, acteur) => {
    const langue = langueDe(req);
    const { toutes, choisie } = await versions(acteur.garantId, String(req.params.code), req.query.version);
    const precedente = toutes.find(({ version }) => version === choisie.version - 1);
    const [texte, avant, redaction, noms] = await Promise.all([
      specimens.texte(choisie.id),
      precedente && specimens.texte(precedente.id),
      actes.redaction(acteur.garantId, choisie.id),
      catalogue.lire(),
    ]);
    res.render(
      'specimens/specimen.njk',
      pageSpecimen({ toutes, choisie, texte, avant, redaction, aujourdhui: today(clock), catalogue: noms, langue, t: translator(langue) }),
    );
  });

  get(chemins.specimenPdf, { pour: CLIENT }, async (req, res, acteur) => {
    const { choisie } = await versions(acteur.garantId, String(req.params.code), req.query.version);
    sendFile(
      res,
      {
        nom: `specimen-${choisie.code}-v${choisie.version}.pdf`,
        type: 'application/pdf',
        contenu: await actes.specimen(acteur.garantId, choisie.id),
      },
      'inline',
    );
  });

  return { router, routes };
}
