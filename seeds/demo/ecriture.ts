/** Dossiers as rows: demandes and their numbers, cautions, ledger, releases, journal. */
import { NOMS_REGLES, type Resultat } from '../../src/cautions/controle.js';
import { numeroter, SERIES } from '../../src/numeros/numero.js';
import { JOUR, type Calendrier, type Moment } from './calendrier.js';
import { decimal } from './contrats.js';
import type { Caution, Contexte, Dossier } from './dossier.js';
import { joindre } from './piece.js';
import type { Registre } from './registre.js';
import { instant, suitesDe, type Numerotee } from './suites.js';

/** Acts of the last days still wait for their seal. */
const A_SCELLER_JOURS = 10;

/** Numbers given in a year, in the order asked. */
function numeroteur(r: Registre, garantId: number, nature: 'demande' | 'caution') {
  const derniers = new Map<number, number>();
  return {
    suivant: (annee: number) => {
      const rang = (derniers.get(annee) ?? 0) + 1;
      derniers.set(annee, rang);
      return { numero: numeroter(SERIES[nature], annee, rang), annee, rang };
    },
    clore: () => {
      for (const [annee, dernier] of derniers) r.ajouter('compteur', { garant_id: garantId, nature, annee, dernier });
    },
  };
}

/** `dossiers` in the order they were entered. */
export function ecrire(r: Registre, ctx: Contexte, dossiers: readonly Dossier[]): void {
  const { cal } = ctx;
  const numeros = numeroteur(r, ctx.garantId, 'demande');
  const demandeIds = new Map(
    dossiers.map((d) => [d, r.ajouter('demande', { ...numeros.suivant(anneeDe(cal, d.creee)), ...demandeRow(ctx, d) })]),
  );
  numeros.clore();

  const numerosCautions = numeroteur(r, ctx.garantId, 'caution');
  const cautions = new Map<Dossier, Numerotee>();
  for (const d of dossiers.filter((dossier) => dossier.caution).sort((a, b) => (a.caution?.creee ?? 0) - (b.caution?.creee ?? 0))) {
    const caution = d.caution as Caution;
    const numero = numerosCautions.suivant(anneeDe(cal, caution.creee));
    cautions.set(d, {
      id: r.ajouter('caution', { ...numero, demande_id: demandeIds.get(d), ...cautionRow(ctx, d, caution) }),
      numero: numero.numero,
    });
  }
  numerosCautions.clore();

  const suites = dossiers.flatMap((d) => suitesDe(cal, d, demandeIds.get(d) ?? 0, cautions.get(d)));
  for (const { table, row } of suites.sort((a, b) => a.le - b.le)) r.ajouter(table, row);
  joindre(r, cal, dossiers, demandeIds);
}

const anneeDe = (cal: Calendrier, moment: Moment): number => Number(cal.jourDe(moment).slice(0, 4));

/** Columns that a demande and its caution share. */
const commun = (garantId: number, { autorisation, entite, texte, valeurs, montant }: Dossier) => ({
  compte_id: autorisation.compte.id,
  garant_id: garantId,
  entite_id: entite.id,
  autorisation_id: autorisation.id,
  produit: autorisation.produit,
  type_credit: autorisation.typeCredit,
  texte_version_id: texte.id,
  montant: decimal(montant, autorisation.contrat.devise),
  devise: autorisation.contrat.devise,
  beneficiaire: valeurs.beneficiaire_nom,
  marche: valeurs.marche_numero ?? '',
  objet: valeurs.marche_objet ?? '',
  date_fin: valeurs.date_fin ?? null,
});

const demandeRow = ({ cal, garantId }: Contexte, d: Dossier) => ({
  ...commun(garantId, d),
  date_effet: d.valeurs.date_effet ?? cal.jourDe(d.creee),
  valeurs: d.valeurs,
  etat: d.etat,
  version: d.evenements.filter(({ acte, caution }) => !caution || acte === 'valider').length,
  tour: d.tour,
  validations_faites: d.validations.filter(({ tour }) => tour === d.tour).length,
  validations_requises: d.soumise === null ? 1 : d.requises,
  propre_validation: d.autorisation.compte.def.circuit.propre,
  saisi_par: d.saisiPar.id,
  creee_le: cal.instant(d.creee),
  soumise_le: instant(cal, d.soumise),
  transmise_le: instant(cal, d.transmise),
});

function cautionRow({ cal, garantId }: Contexte, d: Dossier, { etat, echecs, creee, effective, terminee, fin }: Caution) {
  const { contrat } = d.autorisation;
  return {
    ...commun(garantId, d),
    // An effect left open is the day of issue, once there is one.
    date_effet: d.valeurs.date_effet ?? cal.jourDe(effective ?? creee),
    valeurs: effective === null ? d.valeurs : { date_effet: cal.jourDe(effective), ...d.valeurs },
    ...(fin && { date_fin: fin }),
    contrat_id: contrat.id,
    donneur_ordre: d.entite.donneurOrdre,
    etat,
    controle: controle(etat === 'en_attente' ? [...echecs, ...manque(d)] : echecs),
    edition_deportee: d.texte.texte.editionDeportee && (contrat.def.editionDeportee ?? false),
    a_sceller: etat === 'effective' && (effective ?? 0) > -A_SCELLER_JOURS * JOUR,
    creee_le: cal.instant(creee),
    effective_le: instant(cal, effective),
    terminee_le: instant(cal, terminee),
  };
}

const controle = (echecs: Caution['echecs']): Resultat[] =>
  NOMS_REGLES.map((regle) => {
    const echec = echecs.find((e) => e.regle === regle);
    return echec ? { ...echec, conforme: false } : { regle, conforme: true };
  });

/** A pending caution that is more than what its authorisation has left fails on that rule too. */
function manque({
  autorisation: {
    autorise,
    utilise,
    contrat: { devise },
  },
  montant,
}: Dossier): Caution['echecs'] {
  if (montant <= autorise - utilise) return [];
  return [
    {
      regle: 'disponible',
      raison: 'autorisation',
      params: { disponible: decimal(autorise - utilise, devise), montant: decimal(montant, devise), devise },
    },
  ];
}
