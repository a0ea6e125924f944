/** The pages of the three steps, whatever they come from: an address, a draft, a form that was sent. */
import { randomUUID } from 'node:crypto';
import { changements } from '../gestes/changements.presenter.js';
import { show, type Page } from '../http/answers.js';
import { words, type Visit } from '../http/visit.js';
import type { Refus } from '../kit/errors.js';
import { today } from '../kit/dates.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../droits/acteur.js';
import { groupesDe } from '../specimens/groupes.presenter.js';
import { direDe } from './demande.presenter.js';
import type { DemandeVue } from './situation.js';
import type { Cadre } from './saisie.js';
import type { ChoixSaisie, EtapeSaisie } from './saisie.form.js';
import { lignesBrouillons } from './brouillons.presenter.js';
import { cote, type Cote } from './cote.presenter.js';
import { etapeDetails, etapeGenerale, etapeRecapitulatif, type EtapeMontree, type Lieu } from './saisie.presenter.js';

type Visite = Visit<Collaborateur>;

/** A step, and all that was chosen and typed so far. */
export interface EtapeDemandee {
  readonly etape: EtapeSaisie;
  readonly lieu: Lieu;
  /** The demande being changed. */
  readonly vue?: DemandeVue;
  readonly choix: ChoixSaisie;
  readonly saisie: Readonly<Record<string, unknown>>;
  readonly refus?: Refus;
}

/** The step that was asked for, or the one before it that something is wrong with. */
export async function montrerEtape(services: Services, visite: Visite, demandee: EtapeDemandee): Promise<Page> {
  const { acteur, langue, t } = visite;
  const { etape, lieu, vue, choix } = demandee;
  const { saisie, clock } = services;
  const { cadre, offre, erreurs } = await saisie.cadre(acteur, choix, vue?.texte_id);
  if (etape === 'general' || !cadre) {
    const montrees = etape === 'general' ? [] : erreurs;
    const brouillons = lieu.brouillon.rang > 0 || montrees.length > 0 ? [] : await services.brouillons.list(acteur);
    const page = etapeGenerale({ lieu, langue, t, offre, choix, erreurs: montrees, cherche: words(visite.query.chercher) });
    const enCours = lignesBrouillons(brouillons, { offre, langue, t });
    return show('demandes/general.njk', { ...page, enCours }, montrees.length > 0 ? 422 : 200);
  }
  const lu = saisie.read(cadre, demandee.saisie, langue);
  const aCote = await coteDe(services, visite, cadre, lu, vue?.id);
  if (etape === 'cote') return show('demandes/_cote.njk', { cote: aCote });
  const commun = { lieu, langue, t, cadre, offre, aujourdhui: today(clock), cote: aCote };
  if (etape === 'details' || !lu.contenu) {
    const montrees = etape === 'details' ? [] : lu.erreurs;
    const autres = vue && lieu.brouillon.rang === 0 && etape === 'details' ? await services.brouillons.list(acteur, vue.id) : [];
    const page = etapeDetails({ ...commun, saisie: demandee.saisie, erreurs: montrees });
    return show(
      'demandes/details.njk',
      { ...page, enCours: lignesBrouillons(autres, { offre, langue, t }) },
      montrees.length > 0 ? 422 : 200,
    );
  }
  return recapituler(services, visite, demandee, commun, lu.valeurs);
}

/** Everything as it will be saved; after a refusal, what colleagues changed meanwhile. */
async function recapituler(
  { demandes }: Services,
  visite: Visite,
  { vue, saisie, refus }: EtapeDemandee,
  commun: EtapeMontree,
  valeurs: Readonly<Record<string, string>>,
): Promise<Page> {
  const { langue, t } = visite;
  const { cadre } = commun;
  const [piece] = refus?.fields ?? [];
  return show('demandes/recapitulatif.njk', {
    ...etapeRecapitulatif({
      ...commun,
      saisie: texts(saisie),
      valeurs,
      groupes: groupesDe(cadre.texte, { valeurs, devise: cadre.autorisation.devise }, langue, t, { mots: true }),
    }),
    erreurPieces: piece && t(piece.message, piece.params ?? {}),
    changements: vue && refus?.status === 409 ? await depuis(demandes, visite, vue, cadre) : [],
  });
}

/** The column at right, by the rules of the automatic control; `id`: of the demande that is changed. */
async function coteDe(
  { saisie, clock }: Services,
  { acteur, langue, t }: Visite,
  cadre: Cadre,
  lu: ReturnType<Services['saisie']['read']>,
  id: number | undefined,
): Promise<Cote> {
  const vu = await saisie.prevoir(acteur, cadre, lu, id);
  return cote({ ...vu, autorisation: cadre.autorisation, texte: cadre.texte, valeurs: lu.valeurs, aujourdhui: today(clock), langue, t });
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

/** The sheet that a page makes its draft from: named now, or by what led to it. */
export const feuilleNeuve = (id: string | undefined, rang = 0, feuille?: string) => ({
  id: id ?? randomUUID(),
  rang,
  feuille: feuille ?? randomUUID(),
});

const texts = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
