/** The tools of a list: search bar, chips, sorting heads, pages, totals. The same for demandes and cautions. */
import { avecRequete, chemins } from '../chemins.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import type { Translate } from '../kit/i18n.js';
import { formatDay } from '../kit/dates.js';
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import type { EntiteResume } from '../organisation/organisation.repository.js';
import type { EntitesDeRecherche } from '../organisation/organisation.service.js';
import { adresseDe, type Liste, type Preferee } from './preferees.js';
import { enRequete, TAILLES, type Criteres, type Lecture, type Tri } from './criteres.js';

export interface Total {
  readonly devise: string;
  readonly nombre: number;
  readonly montant: string;
}

interface Source {
  /** Address of the list. */
  readonly base: string;
  readonly lecture: Lecture;
  readonly totaux: readonly Total[];
  readonly etats: readonly string[];
  readonly entites: EntitesDeRecherche;
  readonly liste: Liste;
  /** The person's own searches. */
  readonly preferees: readonly Preferee[];
  readonly catalogue: Catalogue;
  readonly langue: Language;
  readonly t: Translate;
}

/** Non-breaking indent of an entity in a list of choices: the tree, without a tree control. */
const retrait = ({ niveau, nom }: EntiteResume): string => '\u2003'.repeat(niveau) + nom;

export function outilsDeListe({
  base,
  lecture,
  totaux,
  etats,
  entites: { entites, trop },
  liste,
  preferees,
  catalogue,
  langue,
  t,
}: Source) {
  const { criteres, saisie, erreurs } = lecture;
  const lien = (changes: Partial<Criteres>) => avecRequete(base, enRequete({ ...criteres, page: 1, ...changes }));
  const nombre = totaux.reduce((sum, total) => sum + total.nombre, 0);
  const types = catalogue.types.filter(({ produits }) => criteres.produit === '' || produits.includes(criteres.produit));
  const nomEntite = new Map(entites.map(({ id, nom }) => [id, nom]));

  const puces = [
    ...criteres.entites.map((id) => ({
      libelle: t('recherche.entite'),
      valeur: nomEntite.get(id) ?? '',
      href: lien({ entites: criteres.entites.filter((one) => one !== id) }),
    })),
    criteres.entiteNom !== '' && { libelle: t('recherche.entite'), valeur: criteres.entiteNom, href: lien({ entiteNom: '' }) },
    criteres.numero !== '' && { libelle: t('recherche.numero'), valeur: criteres.numero, href: lien({ numero: '' }) },
    criteres.produit !== '' && {
      libelle: t('recherche.produit'),
      valeur: catalogue.produit(criteres.produit, langue),
      href: lien({ produit: '', typeCredit: '' }),
    },
    criteres.typeCredit !== '' && {
      libelle: t('recherche.typeCredit'),
      valeur: catalogue.type(criteres.typeCredit, langue),
      href: lien({ typeCredit: '' }),
    },
    criteres.du && { libelle: t('recherche.du'), valeur: formatDay(criteres.du), href: lien({ du: undefined }) },
    criteres.au && { libelle: t('recherche.au'), valeur: formatDay(criteres.au), href: lien({ au: undefined }) },
    ...criteres.etats.map((etat) => ({
      libelle: t('recherche.etat'),
      valeur: t(`etats.${etat}`),
      href: lien({ etats: criteres.etats.filter((one) => one !== etat) }),
    })),
    criteres.aValider && { libelle: '', valeur: t('recherche.aValider'), href: lien({ aValider: false }) },
  ].filter((puce) => puce !== false && puce !== undefined);

  // The bare address opens on the person's own search; this one on everything.
  const tout = `${base}?page=1`;
  const requete = avecRequete('', enRequete({ ...criteres, page: 1 })).slice(1);

  return {
    base,
    tout,
    preferees: preferees
      .filter((one) => one.liste === liste)
      .map((one) => ({ nom: one.nom, href: adresseDe(one), courante: one.requete === requete })),
    aGarder: { action: chemins.profilRecherches(), liste, requete },
    criteres,
    nombre,
    actifs: puces.length,
    erreurs: erreurs.map(({ field, message }) => ({ href: `#f-${field}`, texte: t(message) })),
    champs: {
      entites: entites.map((entite) => ({ valeur: String(entite.id), texte: retrait(entite) })),
      entitesChoisies: criteres.entites.map(String),
      entiteVide: t('recherche.toutesEntites', { count: entites.length }),
      entiteNom: saisie.entiteNom,
      parNom: trop,
      numero: saisie.numero,
      produits: catalogue.produits.map(({ code, libelle }) => ({ valeur: code, texte: libelle[langue] })),
      types: types.map(({ code, libelle }) => ({ valeur: code, texte: libelle[langue] })),
      du: saisie.du,
      au: saisie.au,
      etats: etats.map((etat) => ({ valeur: etat, texte: t(`etats.${etat}`) })),
    },
    puces: { puces, effacer: puces.length > 0 ? tout : undefined },
    totaux: totaux.map(({ devise, nombre: count, montant }) => ({
      nombre: count,
      montant: fromDecimal(montant, devise),
      texte: formatMoney(fromDecimal(montant, devise), langue),
    })),
    /** Link and current direction of a sorting head; a first click sorts amounts and dates from the largest. */
    tri: (colonne: Tri) => {
      const courant = criteres.tri === colonne;
      const sens = courant
        ? criteres.sens === 'desc'
          ? 'asc'
          : 'desc'
        : colonne === 'montant' || colonne === 'date' || colonne === 'numero'
          ? 'desc'
          : 'asc';
      return { href: lien({ tri: colonne, sens }), tri: courant ? (criteres.sens === 'desc' ? 'descending' : 'ascending') : undefined };
    },
    pagination: pages(
      criteres,
      nombre,
      (page) => lien({ page }),
      (taille) => lien({ taille }),
    ),
    export: (adresse: string) => avecRequete(adresse, enRequete({ ...criteres, page: 1 })),
  };
}

/** First, last, and the two around the current page; null marks a gap. */
function pages({ page, taille }: Criteres, total: number, href: (page: number) => string, hrefTaille: (taille: number) => string) {
  const derniere = Math.max(1, Math.ceil(total / taille));
  const montrees = [...new Set([1, page - 1, page, page + 1, derniere])].filter((one) => one >= 1 && one <= derniere).sort((a, b) => a - b);
  return {
    premier: total === 0 ? 0 : Math.min((page - 1) * taille + 1, total),
    dernier: Math.min(page * taille, total),
    total,
    precedente: page > 1 ? href(Math.min(page - 1, derniere)) : null,
    suivante: page < derniere ? href(page + 1) : null,
    pages: montrees.flatMap((numero, index) => {
      const entry = { numero, href: href(numero), courante: numero === page };
      return index > 0 && numero - (montrees[index - 1] ?? 0) > 1 ? [null, entry] : [entry];
    }),
    tailles: TAILLES.map((one) => ({ taille: one, href: hrefTaille(one), courante: one === taille })),
  };
}
