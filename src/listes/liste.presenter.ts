/** The page of any list: search bar, chips, sorting heads, pages, totals, groups. */
import { avecRequete, chemins } from '../chemins.js';
import type { Pagination } from '../kit/list/tools.js';
import { formatMoney, fromDecimal } from '../kit/money.js';
import type { EntitesDeRecherche } from '../organisation/organisation.js';
import type { Acteur } from '../droits/acteur.js';
import type { Mots, Offre } from './critere.js';
import { COCHEES, writeQuery, writeOrder, type Lecture } from './lecture.js';
import { countLines, type Liste, type Total } from './liste.js';
import type { PageDeListe } from './liste.sql.js';
import { ongletsDe } from './onglets.presenter.js';
import { adresseDe, type Preferee } from './preferees.js';
import { blocsDe, titreDe, type LienDeListe } from './tableau.presenter.js';

interface Lu<Row, T extends Total> extends PageDeListe<Row, T> {
  readonly preferees: readonly Preferee[];
  readonly entites: EntitesDeRecherche;
  readonly comptes: Readonly<Record<string, number>>;
  readonly mots: Mots;
}

export function pageDeListe<Row, Qui extends Acteur, T extends Total>(
  liste: Liste<Row, Qui, T>,
  demande: Lecture<Qui>,
  { lignes, totaux, page, preferees, entites, comptes, mots }: Lu<Row, T>,
  acteur: Qui,
) {
  const { vue, words } = liste;
  const { t } = mots;
  const lecture = { ...demande, page };
  const base = liste.chemin();
  // What is searched is written once; most links only change the order or the page.
  const cherche = avecRequete('', lecture.requete);
  const lien = (changes: Partial<Lecture<Qui>>, adresse = base) => {
    const voulue = { ...lecture, page: 1, ...changes };
    if (changes.requete) return adresse + writeQuery(liste, voulue);
    const ordre = avecRequete('', writeOrder(liste, voulue));
    return adresse + (cherche && ordre ? `${cherche}&${ordre.slice(1)}` : cherche + ordre);
  };
  const offre = { ...mots, requete: lecture.requete, entites, comptes };
  // The bare address may open on the person's own search; this one on everything.
  const tout = liste.preferees ? `${base}?page=1` : base;
  const puces = lecture.criteres
    .flatMap((critere) => critere.puces?.(offre) ?? [])
    .map(({ sans, ...puce }) => {
      const href = lien({ requete: { ...lecture.requete, ...sans } });
      return { ...puce, href: href === base ? tout : href };
    });
  const titre = titreDe(liste, mots);
  const requete = lien({}, '').slice(1);
  const champs = lecture.criteres.flatMap((critere) => critere.champs?.(offre) ?? []);
  const { tri, taille } = writeOrder(liste, lecture);
  const caches = Object.entries({ tri: vue.onglets && tri, taille }).flatMap(([nom, valeur]) =>
    valeur === undefined ? [] : [{ nom, type: 'cache' as const, valeur: String(valeur) }],
  );
  return {
    titre,
    fil: [
      vue.sous ? { href: vue.sous.href, texte: t(vue.sous.titre) } : { href: chemins.accueil(), texte: t('menus.accueil') },
      { texte: titre },
    ],
    corrections: lecture.erreurs.map(({ field, message }) => ({ href: `#f-${field}`, texte: t(message) })),
    liste: {
      phrase: vue.phrase?.(totaux, mots),
      resultat: totaux.some(({ plus }) => plus) ? t('listes.plusDe', { count: countLines(totaux) }) : vue.resultat?.(totaux, mots),
      montants: vue.resultat ? montantsDe(totaux, mots) : [],
      css: vue.css ?? '',
      libelle: champs.length > 0 ? t('listes.recherche') : titre,
      preferees: preferees.map((one) => ({ nom: one.nom, href: adresseDe(base, one.requete), courante: one.requete === requete })),
      aGarder: liste.preferees && { action: chemins.profilRecherches(), liste: liste.nom, requete },
      actions: [
        ...(liste.excel ? [{ href: lien({}, liste.excel()), icone: 'download', texte: t('kit.exporterExcel') }] : []),
        ...(liste.pdf ? [{ href: lien({}, liste.pdf()), icone: 'download', texte: t('kit.exporterPdf') }] : []),
        ...(vue.actions?.(acteur, mots) ?? []),
      ],
      filtres: champs.length > 0 && { action: base, libelle: titre, actifs: puces.length, champs: [...champs, ...caches] },
      puces: { puces, effacer: puces.length > 0 ? tout : undefined },
      suggestions: vue.suggestions?.(acteur, lecture.requete, mots) ?? [],
      raccourcis: raccourcisDe(lecture, offre, lien),
      lignes: totaux.some(({ plus }) => plus) ? undefined : countLines(totaux),
      onglets: ongletsDe(liste, lecture.requete, comptes, acteur, mots),
      chiffres: lignes.length > 0 ? vue.chiffres?.(totaux, mots) : undefined,
      libelleChiffres: vue.chiffres && t(`${words}.chiffres`),
      blocs: blocsDe(liste, lecture, lignes, totaux, mots, acteur, lien),
      boutons: vue.boutons ?? false,
      masse: masseDe(liste, lecture, totaux, lignes.length, acteur, mots),
      vide: videDe(liste, puces.length > 0, tout, acteur, mots),
      pagination: countLines(totaux) > (champs.length > 0 ? 0 : lecture.taille) && pages(liste, lecture, countLines(totaux), lien),
    },
  };
}

const montantsDe = (totaux: readonly Total[], { langue }: Mots): string[] =>
  totaux.flatMap(({ montant, devise }) => (montant && devise ? [formatMoney(fromDecimal(montant, devise), langue)] : []));

/** Ready-made answers to the criteria, each with the list it leads to. */
const raccourcisDe = <Qui extends Acteur>(lecture: Lecture<Qui>, offre: Offre, lien: LienDeListe<Qui>) =>
  lecture.criteres
    .flatMap((critere) => critere.raccourcis?.(offre) ?? [])
    .map(({ libelle, choix }) => ({
      libelle,
      choix: choix.map(({ avec, ...un }) => ({ ...un, href: lien({ requete: { ...lecture.requete, ...avec } }) })),
    }));

/** What may be done with several rows, and the link that ticks the whole result where the page shows a part of it. */
function masseDe<Row, Qui extends Acteur, T extends Total>(
  liste: Liste<Row, Qui, T>,
  lecture: Lecture<Qui>,
  totaux: readonly T[],
  montrees: number,
  acteur: Qui,
  { t }: Mots,
) {
  const { vue, words, chemin } = liste;
  if (!vue.masse?.si(acteur)) return undefined;
  const { tri } = writeOrder(liste, lecture);
  const lignes = countLines(totaux);
  return {
    action: vue.masse.action,
    bouton: t(vue.masse.bouton),
    un: t(`${words}.masse.un`),
    plusieurs: t(`${words}.masse.plusieurs`),
    tout:
      !lecture.cocher && lignes > montrees
        ? {
            href: avecRequete(chemin(), { ...lecture.requete, tri, cocher: 'tout' }),
            texte: t(lignes > COCHEES ? 'listes.toutPremiers' : 'listes.tout', { count: Math.min(lignes, COCHEES) }),
          }
        : undefined,
  };
}

/** Nothing found, or nothing yet: what would be there and how to get it. */
function videDe<Row, Qui extends Acteur, T extends Total>(
  { vue, words }: Liste<Row, Qui, T>,
  cherche: boolean,
  tout: string,
  acteur: Qui,
  { t, ...mots }: Mots,
) {
  if (cherche)
    return {
      icone: 'file-search',
      titre: t(`${words}.vide.recherche`),
      texte: t('listes.rechercheTexte'),
      action: { href: tout, texte: t(`${words}.vide.toutes`) },
    };
  const action = vue.actions?.(acteur, { t, ...mots }).find(({ principal }) => principal);
  return { icone: vue.icone, titre: t(`${words}.vide.titre`), texte: t(`${words}.vide.texte`), action };
}

/** First, last, and the two around the current page; null marks a gap. */
function pages<Row, Qui extends Acteur, T extends Total>(
  { tailles }: Liste<Row, Qui, T>,
  { page, taille }: Lecture<Qui>,
  total: number,
  lien: LienDeListe<Qui>,
): Pagination {
  const derniere = Math.max(1, Math.ceil(total / taille));
  const montrees = [...new Set([1, page - 1, page, page + 1, derniere])].filter((one) => one >= 1 && one <= derniere).sort((a, b) => a - b);
  const href = (numero: number) => lien({ page: numero });
  return {
    premier: Math.min((page - 1) * taille + 1, total),
    dernier: Math.min(page * taille, total),
    total,
    precedente: page > 1 ? href(page - 1) : null,
    suivante: page < derniere ? href(page + 1) : null,
    pages: montrees.flatMap((numero, index) => {
      const entry = { numero, href: href(numero), courante: numero === page };
      return index > 0 && numero - (montrees[index - 1] ?? 0) > 1 ? [null, entry] : [entry];
    }),
    tailles: tailles.length > 1 ? tailles.map((one) => ({ taille: one, href: lien({ taille: one }), courante: one === taille })) : [],
  };
}
