/** Writing a demande in three steps: general, details, summary; the same steps change one that exists. Each is kept as a draft. */
import { avecRequete, chemins } from '../chemins.js';
import { again, go, show, type Answer, type FormAnswer, type Page } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Visit } from '../http/visit.js';
import { conflit, type Refus } from '../kit/errors.js';
import { uploads } from '../kit/web/upload.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../droits/acteur.js';
import type { Garde } from './brouillon.js';
import { aGarder, brouillonDe, feuilleDe } from './brouillons.form.js';
import { pageGarde } from './brouillons.presenter.js';
import { feuilleNeuve, montrerEtape } from './etapes.routes.js';
import { empechement, type DemandeVue } from './situation.js';
import { choixForm, etapeDe, saisieDe } from './saisie.form.js';
import type { Lieu } from './saisie.presenter.js';

const SAISISSEUR = { pour: ['saisisseur'] } as const;
const PIECES = { ...SAISISSEUR, fichiers: 'pieces' } as const;

type Visite = Visit<Collaborateur>;
type VisiteAUne = Visit<Collaborateur, 'numero'>;

export function saisieRoutes(services: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);

  get(chemins.demandeNouvelle, SAISISSEUR, (visite) => demander(services, visite));
  post(chemins.demandeNouvelle, { ...PIECES, encore: (visite, refus) => avancer(services, visite, {}, refus), page: nouvelle }, (visite) =>
    envoyer(services, visite),
  );
  function nouvelle(visite: Visite, garde: unknown): Promise<Page> | Page {
    return avancer(services, visite, { garde: garde as Garde | undefined });
  }

  get(chemins.demandeModification, SAISISSEUR, async (visite) => demander(services, visite, await aModifier(services, visite)));
  const modifiee = async (visite: VisiteAUne, source: Suite, refus?: Refus) =>
    avancer(services, visite, { ...source, vue: await aModifier(services, visite) }, refus);
  post(
    chemins.demandeModification,
    {
      ...PIECES,
      encore: (visite, refus) => modifiee(visite, {}, refus),
      page: (visite, garde) => modifiee(visite, { garde: garde as Garde | undefined }),
    },
    async (visite) => envoyer(services, visite, await aModifier(services, visite)),
  );

  return routes;
}

async function aModifier({ demandes }: Services, { acteur, params }: VisiteAUne): Promise<DemandeVue> {
  const { vue } = await demandes.consulter(acteur, params.numero);
  const raison = empechement('modifier', vue);
  if (raison) throw conflit(raison);
  return vue;
}

/** A step by its address: of a new demande, of a demande to change, of the draft that it names. */
async function demander(services: Services, visite: Visite, vue?: DemandeVue): Promise<Answer> {
  const { acteur, query, t } = visite;
  const nom = brouillonDe(query);
  const trouve = nom ? await services.brouillons.find(acteur, nom) : undefined;
  if (trouve?.numero) return deja(trouve.numero, t);
  const garde = trouve?.demande === (vue?.numero ?? null) ? trouve : undefined;
  const voulue = etapeDe(query, garde || vue ? 'details' : 'general');
  return montrerEtape(services, visite, {
    etape: voulue === 'general' || (voulue === 'recapitulatif' && garde) ? voulue : 'details',
    lieu: { ...lieuDe(vue, garde?.version), brouillon: feuilleNeuve(nom, garde?.rang) },
    vue,
    choix: { ...(vue && choixDe(vue)), ...defined(garde?.choix ?? {}), ...defined(choixForm.parse(query)) },
    saisie: garde?.saisie ?? vue?.valeurs ?? {},
  });
}

/** What a step sends: saved as a demande when it is the last, kept as a draft before. */
async function envoyer(services: Services, visite: Visite, vue?: DemandeVue): Promise<FormAnswer> {
  const { acteur, body, version, t } = visite;
  const etape = etapeDe(body, 'details');
  const fait = etape === 'enregistrer' ? await enregistrer(services, visite, vue) : undefined;
  if (fait) return fait;
  if (etape === 'cote') return again();
  const feuille = etape === 'enregistrer' ? undefined : feuilleDe(body);
  const contenu = { demandeId: vue?.id ?? null, version, choix: choixForm.parse(body), saisie: aGarder(saisieDe(body)) };
  const garde = feuille && (await services.brouillons.save(acteur, feuille, contenu));
  if (etape === 'garder') return again(garde);
  if (garde?.issue === 'enregistree') return deja(garde.numero, t);
  const id = garde?.id ?? brouillonDe(body);
  if (!id || !(garde ?? (await services.brouillons.find(acteur, id)))) return again(garde);
  const suite = etape === 'enregistrer' ? 'recapitulatif' : etape;
  if (garde?.ailleurs) visite.req.session.message = { type: 'info', texte: t('brouillons.ailleurs') };
  return again(garde, avecRequete(lieuDe(vue).base, { brouillon: id, etape: suite }));
}

/** Saves what the last step sends, when nothing is wrong with it; undefined when a step is to be shown. */
async function enregistrer(
  { saisie, demandes, documents }: Services,
  { acteur, body, req, version, langue, origine, t }: Visite,
  vue?: DemandeVue,
): Promise<FormAnswer> {
  const { cadre } = await saisie.cadre(acteur, choixForm.parse(body), vue?.texte_id);
  const { contenu } = cadre ? saisie.read(cadre, saisieDe(body), langue) : { contenu: undefined };
  if (!contenu) return undefined;
  const fichiers = await documents.recevoir(uploads(req), 'pieces');
  const brouillon = brouillonDe(body);
  if (vue) await demandes.modifier(acteur, vue.numero, contenu, fichiers, { version, origine, brouillon });
  const numero = vue?.numero ?? (await demandes.enregistrer(acteur, contenu, fichiers, origine, brouillon));
  return go(chemins.demande({ numero }), t(vue ? 'demandes.fait.modifiee' : 'demandes.fait.enregistree', { numero }));
}

/** The step that follows what was sent; the summary again when it could not be saved. */
function avancer(services: Services, visite: Visite, { vue, garde }: Suite, refus?: Refus): Promise<Page> | Page {
  const { body } = visite;
  const etape = etapeDe(body, 'details');
  if (etape === 'garder' && !refus) return show('demandes/_garde.njk', pageGarde(garde, services.clock(), visite));
  // A session that ended while one typed: back where one typed.
  const interrompue = refus?.status === 403 && feuilleDe(body) !== undefined;
  const version = vue && refus?.status === 409 ? vue.version : visite.version;
  const sent = feuilleDe(body);
  const brouillon = feuilleNeuve(brouillonDe(body), sent?.rang, sent?.feuille);
  return montrerEtape(services, visite, {
    etape: interrompue ? 'details' : etape,
    lieu: { ...lieuDe(vue, version), brouillon: garde?.issue === 'garde' ? { ...brouillon, id: garde.id, rang: garde.rang } : brouillon },
    vue,
    choix: choixForm.parse(body),
    saisie: saisieDe(body),
    refus,
  });
}

/** What a form that was sent leads to. */
interface Suite {
  readonly vue?: DemandeVue;
  readonly garde?: Garde;
}

const deja = (numero: string, t: Visite['t']) => go(chemins.demande({ numero }), t('brouillons.deja', { numero }), 'info');

const lieuDe = (vue: DemandeVue | undefined, version = vue?.version ?? 0): Omit<Lieu, 'brouillon'> => ({
  base: vue ? chemins.demandeModification({ numero: vue.numero }) : chemins.demandeNouvelle(),
  numero: vue?.numero,
  version,
});
const choixDe = (vue: DemandeVue) => ({
  entiteId: vue.entite_id,
  produit: vue.produit,
  typeCredit: vue.type_credit,
  texteId: vue.texte_id,
});
const defined = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
