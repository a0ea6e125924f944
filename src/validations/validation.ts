/** What a validation leads to, for one demande or for five hundred: who may, what the control says, what is taken. Pure. */
import type { Day } from '../kit/dates.js';
import { fromDecimal, money, subtract, type Money } from '../kit/money.js';
import { conforme, controler, type Faits, type Resultat } from '../cautions/controle.js';
import { signalementDe, type Voisine } from '../cautions/doublons.js';
import { faitsPour, placeReelle, type FaitsRow } from '../cautions/faits.js';
import { DEMANDE, derniereValidation } from '../demandes/demande.js';
import type { TexteDeRegles } from '../specimens/coherence.js';
import { profilsDe, situationDe, type DemandeVue } from '../demandes/situation.js';

/** What happens to one demande. */
export type Decision =
  | {
      readonly issue: 'refusee';
      readonly demande: DemandeVue;
      readonly raison: string;
      /** A fault of ours, to be looked at. */ readonly cause?: unknown;
    }
  | {
      readonly issue: 'validee';
      readonly demande: DemandeVue;
      /** In a forecast: what the last validation would find now. */ readonly prevu?: Prevu;
    }
  | ({ readonly issue: 'transmise'; readonly demande: DemandeVue; readonly effective: boolean } & Prevu);

/** What the control says of a demande, and the room around it. */
interface Prevu {
  readonly faits: FaitsRow;
  readonly controle: readonly Resultat[];
  /** Room really left on the three ceilings, before this demande and after it. */
  readonly place: { readonly avant: Money; readonly apres: Money };
}

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
const memeAffaire = (d: DemandeVue, { famille, affaire }: FaitsRow) => `${d.entite_id} ${famille} ${affaire}`;
/** As those that come after it in the same selection see it. */
const enVoisine = ({ numero, montant, devise, valeurs }: DemandeVue): Voisine => ({
  ...signalementDe(valeurs),
  ...{ numero, montant, devise, etat: 'en_attente' },
});

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
  textes: ReadonlyMap<number, TexteDeRegles>,
): Decision[] {
  const faitsDe = new Map(faits.map((row) => [row.demande_id, row]));
  const reste = resteDe(places);
  const emises = new Map<string, Voisine[]>();

  function controleDe(demande: DemandeVue, row: FaitsRow): Prevu {
    const texte = textes.get(demande.texte_id);
    if (!texte) throw new RangeError(`no text ${demande.texte_id}`);
    const faits = { ...row, voisines: [...(emises.get(memeAffaire(demande, row)) ?? []), ...row.voisines] };
    const disponible = disponibleDe(row, reste, demande.devise);
    const avant = placeReelle(disponible);
    const controle = controler(faitsPour({ ...demande, texte }, faits, disponible, aujourdhui));
    return { faits: row, controle, place: { avant, apres: avant } };
  }

  function issueDe(demande: DemandeVue): Decision {
    const obstacle = DEMANDE.obstacle('valider', situationDe(demande), profilsDe(demande));
    if (obstacle?.status === 403) return { issue: 'refusee', demande, raison: obstacle.key };
    if (vues.get(demande.numero) !== demande.version) return { issue: 'refusee', demande, raison: 'gestes.perimee' };
    if (obstacle) return { issue: 'refusee', demande, raison: obstacle.key };
    const row = faitsDe.get(demande.id);
    if (!derniereValidation(situationDe(demande))) return { issue: 'validee', demande, ...(row && { prevu: controleDe(demande, row) }) };
    if (!row) return { issue: 'refusee', demande, raison: 'gestes.perimee' };

    const prevu = controleDe(demande, row);
    const affaire = memeAffaire(demande, row);
    emises.set(affaire, [...(emises.get(affaire) ?? []), enVoisine(demande)]);
    if (!conforme(prevu.controle)) return { issue: 'transmise', demande, effective: false, ...prevu };
    const montant = fromDecimal(demande.montant, demande.devise);
    for (const key of clesDe(row)) {
      const room = reste.get(key);
      if (room) reste.set(key, subtract(room, montant));
    }
    return {
      issue: 'transmise',
      demande,
      effective: true,
      ...prevu,
      place: { ...prevu.place, apres: subtract(prevu.place.avant, montant) },
    };
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

function disponibleDe(row: FaitsRow, reste: Reste, devise: string): Faits['disponible'] {
  const none = money(0n, devise);
  const [autorisation = none, ligne = none, contrat = none] = clesDe(row).map((key) => reste.get(key));
  return { autorisation, ligne, contrat };
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

/** A demande on the page that says what was done. */
export interface Conclue {
  readonly numero: string;
  readonly beneficiaire: string;
  readonly entite: string;
  readonly montant: string;
  readonly devise: string;
  /** What the control found, once it is transmitted. */
  readonly controle: readonly Resultat[] | null;
}

export interface CautionCreee {
  readonly id: number;
  readonly numero: string;
  readonly demande_id: number;
}
