/** The trail above a page: home, then what leads to it. */
import { chemins } from '../chemins.js';
import type { Translate } from '../kit/i18n.js';

export const fil = (t: Translate, ...suite: { href?: string; texte: string }[]) => [
  { href: chemins.accueil(), texte: t('menus.accueil') },
  ...suite,
];
