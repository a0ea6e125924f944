/** The pages of one's own secret and security. */
import { chemins } from '../chemins.js';
import type { FieldError } from '../kit/errors.js';
import type { Translate } from '../kit/i18n.js';
import { reglesDe, type Appareil, type Genre, type SessionOuverte } from './politique.js';
import type { CleAcces } from './passkey.service.js';
import { avecFautes } from '../web/fautes.js';
import { QUESTIONS, type Reponse } from './questions.js';

const fil = (t: Translate, ...suite: readonly { href?: string; texte: string }[]) => [
  { href: chemins.accueil(), texte: t('menus.accueil') },
  ...suite,
];
const securite = (t: Translate) => ({ href: chemins.profilSecurite(), texte: t('menus.securite') });

export const pageMotDePasse = (genre: Genre, expire: Date | null, fautes: readonly FieldError[], t: Translate) => ({
  titre: t('menus.motDePasse'),
  fil: fil(t, { texte: t('menus.motDePasse') }),
  secret: champSecret(genre, t),
  expire,
  ...avecFautes(fautes, t),
});

interface Securite {
  /** Chosen or not; undefined: the rules do not ask for them. */
  readonly questions: boolean | undefined;
  readonly application: boolean;
  readonly secours: number;
  readonly cles: readonly CleAcces[];
  readonly appareils: readonly Appareil[];
  readonly sessions: readonly SessionOuverte[];
}

export function pageSecurite(
  { questions, application, secours, cles, appareils, sessions }: Securite,
  clesPossibles: boolean,
  t: Translate,
) {
  const nom = (navigateur: string) => navigateur || t('acces.securite.inconnu');
  return {
    titre: t('menus.securite'),
    fil: fil(t, { texte: t('menus.securite') }),
    questions,
    application,
    secours: application || cles.length > 0 ? t('acces.securite.secoursRestants', { count: secours }) : undefined,
    clesPossibles,
    passkeys: cles.map((cle) => ({ ...cle, retrait: chemins.profilCleRetrait({ id: cle.id }) })),
    appareils: appareils.map((un) => ({ ...un, nom: nom(un.navigateur), retrait: chemins.profilAppareilRetrait({ id: un.id }) })),
    sessions: sessions.map((une) => ({ ...une, nom: nom(une.navigateur), fin: chemins.profilSessionFin({ id: une.id }) })),
    autres: sessions.filter(({ presente }) => !presente).length,
  };
}

export const pageApplication = (values: { secret: string; qr: string }, fautes: readonly FieldError[], t: Translate) => ({
  titre: t('acces.application.titre'),
  fil: fil(t, securite(t), { texte: t('acces.application.titre') }),
  qr: values.qr,
  // In groups of four, as one copies it by hand.
  secretLisible: values.secret.replaceAll(/(.{4})(?=.)/g, '$1 '),
  ...avecFautes(fautes, t),
});

export const pageCles = (options: string | undefined, fautes: readonly FieldError[], t: Translate) => ({
  titre: t('acces.cle.titre'),
  fil: fil(t, securite(t), { texte: t('acces.cle.titre') }),
  cle: options,
  ...avecFautes(fautes, t),
});

export const pageSecours = (codes: readonly string[], t: Translate) => ({
  titre: t('acces.secours.titre'),
  fil: fil(t, securite(t), { texte: t('acces.secours.titre') }),
  codes,
});

/** Each question with its answer, which is asked for whole every time: the former ones cannot be read. */
export const pageMesQuestions = (reponses: readonly Reponse[], fautes: readonly FieldError[], t: Translate) => ({
  titre: t('acces.mesQuestions.titre'),
  fil: fil(t, securite(t), { texte: t('acces.mesQuestions.titre') }),
  aChoisir: reponses,
  choixQuestions: QUESTIONS.map((cle) => ({ valeur: cle, texte: t(`acces.question.${cle}`) })),
  ...avecFautes(fautes, t),
});
/** The field of a new secret: what it is called, how it is typed, its rules behind the "?". */
export const champSecret = (genre: Genre, t: Translate) => ({
  genre,
  type: genre === 'code6' ? 'code' : 'secret',
  regles: reglesDe(genre).map(({ cle, motif }) => ({ texte: t(`acces.regle.${cle}`), motif })),
});
