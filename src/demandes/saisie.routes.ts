/** Writing a demande in three steps: general, details, summary; the same steps change one that exists. */
import { chemins } from '../chemins.js';
import { changements } from '../gestes/changements.presenter.js';
import { again, go, show, type FormAnswer, type Page } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Visit } from '../http/visit.js';
import { conflit, type Refus } from '../kit/errors.js';
import { today } from '../kit/dates.js';
import { uploads } from '../kit/web/upload.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../droits/acteur.js';
import { empechement, type DemandeVue } from './situation.js';
import { direDe } from './demande.presenter.js';
import { groupesDe } from '../specimens/groupes.presenter.js';
import type { Cadre } from './saisie.js';
import { choixForm, etapeForm, saisieDe } from './saisie.form.js';
import { cote, etapeDetails, etapeGenerale, etapeRecapitulatif, montantDe, type Lieu } from './saisie.presenter.js';

const SAISISSEUR = { pour: ['saisisseur'] } as const;
const PIECES = { ...SAISISSEUR, fichiers: 'pieces' } as const;
const NOUVELLE: Lieu = { base: chemins.demandeNouvelle(), numero: undefined, version: 0 };

type Visite = Visit<Collaborateur>;
type VisiteAUne = Visit<Collaborateur, 'numero'>;

export function saisieRoutes(services: Services, tools: RouteTools): Room {
  const { saisie, demandes, documents, clock } = services;
  const { routes, get, post } = guardedRoutes(tools);

  get(chemins.demandeNouvelle, SAISISSEUR, (visite) => montrer(services, visite, NOUVELLE));
  const nouvelle = (visite: Visite, refus?: Refus) => avancer(visite, NOUVELLE, undefined, refus);
  post(
    chemins.demandeNouvelle,
    { ...PIECES, encore: nouvelle, page: (visite) => nouvelle(visite) },
    async (visite) => (await enregistrer(visite)) ?? again(),
  );

  get(chemins.demandeModification, SAISISSEUR, async (visite) => {
    const vue = await aModifier(visite);
    return montrer(services, visite, lieuDe(vue), vue);
  });
  const modifiee = async (visite: VisiteAUne, refus?: Refus) => {
    const vue = await aModifier(visite);
    return avancer(visite, { ...lieuDe(vue), version: refus?.status === 409 ? vue.version : visite.version }, vue, refus);
  };
  post(
    chemins.demandeModification,
    { ...PIECES, encore: modifiee, page: (visite) => modifiee(visite) },
    async (visite) => (await enregistrer(visite, await aModifier(visite))) ?? again(),
  );

  return routes;

  async function aModifier({ acteur, params }: VisiteAUne): Promise<DemandeVue> {
    const { vue } = await demandes.consulter(acteur, params.numero);
    const raison = empechement('modifier', vue);
    if (raison) throw conflit(raison);
    return vue;
  }

  /** Saves what the last step sends, when nothing is wrong with it; undefined when a step is to be shown. */
  async function enregistrer({ acteur, body, req, version, langue, origine, t }: Visite, vue?: DemandeVue): Promise<FormAnswer> {
    if (etapeForm.catch('details').parse(body.etape) !== 'enregistrer') return undefined;
    const { cadre } = await saisie.cadre(acteur, choixForm.parse(body), vue?.texte_id);
    const { contenu } = cadre ? saisie.read(cadre, saisieDe(body), langue) : { contenu: undefined };
    if (!contenu) return undefined;
    const fichiers = await documents.recevoir(uploads(req), 'pieces');
    if (vue) await demandes.modifier(acteur, vue.numero, contenu, fichiers, { version, origine });
    const numero = vue?.numero ?? (await demandes.enregistrer(acteur, contenu, fichiers, origine));
    return go(chemins.demande({ numero }), t(vue ? 'demandes.fait.modifiee' : 'demandes.fait.enregistree', { numero }));
  }

  /** From the details to the summary and back; the summary again when it could not be saved. */
  async function avancer(visite: Visite, lieu: Lieu, vue?: DemandeVue, refus?: Refus): Promise<Page> {
    const { acteur, body, langue, t } = visite;
    const etape = etapeForm.catch('details').parse(body.etape);
    const choix = choixForm.parse(body);
    const { cadre, offre, erreurs } = await saisie.cadre(acteur, choix, vue?.texte_id);
    if (!cadre) return show('demandes/general.njk', etapeGenerale({ lieu, langue, t, offre, choix, erreurs }), 422);
    const tapee = saisieDe(body);
    const commun = { lieu, langue, t, cadre, offre, aujourdhui: today(clock) };
    const lu = saisie.read(cadre, tapee, langue);
    if (etape === 'cote') return show('demandes/_cote.njk', { cote: cote(commun, montantDe(lu.valeurs, cadre)) });
    if (etape === 'details' || !lu.contenu) {
      const montrees = etape === 'details' ? [] : lu.erreurs;
      return show('demandes/details.njk', etapeDetails({ ...commun, saisie: tapee, erreurs: montrees }), montrees.length > 0 ? 422 : 200);
    }
    const [piece] = refus?.fields ?? [];
    return show('demandes/recapitulatif.njk', {
      ...etapeRecapitulatif({
        ...commun,
        saisie: texts(tapee),
        valeurs: lu.valeurs,
        groupes: groupesDe(cadre.texte, { valeurs: lu.valeurs, devise: cadre.autorisation.devise }, langue, t),
      }),
      erreurPieces: piece && t(piece.message, piece.params ?? {}),
      changements: vue && refus?.status === 409 ? await depuis(demandes, visite, vue, cadre) : [],
    });
  }
}

/** A step asked for by its address: the first, or the second once the four choices are made. */
async function montrer({ saisie, clock }: Services, { acteur, query, langue, t }: Visite, lieu: Lieu, vue?: DemandeVue): Promise<Page> {
  const voulus = choixForm.parse(query);
  const choix = vue
    ? { entiteId: vue.entite_id, produit: vue.produit, typeCredit: vue.type_credit, texteId: vue.texte_id, ...defined(voulus) }
    : voulus;
  const { cadre, offre, erreurs } = await saisie.cadre(acteur, choix, vue?.texte_id);
  const etape = etapeForm.catch(vue ? 'details' : 'general').parse(query.etape);
  if (etape === 'general' || !cadre) {
    const montrees = etape === 'general' ? [] : erreurs;
    return show(
      'demandes/general.njk',
      etapeGenerale({ lieu, langue, t, offre, choix, erreurs: montrees }),
      montrees.length > 0 ? 422 : 200,
    );
  }
  const valeurs = vue ? { ...vue.valeurs } : {};
  return show(
    'demandes/details.njk',
    etapeDetails({ lieu, langue, t, cadre, offre, aujourdhui: today(clock), saisie: valeurs, erreurs: [] }),
  );
}

/** What colleagues changed of it since it was shown. */
async function depuis(
  demandes: Services['demandes'],
  { acteur, version, langue, t }: Visite,
  { numero }: DemandeVue,
  { texte, autorisation }: Cadre,
) {
  const { evenements } = await demandes.consulter(acteur, numero);
  return changements(evenements, version, t, direDe(texte, autorisation.devise, langue, t));
}

const lieuDe = (vue: DemandeVue): Lieu => ({
  base: chemins.demandeModification({ numero: vue.numero }),
  numero: vue.numero,
  version: vue.version,
});
const defined = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
const texts = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
