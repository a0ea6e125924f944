/** The page of the outstanding, and the same lines for Excel and PDF. */
import { avecRequete, chemins } from '../chemins.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import type { EntiteResume } from '../organisation/organisation.repository.js';
import type { Criteres } from '../recherche/criteres.js';
import { PARTAGES, totaliser, trier, type LigneEncours, type Partage, type TriEncours } from './encours.js';

export interface Vue {
  readonly criteres: Criteres;
  readonly par: Partage;
  readonly tri: TriEncours;
  readonly sens: 'asc' | 'desc';
}

interface Source {
  readonly vue: Vue;
  readonly lignes: readonly LigneEncours[];
  readonly catalogue: Catalogue;
  readonly langue: Language;
  readonly t: Translate;
}

const requete = ({ criteres, par, tri, sens }: Vue, changes: Readonly<Record<string, string>> = {}) => ({
  entite: criteres.entites.map(String),
  produit: criteres.produit,
  typeCredit: criteres.typeCredit,
  par,
  tri: (sens === 'desc' ? '-' : '') + tri,
  ...changes,
});

/** Codes and months become words, then the order asked for is put in. */
export function lignesLisibles({ vue: { par, tri, sens }, lignes, catalogue, langue, t }: Source) {
  const mois = (code: string) => (code === '' ? t('encours.sansFin') : t('encours.mois', { mois: code.slice(5), annee: code.slice(0, 4) }));
  const nom = (ligne: LigneEncours) => (par === 'type' ? catalogue.type(ligne.nom, langue) : par === 'fin' ? mois(ligne.nom) : ligne.nom);
  const precision = (ligne: LigneEncours) =>
    par === 'filiale' ? catalogue.type(ligne.precision, langue) : par === 'type' ? catalogue.produit(ligne.precision, langue) : '';
  // Months sort by their code, not by their words.
  const triables =
    par === 'fin' && tri === 'nom'
      ? trier(lignes, tri, sens)
      : trier(
          lignes.map((ligne) => ({ ...ligne, nom: nom(ligne), precision: precision(ligne) })),
          tri,
          sens,
        );
  return triables.map((ligne) => ({
    ...ligne,
    nom: par === 'fin' && tri === 'nom' ? nom(ligne) : ligne.nom,
    valeur: fromDecimal(ligne.montant, ligne.devise),
  }));
}

export function pageEncours(source: Source & { readonly entites: readonly EntiteResume[] }) {
  const { vue, lignes, entites, catalogue, langue, t } = source;
  const { criteres, par, tri, sens } = vue;
  const lien = (changes: Readonly<Record<string, string>>) => avecRequete(chemins.encours(), requete(vue, changes));
  const totaux = totaliser(lignes);
  const tete = (colonne: TriEncours) => ({
    href: lien({
      tri: tri === colonne && sens === 'desc' ? colonne : tri === colonne ? `-${colonne}` : colonne === 'nom' ? 'nom' : `-${colonne}`,
    }),
    tri: tri === colonne ? (sens === 'desc' ? 'descending' : 'ascending') : undefined,
  });
  return {
    titre: t('encours.titre'),
    fil: [{ href: chemins.accueil(), texte: t('menus.accueil') }, { texte: t('encours.titre') }],
    phrase: t('encours.phrase', {
      count: totaux.reduce((sum, { nombre }) => sum + nombre, 0),
      montants: totaux.map(({ montant }) => formatMoney(montant, langue)).join(', '),
    }),
    partages: PARTAGES.map((one) => ({ href: lien({ par: one, tri: '-montant' }), texte: t(`encours.par.${one}`), courant: one === par })),
    colonne: t(`encours.colonne.${par}`),
    precisionColonne: par === 'filiale' ? t('demandes.colonnes.type') : par === 'type' ? t('demandes.colonnes.produit') : '',
    tetes: { nom: tete('nom'), nombre: tete('nombre'), montant: tete('montant') },
    lignes: lignesLisibles(source),
    totaux: totaux.map(({ nombre, montant }) => ({ nombre, montant })),
    criteres: {
      par,
      tri: (sens === 'desc' ? '-' : '') + tri,
      actifs: criteres.entites.length + Number(criteres.produit !== '') + Number(criteres.typeCredit !== ''),
      entites: entites.map(({ id, nom, niveau }) => ({ valeur: String(id), texte: '\u2003'.repeat(niveau) + nom })),
      choisies: criteres.entites.map(String),
      produits: catalogue.produits.map(({ code, libelle }) => ({ valeur: code, texte: libelle[langue] })),
      types: catalogue.types.map(({ code, libelle }) => ({ valeur: code, texte: libelle[langue] })),
      produit: criteres.produit,
      typeCredit: criteres.typeCredit,
    },
    excel: avecRequete(chemins.encoursExcel(), requete(vue)),
    pdf: avecRequete(chemins.encoursPdf(), requete(vue)),
  };
}
