/** Drafts, as their person finds them again. */
import { avecRequete, chemins } from '../chemins.js';
import { formatInstant, formatTime } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import { fil } from '../web/fil.js';
import { JOURS, type Brouillon, type Garde } from './brouillon.js';
import type { OffreSaisie } from './saisie.js';

interface Lecteur {
  readonly langue: Language;
  readonly t: Translate;
}

/** One line a draft: what tells it from the others. */
export const lignesBrouillons = (brouillons: readonly Brouillon[], { offre, langue, t }: Lecteur & { readonly offre: OffreSaisie }) =>
  brouillons.map(({ id, demande, choix, saisie, modifie_le }) => {
    const base = demande ? chemins.demandeModification({ numero: demande }) : chemins.demandeNouvelle();
    const quoi = [
      choix.typeCredit && offre.catalogue.types.find(({ code }) => code === choix.typeCredit)?.libelle[langue],
      saisie.beneficiaire_nom?.slice(0, 80),
      offre.entites.find((entite) => entite.id === choix.entiteId)?.nom,
    ].filter(Boolean);
    return {
      href: avecRequete(base, { brouillon: id }),
      abandon: chemins.brouillonAbandon({ id }),
      titre: demande ? t('brouillons.modification', { numero: demande }) : t('brouillons.nouvelle'),
      quoi: quoi.join(', '),
      quand: t('brouillons.quand', { quand: formatInstant(modifie_le, langue) }),
    };
  });

export const pageBrouillons = (lignes: ReturnType<typeof lignesBrouillons>, t: Translate) => ({
  titre: t('brouillons.titre'),
  fil: fil(t, { href: chemins.demandes(), texte: t('demandes.titre') }, { texte: t('brouillons.titre') }),
  duree: t('brouillons.duree', { jours: JOURS }),
  lignes,
});

/** What the page that saves by itself is told. */
export const pageGarde = (garde: Garde | undefined, now: Date, { langue, t }: Lecteur) => ({
  garde,
  texte:
    garde === undefined
      ? t('brouillons.nonGarde')
      : garde.issue === 'enregistree'
        ? t('brouillons.deja', { numero: garde.numero })
        : t(garde.ailleurs ? 'brouillons.ailleurs' : 'brouillons.garde', { heure: formatTime(now, langue) }),
});
