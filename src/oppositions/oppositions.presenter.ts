/** The insurer's pages of an opposition: the letter as it is registered, one of them with its file. */
import { chemins } from '../chemins.js';
import { lectureDe } from '../cautions/oppositions.js';
import { faitsEnMots, finieDe, lectureEnMots } from '../cautions/oppositions.presenter.js';
import { panneauxDossier, sousTitreDe, type ContexteDossier } from '../dossiers/dossier.presenter.js';
import { aLui, type DossierVu } from '../dossiers/dossier.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { formatDay, type Day } from '../kit/dates.js';
import type { FieldError } from '../kit/errors.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import type { Agent } from '../droits/acteur.js';
import { fautesDeDates, OPPOSITION, type OppositionSeule, type BornesOpposition } from './opposition.js';
import { CHOIX, readFaits, type SaisieOpposition } from './oppositions.form.js';

interface Contexte {
  readonly acteur: Agent;
  readonly catalogue: Catalogue;
  readonly langue: Language;
  readonly t: Translate;
}

interface APreparer extends DossierVu {
  readonly reception: Day | null;
  readonly reperes: BornesOpposition;
}

/**
 * The form that registers one: what the letter says first, what the law makes of it, then the letter itself. `lue`: the facts were
 * given; `refusee`: what is wrong is told by the refusal.
 */
export function pageEnregistrer(
  dossier: APreparer,
  saisie: SaisieOpposition,
  { lue, refusee }: { readonly lue: boolean; readonly refusee: boolean },
  contexte: Contexte,
) {
  const { caution, autour, reception, reperes } = dossier;
  const { t } = contexte;
  const { numero } = caution;
  const { faits, fautes } = lue ? readFaits(saisie) : { faits: undefined, fautes: [] };
  const erreurs: readonly FieldError[] = faits ? fautesDeDates(faits, reperes) : fautes;
  const mots = new Map<string, string>();
  for (const { field, message } of erreurs) if (!mots.has(field)) mots.set(field, t(message));
  const lecture = faits && erreurs.length === 0 ? lectureEnMots(lectureDe(caution, faits), t) : undefined;
  return {
    titre: t('oppositions.enregistrer'),
    numero,
    etat: caution.etat,
    sousTitre: sousTitreDe(dossier, contexte),
    fil: [
      { href: chemins.gestion(), texte: t('menus.gestion') },
      { href: chemins.gestionCaution({ numero }), texte: numero },
      { texte: t('oppositions.enregistrer') },
    ],
    sienne: aLui(contexte.acteur, autour),
    adresse: chemins.gestionCautionOpposition({ numero }),
    ...(mots.size > 0 &&
      !refusee && { fautes: Object.fromEntries(mots), corrections: [...mots].map(([nom, texte]) => ({ href: `#${nom}`, texte })) }),
    saisie: { ...saisie, receptionLe: saisie.receptionLe || (!lue && reception ? formatDay(reception) : saisie.receptionLe) },
    choix: Object.fromEntries(
      Object.entries(CHOIX).map(([nom, codes]) => [nom, codes.map((code) => ({ valeur: code, texte: t(`oppositions.${nom}s.${code}`) }))]),
    ),
    lecture,
    effets: ['sans_effet', 'retenir'].map((code) => ({ valeur: code, texte: t(`oppositions.effets.${code}`) })),
  };
}

interface Consultee extends DossierVu {
  readonly opposition: OppositionSeule;
}

/** One opposition: its letter, what it does, what may be done with it. */
export function pageOpposition(source: Consultee, saisie: Readonly<Record<string, string>>, contexte: ContexteDossier) {
  const { caution, opposition, autour } = source;
  const { acteur, langue, t } = contexte;
  const { id } = opposition;
  const sienne = aLui(acteur, autour);
  const gestes = OPPOSITION.possibles({ etat: opposition.etat }, acteur.role === 'charge' ? ['garant', 'charge'] : ['garant']);
  return {
    titre: t('oppositions.une', { numero: caution.numero }),
    etat: opposition.etat,
    sousTitre: sousTitreDe(source, contexte),
    fil: [
      { href: chemins.gestion(), texte: t('menus.gestion') },
      { href: chemins.gestionOppositions(), texte: t('oppositions.titre') },
      { texte: caution.numero },
    ],
    caution: { numero: caution.numero, href: chemins.gestionCaution({ numero: caution.numero }), etat: caution.etat },
    mots: opposition.motif,
    faits: faitsEnMots(opposition, caution.devise, langue, t),
    lecture: finieDe(opposition) ? undefined : lectureEnMots(lectureDe(caution, opposition), t),
    fin: opposition.levee_le ? t(`oppositions.fin.${opposition.etat}`, { le: formatDay(opposition.levee_le) }) : undefined,
    reponse: opposition.reponse,
    dossier: panneauxDossier(source, { sujet: 'opposition', id }, contexte),
    peut: { lever: sienne && gestes.includes('lever'), rejeter: sienne && gestes.includes('rejeter') },
    saisie,
    liens: {
      lever: chemins.gestionOppositionLevee({ id }),
      rejeter: chemins.gestionOppositionRejet({ id }),
      reponse: chemins.gestionOppositionReponse({ id }),
    },
  };
}
