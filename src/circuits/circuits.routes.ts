/** Validation circuits, their simulator, and the transmetteur: for administrators. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { chemins } from '../chemins.js';
import { pageConfirmation } from '../collaborateurs/collaborateurs.presenter.js';
import { confirmationDe } from '../collaborateurs/collaborateurs.form.js';
import { Refus, type FieldError } from '../kit/errors.js';
import { parseMoney, toDecimal } from '../kit/money.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../session/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, entierDe, origineDe } from '../session/request.js';
import { langueDe } from '../web/locals.js';
import { lireCircuit, lireSimulation } from './circuits.form.js';
import { pageCircuit, pageCircuits, pageSimulation, pageTransmetteur } from './circuits.presenter.js';
import { AConfirmer } from './consequences.js';

const ADMINISTRATEURS = { pour: ['administrateur'] } as const;
const MONTRABLES = new Set([409, 422]);

export function circuitsRoutes({ circuits, catalogue, config, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);
  /** Who may validate what is a right: it is proved again who changes it. */
  const PROUVE = { ...ADMINISTRATEURS, confirmer: () => config.entreeStricte } as const;

  get(chemins.circuits, ADMINISTRATEURS, async (req, res, acteur) => {
    const langue = langueDe(req);
    const q =
      typeof req.query.q === 'string'
        ? req.query.q
            .replace(/\u0000/g, ' ')
            .trim()
            .slice(0, 100)
        : '';
    res.render('circuits/liste.njk', pageCircuits({ entites: await circuits.lister(acteur, q), q, langue, t: translator(langue) }));
  });

  get(chemins.circuitSimulation, ADMINISTRATEURS, async (req, res, acteur) => {
    const langue = langueDe(req);
    const saisie = lireSimulation(req.query);
    const [noms, demandeurs, entites] = await Promise.all([
      catalogue.lire(),
      circuits.demandeurs(acteur),
      circuits.entites(acteur, entierDe(saisie.entite), saisie.entiteNom),
    ]);
    const posee = !saisie.chercher && [saisie.entite, saisie.typeCredit, saisie.montant, saisie.demandeur].some((valeur) => valeur !== '');
    const montant = parseMoney(saisie.montant, 'EUR');
    const erreurs: FieldError[] = [];
    if (posee && !entites.lignes.some(({ id }) => id === entierDe(saisie.entite)))
      erreurs.push({ field: 'entite', message: 'circuits.erreurs.entite' });
    if (posee && !noms.types.some(({ code }) => code === saisie.typeCredit))
      erreurs.push({ field: 'typeCredit', message: 'circuits.erreurs.type' });
    if (posee && (!montant || montant.minor <= 0n || montant.minor >= 10n ** 15n))
      erreurs.push({ field: 'montant', message: 'circuits.erreurs.montant' });
    const resultat =
      posee && montant && erreurs.length === 0
        ? await circuits.simuler(acteur, {
            entiteId: entierDe(saisie.entite),
            typeCredit: saisie.typeCredit,
            montant: toDecimal(montant),
            demandeurId: entierDe(saisie.demandeur),
          })
        : undefined;
    res
      .status(erreurs.length > 0 ? 422 : 200)
      .render(
        'circuits/simulation.njk',
        pageSimulation({ saisie, erreurs, resultat, entites, demandeurs, catalogue: noms, langue, t: translator(langue) }),
      );
  });

  get(chemins.circuit, ADMINISTRATEURS, (req, res, acteur) => montrer(req, res, acteur));

  /** Writes or removes, then back to the list; refused, the form comes back as typed. */
  const changer =
    (message: string, act: (req: Request, acteur: Collaborateur) => Promise<void>) =>
    async (req: Request, res: Response, acteur: Collaborateur): Promise<void> => {
      try {
        await act(req, acteur);
        annoncer(req, 'succes', translator(langueDe(req))(message));
        res.redirect(303, chemins.circuits());
      } catch (error) {
        if (!(error instanceof Refus) || !MONTRABLES.has(error.status)) throw error;
        await montrer(req, res, acteur, error);
      }
    };
  post(
    chemins.circuit,
    PROUVE,
    changer('circuits.fait.modifie', async (req, acteur) => {
      const { circuit, erreurs } = lireCircuit(req.body);
      if (erreurs.length > 0) throw new Refus(422, 'erreurs.formulaire', {}, erreurs);
      await circuits.modifier(acteur, entierDe(req.params.id), entierDe(req.body.version), circuit, origineDe(req));
    }),
  );
  post(
    chemins.circuitSuppression,
    PROUVE,
    changer('circuits.fait.supprime', (req, acteur) =>
      circuits.supprimer(acteur, entierDe(req.params.id), entierDe(req.body.version), origineDe(req)),
    ),
  );

  get(chemins.transmetteur, ADMINISTRATEURS, (req, res, acteur) => montrerTransmetteur(req, res, acteur));

  post(chemins.transmetteur, PROUVE, async (req, res, acteur) => {
    const t = translator(langueDe(req));
    const lire = (value: unknown) => (value === undefined || value === '' ? null : entierDe(value));
    try {
      const choix = { id: lire(req.body.transmetteur), vu: lire(req.body.actuel), confirmation: confirmationDe(req.body) };
      await circuits.nommer(acteur, choix, origineDe(req));
      annoncer(req, 'succes', t('circuits.fait.transmetteur'));
      res.redirect(303, chemins.transmetteur());
    } catch (error) {
      if (error instanceof AConfirmer)
        return res.render('collaborateurs/confirmation.njk', {
          ...pageConfirmation({
            titre: t('circuits.transmetteurConfirmer'),
            action: chemins.transmetteur(),
            retour: chemins.transmetteur(),
            numeros: error.numeros,
            corps: req.body,
            fil: [{ href: chemins.transmetteur(), texte: t('circuits.transmetteur') }],
            t,
          }),
          idempotence: randomUUID(),
        });
      if (!(error instanceof Refus) || !MONTRABLES.has(error.status)) throw error;
      await montrerTransmetteur(req, res, acteur, error);
    }
  });

  return { router, routes };

  async function montrer(req: Request, res: Response, acteur: Collaborateur, refus?: Refus): Promise<void> {
    const langue = langueDe(req);
    const { entite, circuit } = await circuits.consulter(acteur, entierDe(req.params.id));
    const saisie = refus && req.path === chemins.circuit({ id: entite.id }) ? lireCircuit(req.body) : undefined;
    res.status(refus?.status ?? 200).render('circuits/circuit.njk', {
      ...pageCircuit({ entite, circuit, saisie, refus, langue, t: translator(langue) }),
      idempotence: randomUUID(),
    });
  }

  async function montrerTransmetteur(req: Request, res: Response, acteur: Collaborateur, refus?: Refus): Promise<void> {
    const lu = await circuits.transmetteur(acteur);
    const choisi = refus && typeof req.body.transmetteur === 'string' ? req.body.transmetteur : undefined;
    res.status(refus?.status ?? 200).render('circuits/transmetteur.njk', {
      ...pageTransmetteur({ ...lu, choisi, refus, t: translator(langueDe(req)) }),
      idempotence: randomUUID(),
    });
  }
}
