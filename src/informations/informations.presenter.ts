/** Help and legal pages, in words: sections of paragraphs and lists, and the insurer as its acts name it. */
import { chemins } from '../chemins.js';
import type { Identite } from '../garants/garants.service.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import type { Acteur } from '../droits/acteur.js';
import { sectionsPour, type NomPage } from './informations.js';

/** A paragraph, or the items of a list. */
type Bloc = { readonly texte: string } | { readonly liste: readonly string[] };

/** Lines of a message: each is a paragraph; those that begin with a dash, one after the other, are a list. */
export function blocsDe(texte: string): Bloc[] {
  const blocs: ({ texte: string } | { liste: string[] })[] = [];
  for (const ligne of texte.split('\n')) {
    const item = /^- (.*)$/.exec(ligne)?.[1];
    const last = blocs.at(-1);
    if (item === undefined) blocs.push({ texte: ligne });
    else if (last && 'liste' in last) last.liste.push(item);
    else blocs.push({ liste: [item] });
  }
  return blocs;
}

/** Mentions of the insurer, in the order a legal notice gives them; what is not known is left out. */
const MENTIONS = ['forme', 'capital', 'siege', 'rcs', 'agrement', 'controle'] as const;
/** Long enough to take two columns. */
const LARGES: ReadonlySet<string> = new Set(['forme', 'siege', 'agrement', 'controle']);

/** Name and legal mentions, from the insurer's own data: what its acts print. */
export function identiteLisible(garant: Identite | undefined, langue: Language, t: Translate) {
  const acte = (garant?.identite.acte ?? {}) as Readonly<Record<string, unknown>>;
  const traduit = (langue === 'en' ? acte.en : undefined) as Readonly<Record<string, unknown>> | undefined;
  return [
    { libelle: t('informations.mentions.identite.nom'), valeur: garant?.nom, large: false },
    ...MENTIONS.map((cle) => ({
      libelle: t(`informations.mentions.identite.${cle}`),
      valeur: traduit?.[cle] ?? acte[cle],
      large: LARGES.has(cle),
    })),
  ].flatMap(({ libelle, valeur, large }) => (typeof valeur === 'string' && valeur !== '' ? [{ libelle, valeur, large }] : []));
}

export function pageInformations({
  page,
  acteur,
  garant,
  langue,
  t,
}: {
  page: NomPage;
  acteur: Acteur | undefined;
  garant: Identite | undefined;
  langue: Language;
  t: Translate;
}) {
  const params = { garant: garant?.nom ?? '' };
  const titre = t(`informations.${page}.titre`);
  return {
    titre,
    phrase: t(`informations.${page}.phrase`, params),
    fil: acteur ? [{ href: chemins.accueil(), texte: t('menus.accueil') }, { texte: titre }] : [],
    sections: sectionsPour(page, acteur).map(({ cle, pourLui }) => ({
      id: cle,
      titre: t(`informations.${page}.${cle}.titre`),
      precision: pourLui ? t('informations.pourVous') : undefined,
      blocs: blocsDe(t(`informations.${page}.${cle}.texte`, params)),
      donnees: page === 'mentions' && cle === 'editeur' ? identiteLisible(garant, langue, t) : [],
    })),
    site: page === 'mentions' ? garant?.site : undefined,
  };
}
