/** The five menus, as data: what each person finds there. */
import { chemins } from '../chemins.js';
import type { Translate, Translator } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import type { Acteur, Profil, RoleGarant } from '../droits/acteur.js';

interface Entree {
  /** Its words: those of its page (`demandes.titre`), or `menus.…`. */
  readonly cle: string;
  readonly href: string;
  readonly icone: string;
  readonly pour?: Profil | readonly RoleGarant[];
}

const MENUS: readonly { readonly cle: string; readonly entrees: readonly Entree[] }[] = [
  {
    cle: 'gestionCaution',
    entrees: [
      { cle: 'demandes.titre', href: chemins.demandes(), icone: 'file-text' },
      { cle: 'nouvelleDemande', href: chemins.demandeNouvelle(), icone: 'file-plus', pour: 'saisisseur' },
      { cle: 'cautions.titre', href: chemins.cautions(), icone: 'shield-check' },
      { cle: 'termes.liberables.titre', href: chemins.cautionsLiberables(), icone: 'lock-open' },
    ],
  },
  {
    cle: 'contrats',
    entrees: [
      { cle: 'autorisations.titre', href: chemins.autorisations(), icone: 'layers' },
      { cle: 'contrats.titre', href: chemins.contrats(), icone: 'file-text' },
      { cle: 'factures.titre', href: chemins.factures(), icone: 'receipt-text' },
    ],
  },
  {
    cle: 'echanges',
    entrees: [
      { cle: 'specimens.titre', href: chemins.specimens(), icone: 'file-search' },
      { cle: 'encours.titre', href: chemins.encours(), icone: 'landmark' },
      { cle: 'documents.demandes.titre', href: chemins.documents(), icone: 'file-warning' },
    ],
  },
];
/** Who decides and follows for the insurer; a broker reads. */
const SUIVI = ['conseiller', 'charge'] as const;
const GESTION: typeof MENUS = [
  {
    // What waits for him.
    cle: 'gestion',
    entrees: [
      { cle: 'cautionsEnAttente', href: chemins.gestion(), icone: 'hourglass' },
      { cle: 'mainlevees.file.titre', href: chemins.gestionMainlevees(), icone: 'lock-open', pour: SUIVI },
      { cle: 'avenants.titre', href: chemins.gestionAvenants(), icone: 'pencil', pour: SUIVI },
      { cle: 'revisions.titre', href: chemins.gestionRevisions(), icone: 'scale', pour: SUIVI },
      { cle: 'oppositions.titre', href: chemins.gestionOppositions(), icone: 'octagon-alert', pour: SUIVI },
      { cle: 'appels.titre', href: chemins.gestionAppels(), icone: 'gavel', pour: SUIVI },
      { cle: 'expeditions.titre', href: chemins.gestionActes(), icone: 'printer', pour: SUIVI },
      { cle: 'documents.recus.titre', href: chemins.gestionDocuments(), icone: 'inbox', pour: SUIVI },
      { cle: 'entitesAIdentifier', href: chemins.gestionEntites(), icone: 'search-check', pour: SUIVI },
      { cle: 'reprises.titre', href: chemins.gestionTravaux(), icone: 'rotate-ccw', pour: SUIVI },
    ],
  },
  {
    cle: 'clientele',
    entrees: [
      { cle: 'gestion.cautions.titre', href: chemins.gestionCautions(), icone: 'shield-check' },
      { cle: 'comptes', href: chemins.gestionComptes(), icone: 'users', pour: SUIVI },
      { cle: 'textes.titre', href: chemins.gestionTextes(), icone: 'file-search', pour: SUIVI },
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
      { cle: 'organisation.titre', href: chemins.organisation(), icone: 'network', pour: 'administrateur' },
      { cle: 'collaborateurs.titre', href: chemins.collaborateurs(), icone: 'users', pour: 'administrateur' },
      { cle: 'circuits.titre', href: chemins.circuits(), icone: 'git-branch', pour: 'administrateur' },
      { cle: 'transmetteur', href: chemins.transmetteur(), icone: 'user-check', pour: 'administrateur' },
      { cle: 'regles', href: chemins.parametrageSecurite(), icone: 'shield', pour: 'administrateur' },
    ],
  },
];

/** A menu as a page shows it. */
export interface Menu {
  readonly titre: string;
  readonly courant: boolean;
  readonly entrees: readonly { readonly href: string; readonly texte: string; readonly icone: string; readonly courant: boolean }[];
}

/** The menus of a person, with the entry of the current page marked: the same object for the same rights, language and entry. */
export function createMenus(translator: Translator): (acteur: Acteur, path: string, langue: Language) => readonly Menu[] {
  const kept = new Map<string, readonly Menu[]>();
  const permitted = new Map<string, typeof MENUS>();
  return (acteur, path, langue) => {
    const rights = acteur.genre === 'client' ? acteur.profils.join() : acteur.role;
    const menus = permitted.get(rights) ?? menusPermis(acteur);
    permitted.set(rights, menus);
    const href = entreeCourante(menus, path);
    const key = `${rights} ${langue} ${href}`;
    const known = kept.get(key) ?? enMots(menus, href, translator(langue));
    kept.set(key, known);
    return known;
  };
}

function menusPermis(acteur: Acteur): typeof MENUS {
  const permis = ({ pour }: Entree) =>
    !pour || (acteur.genre === 'client' ? acteur.profils.some((profil) => profil === pour) : pour.includes(acteur.role));
  return [...(acteur.genre === 'client' ? MENUS : GESTION), ...PROFIL(acteur.genre), ...PARAMETRAGE]
    .map(({ cle, entrees }) => ({ cle, entrees: entrees.filter(permis) }))
    .filter(({ entrees }) => entrees.length > 0);
}

/** The address of the entry that a page is under: the longest. */
function entreeCourante(menus: typeof MENUS, path: string): string {
  let longest = '';
  for (const { entrees } of menus)
    for (const { href } of entrees)
      if (href.length > longest.length && path.startsWith(href) && (path.length === href.length || path[href.length] === '/'))
        longest = href;
  return longest;
}

const enMots = (menus: typeof MENUS, courante: string, t: Translate): Menu[] =>
  menus.map(({ cle, entrees }) => ({
    titre: t(`menus.${cle}`),
    courant: entrees.some(({ href }) => href === courante),
    entrees: entrees.map(({ cle: nom, href, icone }) => ({
      href,
      texte: t(nom.includes('.') ? nom : `menus.${nom}`),
      icone,
      courant: href === courante,
    })),
  }));
