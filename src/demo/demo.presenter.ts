/** The pages of the demonstration. */
import { chemins } from '../chemins.js';
import type { CourrielEnregistre } from '../courriels/courriels.repository.js';
import type { CourrielRendu } from '../courriels/courriels.service.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import type { CompteDemo } from '../session/session.presenter.js';

/** Who acts at each step, and where it begins. */
const ETAPES = [
  { cle: 'saisir', email: 'saisie@rhonebatir.example', retour: chemins.demandeNouvelle() },
  { cle: 'valider', email: 'valideur@rhonebatir.example', retour: `${chemins.demandes()}?aValider=moi` },
  { cle: 'transmettre', email: 'directrice@rhonebatir.example', retour: `${chemins.demandes()}?aValider=moi` },
  { cle: 'courriels', email: undefined, retour: chemins.demoCourriels() },
  { cle: 'editer', email: 'saisie@rhonebatir.example', retour: `${chemins.cautions()}?etat=effective` },
] as const;

export function pageDemo(comptes: readonly CompteDemo[], langue: Language, t: Translate) {
  return {
    titre: t('demo.titre'),
    fil: [{ href: chemins.accueil(), texte: t('menus.accueil') }, { texte: t('demo.titre') }],
    etapes: ETAPES.map(({ cle, email, retour }, rang) => ({
      rang: rang + 1,
      titre: t(`demo.etapes.${cle}.titre`),
      texte: t(`demo.etapes.${cle}.texte`),
      bouton: t(`demo.etapes.${cle}.bouton`),
      email,
      retour,
    })),
    comptes: comptes.map(({ email, qui }) => ({ email, qui: qui[langue] })),
  };
}

type Message = CourrielEnregistre & CourrielRendu;

export const pageCourriels = (messages: readonly Message[], t: Translate) => ({
  titre: t('demo.courriels.titre'),
  fil: [{ href: chemins.demo(), texte: t('demo.titre') }, { texte: t('demo.courriels.titre') }],
  messages: messages.map(({ id, cree_le, destinataire, sujet }) => ({
    href: chemins.demoCourriel({ id }),
    le: cree_le,
    destinataire,
    sujet,
  })),
});

export const pageCourriel = ({ sujet, destinataire, cree_le, corps, lien, bouton, commentaire }: Message, t: Translate) => ({
  titre: sujet,
  fil: [
    { href: chemins.demo(), texte: t('demo.titre') },
    { href: chemins.demoCourriels(), texte: t('demo.courriels.titre') },
    { texte: sujet },
  ],
  courriel: { destinataire, le: cree_le, corps, lien, bouton, commentaire },
});
