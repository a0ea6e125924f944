/** What demandes, cautions and what is outstanding are searched by: entity, product, credit type, number. */
import { join, sql, type Sql } from '../kit/database.js';
import { dansPerimetre, type Acteur, type Collaborateur } from '../droits/acteur.js';
import { etats, fragment, texte, valeurs, type Critere, type Puce } from './critere.js';
import type { Fragments } from './fragments.sql.js';
import { holds } from '../kit/search.js';
import { FIN, periode } from './periodes.js';
import { numeroter, readNumero } from '../numeros/numero.js';

/** Non-breaking indent of an entity in a list of choices: the tree, without a tree control. */
const retrait = ({ niveau, nom }: { readonly niveau: number; readonly nom: string }): string => '\u2003'.repeat(niveau) + nom;

/** Where the rows of entities are, told the sub-select of their ids: their own, unless told. */
type Lieux = (ids: Sql) => Sql;
const LES_SIENS: Lieux = (ids) => sql`x.entite_id = any (array(${ids}))`;

/** Entities, and unless they are wanted alone all that stand below them. */
const branche = (compteId: number, trouvees: Sql, seules: boolean): Sql =>
  seules
    ? trouvees
    : sql`select b.id from entite b where b.compte_id = ${compteId} and exists (select from unnest(b.chemin) as c (id) where c.id in (${trouvees}))`;

/** Entities ticked with their subsidiaries, inside the perimeter; found by a fragment of their name where there are too many to tick. */
export const entites =
  (lieux: Lieux = LES_SIENS): Critere<Collaborateur> =>
  (query) => {
    const ids = valeurs(query.entite)
      .filter((id) => /^\d{1,9}$/.test(id))
      .slice(0, 500);
    const nom = texte(query.entiteNom);
    const seules = texte(query.seules) === '1' && (ids.length > 0 || nom !== '');
    return {
      requete: { entite: ids, entiteNom: nom === '' ? [] : [nom], seules: seules ? ['1'] : [] },
      condition(acteur) {
        const { compteId, perimetre } = acteur;
        const choisies = ids.map(Number).filter((id) => dansPerimetre(acteur, id));
        const ensembles = [
          ...(perimetre.tout ? [] : [sql`select unnest(${perimetre.entites}::int[])`]),
          ...(ids.length > 0 ? [branche(compteId, sql`select unnest(${choisies}::int[])`, seules)] : []),
          ...(nom !== ''
            ? [branche(compteId, sql`select id from entite where compte_id = ${compteId} and ${holds(sql`recherche`, nom)}`, seules)]
            : []),
        ];
        return ensembles.length > 0 ? lieux(join(ensembles, ' intersect ')) : undefined;
      },
      compteurs: nom === '' ? 'entite' : undefined,
      entites: ids.map(Number),
      champs({ t, entites: { entites: offertes, trop } }) {
        const avecFilles = trop || offertes.some(({ mere }) => mere);
        const seule = { nom: 'seules', valeur: '1', texte: t('listes.seules'), coche: seules };
        if (!trop)
          return [
            {
              nom: 'entite',
              type: 'multiple',
              libelle: t('listes.entite'),
              choix: offertes.map((entite) => ({ valeur: String(entite.id), texte: retrait(entite) })),
              valeur: ids,
              vide: t('listes.toutesEntites', { count: offertes.length }),
              grand: true,
              ...(avecFilles && { plus: seule }),
            },
          ];
        return [
          { nom: 'entiteNom', libelle: t('listes.entite'), valeur: nom, exemple: t('listes.entiteExemple'), grand: true },
          { nom: 'entite', type: 'cache', valeur: ids },
          ...(seules ? [{ nom: 'seules', type: 'cache', valeur: '1' } as const] : []),
        ];
      },
      puces({ t, entites: { entites: offertes } }): Puce[] {
        const filles = (mere: boolean | undefined) => (mere && !seules ? ` ${t('listes.etFiliales')}` : '');
        return [
          ...ids.map((id) => {
            const entite = offertes.find((une) => String(une.id) === id);
            return {
              libelle: t('listes.entite'),
              valeur: `${entite?.nom ?? ''}${filles(entite?.mere)}`,
              sans: { entite: ids.filter((one) => one !== id) },
            };
          }),
          ...(nom === '' ? [] : [{ libelle: t('listes.entite'), valeur: `${nom}${filles(true)}`, sans: { entiteNom: [] } }]),
          ...(seules ? [{ libelle: '', valeur: t('listes.seules'), sans: { seules: [] } }] : []),
        ];
      },
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
  periode(sql`x.date_fin`, FIN),
  etats(codes),
];
