/** The five menus, as data: what each person finds there. */
import { chemins } from '../chemins.js';
import type { Translate } from '../kit/i18n.js';
import type { Acteur, Profil, RoleGarant } from '../session/acteur.js';

interface Entree {
  readonly cle: string;
  readonly href: string;
  readonly icone: string;
  readonly pour?: Profil | readonly RoleGarant[];
}

const MENUS: readonly { readonly cle: string; readonly entrees: readonly Entree[] }[] = [
  {
    cle: 'gestionCaution',
    entrees: [
      { cle: 'demandes', href: chemins.demandes(), icone: 'file-text' },
      { cle: 'nouvelleDemande', href: chemins.demandeNouvelle(), icone: 'file-plus', pour: 'saisisseur' },
      { cle: 'cautions', href: chemins.cautions(), icone: 'shield-check' },
    ],
  },
  { cle: 'contrats', entrees: [{ cle: 'autorisations', href: chemins.autorisations(), icone: 'layers' }] },
  {
    cle: 'echanges',
    entrees: [
      { cle: 'specimens', href: chemins.specimens(), icone: 'file-search' },
      { cle: 'encours', href: chemins.encours(), icone: 'landmark' },
    ],
  },
];
const GESTION: typeof MENUS = [
  {
    cle: 'gestion',
    entrees: [
      { cle: 'cautionsEnAttente', href: chemins.gestion(), icone: 'hourglass' },
      { cle: 'comptes', href: chemins.gestionComptes(), icone: 'users', pour: ['conseiller', 'charge'] },
      { cle: 'entitesAIdentifier', href: chemins.gestionEntites(), icone: 'search-check', pour: ['conseiller', 'charge'] },
      { cle: 'travaux', href: chemins.gestionTravaux(), icone: 'rotate-ccw', pour: ['conseiller', 'charge'] },
      { cle: 'reglesGarant', href: chemins.gestionSecurite(), icone: 'shield', pour: ['conseiller'] },
    ],
  },
];
/** Everyone's, client or staff. */
const PROFIL = (genre: Acteur['genre']): typeof MENUS => [
  {
    cle: 'profil',
    entrees: [
      { cle: 'mesDonnees', href: chemins.profil(), icone: 'user' },
      { cle: 'motDePasse', href: chemins.profilMotDePasse(), icone: 'key-round' },
      { cle: 'securite', href: chemins.profilSecurite(), icone: 'shield' },
      ...(genre === 'client'
        ? [
            { cle: 'mesRecherches', href: chemins.profilRecherches(), icone: 'search' },
            { cle: 'mesAlertes', href: chemins.profilAlertes(), icone: 'bell' },
          ]
        : []),
    ],
  },
];

/** Administrators only: the menu is not there for the others. */
const PARAMETRAGE: typeof MENUS = [
  {
    cle: 'parametrage',
    entrees: [
      { cle: 'organisation', href: chemins.organisation(), icone: 'network', pour: 'administrateur' },
      { cle: 'collaborateurs', href: chemins.collaborateurs(), icone: 'users', pour: 'administrateur' },
      { cle: 'circuits', href: chemins.circuits(), icone: 'git-branch', pour: 'administrateur' },
      { cle: 'transmetteur', href: chemins.transmetteur(), icone: 'user-check', pour: 'administrateur' },
      { cle: 'regles', href: chemins.parametrageSecurite(), icone: 'shield', pour: 'administrateur' },
    ],
  },
];

/** The menus of a person, with the entry of the current page marked. */
export function menusDe(acteur: Acteur, path: string, t: Translate) {
  const menus = [...(acteur.genre === 'client' ? MENUS : GESTION), ...PROFIL(acteur.genre), ...PARAMETRAGE];
  const permis = ({ pour }: Entree) =>
    !pour || (acteur.genre === 'client' ? acteur.profils.some((profil) => profil === pour) : pour.includes(acteur.role));
  const courante = menus
    .flatMap(({ entrees }) => entrees.filter(permis))
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0];
  return menus
    .filter(({ entrees }) => entrees.some(permis))
    .map(({ cle, entrees }) => ({
      titre: t(`menus.${cle}`),
      courant: entrees.some((entree) => entree === courante),
      entrees: entrees
        .filter(permis)
        .map((entree) => ({ href: entree.href, texte: t(`menus.${entree.cle}`), icone: entree.icone, courant: entree === courante })),
    }));
}
