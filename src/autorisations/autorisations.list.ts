/** The authorisations of a perimeter, per entity and contract, largest first. */
import { chemins } from '../chemins.js';
import { sql } from '../kit/database.js';
import { today } from '../kit/dates.js';
import { liste } from '../listes/liste.js';
import { PROFILS, type Collaborateur } from '../droits/acteur.js';
import { utilisationDe, type AutorisationRow } from './autorisation.js';
import { inPerimetre } from './autorisations.repository.js';
import { colonnes, SOURCE } from './autorisations.sql.js';

interface TotalAutorisations {
  readonly nombre: number;
  readonly lignes: number;
  readonly devise: string;
  readonly autorise: string;
  readonly utilise: string;
  readonly disponible: string;
}

const ratio = (value: bigint): number => Number(value) / 1_000_000;

export const AUTORISATIONS = liste<AutorisationRow, Collaborateur, TotalAutorisations>({
  nom: 'autorisations',
  words: 'autorisations',
  chemin: chemins.autorisations,
  pour: PROFILS,
  source({ acteur, maintenant }) {
    const where = inPerimetre(acteur.compteId, acteur.perimetre.tout ? undefined : acteur.perimetre.entites);
    return {
      select: colonnes(today(() => maintenant)),
      from: SOURCE,
      where,
      // An authorised amount lowered below what is used leaves nothing, and takes nothing from the others.
      totaux: sql`select a.devise, count(*)::int as nombre, count(*)::int as lignes, sum(a.autorise)::text as autorise,
          sum(a.utilise)::text as utilise, sum(greatest(a.autorise - a.utilise, 0))::text as disponible
        from autorisation a where ${where} group by 1 order by a.devise <> 'EUR', 1`,
    };
  },
  criteres: [],
  colonnes: [
    { nom: 'entiteContrat', css: 'k', cell: ({ entite, contrat, ligne }, c) => c.text(entite, `${contrat}, ${ligne}`) },
    {
      nom: 'produitType',
      titre: 'accueil.produitType',
      css: 'main',
      cell: ({ type_credit, produit }, c, { catalogue, langue }) =>
        c.text(catalogue.type(type_credit, langue), catalogue.produit(produit, langue)),
    },
    {
      nom: 'utilisation',
      titre: 'accueil.utilisation',
      css: 'bar-c',
      cell(row, c) {
        const { part, seuils, niveau } = utilisationDe(row);
        return c.bar({ part: ratio(part), orange: ratio(seuils.orange), rouge: ratio(seuils.rouge), niveau });
      },
    },
    {
      nom: 'autorise',
      titre: 'demandes.cote.autorise',
      tri: { par: [sql`a.autorise`], grandDAbord: true },
      css: 'r',
      libellee: true,
      cell: ({ autorise, devise }, c) => c.amount(autorise, devise),
      total: ({ autorise, devise }, c) => c.amount(autorise, devise),
    },
    {
      nom: 'utilise',
      titre: 'demandes.cote.utilise',
      css: 'r',
      libellee: true,
      cell: ({ utilise, devise }, c) => c.amount(utilise, devise),
      total: ({ utilise, devise }, c) => c.amount(utilise, devise),
    },
    {
      nom: 'disponible',
      titre: 'demandes.cote.disponible',
      css: 'r',
      libellee: true,
      cell: (row, c) => c.money(utilisationDe(row).disponible),
      total: ({ disponible, devise }, c) => c.amount(disponible, devise),
    },
    {
      nom: 'acces',
      css: 'st',
      cell: ({ acces, en_vigueur }, c, { t }) =>
        c.mark(acces && en_vigueur, t(`autorisations.${!en_vigueur ? 'horsPeriode' : acces ? 'ouvert' : 'ferme'}`)),
    },
  ],
  tri: '-autorise',
  egalite: { par: [sql`a.id`] },
  tailles: [100],
  vue: {
    css: 'auto',
    icone: 'layers',
    phrase: (totaux, { t }) => t('autorisations.phrase', { count: totaux.reduce((sum, { nombre }) => sum + nombre, 0) }),
    data: () => ({}),
  },
});
