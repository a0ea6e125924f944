/** The three steps of a demande. */
import { avecRequete, chemins } from '../chemins.js';
import { disponibleReel, utilisation, utilisationDe } from '../autorisations/autorisation.js';
import { estimer } from '../factures/prime.js';
import type { FieldError } from '../kit/errors.js';
import type { Translate } from '../kit/i18n.js';
import { add, compare, formatPercent, fromDecimal, percent, subtract, type Language, type Money } from '../kit/money.js';
import type { Day } from '../kit/dates.js';
import { formFields, readVariables } from '../specimens/variables.js';
import type { Feuille } from './brouillon.js';
import type { ChoixSaisie } from './saisie.form.js';
import { couple, type Cadre, type OffreSaisie } from './saisie.js';

/** Where the steps are taken: a new demande, or one being changed. */
export interface Lieu {
  readonly base: string;
  readonly numero: string | undefined;
  readonly version: number;
  readonly brouillon: Feuille;
}

interface Commun {
  readonly lieu: Lieu;
  readonly langue: Language;
  readonly t: Translate;
}

const fil = ({ lieu, t }: Commun) => [
  { href: chemins.accueil(), texte: t('menus.accueil') },
  { href: chemins.demandes(), texte: t('demandes.titre') },
  ...(lieu.numero ? [{ href: chemins.demande({ numero: lieu.numero }), texte: lieu.numero }] : []),
  { texte: t(lieu.numero ? 'demandes.modifier' : 'demandes.nouvelle') },
];

const corrections = (erreurs: readonly FieldError[], t: Translate) =>
  erreurs.map(({ field, message, params }) => ({ href: `#${field}`, texte: t(message, params ?? {}) }));
const parChamp = (erreurs: readonly FieldError[], t: Translate) =>
  Object.fromEntries(erreurs.map(({ field, message, params }) => [field, t(message, params ?? {})]));

const titre = ({ lieu, t }: Commun) => (lieu.numero ? t('demandes.modifierTitre', { numero: lieu.numero }) : t('demandes.nouvelle'));

/** Step 1: entity, product, type, text. Every choice is offered; scripts hide those that do not go together. */
export function etapeGenerale(commun: Commun & { offre: OffreSaisie; choix: ChoixSaisie; erreurs: readonly FieldError[] }) {
  const { offre, choix, erreurs, lieu, langue, t } = commun;
  const autorises = offre.catalogue.types.filter(({ code, produits }) =>
    produits.some((produit) => offre.couples.has(couple(produit, code))),
  );
  const produits = offre.catalogue.produits.filter(({ code }) =>
    autorises.some((type) => type.produits.includes(code) && offre.couples.has(couple(code, type.code))),
  );
  const textes = offre.textes.filter(({ type_credit, produits: des }) =>
    des.some((produit) => offre.couples.has(couple(produit, type_credit))),
  );
  return {
    titre: titre(commun),
    fil: fil(commun),
    lieu,
    etape: 'general',
    corrections: corrections(erreurs, t),
    fautes: parChamp(erreurs, t),
    choix,
    vide: offre.entites.length === 0 ? 'entite' : textes.length === 0 ? 'autorisation' : undefined,
    entites: offre.entites.map(({ id, nom, niveau }) => ({ valeur: id, texte: '\u2003'.repeat(niveau) + nom })),
    produits: produits.map(({ code, libelle }) => ({ valeur: code, texte: libelle[langue] })),
    types: autorises.map(({ code, libelle }) => ({ valeur: code, texte: libelle[langue] })),
    textes: textes.map(({ id, code, version, titre: nom, produits: des }) => ({
      valeur: id,
      texte: t('demandes.texteChoix', {
        titre: nom,
        produits: des.map((one) => offre.catalogue.produit(one, langue)).join(', '),
        code,
        version,
      }),
    })),
    /** What goes with what, for the script of the page. */
    accords: JSON.stringify({
      types: Object.fromEntries(
        autorises.map(({ code, produits: des }) => [code, des.filter((produit) => offre.couples.has(couple(produit, code)))]),
      ),
      textes: Object.fromEntries(
        textes.map(({ id, code, type_credit, produits: des }) => [
          id,
          { type: type_credit, produits: des, specimen: chemins.specimen({ code }) },
        ]),
      ),
    }),
  };
}

type Etape = Commun & { readonly cadre: Cadre; readonly offre: OffreSaisie; readonly aujourdhui: Day };

function enTete({ cadre, offre, langue, ...commun }: Etape) {
  const { choix, texte, entite } = cadre;
  const { lieu, t } = commun;
  return {
    titre: titre({ ...commun, langue }),
    sousTitre: t('demandes.cadre', {
      type: offre.catalogue.type(choix.typeCredit, langue),
      entite: entite.nom,
      produit: offre.catalogue.produit(choix.produit, langue),
    }),
    fil: fil({ ...commun, langue }),
    lieu,
    choix,
    specimen: {
      href: chemins.specimen({ code: texte.code }),
      texte: t('demandes.texteVersion', { titre: texte.titre, code: texte.code, version: texte.version }),
    },
    retourDetails: avecRequete(lieu.base, { brouillon: lieu.brouillon.id, etape: 'details' }),
    retourGeneral: avecRequete(lieu.base, {
      brouillon: lieu.brouillon.id,
      etape: 'general',
      entiteId: choix.entiteId,
      produit: choix.produit,
      typeCredit: choix.typeCredit,
      texteId: choix.texteId,
    }),
  };
}

/** Step 2: the variables of the text, as typed. */
export function etapeDetails(source: Etape & { saisie: Readonly<Record<string, unknown>>; erreurs: readonly FieldError[] }) {
  const { cadre, saisie, erreurs, langue, t, aujourdhui } = source;
  const { devise } = cadre.autorisation;
  const groupes = formFields(cadre.texte, saisie, erreurs, langue, { devise, today: aujourdhui });
  const lu = readVariables(cadre.texte, { ...saisie }, { devise, today: aujourdhui, langue }).valeurs;
  return {
    ...enTete(source),
    etape: 'details',
    corrections: corrections(erreurs, t),
    groupes: groupes.map(({ titre: cle, champs }) => ({
      titre: t(cle),
      champs: champs
        .filter(({ verrouille }) => !verrouille)
        .map(({ nom, type, libelle, aide, obligatoire, valeur, erreur, choix, suffixe, si, actif }) => ({
          nom,
          libelle,
          type: TYPES[type] ?? 'texte',
          valeur,
          aide,
          // A field that depends on another says so: without scripts it stays in sight.
          // A proposed amount may be left empty: it is then computed.
          obligatoire: cadre.texte.variables.some((variable) => variable.nom === nom && variable.calcul) ? null : obligatoire,
          erreur: erreur && t(erreur.message, erreur.params ?? {}),
          choix: choix?.map((one) => ({ valeur: one.valeur, texte: one.libelle })),
          suffixe,
          attributs: si ? { 'data-si': JSON.stringify(si), 'data-inactif': actif ? undefined : '1' } : undefined,
          large: type === 'texte_long' || type === 'adresse',
        })),
    })),
    cote: cote(source, montantDe(lu, cadre)),
  };
}

/** Kind of field of the kit for each type of variable. */
const TYPES: Partial<Record<string, string>> = {
  texte_long: 'texte_long',
  adresse: 'texte_long',
  montant: 'montant',
  pourcentage: 'pourcentage',
  entier: 'entier',
  date: 'date',
  choix: 'choix',
  pays: 'choix',
  email: 'email',
};

/** Step 3: everything as it will be saved. */
export function etapeRecapitulatif(
  source: Etape & {
    saisie: Readonly<Record<string, string>>;
    valeurs: Readonly<Record<string, string>>;
    groupes: unknown;
  },
) {
  const { cadre, saisie, valeurs, groupes } = source;
  const montant = montantDe(valeurs, cadre);
  return {
    ...enTete(source),
    etape: 'recapitulatif',
    corrections: [],
    montant,
    lettres: valeurs.montant_lettres,
    groupes,
    caches: Object.entries(saisie).map(([nom, valeur]) => ({ nom, valeur })),
    cote: cote(source, montant),
  };
}

/** The amount of a demande being written, once it can be read. */
export const montantDe = ({ montant }: Readonly<Record<string, string>>, { autorisation }: Cadre): Money | undefined =>
  montant ? fromDecimal(montant, autorisation.devise) : undefined;

/** What stays in sight: the amount, the room it leaves, its cost. */
export function cote({ cadre: { autorisation: row, texte }, langue, t, aujourdhui }: Etape, montant: Money | undefined) {
  const avant = utilisationDe(row);
  const { devise } = row;
  const apres = montant && utilisation(avant.autorise, add(avant.utilise, montant), avant.seuils);
  const place = disponibleReel(row);
  const cout =
    montant && montant.minor > 0n
      ? estimer({
          montant,
          taux: percent(row.taux),
          base: row.base_jours,
          periode: row.periode,
          effet: aujourdhui,
          fin: null,
          minimum: fromDecimal(row.minimum, devise),
          frais: fromDecimal(row.frais_acte, devise),
        })
      : undefined;
  return {
    montant,
    devise,
    autorise: avant.autorise,
    utilise: avant.utilise,
    disponible: place,
    reste: montant && compare(place, montant) >= 0 ? subtract(place, montant) : undefined,
    insuffisant: montant !== undefined && compare(place, montant) < 0,
    barre: {
      part: ratio(avant.utilise, avant.autorise),
      plus: montant && ratio(montant, avant.autorise),
      orange: seuil(avant.seuils.orange),
      rouge: seuil(avant.seuils.rouge),
      niveau: (apres ?? avant).niveau,
    },
    passage:
      apres && apres.niveau !== avant.niveau
        ? t(`demandes.passage.${apres.niveau}`, { part: formatPercent(apres.part, langue, 1) })
        : undefined,
    niveauApres: apres?.niveau,
    plafondUnitaire: fromDecimal(row.plafond_unitaire, devise),
    contrat: row.contrat,
    ligne: row.ligne,
    cout,
    taux: formatPercent(percent(row.taux), langue),
    edition: t(row.edition_deportee && texte.editionDeportee ? 'demandes.editionDeportee' : 'demandes.editionAssureur'),
  };
}

/** Shares for a picture only: never used to decide. */
const ratio = (part: Money, whole: Money): number => (whole.minor === 0n ? 0 : Number((part.minor * 10_000n) / whole.minor) / 10_000);
const seuil = (value: bigint): number => Number(value) / 1_000_000;
