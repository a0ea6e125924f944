/** What the automatic control looks at, gathered for a demande that waits, or for one that is still being written. Pure. */
import type { TarifRow } from '../autorisations/tarif.js';
import type { TypePeriode } from '../factures/prime.js';
import type { Day } from '../kit/dates.js';
import { fromDecimal, type Money } from '../kit/money.js';
import { finPassee, incoherences, incoherencesDesDates, texteModifie, type TexteDeRegles } from '../specimens/coherence.js';
import type { Valeurs } from '../specimens/texte.js';
import type { Fin } from '../specimens/fin.js';
import type { Faits } from './controle.js';
import { cumulDepasse, semblables, type Voisine } from './doublons.js';

/** What the demande itself says, and the text that it is written with. */
export interface Candidate {
  readonly texte: TexteDeRegles;
  readonly montant: string;
  readonly devise: string;
  readonly date_fin: Day | null;
  readonly valeurs: Valeurs;
}

/** What the database says of it, in one row (`faits.sql.ts`). */
export interface FaitsRow {
  readonly demande_id: number;
  readonly contrat_id: number;
  readonly ligne_id: number;
  readonly autorisation_id: number;
  readonly contrat: string;
  readonly contrat_du: Day;
  readonly contrat_au: Day | null;
  readonly contrat_acces: boolean;
  readonly entite_active: boolean;
  readonly entite_rattachee: boolean;
  readonly donneur_ordre: { readonly nom: string; readonly siren: string | null; readonly siret: string | null };
  readonly texte_du: Day;
  readonly texte_au: Day | null;
  readonly garant_concorde: boolean;
  readonly texte_admis: boolean;
  readonly edition_deportee: boolean;
  readonly plafond_unitaire: string;
  readonly duree_max_mois: number;
  readonly impaye_jours: number;
  readonly impaye_tolerance: number;
  readonly document_en_retard: Day | null;
  readonly pays_admis: readonly string[] | null;
  readonly derniere_opposition: Day | null;
  readonly opposition_exclue_mois: number | null;
  /** Acts in force, or waiting, of the same entity, family of types and contract. */
  readonly voisines: readonly Voisine[];
  /** What such acts are found by. */
  readonly affaire: string;
  readonly famille: string;
  /** What it would cost: terms of the autorisation and of the contrat. */
  readonly fin: Fin;
  readonly tarifs: readonly TarifRow[];
  readonly base_jours: 360 | 365;
  readonly periode: TypePeriode;
}

/** From the demande, what the database says of it and the room left on the three ceilings, to what the rules look at. */
export function faitsPour(demande: Candidate, row: FaitsRow, disponible: Faits['disponible'], aujourdhui: Day): Faits {
  const { texte, devise, valeurs } = demande;
  const { nom, siret, siren } = row.donneur_ordre;
  const circonstances = {
    devise,
    jour: aujourdhui,
    contrat: { du: row.contrat_du, au: row.contrat_au },
    donneur: { nom, immatriculation: siret ?? siren ?? undefined },
  };
  const deja = semblables(valeurs, row.voisines);
  const cumul = cumulDepasse(texte, valeurs, devise, deja);
  return {
    aujourdhui,
    montant: fromDecimal(demande.montant, devise),
    // An effect left open is the day of issue.
    dateEffet: valeurs.date_effet ?? aujourdhui,
    dateFin: demande.date_fin,
    finDemandee: texte.fin !== 'evenement',
    contrat: { du: row.contrat_du, au: row.contrat_au, acces: row.contrat_acces },
    entite: { active: row.entite_active, rattachee: row.entite_rattachee },
    texte: {
      du: row.texte_du,
      au: row.texte_au,
      garantConcorde: row.garant_concorde,
      admis: row.texte_admis,
      modifie: texteModifie(texte, valeurs, devise) ?? null,
    },
    plafondUnitaire: fromDecimal(row.plafond_unitaire, devise),
    dureeMaxMois: row.duree_max_mois,
    disponible,
    datesFausses: incoherencesDesDates(texte, valeurs, circonstances),
    limitesDepassees: [...incoherences(texte, valeurs, circonstances), ...(cumul ? [cumul] : [])],
    impaye: { jours: row.impaye_jours, toleranceJours: row.impaye_tolerance },
    documentEnRetard: row.document_en_retard,
    pays: { beneficiaire: valeurs.beneficiaire_pays ?? 'FR', admis: row.pays_admis },
    opposition: { derniere: row.derniere_opposition, exclueMois: row.opposition_exclue_mois },
    doublon: deja[0]?.numero ?? null,
  };
}

/** When an act was first issued, and what its amendment adds to it. */
export interface Amendement {
  readonly emission: Day;
  readonly supplement: Money;
}

/**
 * The same for a caution in force that is amended: in the text it was written with, judged on the day of its first issue for what it was
 * issued on, today for its end and for everything around it.
 */
export function faitsDAvenant(
  apres: Candidate,
  row: FaitsRow,
  disponible: Faits['disponible'],
  aujourdhui: Day,
  { emission, supplement }: Amendement,
): Faits {
  const faits = faitsPour(apres, row, disponible, emission);
  const { texte, valeurs, devise } = apres;
  return {
    ...faits,
    aujourdhui,
    supplement,
    texte: { ...faits.texte, au: null },
    datesFausses: [...faits.datesFausses, ...finPassee(texte, valeurs, { devise, jour: aujourdhui })],
  };
}

/** The least of the three rooms: what is really left. */
export const placeReelle = ({ autorisation, ligne, contrat }: Faits['disponible']): Money =>
  [ligne, contrat].reduce((least, one) => (one.minor < least.minor ? one : least), autorisation);
