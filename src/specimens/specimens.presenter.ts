/** The pages of the texts. */
import { avecRequete, chemins } from '../chemins.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { formatDay, type Day } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import { articlesDe, type Redaction } from './articles.presenter.js';
import { lisible } from './lisible.js';
import { estVerrouillee, type Article, type TexteResume, type TexteVersion } from './texte.js';

interface Commun {
  readonly aujourdhui: Day;
  readonly catalogue: Catalogue;
  readonly langue: Language;
  readonly t: Translate;
}

const enVigueur = ({ en_vigueur_du, en_vigueur_au }: TexteResume, jour: Day) =>
  en_vigueur_du <= jour && (en_vigueur_au === null || jour <= en_vigueur_au);
/** How long a version is in force, in words. */
export const periode = ({ en_vigueur_du, en_vigueur_au }: Pick<TexteResume, 'en_vigueur_du' | 'en_vigueur_au'>, t: Translate) =>
  en_vigueur_au
    ? t('specimens.periode', { du: formatDay(en_vigueur_du), au: formatDay(en_vigueur_au) })
    : t('specimens.depuis', { du: formatDay(en_vigueur_du) });

interface Filtre {
  readonly produit: string;
  readonly typeCredit: string;
}

/** Texts in force, in the order of the catalogue; `textes` holds every version. */
export function pageSpecimens({
  textes,
  filtre,
  aujourdhui,
  catalogue,
  langue,
  t,
}: Commun & { textes: readonly TexteResume[]; filtre: Filtre }) {
  const ordre = new Map(catalogue.types.map(({ code }, rang) => [code, rang]));
  const rangDe = ({ type_credit }: TexteResume) => ordre.get(type_credit) ?? ordre.size;
  const montres = textes
    .filter(
      (texte) =>
        enVigueur(texte, aujourdhui) &&
        texte.admis &&
        (filtre.produit === '' || texte.produits.includes(filtre.produit)) &&
        (filtre.typeCredit === '' || texte.type_credit === filtre.typeCredit),
    )
    .sort((a, b) => rangDe(a) - rangDe(b) || a.code.localeCompare(b.code));
  const anterieures = ({ code, version }: TexteResume) => textes.filter((texte) => texte.code === code && texte.version < version).length;
  return {
    titre: t('specimens.titre'),
    fil: [{ href: chemins.accueil(), texte: t('menus.accueil') }, { texte: t('specimens.titre') }],
    phrase: t('specimens.phrase', { count: montres.length }),
    filtre,
    actifs: Number(filtre.produit !== '') + Number(filtre.typeCredit !== ''),
    choisis: pucesDe(filtre, catalogue, langue, t),
    produits: catalogue.produits.map(({ code, libelle }) => ({ valeur: code, texte: libelle[langue] })),
    types: catalogue.types.map(({ code, libelle }) => ({ valeur: code, texte: libelle[langue] })),
    lignes: montres.map((texte) => ({
      code: texte.code,
      href: chemins.specimen({ code: texte.code }),
      titre: texte.titre,
      langue: texte.langue,
      type: catalogue.type(texte.type_credit, langue),
      produits: texte.produits.map((produit) => catalogue.produit(produit, langue)).join(', '),
      version: t('specimens.version', { version: texte.version }),
      periode: periode(texte, t),
      anterieures: anterieures(texte) > 0 ? t('specimens.anterieures', { count: anterieures(texte) }) : undefined,
      edition: t(texte.edition_deportee ? 'specimens.deportee' : 'specimens.assureur'),
      pdf: chemins.specimenPdf({ code: texte.code }),
    })),
  };
}

/** Each filter that is set, with the address without it. */
function pucesDe(filtre: Filtre, catalogue: Catalogue, langue: Language, t: Translate) {
  const sans = (nom: keyof Filtre) => avecRequete(chemins.specimens(), { ...filtre, [nom]: undefined });
  return [
    ...(filtre.produit ? [{ libelle: t('listes.produit'), valeur: catalogue.produit(filtre.produit, langue), href: sans('produit') }] : []),
    ...(filtre.typeCredit
      ? [{ libelle: t('listes.typeCredit'), valeur: catalogue.type(filtre.typeCredit, langue), href: sans('typeCredit') }]
      : []),
  ];
}

interface Changement {
  readonly nature: 'ajoute' | 'modifie' | 'retire';
  readonly titre: string;
  readonly avant: string;
  readonly apres: string;
}

/** What changed from the version before, article by article. */
export function differences(avant: readonly Article[], apres: readonly Article[]): Changement[] {
  const [old, recent] = [avant, apres].map((articles) => new Map(articles.map((article) => [article.code, article])));
  return [
    ...apres.flatMap(({ code, titre, corps }): Changement[] => {
      const before = old?.get(code);
      if (!before) return [{ nature: 'ajoute', titre, avant: '', apres: corps }];
      return before.corps === corps && before.titre === titre ? [] : [{ nature: 'modifie', titre, avant: before.corps, apres: corps }];
    }),
    ...avant
      .filter(({ code }) => !recent?.has(code))
      .map(({ titre, corps }): Changement => ({ nature: 'retire', titre, avant: corps, apres: '' })),
  ];
}

export function pageSpecimen({
  toutes,
  choisie,
  texte,
  avant,
  redaction,
  aujourdhui,
  catalogue,
  langue,
  t,
}: Commun & {
  redaction: Redaction;
  toutes: readonly TexteResume[];
  choisie: TexteResume;
  texte: TexteVersion;
  avant: TexteVersion | undefined;
}) {
  const { code, version } = choisie;
  return {
    titre: texte.titre,
    fil: [
      { href: chemins.accueil(), texte: t('menus.accueil') },
      { href: chemins.specimens(), texte: t('specimens.titre') },
      { texte: code },
    ],
    sousTitre: t('specimens.sousTitre', { code, version, periode: periode(choisie, t) }),
    /** Said of a version that is not in force today, with the one that is, if any. */
    remplace: enVigueur(choisie, aujourdhui)
      ? undefined
      : {
          texte: t('specimens.plusEnVigueur'),
          lien: toutes.some((one) => enVigueur(one, aujourdhui))
            ? { href: chemins.specimen({ code }), texte: t('specimens.enVigueur') }
            : undefined,
        },
    modele: texte.aRemplacerParModele ? t('specimens.modele') : undefined,
    langueTexte: texte.langue,
    articles: articlesDe(redaction),
    fiche: [
      { libelle: t('demandes.typeCredit'), valeur: catalogue.type(texte.typeCredit, langue) },
      { libelle: t('demandes.produit'), valeur: texte.produits.map((produit) => catalogue.produit(produit, langue)).join(', ') },
      { libelle: t('specimens.base'), valeur: texte.baseLegale },
      { libelle: t('demandes.edition'), valeur: t(texte.editionDeportee ? 'specimens.deportee' : 'specimens.assureur') },
    ],
    variables: texte.variables
      .filter((one) => !estVerrouillee(one))
      .map(({ libelle, obligatoire, aide }) => ({ libelle: libelle[langue], obligatoire, aide: aide?.[langue] })),
    versions: toutes.map((one) => ({
      texte: t('specimens.version', { version: one.version }),
      periode: periode(one, t),
      etat: enVigueur(one, aujourdhui) ? 'en_vigueur' : one.en_vigueur_du > aujourdhui ? 'a_venir' : 'remplace',
      href: one.version === version ? undefined : avecRequete(chemins.specimen({ code }), { version: one.version }),
    })),
    changements: avant
      ? differences(avant.articles, texte.articles).map((one) => ({
          ...one,
          nature: t(`specimens.changement.${one.nature}`),
          avant: lisible(one.avant, avant),
          apres: lisible(one.apres, texte),
        }))
      : [],
    pdf: avecRequete(chemins.specimenPdf({ code }), { version }),
  };
}
