/** The forms of a page as a browser would send them, read from its HTML: fields inside, and those tied to it by their `form` attribute. */

export interface Champ {
  readonly nom: string;
  readonly valeur: string;
}

export interface Formulaire {
  readonly adresse: string;
  readonly methode: 'get' | 'post';
  readonly fichiers: boolean;
  readonly champs: readonly Champ[];
}

const ENTITES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
const clair = (texte: string): string =>
  texte.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (tout, hexa: string, dix: string, nom: string) =>
    hexa ? String.fromCodePoint(parseInt(hexa, 16)) : dix ? String.fromCodePoint(Number(dix)) : (ENTITES[nom] ?? tout),
  );

function attributs(balise: string): Map<string, string> {
  const trouves = new Map<string, string>();
  for (const [, nom = '', valeur = ''] of balise.matchAll(/\s([\w-]+)(?:="([^"]*)")?/g)) trouves.set(nom.toLowerCase(), clair(valeur));
  return trouves;
}

const CHAMP = /<(input|button)\b([^>]*)>|<(textarea|select)\b([^>]*)>([\s\S]*?)<\/\3>/gi;

/** The fields of a piece of HTML, with the form that each names for itself. */
function champsDe(html: string): (Champ & { readonly de: string | undefined })[] {
  const champs: (Champ & { readonly de: string | undefined })[] = [];
  for (const [, , simple, double = '', ouvrante = '', dedans = ''] of html.matchAll(CHAMP)) {
    const [genre, lus] = [double.toLowerCase(), attributs(simple ?? ouvrante)];
    const nom = lus.get('name');
    if (!nom || lus.get('type') === 'file') continue;
    const choisie = /<option\b[^>]*\sselected[^>]*>/i.exec(dedans)?.[0] ?? /<option\b[^>]*>/i.exec(dedans)?.[0] ?? '';
    const valeur =
      genre === 'select'
        ? (attributs(choisie).get('value') ?? '')
        : genre === 'textarea'
          ? clair(dedans)
          : (lus.get('value') ?? (lus.get('type') === 'checkbox' ? 'on' : ''));
    champs.push({ nom, valeur, de: lus.get('form') });
  }
  return champs;
}

/** Every form of a page; `page` is its own address, where a form without an action goes. */
export function formulaires(html: string, page: string): Formulaire[] {
  const tous: Formulaire[] = [];
  const ailleurs = champsDe(html).filter(({ de }) => de !== undefined);
  for (const [, balise = '', dedans = ''] of html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)) {
    const lus = attributs(balise);
    const siens = [...champsDe(dedans).filter(({ de }) => de === undefined), ...ailleurs.filter(({ de }) => de === lus.get('id'))];
    tous.push({
      adresse: lus.get('action') || page,
      methode: lus.get('method')?.toLowerCase() === 'post' ? 'post' : 'get',
      fichiers: lus.get('enctype') === 'multipart/form-data',
      champs: siens.map(({ nom, valeur }) => ({ nom, valeur })),
    });
  }
  return tous;
}
