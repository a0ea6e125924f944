/** Texts in force, their earlier versions, what changed, and the PDF of each. */
import { send, show } from '../http/answers.js';
import { chemins } from '../chemins.js';
import { introuvable } from '../kit/errors.js';
import { today } from '../kit/dates.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Services } from '../services.js';
import { pageSpecimen, pageSpecimens } from './specimens.presenter.js';

export function specimensRoutes({ specimens, actes, catalogue, clock }: Services, tools: RouteTools): Room {
  const { routes, get } = guardedRoutes(tools);

  get(chemins.specimens, { pour: CLIENT }, async ({ acteur, query, langue, t }) => {
    const [textes, noms] = await Promise.all([specimens.list(acteur.garantId), catalogue.read()]);
    const filtre = { produit: String(query.produit ?? ''), typeCredit: String(query.typeCredit ?? '') };
    return show('specimens/liste.njk', pageSpecimens({ textes, filtre, aujourdhui: today(clock), catalogue: noms, langue, t }));
  });

  /** The version asked for, or the one in force; all versions of the code. */
  async function versions(garantId: number, code: string, version: unknown) {
    const toutes = (await specimens.list(garantId)).filter((texte) => texte.code === code);
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

  get(chemins.specimen, { pour: CLIENT }, async ({ acteur, params, query, langue, t }) => {
    const { toutes, choisie } = await versions(acteur.garantId, params.code, query.version);
    const precedente = toutes.find(({ version }) => version === choisie.version - 1);
    const [texte, avant, redaction, noms] = await Promise.all([
      specimens.texte(choisie.id),
      precedente && specimens.texte(precedente.id),
      actes.redaction(acteur.garantId, choisie.id),
      catalogue.read(),
    ]);
    return show(
      'specimens/specimen.njk',
      pageSpecimen({ toutes, choisie, texte, avant, redaction, aujourdhui: today(clock), catalogue: noms, langue, t }),
    );
  });

  get(chemins.specimenPdf, { pour: CLIENT }, async ({ acteur, params, query }) => {
    const { choisie } = await versions(acteur.garantId, params.code, query.version);
    const contenu = await actes.specimen(acteur.garantId, choisie.id);
    return send({ nom: `specimen-${choisie.code}-v${choisie.version}.pdf`, type: 'application/pdf', contenu }, 'inline');
  });

  return routes;
}
