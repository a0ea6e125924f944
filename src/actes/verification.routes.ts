/** Open to anyone who holds an act. */
import { go, send, show } from '../http/answers.js';
import { createRate } from '../http/rate.js';
import { avecRequete, chemins } from '../chemins.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { showControlCode } from '../kit/control-code.js';
import { today } from '../kit/dates.js';
import type { Services } from '../services.js';
import { codeLisible, pageFichier, pageVerdict, pageVerifier } from './verification.presenter.js';
import { lireEmpreinte } from './verification.js';

/** Sixty checks a minute from one address: more than a person types, too few to try codes (60 bits). */
const LIMITE = { points: 60, duration: 60, texte: 'verification.trop', sortie: { href: chemins.verifier(), texte: 'verification.titre' } };

export function verificationRoutes({ verification, clock }: Services, tools: RouteTools): Room {
  const { routes, get } = guardedRoutes(tools);
  const rate = createRate(LIMITE);

  get(chemins.verifier, { pour: 'tous' }, (visite) => {
    const { query, t } = visite;
    const empreinte = lireEmpreinte(query.empreinte);
    if (typeof query.code === 'string' && query.code.trim() !== '')
      return go(avecRequete(chemins.verification({ code: codeLisible(query.code) }), { empreinte }));
    if (empreinte === undefined) return show('actes/verifier.njk', pageVerifier(t));
    return rate.answer(visite, async () => {
      const connu = await verification.reconnaitre(empreinte);
      if (!connu) return show('actes/verifier.njk', pageVerifier(t, empreinte));
      return go(avecRequete(chemins.verification({ code: showControlCode(connu.code) }), { empreinte }));
    });
  });

  /** Authentic or not, the same page with the same status: the question was answered. */
  get(chemins.verification, { pour: 'tous' }, (visite) =>
    rate.answer(visite, async () => {
      const { params, query, langue, t } = visite;
      const acte = await verification.verifier(params.code);
      const empreinte = acte && lireEmpreinte(query.empreinte);
      const fichier = acte && empreinte && pageFichier(acte, await verification.reconnaitre(empreinte), t);
      return show('actes/verifier.njk', {
        ...pageVerdict(params.code, acte, { aujourdhui: today(clock), langue, t }),
        fichier: fichier || undefined,
        empreinte: empreinte ?? '',
      });
    }),
  );

  get(chemins.verificationOriginal, { pour: 'tous' }, (visite) =>
    rate.answer(visite, async () => {
      const { nom, contenu } = await verification.original(visite.params.code);
      return send({ nom, type: 'application/pdf', contenu }, 'attachment');
    }),
  );

  return routes;
}
