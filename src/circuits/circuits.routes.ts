/** Validation circuits and the transmetteur, for administrators. */
import { go, show, type Page } from '../http/answers.js';
import { line, whole, type Visit } from '../http/visit.js';
import { chemins } from '../chemins.js';
import { confirmationDe } from '../gestes/confirmation.form.js';
import { bloquees, confirmer, demander } from '../gestes/confirmer.js';
import { shownVersion } from '../http/reply.js';
import { invalide, type Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../droits/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { readCircuit } from './circuits.form.js';
import { changementsCircuit, pageCircuit, pageCircuits, pageTransmetteur } from './circuits.presenter.js';

const ADMINISTRATEURS = { pour: ['administrateur'] } as const;

export function circuitsRoutes({ circuits, transmetteur, config }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  /** Who may validate what is a right: it is proved again who changes it. */
  const PROUVE = { ...ADMINISTRATEURS, confirmer: () => config.entreeStricte } as const;

  get(chemins.circuits, ADMINISTRATEURS, async ({ acteur, query, langue, t }) => {
    const q = line(query.q);
    return show('circuits/liste.njk', pageCircuits({ entites: await circuits.list(acteur, q), q, langue, t }));
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

  const ici = chemins.transmetteur();
  const page = ({ body, t }: Visit<Collaborateur>, found: unknown) => {
    const fil = [{ href: ici, texte: t('circuits.transmetteur') }];
    const numeros = bloquees(found) ?? [];
    return demander({ titre: t('circuits.transmetteurConfirmer'), action: ici, retour: ici, corps: body, numeros, fil, t });
  };
  post(chemins.transmetteur, { ...PROUVE, encore: montrerTransmetteur, page }, ({ acteur, body, origine, t }) => {
    const lire = (value: unknown) => (value === undefined || value === '' ? null : whole(value));
    return confirmer(async () => {
      const choix = { id: lire(body.transmetteur), vu: lire(body.actuel), confirmation: confirmationDe(body) };
      await transmetteur.nommer(acteur, choix, origine);
      return go(ici, t('circuits.fait.transmetteur'));
    });
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
    const lu = await transmetteur.consulter(acteur);
    const choisi = refus && typeof body.transmetteur === 'string' ? body.transmetteur : undefined;
    return show('circuits/transmetteur.njk', pageTransmetteur({ ...lu, choisi, t }));
  }
}
