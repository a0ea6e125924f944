/** Open to whoever holds an act: what its beneficiary may say of it. Nothing is done by an address alone, nor before the code is typed. */
import { chemins } from '../chemins.js';
import { go, send, show, type Page } from '../http/answers.js';
import { createRate } from '../http/rate.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { line, words, type Visit } from '../http/visit.js';
import type { Acteur } from '../droits/acteur.js';
import { codeLisible } from '../actes/verification.presenter.js';
import { introuvable } from '../kit/errors.js';
import type { Services } from '../services.js';
import { formulaireDeMainlevee, pageCode, pageDemarche } from './beneficiaires.presenter.js';
import { GESTES_BENEFICIAIRE, type GesteBeneficiaire } from './demarche.js';

/** As for the check itself: a code has a hundred million values and five tries, whoever asks. */
const LIMITE = { points: 60, duration: 60, texte: 'verification.trop', sortie: { href: chemins.verifier(), texte: 'verification.titre' } };

type Visite<N extends string> = Visit<Acteur | undefined, N>;

export function beneficiairesDActesRoutes({ beneficiairesDActes, office, appUrl, clock, translator }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  const rate = createRate(LIMITE);
  const gesteDe = (nom: string): GesteBeneficiaire => {
    const geste = GESTES_BENEFICIAIRE.find((one) => one === nom);
    if (!geste) throw introuvable();
    return geste;
  };
  const tapee = ({ body }: Pick<Visite<never>, 'body'>) => ({
    signataire: words(body.signataire),
    mots: words(body.mots),
    montant: words(body.montant),
  });

  get(chemins.beneficiaireDemarche, { pour: 'tous' }, (visite) => rate.answer(visite, () => formulaire(visite)));
  post(chemins.beneficiaireDemarche, { pour: 'tous', encore: formulaire }, async (visite) => {
    await rate.check(visite);
    const { params, langue } = visite;
    const jeton = await beneficiairesDActes.dire(params.code, gesteDe(params.geste), tapee(visite), langue);
    return go(chemins.beneficiaireCode({ code: params.code, jeton }));
  });

  get(chemins.beneficiaireCode, { pour: 'tous' }, (visite) => rate.answer(visite, () => Promise.resolve(pageDuCode(visite))));
  post(chemins.beneficiaireCode, { pour: 'tous', encore: pageDuCode }, async (visite) => {
    await rate.check(visite);
    const { params, body, origine, t } = visite;
    const geste = await beneficiairesDActes.confirmer(params.jeton, line(body.code), origine);
    return go(chemins.verification({ code: params.code }), t(`beneficiaires.fait.${geste}`));
  });

  get(chemins.beneficiaireFormulaire, { pour: 'tous' }, (visite) =>
    rate.answer(visite, async () => {
      const { params } = visite;
      const acte = await beneficiairesDActes.acte(params.code);
      const url = appUrl() + chemins.verification({ code: codeLisible(params.code) });
      const lettre = formulaireDeMainlevee(params.code, acte, { t: translator(acte.langue), url, maintenant: clock() });
      return send({ nom: `mainlevee-${acte.numero}.pdf`, type: 'application/pdf', contenu: await office.letter(lettre) }, 'inline');
    }),
  );

  return routes;

  async function formulaire(visite: Visite<'code' | 'geste'>): Promise<Page> {
    const { params, langue, t } = visite;
    const geste = gesteDe(params.geste);
    const acte = await beneficiairesDActes.acte(params.code);
    return show('beneficiaires/demarche.njk', pageDemarche(params.code, geste, acte, tapee(visite), { langue, t }));
  }

  function pageDuCode({ params, langue, t }: Visite<'code' | 'jeton'>): Page {
    return show('beneficiaires/code.njk', pageCode(params.code, { langue, t }));
  }
}
