/** The insurer's queue of refusals that clients contest, with the clock of the promise; what was decided stays to be read. */
import { ETATS_REVISION, type EtatRevision } from '../cautions/caution.js';
import { horlogeDe, PROMESSE_HEURES } from '../cautions/delai.js';
import { chemins } from '../chemins.js';
import { aSoi, chiffresDeFile, delais, parDelai, parMain, totauxDeFile, type TotalDeFile } from '../dossiers/file.list.js';
import type { Agent } from '../droits/acteur.js';
import { sql } from '../kit/database.js';
import { parisDay } from '../kit/dates.js';
import { etats } from '../listes/critere.js';
import { liste } from '../listes/liste.js';

interface RevisionSuivie {
  readonly id: number;
  readonly etat: EtatRevision;
  readonly caution: string;
  readonly client: string;
  readonly entite: string;
  readonly argument: string;
  readonly premier: string | null;
  readonly montant: string;
  readonly devise: string;
  readonly demandee_le: Date;
  readonly decidee_le: Date | null;
  readonly sienne: boolean;
}

const DEMANDEE = sql`x.etat = 'demandee'`;
const DELAIS = delais(sql`x.demandee_le`);

export const REVISIONS = liste<RevisionSuivie, Agent, TotalDeFile>({
  nom: 'revisions',
  words: 'revisions',
  chemin: chemins.gestionRevisions,
  pour: ['conseiller', 'charge'],
  source({ acteur, maintenant, conditions, requete }) {
    const from = sql`revision x join compte k on k.id = x.compte_id`;
    // Without a state asked, what waits.
    const where = sql`${requete.etat?.length ? sql`true` : DEMANDEE} and ${conditions}`;
    return {
      select: sql`x.id, x.etat, c.numero as caution, k.nom as client, e.nom as entite, x.argument, c.montant, c.devise, x.demandee_le, x.decidee_le,
        (select trim(g.prenom || ' ' || g.nom) from agent g where g.id = x.refusee_par) as premier, ${aSoi(acteur, 'revision', sql`x.id`)} as sienne`,
      from: sql`${from} join caution c on c.id = x.caution_id join entite e on e.id = c.entite_id`,
      where,
      totaux: totauxDeFile(from, where, DELAIS, maintenant, DEMANDEE),
    };
  },
  criteres: [parDelai(DELAIS, DEMANDEE), parMain('revision', sql`x.id`), etats(ETATS_REVISION)],
  colonnes: [
    {
      nom: 'delai',
      css: 'clk',
      cell: ({ decidee_le, demandee_le }, c, mots) =>
        decidee_le ? c.day(parisDay(decidee_le)) : c.clock(horlogeDe(demandee_le, PROMESSE_HEURES, mots)),
    },
    {
      nom: 'numero',
      titre: 'demandes.colonnes.numero',
      css: 'k',
      cell: ({ id, caution }, c) => c.ref(caution, chemins.gestionRevision({ id })),
    },
    { nom: 'client', titre: 'gestion.colonnes.client', css: 'cli', cell: ({ client, entite }, c) => c.lines(client, entite) },
    { nom: 'argument', css: 'mot', cell: ({ argument }, c) => c.text(argument.length > 140 ? `${argument.slice(0, 139)}…` : argument) },
    { nom: 'premier', css: 'm3', libellee: true, cell: ({ premier }, c) => c.text(premier ?? '–') },
    { nom: 'montant', titre: 'demandes.colonnes.montant', css: 'r big', cell: ({ montant, devise }, c) => c.amount(montant, devise) },
    { nom: 'etat', titre: 'demandes.colonnes.etat', css: 'st', cell: ({ etat }, c) => c.state(etat) },
  ],
  tri: '',
  egalite: { par: ({ acteur }) => [sql`not (${aSoi(acteur, 'revision', sql`x.id`)})`, sql`x.demandee_le`, sql`x.id`] },
  tailles: [100],
  vue: {
    sous: { href: chemins.gestion(), titre: 'menus.gestion' },
    icone: 'rotate-ccw',
    table: 'tbl queue',
    phrase: ([total], { t }) => t('revisions.phrase', { count: total?.nombre ?? 0 }),
    chiffres: chiffresDeFile(chemins.gestionRevisions),
    groupes: { codes: ['siens', 'autres'], de: ({ sienne }) => (sienne ? 'siens' : 'autres'), vide: false },
    data: ({ id }) => ({ revision: String(id), href: chemins.gestionRevision({ id }) }),
  },
});
