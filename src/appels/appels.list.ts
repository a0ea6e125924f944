/** The insurer's calls: those to be settled first, the first due on top. */
import { ETATS_APPEL, APPELS_OUVERTS, type EtatAppel } from '../cautions/appels.js';
import { chemins } from '../chemins.js';
import { chercheCaution, parMain } from '../dossiers/file.list.js';
import type { Agent } from '../droits/acteur.js';
import { suiviPar } from '../droits/suivi.sql.js';
import { sql } from '../kit/database.js';
import { daysBetween, formatDay, parisDay, type Day } from '../kit/dates.js';
import { etats } from '../listes/critere.js';
import { liste } from '../listes/liste.js';

interface AppelListe {
  readonly id: number;
  readonly numero: string;
  readonly client: string;
  readonly entite: string;
  readonly type_credit: string;
  readonly beneficiaire: string;
  readonly motif: string;
  readonly recu_le: Day;
  readonly decider_avant: Day;
  readonly etat: EtatAppel;
  readonly montant: string;
  readonly devise: string;
}

/** From so many days before the last one a call is orange. */
const PROCHE_JOURS = 7;

function horloge({ recu_le: recu, decider_avant: avant }: AppelListe, maintenant: Date) {
  const jours = daysBetween(parisDay(maintenant), avant);
  const donnes = Math.max(1, daysBetween(recu, avant));
  return {
    jours,
    niveau: jours < 0 ? 'rouge' : jours <= PROCHE_JOURS ? 'orange' : 'vert',
    part: Math.min(1, Math.max(0, 1 - jours / donnes)),
  } as const;
}

export const APPELS = liste<AppelListe, Agent>({
  nom: 'mises-en-jeu',
  words: 'appels',
  chemin: chemins.gestionAppels,
  pour: ['conseiller', 'charge'],
  source({ acteur, conditions }) {
    const from = sql`appel x join caution c on c.id = x.caution_id join compte k on k.id = x.compte_id`;
    return {
      select: sql`x.id, c.numero, k.nom as client, e.nom as entite, c.type_credit, c.beneficiaire, x.motif, x.recu_le, x.decider_avant, x.etat, x.montant::text, c.devise,
        ${suiviPar(acteur.id)} as sienne`,
      from: sql`${from} join entite e on e.id = c.entite_id`,
      where: conditions,
      totaux: sql`select count(*)::int as nombre from ${from} where ${conditions}`,
    };
  },
  criteres: [chercheCaution(), parMain('appel', sql`x.id`), etats(ETATS_APPEL)],
  colonnes: [
    {
      nom: 'delai',
      css: 'clk',
      cell: (row, c, { maintenant, t }) => {
        if (!APPELS_OUVERTS.includes(row.etat)) return c.text('–');
        const { jours, niveau, part } = horloge(row, maintenant);
        return c.clock({
          part,
          niveau,
          texte: t(jours < 0 ? 'appels.retard' : 'appels.reste', { count: Math.abs(jours) }),
          precision: t('appels.avant', { le: formatDay(row.decider_avant) }),
        });
      },
    },
    {
      nom: 'numero',
      titre: 'demandes.colonnes.numero',
      css: 'k',
      cell: ({ id, numero }, c) => c.ref(numero, chemins.gestionAppel({ id })),
    },
    { nom: 'client', titre: 'gestion.colonnes.client', css: 'cli', cell: ({ client, entite }, c) => c.lines(client, entite) },
    {
      nom: 'type',
      titre: 'gestion.colonnes.type',
      css: 'typ',
      cell: ({ type_credit, beneficiaire }, c, { catalogue, langue }) => c.main(catalogue.type(type_credit, langue), beneficiaire),
    },
    { nom: 'motif', css: 'mot', cell: ({ motif }, c) => c.text(motif) },
    { nom: 'montant', css: 'r big', cell: ({ montant, devise }, c) => c.amount(montant, devise) },
    { nom: 'etat', titre: 'demandes.colonnes.etat', css: 'st', cell: ({ etat }, c) => c.state(etat) },
  ],
  tri: '',
  egalite: {
    par: ({ acteur }) => [
      sql`x.etat not in ('recu', 'examen', 'paye_en_partie')`,
      sql`not ${suiviPar(acteur.id)}`,
      sql`x.decider_avant`,
      sql`x.id`,
    ],
  },
  tailles: [100],
  vue: {
    sous: { href: chemins.gestion(), titre: 'menus.gestion' },
    icone: 'gavel',
    table: 'tbl queue',
    phrase: ([total], { t }) => t('appels.phrase', { count: total?.nombre ?? 0 }),
    data: ({ id, numero }) => ({ numero, href: chemins.gestionAppel({ id }) }),
  },
});
