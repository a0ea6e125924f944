/** The insurer's queue of releases, with the clock of the promise. */
import { horlogeDe, seuilsDe } from '../cautions/delai.js';
import { avecRequete, chemins } from '../chemins.js';
import type { Agent } from '../droits/acteur.js';
import { duSuivi } from '../dossiers/files.list.js';
import { suiviPar } from '../droits/suivi.sql.js';
import { sql, type Sql } from '../kit/database.js';
import { choix, etats } from '../listes/critere.js';
import { liste, type Total } from '../listes/liste.js';
import { ETATS_MAINLEVEE, MOTIFS_MAINLEVEE, type EtatMainlevee, type MotifMainlevee } from './mainlevee.js';

interface MainleveeSuivie {
  readonly id: number;
  readonly caution: string;
  readonly client: string;
  readonly entite: string;
  readonly beneficiaire: string;
  readonly motif: MotifMainlevee;
  readonly montant: string;
  readonly devise: string;
  readonly etat: EtatMainlevee;
  readonly demandee_le: Date;
  readonly sienne: boolean;
}

interface TotalMainlevees extends Total {
  readonly retard: number;
}

/** An answer is promised within two days. */
const PROMESSE_MAINLEVEE_HEURES = 48;

/** It waits for the insurer, and should have had its answer. */
const enRetard = (maintenant: Date): Sql =>
  sql`(x.etat = 'transmise' and x.demandee_le <= ${seuilsDe(maintenant, PROMESSE_MAINLEVEE_HEURES).retard})`;

export const MAINLEVEES = liste<MainleveeSuivie, Agent, TotalMainlevees>({
  nom: 'mainlevees',
  words: 'mainlevees.file',
  chemin: chemins.gestionMainlevees,
  pour: ['conseiller', 'charge'],
  source({ acteur, maintenant, conditions, requete }) {
    const from = sql`(select m.id, m.caution_id, m.compte_id, m.motif, m.etat, m.demandee_le, coalesce(m.montant, c.montant) as montant, c.devise,
        c.numero as caution, c.beneficiaire, c.entite_id from mainlevee m join caution c on c.id = m.caution_id) x join compte k on k.id = x.compte_id`;
    // What waits, unless a state is asked.
    const ouvertes = requete.etat?.length ? sql`true` : sql`x.etat in ('transmise', 'document_demande')`;
    return {
      select: sql`x.id, x.caution, k.nom as client, e.nom as entite, x.beneficiaire, x.motif, x.montant::text, x.devise, x.etat, x.demandee_le,
        ${suiviPar(acteur.id)} as sienne`,
      from,
      join: sql`join entite e on e.id = x.entite_id`,
      where: sql`${ouvertes} and ${conditions}`,
      // What is late is told whatever one looks for: its figure leads to it.
      totaux: sql`select (count(*) filter (where ${ouvertes} and ${conditions}))::int as nombre,
          (count(*) filter (where ${enRetard(maintenant)}))::int as retard from ${from}`,
    };
  },
  criteres: [
    etats(ETATS_MAINLEVEE),
    choix('motif', MOTIFS_MAINLEVEE, (code) => sql`x.motif = ${code}`, {
      libelle: 'mainlevees.motif',
      nommer: (code, { t }) => t(`cautions.mainlevee.${code}`),
    }),
    choix('delai', ['retard'], (_code, _agent, { maintenant }) => enRetard(maintenant), {
      libelle: 'gestion.delai',
      nommer: (_code, { t }) => t('gestion.enRetard'),
    }),
    duSuivi(),
  ],
  colonnes: [
    {
      nom: 'delai',
      css: 'clk',
      cell: ({ etat, demandee_le }, c, mots) =>
        etat === 'transmise' ? c.clock(horlogeDe(demandee_le, PROMESSE_MAINLEVEE_HEURES, mots)) : c.text('–'),
    },
    {
      nom: 'numero',
      titre: 'demandes.colonnes.numero',
      css: 'k',
      cell: ({ id, caution }, c) => c.ref(caution, chemins.gestionMainlevee({ id })),
    },
    { nom: 'client', titre: 'gestion.colonnes.client', css: 'cli', cell: ({ client, entite }, c) => c.lines(client, entite) },
    {
      nom: 'motif',
      css: 'main',
      cell: ({ motif, beneficiaire }, c, { t }) => c.main(t(`cautions.mainlevee.${motif}`), beneficiaire),
    },
    { nom: 'montant', titre: 'demandes.colonnes.montant', css: 'r big', cell: ({ montant, devise }, c) => c.amount(montant, devise) },
    { nom: 'etat', titre: 'demandes.colonnes.etat', css: 'st', cell: ({ etat }, c) => c.state(etat) },
  ],
  tri: '',
  // The agent's own clients first, what waits for him before what waits for the client, then the oldest.
  egalite: { par: ({ acteur }) => [sql`not ${suiviPar(acteur.id)}`, sql`x.etat <> 'transmise'`, sql`x.demandee_le`, sql`x.id`] },
  tailles: [50, 100],
  vue: {
    sous: { href: chemins.gestion(), titre: 'menus.gestion' },
    icone: 'lock-open',
    table: 'tbl queue',
    phrase: ([total], { t }) => t('mainlevees.file.phrase', { count: total?.nombre ?? 0 }),
    chiffres: ([total], { t }) =>
      (total?.retard ?? 0) > 0
        ? [
            {
              libelle: t('gestion.enRetard'),
              valeur: total?.retard ?? 0,
              precision: t('mainlevees.file.retard'),
              alerte: true,
              href: avecRequete(chemins.gestionMainlevees(), { delai: 'retard' }),
            },
          ]
        : [],
    groupes: { codes: ['siens', 'autres'], de: ({ sienne }) => (sienne ? 'siens' : 'autres'), vide: false },
    data: ({ id, caution, etat }) => ({ numero: caution, mainlevee: String(id), etat, href: chemins.gestionMainlevee({ id }) }),
  },
});
