/** Cautions that the law has freed and that nobody released: what they still cost, until their release is asked. */
import { chemins } from '../chemins.js';
import { PROFILS, type Collaborateur } from '../droits/acteur.js';
import { sql, type Sql } from '../kit/database.js';
import { today, type Day } from '../kit/dates.js';
import { fromDecimal } from '../kit/money.js';
import { entites, typeCredit } from '../listes/dossier.js';
import { liste, type Total } from '../listes/liste.js';
import { liberables } from './liberables.sql.js';

interface CautionLiberable {
  readonly numero: string;
  readonly entite: string;
  readonly type_credit: string;
  readonly beneficiaire: string;
  readonly marche: string;
  readonly libre: Day;
  readonly article: string;
  readonly montant: string;
  readonly devise: string;
  readonly evitable: string;
}

interface TotalEvitable extends Total {
  readonly evitable: string;
}

/**
 * Invoiced for days on which the guarantor owed nothing any more: of each period its last invoice or credit note, which says what is due
 * for it as known then, segment by segment.
 */
const EVITABLE: Sql = sql`coalesce((
    select sum(round((s ->> 'base')::numeric * (s ->> 'taux')::numeric
      * greatest(0, (s ->> 'au')::date - greatest((s ->> 'du')::date, x.libre) + 1) / (100 * x.base_jours), 2))
    from (select distinct on (f.periode_du) l.segments from facture_ligne l join facture f on f.id = l.facture_id
      where l.caution_id = x.id order by f.periode_du, f.id desc) p, jsonb_array_elements(p.segments) s), 0)`;

export const LIBERABLES = liste<CautionLiberable, Collaborateur, TotalEvitable>({
  nom: 'liberables',
  words: 'termes.liberables',
  chemin: chemins.cautionsLiberables,
  excel: chemins.cautionsLiberablesExcel,
  pour: PROFILS,
  source({ acteur, maintenant, conditions }) {
    const from = sql`(select l.*, k.base_jours from (select c.id, c.contrat_id, c.entite_id, c.numero, c.type_credit, c.produit, c.beneficiaire, c.marche,
        c.montant, c.devise, r.libre, r.article from ${liberables(
          acteur.compteId,
          today(() => maintenant),
        )}) l join contrat k on k.id = l.contrat_id) x`;
    return {
      select: sql`x.numero, e.nom as entite, x.type_credit, x.beneficiaire, x.marche, x.libre, x.article, x.montant::text as montant, x.devise,
        (${EVITABLE})::text as evitable`,
      from,
      join: sql`join entite e on e.id = x.entite_id`,
      where: conditions,
      totaux: sql`select x.devise, count(*)::int as nombre, sum(x.montant)::text as montant, sum(${EVITABLE})::text as evitable
        from ${from} where ${conditions} group by 1 order by 1`,
    };
  },
  criteres: [entites(), typeCredit()],
  colonnes: [
    {
      nom: 'numero',
      titre: 'demandes.colonnes.numero',
      css: 'k',
      cell: ({ numero }, c) => c.ref(numero, chemins.caution({ numero })),
      excel: [14, 'text', ({ numero }) => numero],
    },
    {
      nom: 'libre',
      tri: { par: [sql`x.libre`] },
      css: 'm3r',
      cell: ({ libre }, c) => c.day(libre),
      excel: [12, 'date', ({ libre }) => libre],
    },
    {
      nom: 'entite',
      titre: 'demandes.colonnes.entite',
      css: 'm3',
      cell: ({ entite }, c) => c.text(entite),
      excel: [30, 'text', ({ entite }) => entite],
    },
    {
      nom: 'beneficiaire',
      titre: 'demandes.colonnes.beneficiaireMarche',
      css: 'main',
      cell: ({ beneficiaire, marche }, c) => c.main(beneficiaire, marche),
      excel: [36, 'text', ({ beneficiaire }) => beneficiaire],
    },
    {
      nom: 'article',
      css: 'm4 lo',
      cell: ({ article }, c) => c.text(article),
      excel: [36, 'text', ({ article }) => article],
    },
    {
      nom: 'montant',
      titre: 'demandes.colonnes.montant',
      tri: { par: [sql`x.montant`], grandDAbord: true },
      css: 'r big',
      cell: ({ montant, devise }, c) => c.amount(montant, devise),
      total: ({ montant = '0', devise = 'EUR' }, c) => c.amount(montant, devise),
      excel: [16, 'amount', ({ montant, devise }) => fromDecimal(montant, devise)],
    },
    {
      nom: 'evitable',
      css: 'r big',
      cell: ({ evitable, devise }, c) => c.amount(evitable, devise),
      total: ({ evitable, devise = 'EUR' }, c) => c.amount(evitable, devise),
      excel: [16, 'amount', ({ evitable, devise }) => fromDecimal(evitable, devise)],
    },
  ],
  tri: 'libre',
  egalite: { par: [sql`x.id`] },
  tailles: [50, 100],
  vue: {
    sous: { href: chemins.cautions(), titre: 'cautions.titre' },
    icone: 'lock-open',
    phrase: (_totaux, { t }) => t('termes.liberables.phrase'),
    resultat: (totaux, { t }) => t('cautions.nombre', { count: totaux.reduce((sum, { nombre }) => sum + nombre, 0) }),
    data: ({ numero }) => ({ numero, href: chemins.caution({ numero }) }),
  },
});
