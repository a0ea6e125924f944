/** The insurer's oppositions: those that hold a caution first, the oldest of them on top. */
import { ETATS_OPPOSITION } from '../cautions/oppositions.js';
import { chemins } from '../chemins.js';
import type { Agent } from '../droits/acteur.js';
import { suiviPar } from '../droits/suivi.sql.js';
import { sql } from '../kit/database.js';
import { daysBetween, formatDay, parisDay, type Day } from '../kit/dates.js';
import { etats } from '../listes/critere.js';
import { liste } from '../listes/liste.js';
import { chercheCaution, parMain } from '../dossiers/file.list.js';

interface OppositionListee {
  readonly id: number;
  readonly numero: string;
  readonly client: string;
  readonly entite: string;
  readonly type_credit: string;
  readonly beneficiaire: string;
  readonly motif: string;
  readonly recue_le: Day;
  readonly etat: string;
  readonly montant: string;
  readonly devise: string;
}

/** Days from which one that is open is late, and those before it from which it is near. */
const DELAI = { retard: 30, proche: 21 };

function horloge({ recue_le: recue }: OppositionListee, maintenant: Date) {
  const jours = Math.max(0, daysBetween(recue, parisDay(maintenant)));
  const niveau = jours >= DELAI.retard ? 'rouge' : jours >= DELAI.proche ? 'orange' : 'vert';
  return { jours, niveau, part: Math.min(1, jours / DELAI.retard) } as const;
}

export const OPPOSITIONS = liste<OppositionListee, Agent>({
  nom: 'oppositions',
  words: 'oppositions',
  chemin: chemins.gestionOppositions,
  pour: ['conseiller', 'charge'],
  source({ acteur, conditions }) {
    const from = sql`opposition x join caution c on c.id = x.caution_id join compte k on k.id = x.compte_id`;
    return {
      select: sql`x.id, c.numero, k.nom as client, e.nom as entite, c.type_credit, c.beneficiaire, x.motif, x.recue_le, x.etat, c.montant::text, c.devise,
        ${suiviPar(acteur.id)} as sienne`,
      from: sql`${from} join entite e on e.id = c.entite_id`,
      where: conditions,
      totaux: sql`select count(*)::int as nombre from ${from} where ${conditions}`,
    };
  },
  criteres: [chercheCaution(), parMain('opposition', sql`x.id`), etats(ETATS_OPPOSITION)],
  colonnes: [
    {
      nom: 'delai',
      css: 'clk',
      cell: (row, c, { maintenant, t }) => {
        if (row.etat !== 'ouverte') return c.text('–');
        const { jours, niveau, part } = horloge(row, maintenant);
        return c.clock({
          part,
          niveau,
          texte: t('oppositions.depuis', { count: jours }),
          precision: t('oppositions.recueCourt', { le: formatDay(row.recue_le) }),
        });
      },
    },
    {
      nom: 'numero',
      titre: 'demandes.colonnes.numero',
      css: 'k',
      cell: ({ id, numero }, c) => c.ref(numero, chemins.gestionOpposition({ id })),
    },
    { nom: 'client', titre: 'gestion.colonnes.client', css: 'cli', cell: ({ client, entite }, c) => c.lines(client, entite) },
    {
      nom: 'type',
      titre: 'gestion.colonnes.type',
      css: 'typ',
      cell: ({ type_credit, beneficiaire }, c, { catalogue, langue }) => c.main(catalogue.type(type_credit, langue), beneficiaire),
    },
    { nom: 'motif', css: 'mot', cell: ({ motif }, c) => c.text(motif) },
    { nom: 'montant', titre: 'demandes.colonnes.montant', css: 'r big', cell: ({ montant, devise }, c) => c.amount(montant, devise) },
    { nom: 'etat', titre: 'demandes.colonnes.etat', css: 'st', cell: ({ etat }, c) => c.state(etat) },
  ],
  tri: '',
  egalite: { par: ({ acteur }) => [sql`x.levee_le is not null`, sql`not ${suiviPar(acteur.id)}`, sql`x.recue_le`, sql`x.id`] },
  tailles: [100],
  vue: {
    sous: { href: chemins.gestion(), titre: 'menus.gestion' },
    icone: 'octagon-alert',
    table: 'tbl queue',
    phrase: ([total], { t }) => t('oppositions.phrase', { count: total?.nombre ?? 0 }),
    data: ({ id, numero }) => ({ numero, href: chemins.gestionOpposition({ id }) }),
  },
});
