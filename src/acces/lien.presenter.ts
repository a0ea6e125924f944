/** The pages of a first access and of a forgotten secret. */
import { chemins } from '../chemins.js';
import type { FieldError } from '../kit/errors.js';
import type { Translate } from '../kit/i18n.js';
import type { Politique } from '../preuves/politique.js';
import { QUESTIONS, type Reponse } from '../preuves/questions.js';
import { champSecret } from '../preuves/securite.presenter.js';
import { avecFautes } from '../web/fautes.js';
import type { SaisieDonnees } from './lien.form.js';

type Etat = 'faite' | 'courante' | 'avenir';
const etapesDe = (cles: readonly string[], courante: number, t: Translate) =>
  cles.map((cle, i): { texte: string; etat: Etat } => ({
    texte: t(cle),
    etat: i < courante ? 'faite' : i === courante ? 'courante' : 'avenir',
  }));

const OUBLI = ['acces.oubli.etape1', 'acces.oubli.etape2', 'acces.oubli.etape3'];
const AVEC_QUESTIONS = ['acces.oubli.etape1', 'acces.questions.etape', 'acces.oubli.etape3'];
const ACCES = ['acces.premier.etape1', 'acces.premier.etape2'];

/** Forgotten: the address, then "look at your mail", then, once the secret is set, the end. */
export const pageOublie = (etape: 1 | 2 | 4, fautes: readonly FieldError[], t: Translate) => ({
  titre: t(`acces.oubli.titre${etape}`),
  etape,
  parcours: etapesDe(OUBLI, etape - 1, t),
  ...avecFautes(fautes, t),
});

/** Choosing the secret: step 1 of 2 of a first access, with the three questions where they are wanted, or step 3 of 3 of a reset. */
export function pageDefinir(
  { nature, questions }: { nature: 'acces' | 'oubli'; questions: readonly string[] },
  politique: Politique,
  reponses: readonly Reponse[],
  fautes: readonly FieldError[],
  t: Translate,
) {
  const premier = nature === 'acces';
  return {
    titre: t(premier ? 'acces.premier.titre1' : 'acces.oubli.titre3'),
    phrase: t(premier ? 'acces.premier.phrase1' : 'acces.oubli.phrase3'),
    libelleEtapes: t(premier ? 'acces.premier.etapes' : 'acces.oubli.etapes'),
    parcours: premier ? etapesDe(ACCES, 0, t) : etapesDe(questions.length > 0 && politique.questions ? AVEC_QUESTIONS : OUBLI, 2, t),
    secret: champSecret(politique.secret, t),
    aChoisir: premier && politique.questions ? reponses : [],
    choixQuestions: QUESTIONS.map((cle) => ({ valeur: cle, texte: t(`acces.question.${cle}`) })),
    suite: t(premier ? 'acces.suivant' : 'acces.enregistrer'),
    ...avecFautes(fautes, t),
  };
}

/** One refusal for the three: which answer was wrong is nobody's business. */
export const pageQuestions = (questions: readonly string[], faux: boolean, t: Translate) => ({
  titre: t('acces.questions.titre'),
  parcours: etapesDe(AVEC_QUESTIONS, 1, t),
  posees: questions.map((cle, i) => ({ nom: `reponse${i + 1}`, texte: t(`acces.question.${cle}`) })),
  ...avecFautes(faux ? [{ field: 'reponse1', message: 'acces.questions.fausses' }] : [], t),
});

export const pageDonnees = (saisie: SaisieDonnees, email: string, fautes: readonly FieldError[], t: Translate) => ({
  titre: t('acces.premier.titre2'),
  parcours: etapesDe(ACCES, 1, t),
  saisie,
  invitee: email,
  choixLangues: [
    { valeur: 'fr', texte: t('kit.langue.fr') },
    { valeur: 'en', texte: t('kit.langue.en') },
  ],
  ...avecFautes(fautes, t),
});

export const pageLienMort = (t: Translate) => ({ titre: t('acces.lienMort.titre'), demander: chemins.motDePasseOublie() });
