/** The insurer's queue of acts to print and send, with the clock of the promise: what is to leave, the oldest first. */
import { horlogeDe, PROMESSE_ACTE_HEURES } from '../cautions/delai.js';
import { ETATS_EXPEDITION, type EtatExpedition } from '../cautions/etapes.js';
import { chemins } from '../chemins.js';
import { aSoi, chiffresDeFile, delais, parDelai, parMain, totauxDeFile, type TotalDeFile } from '../dossiers/file.list.js';
import type { Agent } from '../droits/acteur.js';
import { sql } from '../kit/database.js';
import { parisDay } from '../kit/dates.js';
import { etats } from '../listes/critere.js';
import { liste } from '../listes/liste.js';

interface ActeAExpedier {
  readonly id: number;
  readonly etat: EtatExpedition;
  readonly caution: string;
  readonly client: string;
  readonly entite: string;
  readonly type_credit: string;
  readonly beneficiaire: string;
  readonly depuis: Date;
  readonly expediee_le: Date | null;
  readonly transporteur: string;
  readonly suivi: string;
  readonly sienne: boolean;
}

/** What is still to leave: an act of a caution that ended meanwhile is not. */
const A_FAIRE = sql`(x.etat in ('a_editer', 'editee') and x.en_vigueur)`;
const DELAIS = delais(sql`x.depuis`, PROMESSE_ACTE_HEURES);

export const ACTES_A_EXPEDIER = liste<ActeAExpedier, Agent, TotalDeFile>({
  nom: 'actes',
  words: 'expeditions',
  chemin: chemins.gestionActes,
  pour: ['conseiller', 'charge'],
  source({ acteur, maintenant, conditions, requete }) {
    const from = sql`(select v.*, c.numero as caution, c.type_credit, c.beneficiaire, c.entite_id, c.etat in ('effective', 'en_opposition') as en_vigueur
      from expedition v join caution c on c.id = v.caution_id) x join compte k on k.id = x.compte_id`;
    // Without a state asked, what is to leave.
    const where = sql`${requete.etat?.length ? sql`true` : A_FAIRE} and ${conditions}`;
    return {
      select: sql`x.id, x.etat, x.caution, k.nom as client, e.nom as entite, x.type_credit, x.beneficiaire, x.depuis, x.expediee_le,
        x.transporteur, x.suivi, ${aSoi(acteur, 'acte', sql`x.id`)} as sienne`,
      from: sql`${from} join entite e on e.id = x.entite_id`,
      where,
      totaux: totauxDeFile(from, where, DELAIS, maintenant, A_FAIRE),
    };
  },
  criteres: [parDelai(DELAIS, A_FAIRE), parMain('acte', sql`x.id`), etats(ETATS_EXPEDITION)],
  colonnes: [
    {
      nom: 'delai',
      css: 'clk',
      cell: ({ expediee_le, depuis }, c, mots) =>
        expediee_le ? c.day(parisDay(expediee_le)) : c.clock(horlogeDe(depuis, PROMESSE_ACTE_HEURES, mots)),
    },
    {
      nom: 'numero',
      titre: 'demandes.colonnes.numero',
      css: 'k',
      cell: ({ id, caution }, c) => c.ref(caution, chemins.gestionActe({ id })),
    },
    { nom: 'client', titre: 'gestion.colonnes.client', css: 'cli', cell: ({ client, entite }, c) => c.lines(client, entite) },
    {
      nom: 'type',
      titre: 'gestion.colonnes.type',
      css: 'typ',
      cell: ({ type_credit, beneficiaire }, c, { catalogue, langue }) => c.main(catalogue.type(type_credit, langue), beneficiaire),
    },
    { nom: 'suivi', css: 'main', cell: ({ transporteur, suivi }, c) => (transporteur ? c.main(transporteur, suivi) : c.nothing) },
    { nom: 'etat', titre: 'demandes.colonnes.etat', css: 'st', cell: ({ etat }, c) => c.state(etat) },
  ],
  tri: '',
  egalite: { par: ({ acteur }) => [sql`not (${aSoi(acteur, 'acte', sql`x.id`)})`, sql`x.depuis`, sql`x.id`] },
  tailles: [100],
  vue: {
    sous: { href: chemins.gestion(), titre: 'menus.gestion' },
    icone: 'printer',
    table: 'tbl queue',
    phrase: ([total], { t }) => t('expeditions.phrase', { count: total?.nombre ?? 0 }),
    chiffres: chiffresDeFile(chemins.gestionActes, PROMESSE_ACTE_HEURES),
    groupes: { codes: ['siens', 'autres'], de: ({ sienne }) => (sienne ? 'siens' : 'autres'), vide: false },
    data: ({ id }) => ({ acte: String(id), href: chemins.gestionActe({ id }) }),
  },
});
