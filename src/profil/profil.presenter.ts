/** The profile's pages, in words. */
import { chemins } from '../chemins.js';
import { frequencesDe, type Abonnement } from '../alertes/alertes.js';
import { LANGUAGES, type Translate } from '../kit/i18n.js';
import type { EntitesDeRecherche } from '../organisation/organisation.js';
import type { Acteur } from '../droits/acteur.js';
import { pagesPour, tabsDe } from './profil.js';

interface Cadre {
  readonly acteur: Acteur;
  readonly t: Translate;
}

const cadre = ({ acteur, t }: Cadre, courant: string) => ({
  titre: t(`profil.onglets.${courant}`),
  fil: [{ href: chemins.accueil(), texte: t('menus.accueil') }, { texte: t('menus.profil') }],
  tabs: tabsDe(acteur, t, courant),
});

interface Donnees extends Cadre {
  /** As typed, or as it is. */
  readonly saisie: Readonly<Record<string, unknown>>;
  readonly entites: EntitesDeRecherche;
}

export function pageDonnees({ saisie, entites: { entites, trop }, ...page }: Donnees) {
  const { acteur, t } = page;
  return {
    ...cadre(page, 'donnees'),
    email: acteur.email,
    profils: acteur.genre === 'client' ? acteur.profils.map((profil) => t(`profil.profils.${profil}`)) : [],
    client: acteur.genre === 'client',
    saisie,
    choixLangues: LANGUAGES.map((langue) => ({ valeur: langue, texte: t(`kit.langue.${langue}`) })),
    pages: acteur.genre === 'client' ? pagesPour(acteur).map((one) => ({ valeur: one, texte: t(`profil.pages.${one}`) })) : [],
    entites: trop
      ? []
      : [
          { valeur: '', texte: t('profil.toutesEntites') },
          ...entites.map(({ id, nom, niveau }) => ({ valeur: String(id), texte: '\u2003'.repeat(niveau) + nom })),
        ],
  };
}

export const pageAlertes = ({ abonnements, ...page }: Cadre & { readonly abonnements: readonly Abonnement[] }) => ({
  ...cadre(page, 'alertes'),
  lignes: abonnements.map(({ alerte, frequence, urgente }) => ({
    cle: alerte,
    texte: page.t(`accueil.alerte.${alerte}`, { count: 2 }),
    precision: page.t(`profil.alertes.precision.${alerte}`),
    frequence,
    urgente,
    frequences: frequencesDe(alerte).map((one) => ({ valeur: one, texte: page.t(`profil.frequences.${one}`) })),
  })),
});
