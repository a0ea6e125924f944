/** An opposition in words: whether it is in time and reasoned, with its article, and what it does. */
import { chemins } from '../chemins.js';
import type { LectureOpposition } from '../horloges/opposition.js';
import { formatDay } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import type { CautionVue } from './caution.js';
import { lectureDe, type OppositionLue } from './oppositions.js';

const TONS = { bloque: 'amber', examen: 'violet', aucun: 'blue' } as const;

/** What the law says of it, line by line. */
export function lectureEnMots({ effet, aTemps, motivee, dernier, article, remarques }: LectureOpposition, t: Translate) {
  return {
    effet,
    ton: TONS[effet],
    titre: t(`oppositions.effet.${effet}`),
    points: [
      {
        conforme: aTemps,
        texte: t(`oppositions.temps.${aTemps ? (dernier ? 'oui' : 'ouvert') : 'non'}`, { dernier: dernier ? formatDay(dernier) : '' }),
      },
      { conforme: motivee, texte: t(`oppositions.motivee.${motivee ? 'oui' : 'non'}`) },
    ],
    article: article || t('oppositions.acte'),
    remarques: remarques.map((une) => t(`horloges.remarques.${une}`)),
  };
}

/** What ended holds nothing, whatever the law made of it. */
export const finieDe = ({ etat }: Pick<OppositionLue, 'etat'>): boolean => etat === 'levee' || etat === 'rejetee';

/** The dates and the rest of the letter, as data. */
export const faitsEnMots = (o: OppositionLue, devise: string, langue: Language, t: Translate) => [
  { libelle: t('oppositions.envoyeeLe'), valeur: formatDay(o.envoyee_le) },
  { libelle: t('oppositions.recueLe'), valeur: formatDay(o.recue_le) },
  ...(o.signifiee_le ? [{ libelle: t('oppositions.signifieeLe'), valeur: formatDay(o.signifiee_le) }] : []),
  { libelle: t('oppositions.forme'), valeur: t(`oppositions.formes.${o.forme}`) },
  { libelle: t('oppositions.destinataire'), valeur: t(`oppositions.destinataires.${o.destinataire}`) },
  { libelle: t('oppositions.motif'), valeur: t(`oppositions.motifs.${o.grief}`) },
  ...(o.montant ? [{ libelle: t('oppositions.montant'), valeur: formatMoney(fromDecimal(o.montant, devise), langue) }] : []),
  ...(o.reception_le ? [{ libelle: t('oppositions.receptionLe'), valeur: formatDay(o.reception_le) }] : []),
];

/** The oppositions on the client's page: each with what it does and what to do about it. */
export const oppositionsEnMots = (vue: CautionVue, langue: Language, t: Translate) =>
  vue.oppositions.map((o) => ({
    etat: o.etat,
    texte: o.motif,
    precision: t(`oppositions.recue.${o.etat}`, { le: formatDay(o.recue_le), fin: o.levee_le ? formatDay(o.levee_le) : '' }),
    faits: faitsEnMots(o, vue.devise, langue, t),
    lecture: finieDe(o) ? undefined : lectureEnMots(lectureDe(vue, o), t),
    reponse: o.reponse,
    aFaire: o.etat === 'ouverte' ? t(`oppositions.aFaire.${o.grief === 'inexecution' ? 'inexecution' : 'autre'}`) : undefined,
    lettre: chemins.cautionOppositionReponse({ numero: vue.numero, id: o.id }),
  }));
