/** A company's name as two people write it: without accents, marks, legal form nor spaces. Pure. */
import { fold, squash } from './fold.js';

const FORMES = new Set([
  ...['sa', 'sas', 'sasu', 'sarl', 'eurl', 'sci', 'sccv', 'snc', 'scop', 'scs', 'sca', 'scp', 'selarl', 'gie', 'ei', 'eirl', 'sce', 'se'],
  ...[
    'ag',
    'ab',
    'as',
    'aps',
    'bv',
    'nv',
    'gmbh',
    'llc',
    'llp',
    'lp',
    'ltd',
    'limited',
    'plc',
    'inc',
    'corp',
    'co',
    'spa',
    'srl',
    'sl',
    'oy',
  ],
]);
const EN_LETTRES =
  /\b(societe (anonyme|par actions simplifiee( unipersonnelle)?|a responsabilite limitee|civile( immobiliere| de construction vente)?|en nom collectif|cooperative))\b/g;

/** The letters and figures that make a name; what is left of a name that is nothing but a legal form is that form. */
export function denomination(nom: string): string {
  // Points between single letters are those of a legal form: S.A.R.L.
  const plie = fold(nom.replace(/\b(?:\p{L}\.){2,}/gu, (sigle) => sigle.replaceAll('.', ''))).replace(EN_LETTRES, ' ');
  const mots = plie.split(' ').filter((mot) => mot !== '' && !FORMES.has(mot));
  return squash(mots.length > 0 ? mots.join('') : nom);
}
