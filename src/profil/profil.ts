/** What a person chooses for himself. Pure. */
import { avecRequete, chemins } from '../chemins.js';
import type { Translate } from '../kit/i18n.js';
import { a, type Acteur, type Collaborateur } from '../droits/acteur.js';

/** Where a person may start after signing in. */
export const PAGES_ACCUEIL = ['accueil', 'aValider', 'demandes', 'cautions', 'autorisations', 'encours'] as const;
export type PageAccueil = (typeof PAGES_ACCUEIL)[number];

const ADRESSES: Readonly<Record<PageAccueil, () => string>> = {
  accueil: chemins.accueil,
  aValider: () => avecRequete(chemins.demandes(), { aValider: 'moi' }),
  demandes: chemins.demandes,
  cautions: chemins.cautions,
  autorisations: chemins.autorisations,
  encours: chemins.encours,
};

export interface Preferences {
  readonly page_accueil: PageAccueil;
  readonly entite_id: number | null;
}

export const HABITUELLES: Preferences = { page_accueil: 'accueil', entite_id: null };

export const adresseAccueil = (page: PageAccueil): string => ADRESSES[page]();

/** The pages offered: what waits for one's validation is for a valideur only. */
export const pagesPour = (acteur: Collaborateur): readonly PageAccueil[] =>
  PAGES_ACCUEIL.filter((page) => page !== 'aValider' || a(acteur, 'valideur'));

/** The tabs of the profile, in their order. */
const ongletsDe = (acteur: Acteur): readonly { readonly cle: string; readonly href: string }[] => [
  { cle: 'donnees', href: chemins.profil() },
  { cle: 'motDePasse', href: chemins.profilMotDePasse() },
  { cle: 'securite', href: chemins.profilSecurite() },
  ...(acteur.genre === 'client'
    ? [
        { cle: 'recherches', href: chemins.profilRecherches() },
        { cle: 'alertes', href: chemins.profilAlertes() },
      ]
    : []),
];

/** The tabs as the macro `onglets` draws them, with the current one marked. */
export const tabsDe = (acteur: Acteur, t: Translate, courant: string) =>
  ongletsDe(acteur).map(({ cle, href }) => ({ href, texte: t(`profil.onglets.${cle}`), courant: cle === courant }));
