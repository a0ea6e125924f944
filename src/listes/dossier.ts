/** What demandes, cautions and what is outstanding are searched by: entity, product, credit type, number. */
import { sql, type Sql } from '../kit/database.js';
import type { Acteur, Collaborateur } from '../droits/acteur.js';
import { etats, fragment, periode, texte, valeurs, type Critere } from './critere.js';
import type { Fragments } from './fragments.sql.js';
import { holds } from '../kit/search.js';
import { numeroter, readNumero } from '../numeros/numero.js';

/** The entities asked for that are also in the perimeter; undefined when there is no restriction at all. */
export function entitesVisibles({ perimetre }: Collaborateur, demandees: readonly number[]): readonly number[] | undefined {
  if (perimetre.tout) return demandees.length > 0 ? demandees : undefined;
  return demandees.length > 0 ? demandees.filter((id) => perimetre.entites.includes(id)) : perimetre.entites;
}

/** Non-breaking indent of an entity in a list of choices: the tree, without a tree control. */
const retrait = ({ niveau, nom }: { readonly niveau: number; readonly nom: string }): string => '\u2003'.repeat(niveau) + nom;

/** Where the rows of an entity are: its own, unless told. */
interface Lieux {
  readonly parIds: (ids: readonly number[]) => Sql;
  readonly parNom: (ids: Sql) => Sql;
}
const LES_SIENS: Lieux = { parIds: (ids) => sql`x.entite_id = any (${ids})`, parNom: (ids) => sql`x.entite_id in (${ids})` };

/** Entities ticked, inside the perimeter; found by a fragment of their name where there are too many to tick. */
export const entites =
  ({ parIds, parNom: ouNomme }: Lieux = LES_SIENS): Critere<Collaborateur> =>
  (query) => {
    const ids = valeurs(query.entite)
      .filter((id) => /^\d{1,9}$/.test(id))
      .slice(0, 500);
    const nom = texte(query.entiteNom);
    return {
      requete: { entite: ids, entiteNom: nom === '' ? [] : [nom] },
      condition: (acteur) => {
        const vues = entitesVisibles(acteur, ids.map(Number));
        const parId = vues && parIds(vues);
        const parNom =
          nom !== '' && ouNomme(sql`select id from entite where compte_id = ${acteur.compteId} and ${holds(sql`recherche`, nom)}`);
        return parNom ? (parId ? sql`${parId} and ${parNom}` : parNom) : parId;
      },
      compteurs: nom === '' ? 'entite' : undefined,
      entites: ids.map(Number),
      champs: ({ t, entites: { entites: offertes, trop } }) =>
        trop
          ? [
              { nom: 'entiteNom', libelle: t('listes.entite'), valeur: nom, exemple: t('listes.entiteExemple'), grand: true },
              { nom: 'entite', type: 'cache', valeur: ids },
            ]
          : [
              {
                nom: 'entite',
                type: 'multiple',
                libelle: t('listes.entite'),
                choix: offertes.map((entite) => ({ valeur: String(entite.id), texte: retrait(entite) })),
                valeur: ids,
                vide: t('listes.toutesEntites', { count: offertes.length }),
                grand: true,
              },
            ],
      puces: ({ t, entites: { entites: offertes } }) => [
        ...ids.map((id) => ({
          libelle: t('listes.entite'),
          valeur: offertes.find((entite) => String(entite.id) === id)?.nom ?? '',
          sans: { entite: ids.filter((one) => one !== id) },
        })),
        ...(nom === '' ? [] : [{ libelle: t('listes.entite'), valeur: nom, sans: { entiteNom: [] } }]),
      ],
    };
  };

export const produit = (): Critere => (query) => {
  const code = texte(query.produit);
  return {
    requete: { produit: code === '' ? [] : [code] },
    condition: () => (code === '' ? undefined : sql`x.produit = ${code}`),
    compteurs: 'type',
    champs: ({ t, catalogue, langue }) => [
      {
        nom: 'produit',
        type: 'choix',
        libelle: t('listes.produit'),
        choix: catalogue.produits.map((one) => ({ valeur: one.code, texte: one.libelle[langue] })),
        valeur: code,
      },
    ],
    // Credit types are a product's: they go with it.
    puces: ({ t, catalogue, langue }) =>
      code === '' ? [] : [{ libelle: t('listes.produit'), valeur: catalogue.produit(code, langue), sans: { produit: [], typeCredit: [] } }],
  };
};

export const typeCredit = (): Critere => (query) => {
  const code = texte(query.typeCredit);
  return {
    requete: { typeCredit: code === '' ? [] : [code] },
    condition: () => (code === '' ? undefined : sql`x.type_credit = ${code}`),
    compteurs: 'type',
    champs: ({ t, catalogue, langue, requete }) => [
      {
        nom: 'typeCredit',
        type: 'choix',
        libelle: t('listes.typeCredit'),
        choix: catalogue.types
          .filter(({ produits }) => (requete.produit ?? []).every((choisi) => produits.includes(choisi)))
          .map((one) => ({ valeur: one.code, texte: one.libelle[langue] })),
        valeur: code,
        grand: true,
      },
    ],
    puces: ({ t, catalogue, langue }) =>
      code === '' ? [] : [{ libelle: t('listes.typeCredit'), valeur: catalogue.type(code, langue), sans: { typeCredit: [] } }],
  };
};

/** Codes in the order of their words, so that Postgres sorts as one reads. */
export const rangDe = (
  colonne: Sql,
  noms: readonly { readonly code: string; readonly libelle: Readonly<Record<string, string>> }[],
  langue: string,
) => {
  const codes = [...noms].sort((a, b) => (a.libelle[langue] ?? '').localeCompare(b.libelle[langue] ?? '', langue)).map(({ code }) => code);
  return sql`array_position(${codes}::text[], ${colonne})`;
};

const LETTRES = { D: 'demande', C: 'caution' } as const;

/** The same words for the index; a rank is written on seven figures in a number. Nothing for a whole number, which is found by itself. */
function fragmentsDe(typed: string, lettre: 'D' | 'C', comptes?: Sql): Fragments | undefined {
  const numero = readNumero(typed);
  if (numero?.annee !== undefined) return undefined;
  return { objet: LETTRES[lettre], textes: numero ? [typed, String(numero.rang).padStart(7, '0')] : [typed], comptes };
}

/** `42`, `d26-42`, or a fragment of the beneficiary, of the marché, or of the number. */
function numeroOuBeneficiaire(typed: string, lettre: 'D' | 'C'): Sql {
  const numero = readNumero(typed);
  if (numero?.annee !== undefined)
    return numero.lettre && numero.lettre !== lettre ? sql`false` : sql`x.numero = ${numeroter(lettre, numero.annee, numero.rang)}`;
  const large = holds(sql`x.recherche`, typed);
  return numero ? sql`(x.rang = ${numero.rang} or ${large})` : sql`(${large})`;
}

/** What `fragment` needs to search by number, beneficiary or marché; `comptes`: the accounts of an agent. */
export const rechercheDeNumero = <Qui extends Acteur>(lettre: 'D' | 'C', comptes?: (acteur: Qui) => Sql) =>
  [
    (typed: string) => numeroOuBeneficiaire(typed, lettre),
    {
      libelle: 'listes.numeroOuBeneficiaire',
      puce: 'listes.numero',
      exemple: 'listes.exemple',
      index: (typed: string, acteur: Qui) => fragmentsDe(typed, lettre, comptes?.(acteur)),
    },
  ] as const;

/** What demandes and cautions are both searched by. */
export const criteresDeDossier = (lettre: 'D' | 'C', codes: readonly string[]): Critere<Collaborateur>[] => [
  entites(),
  fragment('numero', ...rechercheDeNumero<Collaborateur>(lettre)),
  produit(),
  typeCredit(),
  periode(sql`x.creee_le`),
  etats(codes),
];
