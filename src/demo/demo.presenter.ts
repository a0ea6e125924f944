/** The pages of the demonstration. */
import { avecRequete, chemins } from '../chemins.js';
import type { CourrielEnregistre } from '../courriels/courriel.js';
import { quoiDe, type CourrielRendu } from '../courriels/rendu.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import type { CompteDemo } from '../acces/connexion.presenter.js';

/**
 * Who acts at each step, and where it begins. The guarantee of the first is one that the group's authorisations have room for,
 * at an amount that asks for two validations: its circuit asks for a second one from 50 000 €, and Marc may go up to 150 000 €.
 */
const ETAPES = [
  {
    cle: 'saisir',
    email: 'saisie@rhonebatir.example',
    retour: avecRequete(chemins.demandeNouvelle(), { produit: 'MARCHE', typeCredit: 'RG_PRIV' }),
  },
  { cle: 'valider', email: 'valideur@rhonebatir.example', retour: avecRequete(chemins.demandes(), { aValider: 'moi' }) },
  { cle: 'transmettre', email: 'directrice@rhonebatir.example', retour: avecRequete(chemins.demandes(), { aValider: 'moi' }) },
  { cle: 'suivre', email: 'saisie@rhonebatir.example', retour: chemins.cautions() },
  { cle: 'editer', email: 'saisie@rhonebatir.example', retour: avecRequete(chemins.cautions(), { etat: 'effective' }) },
] as const;

export function pageDemo(comptes: readonly CompteDemo[], langue: Language, t: Translate) {
  return {
    titre: t('demo.titre'),
    fil: [{ href: chemins.accueil(), texte: t('menus.accueil') }, { texte: t('demo.titre') }],
    etapes: ETAPES.map(({ cle, email, retour }, index) => ({
      titre: t('demo.etape', { rang: index + 1, titre: t(`demo.etapes.${cle}.titre`) }),
      paragraphes: t(`demo.etapes.${cle}.texte`).split('\n'),
      bouton: t(`demo.etapes.${cle}.bouton`),
      email,
      retour,
    })),
    comptes: comptes.map(({ email, qui }) => ({ email, qui: qui[langue] })),
  };
}

type Message = CourrielEnregistre & CourrielRendu;

export const pageCourriels = (messages: readonly Message[], langue: Language, t: Translate) => ({
  titre: t('demo.courriels.titre'),
  fil: [{ href: chemins.demo(), texte: t('demo.titre') }, { texte: t('demo.courriels.titre') }],
  messages: messages.map(({ id, cree_le, destinataire, sujet, langue: sienne, gabarit }) => ({
    href: chemins.demoCourriel({ id }),
    le: cree_le,
    destinataire,
    sujet,
    langue: sienne,
    evenement: quoiDe(gabarit, langue),
  })),
});

export const pageCourriel = (
  { sujet, destinataire, expediteur, cree_le, corps, lien, bouton, commentaire, langue, texte, html }: Message,
  t: Translate,
) => ({
  titre: sujet,
  fil: [
    { href: chemins.demo(), texte: t('demo.titre') },
    { href: chemins.demoCourriels(), texte: t('demo.courriels.titre') },
    { texte: sujet },
  ],
  courriel: {
    destinataire,
    expediteur,
    texte,
    html,
    le: cree_le,
    corps,
    lien,
    bouton,
    commentaire,
    langue,
  },
});
