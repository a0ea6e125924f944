/** The letter that answers an opposition, drafted from its facts: the insurer's, or the client's own. */
import { lectureDe } from '../cautions/oppositions.js';
import { lectureEnMots } from '../cautions/oppositions.presenter.js';
import { nomComplet, type Acteur } from '../droits/acteur.js';
import { formatDay, longDay, parisDay } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoneyOfAct, fromDecimal } from '../kit/money.js';
import type { PdfLetterOptions } from '../kit/pdf-letter.js';
import type { FaitsDeReponse } from './opposition.js';

const lignes = (texte: unknown): string[] => (typeof texte === 'string' ? texte.split(/\n/).filter(Boolean) : []);

interface Plume {
  readonly acteur: Acteur;
  /** In the language of the act, which the beneficiary reads. */
  readonly t: Translate;
  readonly maintenant: Date;
}

export function lettreDe(faits: FaitsDeReponse, { acteur, t, maintenant }: Plume): PdfLetterOptions {
  const { langue, garant, identite, entite, adresse, beneficiaire, valeurs, numero, marche, objet } = faits;
  const acte = (identite.acte ?? {}) as Readonly<Record<string, unknown>>;
  const auGarant = acteur.genre === 'garant';
  const details = {
    ...{ numero, garant, entite, objet },
    marche: marche || objet,
    envoyee: longDay(faits.envoyee_le, langue),
    recue: longDay(faits.recue_le, langue),
    levee: longDay(faits.levee_le ?? faits.recue_le, langue),
    montant: formatMoneyOfAct(fromDecimal(faits.reste, faits.devise), langue),
    reponse: faits.reponse,
  };
  return {
    language: langue,
    note: t('oppositions.lettre.note'),
    sender: auGarant ? [garant, ...lignes(acte.siege)] : [entite, ...lignes(adresse)],
    recipient: [beneficiaire, ...lignes(valeurs.beneficiaire_adresse)],
    dateline: t('oppositions.lettre.date', { le: longDay(parisDay(maintenant), langue) }),
    subject: t('oppositions.lettre.objet', details),
    paragraphs: [
      t('oppositions.lettre.politesse'),
      ...(auGarant ? duGarant(faits, details, t) : duClient(faits, details, t)),
      t('oppositions.lettre.fin'),
    ],
    signature: [auGarant ? garant : entite, nomComplet(acteur)],
    date: maintenant,
  };
}

type Details = Readonly<Record<string, string>>;

/** What was received, what it does and why, what is asked. */
function duGarant(faits: FaitsDeReponse, details: Details, t: Translate): string[] {
  const lecture = lectureDe(faits, faits);
  const { article, remarques } = lectureEnMots(lecture, t);
  const dire = (cle: string) =>
    t(`oppositions.lettre.garant.${cle}`, { ...details, article, dernier: lecture.dernier ? formatDay(lecture.dernier) : '' });
  const recue = dire('recue');
  if (faits.etat === 'levee') return [recue, dire('levee')];
  if (faits.etat === 'rejetee') return [recue, dire('rejetee'), faits.reponse];
  const effet = faits.etat === 'ouverte' && lecture.effet === 'aucun' ? 'examen' : lecture.effet;
  return [recue, dire(effet), ...remarques, ...(effet === 'aucun' ? [] : [dire('justifier')])];
}

/** What the client asks of whoever objects. */
function duClient(faits: FaitsDeReponse, details: Details, t: Translate): string[] {
  const dire = (cle: string) => t(`oppositions.lettre.client.${cle}`, details);
  if (faits.etat !== 'ouverte') return [dire('recue'), dire('finie')];
  return [dire('recue'), dire(faits.grief === 'inexecution' ? 'inexecution' : 'autre'), dire('lever')];
}
