/** The authorisations of a perimeter, per entity and contract, largest first. */
import { chemins } from '../chemins.js';
import { sql, type Sql } from '../kit/database.js';
import { today } from '../kit/dates.js';
import { fromDecimal } from '../kit/money.js';
import { holds } from '../kit/search.js';
import { choix, fragment, onglet, type Mots, type Requete } from '../listes/critere.js';
import { entites, produit, rangDe, typeCredit } from '../listes/dossier.js';
import { liste, type Ou } from '../listes/liste.js';
import { PROFILS, type Collaborateur } from '../droits/acteur.js';
import { utilisationDe, type AutorisationRow } from './autorisation.js';
import { colonnes, SOURCE } from './autorisations.sql.js';
import { niveaux } from './niveau.sql.js';

interface TotalAutorisations {
  readonly nombre: number;
  readonly lignes: number;
  readonly devise: string;
  readonly autorise: string;
  readonly utilise: string;
  readonly disponible: string;
}

const ratio = (value: bigint): number => Number(value) / 1_000_000;

/** As they are shown: one after the other, or contract by contract. */
const PARTAGES = ['toutes', 'contrat'] as const;
const parContrat = ({ par }: Requete): boolean => par?.[0] === 'contrat';

const AUTORISE = sql`x.autorise::numeric`;
const UTILISE = sql`x.utilise::numeric`;
/** What of an authorised amount is used: the share that its colour is told by. */
const PART = sql`case when ${AUTORISE} = 0 then 0 else ${UTILISE} / ${AUTORISE} end`;
const DISPONIBLE = sql`greatest(${AUTORISE} - ${UTILISE}, 0)`;
/** In alert: orange or red. */
const NIVEAUX_ORDONNES = ['alerte', 'vert', 'orange', 'rouge'] as const;
const NIVEAUX = niveaux({
  autorise: AUTORISE,
  utilise: UTILISE,
  orange: sql`x.seuil_orange::numeric`,
  rouge: sql`x.seuil_rouge::numeric`,
});

/** By one thing; contract by contract, the contracts by what theirs add up to, and none is parted. */
const trier = (par: Sql, duContrat: Sql = sql`x.contrat`) => ({
  par: ({ requete }: Ou<Collaborateur>) => (parContrat(requete) ? [duContrat, sql`x.contrat`, par] : [par]),
});

/** Where they serve an entity: its own, or those up the tree. */
const SERVIES = (ids: Sql): Sql => sql`exists (select from entite f where f.id in (${ids}) and x.entite_id = any (f.chemin))`;

const accesEnMots = ({ acces, en_vigueur }: AutorisationRow, { t }: Mots): string =>
  t(`autorisations.${!en_vigueur ? 'horsPeriode' : acces ? 'ouvert' : 'ferme'}`);

type LigneAutorisation = AutorisationRow & {
  readonly lignes_contrat: number;
  readonly autorise_contrat: string;
  readonly utilise_contrat: string;
  readonly disponible_somme: string;
};

export const AUTORISATIONS = liste<LigneAutorisation, Collaborateur, TotalAutorisations>({
  nom: 'autorisations',
  words: 'autorisations',
  chemin: chemins.autorisations,
  excel: chemins.autorisationsExcel,
  pdf: chemins.autorisationsPdf,
  pour: PROFILS,
  source({ acteur, maintenant, conditions }) {
    const toutes = sql`select ${colonnes(today(() => maintenant))} from ${SOURCE} where a.compte_id = ${acteur.compteId}`;
    const lues = sql`select x.* from (${toutes}) x where ${conditions}`;
    return {
      select: sql`x.*`,
      // Of what is found, contract by contract: a contract has one currency.
      from: sql`(select x.*, count(*) over c::int as lignes_contrat, sum(${AUTORISE}) over c as autorise_contrat,
        sum(${UTILISE}) over c as utilise_contrat, sum(${DISPONIBLE}) over c as disponible_somme
        from (${lues}) x window c as (partition by x.contrat_id)) x`,
      // An authorised amount lowered below what is used leaves nothing, and takes nothing from the others.
      totaux: sql`select x.devise, count(*)::int as nombre, count(*)::int as lignes, sum(${AUTORISE})::text as autorise,
          sum(${UTILISE})::text as utilise, sum(${DISPONIBLE})::text as disponible
        from (${lues}) x group by 1 order by x.devise <> 'EUR', 1`,
    };
  },
  criteres: [
    onglet('par', PARTAGES),
    entites(SERVIES),
    fragment('contrat', (typed) => holds(sql`plier(x.contrat || ' ' || x.ligne)`, typed), { libelle: 'autorisations.colonnes.contrat' }),
    produit(),
    typeCredit(),
    choix('niveau', NIVEAUX_ORDONNES, (niveau) => NIVEAUX[niveau as keyof typeof NIVEAUX], {
      libelle: 'accueil.utilisation',
      nommer: (niveau, { t }) => t(`autorisations.niveaux.${niveau}`),
    }),
  ],
  colonnes: [
    {
      nom: 'entite',
      titre: 'autorisations.colonnes.entiteContrat',
      tri: trier(sql`x.entite`),
      css: 'k',
      cell: ({ entite, contrat, ligne }, c) => c.text(entite, `${contrat}, ${ligne}`),
    },
    { nom: 'entiteSeule', titre: 'listes.entite', excel: [36, 'text', ({ entite }) => entite], part: 3 },
    { nom: 'contrat', excel: [14, 'text', ({ contrat }) => contrat], part: 1.6 },
    { nom: 'ligne', excel: [26, 'text', ({ ligne }) => ligne], part: 2 },
    {
      nom: 'type',
      titre: 'accueil.produitType',
      tri: {
        par: ({ requete, catalogue: { types }, langue }) => [
          ...(parContrat(requete) ? [sql`x.contrat`] : []),
          rangDe(sql`x.type_credit`, types, langue),
        ],
      },
      css: 'main',
      cell: ({ type_credit, produit: code }, c, { catalogue, langue }) =>
        c.text(catalogue.type(type_credit, langue), catalogue.produit(code, langue)),
    },
    {
      nom: 'typeSeul',
      titre: 'demandes.colonnes.type',
      excel: [36, 'text', ({ type_credit }, { catalogue, langue }) => catalogue.type(type_credit, langue)],
      part: 3,
    },
    {
      nom: 'produit',
      titre: 'demandes.colonnes.produit',
      excel: [28, 'text', ({ produit: code }, { catalogue, langue }) => catalogue.produit(code, langue)],
      part: 2.2,
    },
    {
      nom: 'utilisation',
      titre: 'accueil.utilisation',
      tri: { ...trier(PART, sql`x.utilise_contrat / nullif(x.autorise_contrat, 0)`), grandDAbord: true },
      css: 'bar-c',
      cell(row, c) {
        const { part, seuils, niveau } = utilisationDe(row);
        return c.bar({ part: ratio(part), orange: ratio(seuils.orange), rouge: ratio(seuils.rouge), niveau });
      },
      excel: [12, 'percent', (row) => ratio(utilisationDe(row).part)],
      part: 1.2,
    },
    {
      nom: 'autorise',
      titre: 'demandes.cote.autorise',
      tri: { ...trier(AUTORISE, sql`x.autorise_contrat`), grandDAbord: true },
      css: 'r',
      libellee: true,
      cell: ({ autorise, devise }, c) => c.amount(autorise, devise),
      total: ({ autorise, devise }, c) => c.amount(autorise, devise),
      excel: [18, 'amount', ({ autorise, devise }) => fromDecimal(autorise, devise)],
      totalExcel: ({ autorise, devise }) => fromDecimal(autorise, devise),
      part: 2,
    },
    {
      nom: 'utilise',
      titre: 'demandes.cote.utilise',
      tri: { ...trier(UTILISE, sql`x.utilise_contrat`), grandDAbord: true },
      css: 'r',
      libellee: true,
      cell: ({ utilise, devise }, c) => c.amount(utilise, devise),
      total: ({ utilise, devise }, c) => c.amount(utilise, devise),
      excel: [18, 'amount', ({ utilise, devise }) => fromDecimal(utilise, devise)],
      totalExcel: ({ utilise, devise }) => fromDecimal(utilise, devise),
      part: 2,
    },
    {
      nom: 'disponible',
      titre: 'demandes.cote.disponible',
      tri: { ...trier(DISPONIBLE, sql`x.disponible_somme`), grandDAbord: true },
      css: 'r',
      libellee: true,
      cell: (row, c) => c.money(utilisationDe(row).disponible),
      total: ({ disponible, devise }, c) => c.amount(disponible, devise),
      excel: [18, 'amount', (row) => utilisationDe(row).disponible],
      totalExcel: ({ disponible, devise }) => fromDecimal(disponible, devise),
      part: 2,
    },
    { nom: 'devise', titre: 'demandes.colonnes.devise', excel: [8, 'text', ({ devise }) => devise], totalExcel: ({ devise }) => devise },
    {
      nom: 'acces',
      tri: trier(sql`(x.acces and x.en_vigueur)`),
      css: 'st',
      cell: (row, c, mots) => c.mark(row.acces && row.en_vigueur, accesEnMots(row, mots)),
      excel: [16, 'text', accesEnMots],
      part: 1.4,
    },
  ],
  tri: '-autorise',
  dabord: [sql`x.devise <> 'EUR'`, sql`x.devise`],
  egalite: { par: [sql`x.id`] },
  sousTotaux: {
    si: parContrat,
    groupe: ({ contrat_id: contrat }) => String(contrat),
    total(row, { t }) {
      const total: TotalAutorisations = {
        nombre: row.lignes_contrat,
        lignes: row.lignes_contrat,
        devise: row.devise,
        autorise: row.autorise_contrat,
        utilise: row.utilise_contrat,
        disponible: row.disponible_somme,
      };
      return row.lignes_contrat < 2 ? undefined : { titre: t('autorisations.sousTotal', { contrat: row.contrat }), total };
    },
  },
  tailles: [100],
  vue: {
    css: 'auto',
    icone: 'layers',
    onglets: { champ: 'par', codes: PARTAGES },
    phrase: (_totaux, { t }) => t('autorisations.legende'),
    resultat: (totaux, { t }) => t('autorisations.phrase', { count: totaux.reduce((sum, { nombre }) => sum + nombre, 0) }),
    data: () => ({}),
  },
});
