/** The oppositions of a caution, as whoever reads it is told of them. Pure. */
import { lireOpposition, type LectureOpposition } from '../horloges/opposition.js';
import type { Opposition } from '../horloges/retenue-privee.js';
import type { Day } from '../kit/dates.js';
import { dernierJour, type Fin } from '../specimens/fin.js';
import type { Valeurs } from '../specimens/texte.js';

export const ETATS_OPPOSITION = ['ouverte', 'levee', 'rejetee', 'sans_effet'] as const;
export type EtatOpposition = (typeof ETATS_OPPOSITION)[number];

/** What a letter says of itself, and what is known of the works. */
export interface FaitsOpposition {
  readonly envoyee_le: Day;
  readonly recue_le: Day;
  readonly signifiee_le: Day | null;
  readonly forme: Opposition['forme'];
  readonly destinataire: Opposition['destinataire'];
  readonly grief: Opposition['motif'];
  readonly reception_le: Day | null;
}

export interface OppositionLue extends FaitsOpposition {
  readonly id: number;
  readonly version: number;
  readonly etat: EtatOpposition;
  readonly motif: string;
  readonly montant: string | null;
  readonly levee_le: Day | null;
  readonly reponse: string;
}

interface ActeLu {
  readonly type_credit: string;
  readonly valeurs: Valeurs;
  readonly fin: Fin;
  readonly date_fin: Day | null;
}

const DELAI_MOIS = 12;

/** In time, reasoned, and what it does. What is served counts from the day it is. */
export const lectureDe = (acte: ActeLu, faits: FaitsOpposition): LectureOpposition =>
  lireOpposition(
    {
      typeCredit: acte.type_credit,
      reception: faits.reception_le,
      delaiMois: Number(acte.valeurs.delai_garantie_mois) || DELAI_MOIS,
      dernier: dernierJour(acte),
    },
    {
      forme: faits.forme,
      destinataire: faits.destinataire,
      envoyee: faits.forme === 'commissaire' ? (faits.signifiee_le ?? faits.envoyee_le) : faits.envoyee_le,
      motif: faits.grief,
    },
  );
