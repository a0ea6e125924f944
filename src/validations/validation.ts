/** What a validation leads to, for one demande or for five hundred: who may, what the control says, what is taken. Pure. */
import type { Day } from '../kit/dates.js';
import { fromDecimal, money, subtract, type Money } from '../kit/money.js';
import { conforme, controler, type Faits, type Resultat } from '../cautions/controle.js';
import { DEMANDE, derniereValidation } from '../demandes/demande.js';
import { profilsDe, situationDe, type DemandeVue } from '../demandes/situation.js';
import { checkLimits } from '../specimens/limits.js';
import type { Limite } from '../specimens/texte.js';

/** What happens to one demande. */
export type Decision =
  | {
      readonly issue: 'refusee';
      readonly demande: DemandeVue;
      readonly raison: string;
      /** A fault of ours, to be looked at. */ readonly cause?: unknown;
    }
  | { readonly issue: 'validee'; readonly demande: DemandeVue }
  | {
      readonly issue: 'transmise';
      readonly demande: DemandeVue;
      readonly faits: FaitsRow;
      readonly controle: readonly Resultat[];
      readonly effective: boolean;
    };

/** The reason of a demande that cannot be decided on, or written, because of what it is. */
export const IMPOSSIBLE = 'validations.impossible';

/** Room left, by kind and id; lowered as the bulk takes from it. */
interface Reste {
  readonly get: (key: string) => Money | undefined;
  readonly set: (key: string, room: Money) => unknown;
}

/** Worked out when it is asked for: a ceiling that cannot be read is the matter of the demandes that need it only. */
function resteDe(places: readonly Place[]): Reste {
  const placeDe = new Map(places.map((place) => [cle(place.genre, place.id), place]));
  const reste = new Map<string, Money>();
  return {
    get: (key) => {
      const place = placeDe.get(key);
      return reste.get(key) ?? (place && subtract(fromDecimal(place.plafond, place.devise), fromDecimal(place.utilise, place.devise)));
    },
    set: (key, room) => reste.set(key, room),
  };
}

const cle = (genre: Place['genre'], id: number) => `${genre} ${id}`;
const memeActe = (d: DemandeVue) => [d.entite_id, d.type_credit, d.beneficiaire.toLowerCase(), d.marche].join('\u0000');

/**
 * Decides for each demande in the order given (that of their numbers): the first ones take the room. `faits` and `places` are as
 * read inside the transaction, under its locks; a demande to be transmitted without its facts, or whose version is not the one that its
 * validator was shown (`vues`, by number), is refused as changed meanwhile. One that cannot be decided on holds up no other.
 */
export function decider(
  demandes: readonly DemandeVue[],
  faits: readonly FaitsRow[],
  places: readonly Place[],
  aujourdhui: Day,
  vues: ReadonlyMap<string, number>,
): Decision[] {
  const faitsDe = new Map(faits.map((row) => [row.demande_id, row]));
  const reste = resteDe(places);
  const emises = new Map<string, string>();

  function issueDe(demande: DemandeVue): Decision {
    const obstacle = DEMANDE.obstacle('valider', situationDe(demande), profilsDe(demande));
    if (obstacle?.status === 403) return { issue: 'refusee', demande, raison: obstacle.key };
    if (vues.get(demande.numero) !== demande.version) return { issue: 'refusee', demande, raison: 'gestes.perimee' };
    if (obstacle) return { issue: 'refusee', demande, raison: obstacle.key };
    if (!derniereValidation(situationDe(demande))) return { issue: 'validee', demande };
    const row = faitsDe.get(demande.id);
    if (!row) return { issue: 'refusee', demande, raison: 'gestes.perimee' };

    const controle = controler(faitsPour(demande, row, reste, aujourdhui, emises.get(memeActe(demande)) ?? row.doublon));
    const effective = conforme(controle);
    if (effective) {
      emises.set(memeActe(demande), demande.numero);
      for (const key of clesDe(row)) {
        const room = reste.get(key);
        if (room) reste.set(key, subtract(room, fromDecimal(demande.montant, demande.devise)));
      }
    }
    return { issue: 'transmise', demande, faits: row, controle, effective };
  }
  return demandes.map((demande) => {
    try {
      return issueDe(demande);
    } catch (cause) {
      return { issue: 'refusee', demande, raison: IMPOSSIBLE, cause };
    }
  });
}

const clesDe = (row: FaitsRow) => [cle('autorisation', row.autorisation_id), cle('ligne', row.ligne_id), cle('contrat', row.contrat_id)];

function faitsPour(demande: DemandeVue, row: FaitsRow, reste: Reste, aujourdhui: Day, doublon: string | null): Faits {
  const none = money(0n, demande.devise);
  const [autorisation = none, ligne = none, contrat = none] = clesDe(row).map((key) => reste.get(key));
  const texte = { limites: row.limites } as Parameters<typeof checkLimits>[0];
  return {
    aujourdhui,
    montant: fromDecimal(demande.montant, demande.devise),
    dateEffet: demande.date_effet,
    dateFin: demande.date_fin,
    contrat: { du: row.contrat_du, au: row.contrat_au, acces: row.contrat_acces },
    entite: { active: row.entite_active, rattachee: row.entite_rattachee },
    texte: { du: row.texte_du, au: row.texte_au, garantConcorde: row.garant_concorde },
    plafondUnitaire: fromDecimal(row.plafond_unitaire, demande.devise),
    dureeMaxMois: row.duree_max_mois,
    disponible: { autorisation, ligne, contrat },
    limitesDepassees: checkLimits(texte, demande.valeurs, demande.devise)
      .filter(({ respectee }) => !respectee)
      .map(({ limite, details }) => ({ cle: limite.type, params: { ...details, article: limite.article, devise: demande.devise } })),
    impaye: { jours: row.impaye_jours, toleranceJours: row.impaye_tolerance },
    documentEnRetard: row.document_en_retard,
    pays: { beneficiaire: demande.valeurs.beneficiaire_pays ?? 'FR', admis: row.pays_admis },
    opposition: { derniere: row.derniere_opposition, exclueMois: row.opposition_exclue_mois },
    doublon,
  };
}

/** What the automatic control looks at, for one demande. */
export interface FaitsRow {
  readonly demande_id: number;
  readonly contrat_id: number;
  readonly ligne_id: number;
  readonly autorisation_id: number;
  readonly contrat: string;
  readonly contrat_du: Day;
  readonly contrat_au: Day | null;
  readonly contrat_acces: boolean;
  readonly entite_active: boolean;
  readonly entite_rattachee: boolean;
  readonly donneur_ordre: Readonly<Record<string, unknown>>;
  readonly texte_du: Day;
  readonly texte_au: Day | null;
  readonly garant_concorde: boolean;
  readonly limites: readonly Limite[];
  readonly edition_deportee: boolean;
  readonly plafond_unitaire: string;
  readonly duree_max_mois: number;
  readonly impaye_jours: number;
  readonly impaye_tolerance: number;
  readonly document_en_retard: Day | null;
  readonly pays_admis: readonly string[] | null;
  readonly derniere_opposition: Day | null;
  readonly opposition_exclue_mois: number | null;
  readonly doublon: string | null;
}

/** A ceiling and what is used of it, read under its lock. */
export interface Place {
  readonly genre: 'contrat' | 'ligne' | 'autorisation';
  readonly id: number;
  readonly plafond: string;
  readonly utilise: string;
  readonly devise: string;
}

export type Transmission = Extract<Decision, { issue: 'transmise' }>;

export interface CautionCreee {
  readonly id: number;
  readonly numero: string;
  readonly demande_id: number;
}
