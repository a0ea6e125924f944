/** The insurer's first queue: cautions that wait for a decision, with the clock of the promise. */
import { lignesDuControle } from '../cautions/controle.presenter.js';
import type { Resultat } from '../cautions/controle.js';
import { horlogeDe, PROMESSE_HEURES } from '../cautions/delai.js';
import { avecRequete, chemins } from '../chemins.js';
import { delais, parDelai } from '../dossiers/file.list.js';
import { sql, type Sql } from '../kit/database.js';
import { fromDecimal } from '../kit/money.js';
import { valeur } from '../listes/critere.js';
import { liste } from '../listes/liste.js';
import { ROLES_GARANT, type Agent } from '../droits/acteur.js';
import { suiviPar } from '../droits/suivi.sql.js';

interface CautionEnAttente {
  readonly numero: string;
  readonly creee_le: Date;
  readonly client: string;
  readonly entite: string;
  readonly type_credit: string;
  readonly beneficiaire: string;
  readonly montant: string;
  readonly devise: string;
  readonly controle: readonly Resultat[];
  /** The client of the agent who looks. */
  readonly sienne: boolean;
}

/** The whole queue in one currency. */
interface TotalEnAttente {
  readonly devise: string;
  readonly nombre: number;
  readonly montant: string;
  readonly retard: number;
  readonly proches: number;
}

const DELAIS = delais(sql`x.creee_le`);

const somme = (totaux: readonly TotalEnAttente[], nom: 'nombre' | 'retard' | 'proches') => totaux.reduce((sum, one) => sum + one[nom], 0);

const siens = ({ id }: Agent): Sql => sql`select k.id from compte k where ${suiviPar(id)}`;

export const EN_ATTENTE = liste<CautionEnAttente, Agent, TotalEnAttente>({
  nom: 'attente',
  words: 'gestion',
  chemin: chemins.gestion,
  pour: ROLES_GARANT,
  source({ acteur, maintenant, conditions }) {
    return {
      select: sql`x.numero, x.creee_le, k.nom as client, e.nom as entite, x.type_credit, x.beneficiaire, x.montant, x.devise, x.controle,
        ${suiviPar(acteur.id)} as sienne`,
      from: sql`caution x`,
      join: sql`join compte k on k.id = x.compte_id join entite e on e.id = x.entite_id`,
      where: sql`x.etat = 'en_attente' and ${conditions}`,
      // What is late is told whatever one looks for: its figures lead to it.
      totaux: sql`
        select x.devise, (count(*) filter (where ${conditions}))::int as nombre, coalesce(sum(x.montant) filter (where ${conditions}), 0) as montant,
          (count(*) filter (where ${DELAIS.retard(maintenant)}))::int as retard,
          (count(*) filter (where ${DELAIS.proche(maintenant)}))::int as proches
        from caution x where x.etat = 'en_attente' group by x.devise order by nombre desc, x.devise`,
    };
  },
  criteres: [parDelai(DELAIS), valeur('devise', (devise) => sql`x.devise = ${devise}`, { libelle: 'demandes.colonnes.devise' })],
  colonnes: [
    { nom: 'delai', css: 'clk', cell: ({ creee_le }, c, mots) => c.clock(horlogeDe(creee_le, PROMESSE_HEURES, mots)) },
    {
      nom: 'numero',
      titre: 'demandes.colonnes.numero',
      css: 'k',
      cell: ({ numero }, c) => c.ref(numero, chemins.gestionCaution({ numero })),
    },
    { nom: 'client', css: 'cli', cell: ({ client, entite }, c) => c.lines(client, entite) },
    {
      nom: 'type',
      css: 'typ',
      cell: ({ type_credit, beneficiaire }, c, { catalogue, langue }) => c.main(catalogue.type(type_credit, langue), beneficiaire),
    },
    {
      nom: 'raisons',
      css: 'mot',
      cell: ({ controle }, c, { langue, t }) =>
        c.reasons(
          lignesDuControle(controle, langue, t)
            .filter(({ conforme }) => !conforme)
            .map(({ texte }) => texte),
        ),
    },
    { nom: 'montant', titre: 'demandes.colonnes.montant', css: 'r big', cell: ({ montant, devise }, c) => c.amount(montant, devise) },
  ],
  tri: '',
  // The agent's own clients first, then the oldest.
  egalite: { par: ({ acteur }) => [sql`x.compte_id <> all (array(${siens(acteur)}))`, sql`x.creee_le`, sql`x.id`] },
  cle: sql`x.id`,
  tailles: [100],
  vue: {
    icone: 'shield-check',
    table: 'tbl queue',
    phrase: (totaux, { t }) => (totaux.length > 0 ? t('gestion.phrase', { count: somme(totaux, 'nombre') }) : undefined),
    chiffres: (totaux, { t }) => [
      {
        libelle: t('gestion.enRetard'),
        valeur: somme(totaux, 'retard'),
        precision: t('gestion.enRetardPrecision'),
        alerte: somme(totaux, 'retard') > 0,
        href: avecRequete(chemins.gestion(), { delai: 'retard' }),
      },
      {
        libelle: t('gestion.proches'),
        valeur: somme(totaux, 'proches'),
        precision: t('gestion.prochesPrecision'),
        href: avecRequete(chemins.gestion(), { delai: 'proche' }),
      },
      ...totaux.map(({ devise, montant, nombre }) => ({
        libelle: t('gestion.montant', { devise }),
        valeur: fromDecimal(montant, devise),
        precision: t('gestion.lignes', { count: nombre }),
        href: avecRequete(chemins.gestion(), { devise }),
      })),
    ],
    groupes: { codes: ['siens', 'autres'], de: ({ sienne }) => (sienne ? 'siens' : 'autres'), vide: true },
    data: ({ numero }) => ({ numero, href: chemins.gestionCaution({ numero }) }),
  },
});
