/** What follows a demande and its caution, as rows: validations, ledger, releases, oppositions, journal. */
import { SUR_RECEPTION } from '../../src/horloges/pour.js';
import { addDays, daysBetween } from '../../src/kit/dates.js';
import { liberationDe } from '../../src/termes/terme.js';
import type { Calendrier, Moment } from './calendrier.js';
import { decimal } from './contrats.js';
import type { Auteur, Caution, Dossier, Evenement, Expedition, Revision } from './dossier.js';

/** What follows a demande, to be written in the order it happened. */
export interface Suite {
  readonly le: Moment;
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** A caution's identity in the set, and its number. */
export interface Numerotee {
  readonly id: number;
  readonly numero: string;
}

export const instant = (cal: Calendrier, moment: Moment | null): string | null => (moment === null ? null : cal.instant(moment));

/** All of them, for one demande. */
export const suitesDe = (cal: Calendrier, d: Dossier, demandeId: number, caution: Numerotee | undefined): Suite[] => [
  ...validations(cal, d, demandeId),
  ...(d.caution && caution ? suitesDeCaution(cal, d, d.caution, caution.id) : []),
  ...d.evenements.map((evenement) => journal(cal, d, evenement, demandeId, caution)),
];

const validations = (cal: Calendrier, d: Dossier, demandeId: number): Suite[] =>
  d.validations.map(({ tour, rang, personne, le }) => ({
    le,
    table: 'validation',
    row: { compte_id: d.autorisation.compte.id, demande_id: demandeId, tour, collaborateur_id: personne.id, rang, le: cal.instant(le) },
  }));

const FINS: Partial<Record<Caution['etat'], string>> = { mainlevee: 'mainlevee', echue: 'echeance', appelee: 'appel' };

function suitesDeCaution(
  cal: Calendrier,
  d: Dossier,
  { etat, effective, terminee, mainlevees, oppositions, revision, expedition }: Caution,
  cautionId: number,
): Suite[] {
  const {
    autorisation: { id, compte, contrat, ligneId },
    montant,
  } = d;
  const mouvement = (le: Moment, nature: string, mineur: bigint): Suite => ({
    le,
    table: 'mouvement',
    row: {
      compte_id: compte.id,
      contrat_id: contrat.id,
      ligne_id: ligneId,
      autorisation_id: id,
      caution_id: cautionId,
      nature,
      montant: decimal(mineur, contrat.devise),
      le: cal.instant(le),
    },
  });
  const fin = FINS[etat];
  return [
    ...receptionDe(cal, d, { etat, effective, mainlevees }, cautionId),
    ...(effective === null ? [] : [mouvement(effective, 'emission', montant)]),
    ...(fin && terminee !== null ? [mouvement(terminee, fin, -montant)] : []),
    ...mainlevees.map((m): Suite => ({
      le: m.le,
      table: 'mainlevee',
      row: {
        compte_id: compte.id,
        caution_id: cautionId,
        motif: m.motif,
        donnees: m.donnees,
        etat: m.etat,
        reponse: m.reponse,
        demandee_par: m.par.id,
        demandee_le: cal.instant(m.le),
        decidee_le: instant(cal, m.decidee),
      },
    })),
    ...oppositions.map((o): Suite => ({
      le: effective ?? 0,
      table: 'opposition',
      row: {
        compte_id: compte.id,
        caution_id: cautionId,
        envoyee_le: o.envoyee,
        recue_le: o.recue,
        motif: o.motif,
        montant: o.montant === null ? null : decimal(o.montant, contrat.devise),
        levee_le: o.levee,
        issue: o.levee === null ? null : o.rejetee ? 'rejetee' : 'levee',
        reponse: o.rejetee ? 'L’inexécution n’est pas établie, les réserves étaient levées.' : '',
      },
    })),
    ...(revision
      ? [{ le: revision.demandee, table: 'revision', row: { compte_id: compte.id, caution_id: cautionId, ...revisionRow(cal, revision) } }]
      : []),
    ...(expedition
      ? [
          {
            le: expedition.depuis,
            table: 'expedition',
            row: { compte_id: compte.id, caution_id: cautionId, ...expeditionRow(cal, expedition) },
          },
        ]
      : []),
  ];
}

const revisionRow = (cal: Calendrier, r: Revision) => ({
  etat: r.etat,
  version: r.decidee === null ? 1 : 2,
  argument: r.argument,
  demandee_par: r.par.id,
  demandee_le: cal.instant(r.demandee),
  refusee_par: r.refuseePar.id,
  refusee_le: cal.instant(r.refusee),
  refus: r.refus,
  agent_id: r.decidee === null ? null : r.decideePar.id,
  decidee_le: instant(cal, r.decidee),
  reponse: r.reponse,
});

const expeditionRow = (cal: Calendrier, { etat, depuis, editee, expediee, recue, transporteur, suivi }: Expedition) => ({
  etat,
  version: { editee: 2, expediee: 3, recue: 4 }[etat],
  depuis: cal.instant(depuis),
  editee_le: cal.instant(editee),
  expediee_le: instant(cal, expediee),
  recue_le: instant(cal, recue),
  transporteur,
  suivi,
});

function journal(cal: Calendrier, d: Dossier, e: Evenement, demandeId: number, caution: Numerotee | undefined): Suite {
  const { collaborateurId, agentId, qui } = identite(e.auteur);
  return {
    le: e.le,
    table: 'journal',
    row: {
      compte_id: d.autorisation.compte.id,
      le: cal.instant(e.le),
      acte: e.acte,
      sujet: e.caution && (!e.demande || e.acte !== 'valider') ? 'caution' : 'demande',
      sujet_id: e.caution && (!e.demande || e.acte !== 'valider') ? caution?.id : demandeId,
      collaborateur_id: collaborateurId,
      agent_id: agentId,
      qui,
      origine: '',
      commentaire: e.commentaire ?? '',
      details: e.details && e.acte.startsWith('caution_') ? { caution: caution?.numero, ...e.details } : (e.details ?? {}),
    },
  };
}

function identite(auteur: Auteur): { collaborateurId: number | null; agentId: number | null; qui: string } {
  if (!auteur) return { collaborateurId: null, agentId: null, qui: 'Cautionet' };
  return 'personne' in auteur
    ? { collaborateurId: auteur.personne.id, agentId: null, qui: auteur.personne.nom }
    : { collaborateurId: null, agentId: auteur.agent.id, qui: auteur.agent.nom };
}

/** Works that were accepted more than a year ago, and whose guarantee nobody released yet: one in so many. */
const OUBLIEES = { unSur: 9, agees: 460, recues: 380 };

/** The réception that a release said, or that of works long over: the clock of the law runs from it. */
function receptionDe(
  cal: Calendrier,
  d: Dossier,
  { etat, effective, mainlevees }: Pick<Caution, 'etat' | 'effective' | 'mainlevees'>,
  cautionId: number,
): Suite[] {
  if (effective === null || !SUR_RECEPTION.includes(d.autorisation.typeCredit)) return [];
  const dite = mainlevees.map(({ donnees }) => donnees.dateEffet).find((jour) => typeof jour === 'string');
  const oubliee =
    etat === 'effective' && cautionId % OUBLIEES.unSur === 0 && daysBetween(cal.jourDe(effective), cal.today) > OUBLIEES.agees
      ? addDays(cal.today, -OUBLIEES.recues - (cautionId % 40))
      : undefined;
  const effet = dite ?? oubliee;
  if (effet === undefined) return [];
  const reception = { effet, pv_le: effet, reserves: 'sans', levees_le: null } as const;
  const liberation = liberationDe(d.autorisation.typeCredit, d.valeurs, reception);
  return [
    {
      le: effective,
      table: 'reception',
      row: {
        ...{ caution_id: cautionId, compte_id: d.autorisation.compte.id, ...reception },
        libre: liberation?.situation === 'a_terme' ? liberation.libre : null,
        article: liberation?.article ?? '',
        saisie_le: cal.instant(effective),
        saisie_par: d.saisiPar.id,
      },
    },
  ];
}
