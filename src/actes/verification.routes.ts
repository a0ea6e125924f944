/** Open to anyone who holds an act. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { go, send, show, type Answer, type Page } from '../http/answers.js';
import { avecRequete, chemins } from '../chemins.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Visit } from '../http/visit.js';
import type { Acteur } from '../droits/acteur.js';
import { showControlCode } from '../kit/control-code.js';
import { today } from '../kit/dates.js';
import type { Services } from '../services.js';
import { codeLisible, pageFichier, pageVerdict, pageVerifier } from './verification.presenter.js';
import { lireEmpreinte } from './verification.js';

/** Sixty checks a minute from one address: more than a person types, too few to try codes (60 bits). */
const LIMITE = { points: 60, duration: 60 };

type Visite = Pick<Visit<Acteur | undefined>, 'req' | 'res' | 't'>;

export function verificationRoutes({ verification, clock }: Services, tools: RouteTools): Room {
  const { routes, get } = guardedRoutes(tools);
  const limiter = new RateLimiterMemory(LIMITE);
  /** What a question is answered, while its address is within its rate. */
  async function compte(visite: Visite, repondre: () => Promise<Answer>): Promise<Answer> {
    const secondes = await limiter.consume(visite.req.ip ?? '').then(
      () => undefined,
      (refused: unknown) => {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return Math.ceil(refused.msBeforeNext / 1_000);
      },
    );
    return secondes === undefined ? repondre() : patience(visite, secondes);
  }

  get(chemins.verifier, { pour: 'tous' }, (visite) => {
    const { query, t } = visite;
    const empreinte = lireEmpreinte(query.empreinte);
    if (typeof query.code === 'string' && query.code.trim() !== '')
      return go(avecRequete(chemins.verification({ code: codeLisible(query.code) }), { empreinte }));
    if (empreinte === undefined) return show('actes/verifier.njk', pageVerifier(t));
    return compte(visite, async () => {
      const connu = await verification.reconnaitre(empreinte);
      if (!connu) return show('actes/verifier.njk', pageVerifier(t, empreinte));
      return go(avecRequete(chemins.verification({ code: showControlCode(connu.code) }), { empreinte }));
    });
  });

  /** Authentic or not, the same page with the same status: the question was answered. */
  get(chemins.verification, { pour: 'tous' }, (visite) =>
    compte(visite, async () => {
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
    compte(visite, async () => {
      const { nom, contenu } = await verification.original(visite.params.code);
      return send({ nom, type: 'application/pdf', contenu }, 'attachment');
    }),
  );

  return routes;
}

function patience({ res, t }: Visite, secondes: number): Page {
  res.setHeader('Retry-After', secondes);
  return show(
    'kit/erreur.njk',
    {
      status: 429,
      titre: t('erreurs.titre.429'),
      texte: t('verification.trop'),
      sortie: { href: chemins.verifier(), texte: t('verification.titre') },
    },
    429,
  );
}
