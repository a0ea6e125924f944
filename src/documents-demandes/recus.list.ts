/** The insurer's queue of documents that clients gave: what is to be read, the oldest first, then what was asked and what was accepted. */
import { horlogeDe, PROMESSE_HEURES } from '../cautions/delai.js';
import { chemins } from '../chemins.js';
import type { Agent } from '../droits/acteur.js';
import { aSoi, chiffresDeFile, delais, parDelai, parMain, totauxDeFile, type TotalDeFile } from '../dossiers/file.list.js';
import { sql } from '../kit/database.js';
import { today, type Day } from '../kit/dates.js';
import { etats } from '../listes/critere.js';
import { liste } from '../listes/liste.js';
import { enRetard, ETATS_DOCUMENT, type EtatDocument } from './document.js';

interface DocumentRecu {
  readonly id: number;
  readonly etat: EtatDocument;
  readonly objet: string;
  readonly client: string;
  readonly entite: string;
  readonly caution: string | null;
  readonly echeance: Day;
  readonly recu_le: Date | null;
  readonly fichiers: number;
  readonly sienne: boolean;
}

const RECU = sql`x.etat = 'recu'`;
const DELAIS = delais(sql`x.recu_le`);

export const DOCUMENTS_RECUS = liste<DocumentRecu, Agent, TotalDeFile>({
  nom: 'documents-recus',
  words: 'documents.recus',
  chemin: chemins.gestionDocuments,
  pour: ['conseiller', 'charge'],
  source({ acteur, maintenant, conditions, requete }) {
    const from = sql`demande_document x join compte k on k.id = x.compte_id`;
    // Without a state asked, what waits to be read.
    const where = sql`${requete.etat?.length ? sql`true` : RECU} and ${conditions}`;
    return {
      select: sql`x.id, x.etat, x.objet, k.nom as client, e.nom as entite, c.numero as caution, x.echeance, x.recu_le,
        (select count(*)::int from jointe j where j.sujet = 'document' and j.sujet_id = x.id) as fichiers,
        ${aSoi(acteur, 'document', sql`x.id`)} as sienne`,
      from: sql`${from} join entite e on e.id = x.entite_id left join caution c on c.id = x.caution_id`,
      where,
      totaux: totauxDeFile(from, where, DELAIS, maintenant, RECU),
    };
  },
  criteres: [parDelai(DELAIS, RECU), parMain('document', sql`x.id`), etats(ETATS_DOCUMENT)],
  colonnes: [
    {
      nom: 'delai',
      css: 'clk',
      cell: ({ etat, recu_le }, c, mots) => (etat === 'recu' && recu_le ? c.clock(horlogeDe(recu_le, PROMESSE_HEURES, mots)) : c.nothing),
    },
    { nom: 'objet', css: 'k', cell: ({ id, objet }, c) => c.link(chemins.gestionDocument({ id }), objet) },
    { nom: 'client', titre: 'gestion.colonnes.client', css: 'cli', cell: ({ client, entite }, c) => c.lines(client, entite) },
    {
      nom: 'caution',
      titre: 'demandes.colonnes.numero',
      css: 'main',
      cell: ({ caution }, c) => (caution ? c.ref(caution, chemins.gestionCaution({ numero: caution })) : c.nothing),
    },
    { nom: 'fichiers', css: 'm3', libellee: true, cell: ({ fichiers }, c) => c.count(fichiers) },
    { nom: 'echeance', css: 'lo no', cell: ({ echeance }, c) => c.day(echeance) },
    {
      nom: 'etat',
      titre: 'demandes.colonnes.etat',
      css: 'st',
      cell: (row, c, { maintenant }) =>
        c.state(
          enRetard(
            row,
            today(() => maintenant),
          )
            ? 'en_retard'
            : row.etat,
        ),
    },
  ],
  tri: '',
  egalite: { par: ({ acteur }) => [sql`not (${aSoi(acteur, 'document', sql`x.id`)})`, sql`coalesce(x.recu_le, x.demandee_le)`, sql`x.id`] },
  tailles: [100],
  vue: {
    sous: { href: chemins.gestion(), titre: 'menus.gestion' },
    icone: 'inbox',
    table: 'tbl queue',
    phrase: ([total], { t }) => t('documents.recus.phrase', { count: total?.nombre ?? 0 }),
    chiffres: chiffresDeFile(chemins.gestionDocuments),
    groupes: { codes: ['siens', 'autres'], de: ({ sienne }) => (sienne ? 'siens' : 'autres'), vide: false },
    data: ({ id }) => ({ document: String(id), href: chemins.gestionDocument({ id }) }),
  },
});
