/** Which clock of the law frees the guarantor of an act, by its type of credit. Pure (9-texts, §8). */
import type { Day } from '../kit/dates.js';
import type { Valeurs } from '../specimens/texte.js';
import { liberationSousTraite } from './autres.js';
import type { Liberation } from './liberation.js';
import { liberationRetenuePrivee, type Opposition } from './retenue-privee.js';
import { liberationRetenuePublique } from './retenue-publique.js';

/** What is known of the works and of what the beneficiary did. */
export interface FaitsDeLiberation {
  readonly typeCredit: string;
  readonly valeurs: Valeurs;
  /** The day the réception takes effect; undefined: not known. */
  readonly reception?: Day;
  readonly levees?: Day;
  readonly paye?: Day;
  readonly oppositions?: readonly Opposition[];
}

/** What a PV of réception says of the works. */
export const RESERVES_RECEPTION = ['sans', 'avec', 'levees'] as const;

/** Types that the réception of the works frees, at once or in time. */
export const SUR_RECEPTION: readonly string[] = ['RG_PRIV', 'RG_PUB', 'GAPD_RG', 'BF'];

const DELAI_MOIS = 12;
const ACTE = 'acte, clause de fin';

/** When and by which article; undefined where no clock of the law is known for this type. */
export function liberationPour({
  typeCredit,
  valeurs,
  reception,
  levees,
  paye,
  oppositions = [],
}: FaitsDeLiberation): Liberation | undefined {
  switch (typeCredit) {
    case 'RG_PRIV':
      return liberationRetenuePrivee(reception === undefined ? [] : [{ effet: reception }], oppositions);
    case 'RG_PUB':
    case 'GAPD_RG':
      return reception === undefined
        ? {
            situation: 'sur_evenement',
            libre: null,
            article: 'code de la commande publique, art. R2191-42',
            remarques: ['reception_attendue'],
          }
        : liberationRetenuePublique({
            reception,
            delaiMois: Number(valeurs.delai_garantie_mois ?? DELAI_MOIS),
            reserves: {
              titulaire: valeurs.reserves_titulaire_date,
              garant: valeurs.reserves_garant_date,
              levees: levees ?? valeurs.reserves_levee_date,
            },
          });
    case 'ST':
    case 'P1799':
      return liberationSousTraite({ paye, reception, fin: valeurs.date_fin });
    case 'BF':
      return reception === undefined
        ? { situation: 'sur_evenement', libre: null, article: ACTE, remarques: ['reception_attendue'] }
        : { situation: 'a_terme', libre: reception, article: ACTE, remarques: [] };
    default:
      return undefined;
  }
}
