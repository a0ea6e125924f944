/** An entity of a client's organisation: its states, and what may be done with it, by whom. No I/O, no clock. */
import { cycle, type Empechement as Motif, type Geste } from '../kit/cycle.js';
import { isFrench } from '../kit/countries.js';
import type { Profil } from '../droits/acteur.js';

export const ETATS_ENTITE = ['brouillon', 'a_identifier', 'identifiee', 'validee', 'active', 'inactive'] as const;
export type EtatEntite = (typeof ETATS_ENTITE)[number];

/** What must be known of an entity to say what may be done. */
export interface SituationEntite {
  readonly etat: EtatEntite;
  readonly racine: boolean;
  readonly enfants: number;
  /** Registration and address are there: the insurer can recognise it. */
  readonly complete: boolean;
  /** A perimeter, a delegation, a circuit or a contract names it. */
  readonly citee: boolean;
}

type Empechement = Motif<SituationEntite>;

const racine: Empechement = (s) => (s.racine ? 'organisation.refus.racine' : undefined);
const aDesFils: Empechement = (s) => (s.enfants > 0 ? 'organisation.refus.enfants' : undefined);
const citee: Empechement = (s) => (s.citee ? 'organisation.refus.citee' : undefined);
const incomplete: Empechement = (s) => (s.complete ? undefined : 'organisation.refus.incomplete');

/** The insurer's staff, who look after the account. */
export type AuteurEntite = Profil | 'garant';

/** A draft that is deleted leaves nothing: its last state is no row's. */
const ETATS = [...ETATS_ENTITE, 'supprimee'] as const;

/** The one table: it drives the guard, the words, the buttons, the diagram and the exhaustive test. */
export const ENTITE = cycle({
  nom: 'organisation',
  etats: ETATS,
  debut: ['brouillon', 'identifiee'],
  gestes: {
    modifier: { de: ['brouillon', 'identifiee', 'validee', 'active'], par: 'administrateur' },
    // What acts say of it changes: the insurer recognises it again.
    renommer: { de: ['identifiee', 'validee', 'active'], vers: 'a_identifier', par: 'administrateur' },
    ajouter_un_fils: { de: ['brouillon', 'a_identifier', 'identifiee', 'validee', 'active'], par: 'administrateur' },
    deplacer: { de: ETATS_ENTITE, par: 'administrateur', sauf: [racine] },
    supprimer: { de: ['brouillon'], vers: 'supprimee', par: 'administrateur', sauf: [racine, aDesFils, citee] },
    demander_identification: { de: ['brouillon'], vers: 'a_identifier', par: 'administrateur', sauf: [incomplete] },
    identifier: { de: ['a_identifier'], vers: 'identifiee', par: 'garant' },
    renvoyer: {
      de: ['a_identifier'],
      vers: 'brouillon',
      par: 'garant',
      exige: { champ: 'motif', min: 3, max: 1_000, message: 'gestion.entites.erreurs.motif' },
    },
    valider: { de: ['identifiee'], vers: 'validee', par: 'administrateur' },
    activer: { de: ['validee'], vers: 'active', par: 'administrateur' },
    desactiver: { de: ['active'], vers: 'inactive', par: 'administrateur' },
    reactiver: { de: ['inactive'], vers: 'active', par: 'administrateur' },
  } satisfies Record<string, Geste<(typeof ETATS)[number], SituationEntite, AuteurEntite>>,
});

export type NomGesteEntite = (typeof ENTITE.noms)[number];

/** The gestes that a button does at once, without a form of their own. */
export const GESTES_DIRECTS = ['supprimer', 'demander_identification', 'valider', 'activer', 'desactiver', 'reactiver'] as const;
export type GesteDirect = (typeof GESTES_DIRECTS)[number];
export const readGesteDirect = (typed: unknown): GesteDirect | undefined => GESTES_DIRECTS.find((nom) => nom === typed);

/** True when this changes what acts say of an entity that the insurer had recognised. */
export const changeSonNom = (
  vue: Pick<FicheEntite, 'nom' | 'forme'> & { readonly etat: EtatEntite },
  fiche: Pick<FicheEntite, 'nom' | 'forme'>,
): boolean => immatriculationFixee(vue.etat) && (vue.nom !== fiche.nom || vue.forme !== fiche.forme);

/** The registration is fixed once the insurer has recognised the entity. */
export const immatriculationFixee = (etat: EtatEntite): boolean => etat !== 'brouillon';

/** True when an entity put under this parent would be its own ancestor. */
export const feraitUnCycle = (id: number, cheminDuParent: readonly number[]): boolean => cheminDuParent.includes(id);

/** Entities of a state are counted so far: `99+` then says enough. */
export const PLUS_DE = 99;
/** Rows of one page of the tree. */
export const TAILLE = 50;

export interface EntiteVue extends NoeudVue {
  readonly compte_id: number;
  readonly parent_id: number | null;
  readonly chemin: readonly number[];
  readonly forme: string;
  readonly adresse: string;
  readonly pays: string;
  readonly contact_nom: string;
  readonly contact_email: string;
  readonly contact_telephone: string;
  readonly version: number;
  readonly demandee_le: Date | null;
  readonly citee: boolean;
}

export interface NoeudVue {
  readonly id: number;
  readonly nom: string;
  readonly niveau: number;
  readonly etat: EtatEntite;
  readonly siret: string | null;
  readonly siren: string | null;
  readonly immatriculation: string | null;
  readonly numero_client: string | null;
  readonly enfants: number;
  readonly parent: string | null;
}

export interface CircuitVue {
  readonly entite_id: number;
  readonly entite: string;
  readonly tranches: readonly { readonly a_partir_de: string; readonly validations: number }[];
}

export interface FicheEntite {
  readonly nom: string;
  readonly forme: string;
  readonly pays: string;
  readonly siren: string | null;
  readonly siret: string | null;
  readonly immatriculation: string | null;
  readonly adresse: string;
  readonly contact_nom: string;
  readonly contact_email: string;
  readonly contact_telephone: string;
}

/** What the rules ask of an entity. */
export const situationEntite = (vue: EntiteVue): SituationEntite => ({
  etat: vue.etat,
  racine: vue.parent_id === null,
  enfants: vue.enfants,
  complete: vue.adresse !== '' && (isFrench(vue.pays) ? vue.siren !== null && vue.siret !== null : vue.immatriculation !== null),
  citee: vue.citee,
});
