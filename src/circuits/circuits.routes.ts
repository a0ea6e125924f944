/** Validation circuits, their simulator, and the transmetteur: for administrators. */
import { go, show, type Page } from '../http/answers.js';
import { line, whole, type Visit } from '../http/visit.js';
import { chemins } from '../chemins.js';
import { pageConfirmation } from '../gestes/confirmation.presenter.js';
import { confirmationDe } from '../gestes/confirmation.form.js';
import { shownVersion } from '../http/reply.js';
import { invalide, type FieldError, type Refus } from '../kit/errors.js';
import { toDecimal } from '../kit/money.js';
import { parseMoney } from '../kit/read-money.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../droits/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { readCircuit, readSimulation } from './circuits.form.js';
import { changementsCircuit, pageCircuit, pageCircuits, pageSimulation, pageTransmetteur } from './circuits.presenter.js';
import { AConfirmer } from '../droits/consequences.service.js';

const ADMINISTRATEURS = { pour: ['administrateur'] } as const;

export function circuitsRoutes({ circuits, catalogue, config }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  /** Who may validate what is a right: it is proved again who changes it. */
  const PROUVE = { ...ADMINISTRATEURS, confirmer: () => config.entreeStricte } as const;

  get(chemins.circuits, ADMINISTRATEURS, async ({ acteur, query, langue, t }) => {
    const q = line(query.q);
    return show('circuits/liste.njk', pageCircuits({ entites: await circuits.list(acteur, q), q, langue, t }));
  });

  get(chemins.circuitSimulation, ADMINISTRATEURS, async ({ acteur, query, langue, t }) => {
    const saisie = readSimulation(query);
    const [noms, demandeurs, entites] = await Promise.all([
      catalogue.read(),
      circuits.demandeurs(acteur),
      circuits.entites(acteur, whole(saisie.entite), saisie.entiteNom),
    ]);
    const posee = !saisie.chercher && [saisie.entite, saisie.typeCredit, saisie.montant, saisie.demandeur].some((valeur) => valeur !== '');
    const montant = parseMoney(saisie.montant, 'EUR');
    const erreurs: FieldError[] = [];
    if (posee && !entites.lignes.some(({ id }) => id === whole(saisie.entite)))
      erreurs.push({ field: 'entite', message: 'circuits.erreurs.entite' });
    if (posee && !noms.types.some(({ code }) => code === saisie.typeCredit))
      erreurs.push({ field: 'typeCredit', message: 'circuits.erreurs.type' });
    if (posee && (!montant || montant.minor <= 0n || montant.minor >= 10n ** 15n))
      erreurs.push({ field: 'montant', message: 'circuits.erreurs.montant' });
    const resultat =
      posee && montant && erreurs.length === 0
        ? await circuits.simuler(acteur, {
            entiteId: whole(saisie.entite),
            typeCredit: saisie.typeCredit,
            montant: toDecimal(montant),
            demandeurId: whole(saisie.demandeur),
          })
        : undefined;
    return show(
      'circuits/simulation.njk',
      pageSimulation({ saisie, erreurs, resultat, entites, demandeurs, catalogue: noms, langue, t }),
      erreurs.length > 0 ? 422 : 200,
    );
  });

  get(chemins.circuit, ADMINISTRATEURS, (visite) => montrer(visite));

  post(
    chemins.circuit,
    { ...PROUVE, encore: (visite, refus) => montrer(visite, refus, true) },
    async ({ acteur, params, body, version, origine, t }) => {
      const { circuit, erreurs } = readCircuit(body);
      if (erreurs.length > 0) throw invalide(erreurs);
      await circuits.modifier(acteur, whole(params.id), version, circuit, origine);
      return go(chemins.circuits(), t('circuits.fait.modifie'));
    },
  );
  post(chemins.circuitSuppression, { ...PROUVE, encore: montrer }, async ({ acteur, params, version, origine, t }) => {
    await circuits.supprimer(acteur, whole(params.id), version, origine);
    return go(chemins.circuits(), t('circuits.fait.supprime'));
  });

  get(chemins.transmetteur, ADMINISTRATEURS, (visite) => montrerTransmetteur(visite));

  post(chemins.transmetteur, { ...PROUVE, encore: montrerTransmetteur }, async ({ acteur, body, origine, t }) => {
    const lire = (value: unknown) => (value === undefined || value === '' ? null : whole(value));
    try {
      const choix = { id: lire(body.transmetteur), vu: lire(body.actuel), confirmation: confirmationDe(body) };
      await circuits.nommer(acteur, choix, origine);
      return go(chemins.transmetteur(), t('circuits.fait.transmetteur'));
    } catch (error) {
      if (!(error instanceof AConfirmer)) throw error;
      return show(
        'gestes/confirmation.njk',
        pageConfirmation({
          titre: t('circuits.transmetteurConfirmer'),
          action: chemins.transmetteur(),
          retour: chemins.transmetteur(),
          numeros: error.numeros,
          corps: body,
          fil: [{ href: chemins.transmetteur(), texte: t('circuits.transmetteur') }],
          t,
        }),
      );
    }
  });

  return routes;

  /** A circuit as it is, or (`tapee`) as it was typed; after a refusal, what changed meanwhile. */
  async function montrer(
    { acteur, params, body, version, langue, t }: Visit<Collaborateur, 'id'>,
    refus?: Refus,
    tapee = false,
  ): Promise<Page> {
    const { entite, circuit, evenements } = await circuits.consulter(acteur, whole(params.id));
    return show(
      'circuits/circuit.njk',
      pageCircuit({
        entite,
        circuit,
        saisie: refus && tapee ? readCircuit(body) : undefined,
        version: shownVersion(version, circuit?.version ?? 0, refus),
        changements: refus?.status === 409 ? changementsCircuit(evenements, version, langue, t) : [],
        langue,
        t,
      }),
    );
  }

  async function montrerTransmetteur({ acteur, body, t }: Visit<Collaborateur>, refus?: Refus): Promise<Page> {
    const lu = await circuits.transmetteur(acteur);
    const choisi = refus && typeof body.transmetteur === 'string' ? body.transmetteur : undefined;
    return show('circuits/transmetteur.njk', pageTransmetteur({ ...lu, choisi, t }));
  }
}
