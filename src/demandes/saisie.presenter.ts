/** The three steps of a demande. */
import { avecRequete, chemins } from '../chemins.js';
import type { FieldError } from '../kit/errors.js';
import { holdsWords } from '../kit/fold.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import type { Day } from '../kit/dates.js';
import { champDeVariable } from '../specimens/champs.presenter.js';
import { formFields } from '../specimens/variables.js';
import type { Feuille } from './brouillon.js';
import type { Cote } from './cote.presenter.js';
import type { ChoixSaisie } from './saisie.form.js';
import { choixUniques, couple, type Cadre, type OffreSaisie } from './saisie.js';

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

interface Etape1 extends Commun {
  readonly offre: OffreSaisie;
  readonly choix: ChoixSaisie;
  readonly erreurs: readonly FieldError[];
  /** Words looked for among the entities, where scripts do not run. */
  readonly cherche: string;
}

/** Step 1: entity, product, type, text. Every choice is offered; scripts hide those that do not go together. */
export function etapeGenerale(commun: Etape1) {
  const { offre, erreurs, lieu, langue, t } = commun;
  const choix = choixUniques(offre, commun.choix);
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
    ...entitesDe(commun, choix.entiteId),
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

/** From here on a list is long: one looks in it, where scripts run or not (public/js/choose.js). */
const LONGUE = 12;

/** The entities one may choose: those that hold the words looked for, and the one that is chosen already. */
function entitesDe({ offre, cherche, t }: Etape1, choisie: number | undefined) {
  const longue = offre.entites.length > LONGUE;
  const trouvees = new Set(longue && cherche !== '' ? offre.entites.filter(({ nom }) => holdsWords(nom, cherche)) : offre.entites);
  const montrees = offre.entites.filter((entite) => entite.id === choisie || trouvees.has(entite));
  return {
    entites: montrees.map(({ id, nom, niveau }) => ({ valeur: id, texte: '\u2003'.repeat(niveau) + nom })),
    recherche: longue
      ? { valeur: cherche, aide: cherche === '' ? '' : t('demandes.entitesTrouvees', { count: trouvees.size, cherche }) }
      : undefined,
  };
}

/** A step with the column that stays in sight. */
export type EtapeMontree = Commun & { readonly cadre: Cadre; readonly offre: OffreSaisie; readonly aujourdhui: Day; readonly cote: Cote };

function enTete({ cadre, offre, langue, ...commun }: EtapeMontree) {
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
export function etapeDetails(source: EtapeMontree & { saisie: Readonly<Record<string, unknown>>; erreurs: readonly FieldError[] }) {
  const { cadre, saisie, erreurs, langue, t, aujourdhui } = source;
  const { devise } = cadre.autorisation;
  const groupes = formFields(cadre.texte, saisie, erreurs, langue, { devise, today: aujourdhui });
  return {
    ...enTete(source),
    etape: 'details',
    corrections: corrections(erreurs, t),
    groupes: groupes.map(({ titre: cle, champs }) => ({
      titre: t(cle),
      champs: champs.filter(({ verrouille }) => !verrouille).map((champ) => champDeVariable(cadre.texte, champ, devise, t)),
    })),
    cote: source.cote,
  };
}

/** Step 3: everything as it will be saved. */
export function etapeRecapitulatif(
  source: EtapeMontree & {
    saisie: Readonly<Record<string, string>>;
    valeurs: Readonly<Record<string, string>>;
    groupes: unknown;
  },
) {
  const { saisie, groupes } = source;
  return {
    ...enTete(source),
    etape: 'recapitulatif',
    corrections: [],
    groupes,
    caches: Object.entries(saisie).map(([nom, valeur]) => ({ nom, valeur })),
    cote: source.cote,
  };
}
