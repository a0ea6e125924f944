/** What an opposition does to a guarantor: in time or not, reasoned or not, and what follows. Where the law is not plain, it holds. Pure. */
import { addDays, type Day } from '../kit/dates.js';
import { libreApres, type Remarque } from './liberation.js';
import { liberationRetenuePrivee, type Opposition } from './retenue-privee.js';
import { liberationRetenuePublique } from './retenue-publique.js';

/** An act, as far as an opposition to its release asks. */
export interface ActeOppose {
  readonly typeCredit: string;
  /** The day the réception takes effect, where it is known. */
  readonly reception: Day | null;
  readonly delaiMois: number;
  /** The last day of an act that ends by itself. */
  readonly dernier: Day | null;
}

/** `aucun`: the law is plain, it holds nobody. `bloque`: it holds him. `examen`: it holds him until an adviser has decided. */
export interface LectureOpposition {
  readonly effet: 'bloque' | 'examen' | 'aucun';
  readonly aTemps: boolean;
  readonly motivee: boolean;
  /** The last day to send it; null where nothing fixes one. */
  readonly dernier: Day | null;
  /** Empty: the act itself. */
  readonly article: string;
  readonly remarques: readonly Remarque[];
}

export function lireOpposition(acte: ActeOppose, opposition: Opposition): LectureOpposition {
  if (acte.typeCredit === 'RG_PRIV') return retenuePrivee(acte, opposition);
  return acte.typeCredit === 'RG_PUB' || acte.typeCredit === 'GAPD_RG' ? retenuePublique(acte, opposition) : selonActe(acte, opposition);
}

const motivee = ({ motif }: Opposition): boolean => motif === 'inexecution';

function retenuePrivee({ reception }: ActeOppose, opposition: Opposition): LectureOpposition {
  // As long as no réception is known its year has not begun: it cannot be over.
  const { situation, article, remarques } = liberationRetenuePrivee([{ effet: reception ?? opposition.envoyee }], [opposition]);
  const dernier = reception && addDays(libreApres(reception, 12), -1);
  return {
    effet: situation === 'bloquee' ? 'bloque' : situation === 'a_examiner' ? 'examen' : 'aucun',
    aTemps: dernier === null || opposition.envoyee <= dernier,
    motivee: motivee(opposition),
    dernier,
    article,
    remarques: [...remarques.filter((une) => une !== 'opposition_en_cours'), ...(reception ? [] : (['reception_attendue'] as const))],
  };
}

/** Reserves hold the guarantor who was told of them, the contractor too (R2191-42): whoever told one alone holds nobody. */
function retenuePublique({ reception, delaiMois }: ActeOppose, opposition: Opposition): LectureOpposition {
  const { libre, article } = liberationRetenuePublique({ reception, delaiMois });
  const commun = { ...tenue(opposition, libre && addDays(libre, -1)), article };
  const remarques: Remarque[] = [...commun.remarques, ...(reception ? [] : (['reception_attendue'] as const))];
  return opposition.destinataire === 'entrepreneur' ? { ...commun, effet: 'aucun', remarques } : { ...commun, remarques };
}

function selonActe({ dernier }: ActeOppose, opposition: Opposition): LectureOpposition {
  const lue = { ...tenue(opposition, dernier), article: '' };
  // A firm end is the act's own: nothing that comes after it holds.
  return lue.aTemps ? lue : { ...lue, effet: 'aucun' };
}

/** What no text of law settles: it holds when nothing is wrong with it, and is looked at otherwise. */
function tenue(opposition: Opposition, dernier: Day | null): Omit<LectureOpposition, 'article'> {
  const { forme, destinataire, envoyee } = opposition;
  const aTemps = dernier === null || envoyee <= dernier;
  const remarques: Remarque[] = [
    ...(destinataire === 'entrepreneur' ? (['opposition_entrepreneur'] as const) : []),
    ...(forme === 'simple' ? (['opposition_forme'] as const) : []),
    ...(aTemps ? [] : (['opposition_tardive'] as const)),
    ...(motivee(opposition) ? [] : (['opposition_motif'] as const)),
    ...(forme === 'commissaire' ? (['opposition_signifiee'] as const) : []),
  ];
  const rien = remarques.every((une) => une === 'opposition_signifiee');
  return { effet: rien ? 'bloque' : 'examen', aTemps, motivee: motivee(opposition), dernier, remarques };
}
