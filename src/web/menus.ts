/** The five menus, as data: what each person finds there. */
import { chemins } from '../chemins.js';
import type { Translate } from '../kit/i18n.js';
import type { Acteur, Profil } from '../session/acteur.js';

interface Entree {
  readonly cle: string;
  readonly href: string;
  readonly icone: string;
  readonly pour?: Profil;
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
  {
    cle: 'parametrage',
    entrees: [
      { cle: 'collaborateurs', href: chemins.collaborateurs(), icone: 'users', pour: 'administrateur' },
      { cle: 'circuits', href: chemins.circuits(), icone: 'git-branch', pour: 'administrateur' },
      { cle: 'transmetteur', href: chemins.transmetteur(), icone: 'user-check', pour: 'administrateur' },
    ],
  },
];
const GESTION: typeof MENUS = [{ cle: 'gestion', entrees: [{ cle: 'cautionsEnAttente', href: chemins.gestion(), icone: 'hourglass' }] }];

/** The menus of a person, with the entry of the current page marked. */
export function menusDe(acteur: Acteur, path: string, t: Translate) {
  const menus = acteur.genre === 'client' ? MENUS : GESTION;
  const permis = ({ pour }: Entree) => !pour || (acteur.genre === 'client' && acteur.profils.includes(pour));
  const courante = menus
    .flatMap(({ entrees }) => entrees.filter(permis))
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0];
  const ouverts = menus.filter(({ entrees }) => entrees.some(permis));
  return ouverts.map(({ cle, entrees }) => ({
    titre: t(`menus.${cle}`),
    courant: entrees.some((entree) => entree === courante),
    entrees: entrees
      .filter(permis)
      .map((entree) => ({ href: entree.href, texte: t(`menus.${entree.cle}`), icone: entree.icone, courant: entree === courante })),
  }));
}
