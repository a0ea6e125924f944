/** Dossiers as rows: demandes and their numbers, cautions, ledger, releases, journal. */
import { createHash } from 'node:crypto';
import { NOMS_REGLES, type Resultat } from '../../src/cautions/controle.js';
import { numeroter } from '../../src/demandes/demande.js';
import type { Calendrier, Moment } from './calendrier.js';
import { JOUR } from './calendrier.js';
import { decimal } from './contrats.js';
import type { Auteur, Caution, Contexte, Dossier, Evenement } from './dossier.js';
import { hasard } from './hasard.js';
import { piecePdf } from './piece.js';
import type { Registre } from './registre.js';

/** Acts of the last days still wait for their seal. */
const A_SCELLER_JOURS = 10;

/** What follows a demande, to be written in the order it happened. */
interface Suite {
  readonly le: Moment;
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** Numbers given in a year, in the order asked. */
function numeroteur(r: Registre, lettre: 'D' | 'C', nature: string) {
  const derniers = new Map<number, number>();
  return {
    suivant: (annee: number) => {
      const rang = (derniers.get(annee) ?? 0) + 1;
      derniers.set(annee, rang);
      return { numero: numeroter(lettre, annee, rang), annee, rang };
    },
    clore: () => {
      for (const [annee, dernier] of derniers) r.ajouter('compteur', { nature, annee, dernier });
    },
  };
}

/** `dossiers` in the order they were entered. */
export function ecrire(r: Registre, ctx: Contexte, dossiers: readonly Dossier[]): void {
  const { cal } = ctx;
  const numeros = numeroteur(r, 'D', 'demande');
  const demandeIds = new Map(dossiers.map((d) => [d, r.ajouter('demande', { ...numeros.suivant(anneeDe(cal, d.creee)), ...demandeRow(cal, d) })]));
  numeros.clore();

  const numerosCautions = numeroteur(r, 'C', 'caution');
  const cautionIds = new Map<Dossier, number>();
  for (const d of dossiers.filter((dossier) => dossier.caution).sort((a, b) => (a.caution?.creee ?? 0) - (b.caution?.creee ?? 0))) {
    const caution = d.caution as Caution;
    cautionIds.set(d, r.ajouter('caution', { ...numerosCautions.suivant(anneeDe(cal, caution.creee)), demande_id: demandeIds.get(d), ...cautionRow(ctx, d, caution) }));
  }
  numerosCautions.clore();

  const suites = dossiers.flatMap((d) => {
    const [demandeId, cautionId] = [demandeIds.get(d) ?? 0, cautionIds.get(d) ?? null];
    return [...validations(cal, d, demandeId), ...(d.caution && cautionId ? suitesDeCaution(cal, d, d.caution, cautionId) : []),
      ...d.evenements.map((evenement) => journal(cal, d, evenement, demandeId, cautionId))];
  });
  for (const { table, row } of suites.sort((a, b) => a.le - b.le)) r.ajouter(table, row);
  joindre(r, cal, dossiers, demandeIds);
}

const anneeDe = (cal: Calendrier, moment: Moment): number => Number(cal.jourDe(moment).slice(0, 4));
const instant = (cal: Calendrier, moment: Moment | null): string | null => (moment === null ? null : cal.instant(moment));

/** Columns that a demande and its caution share. */
const commun = ({ autorisation, entite, texte, valeurs, montant }: Dossier) => ({
  compte_id: autorisation.compte.id, entite_id: entite.id, autorisation_id: autorisation.id, produit: autorisation.produit,
  type_credit: autorisation.typeCredit, texte_version_id: texte.id, montant: decimal(montant, autorisation.contrat.devise), devise: autorisation.contrat.devise,
  beneficiaire: valeurs.beneficiaire_nom, marche: valeurs.marche_numero ?? '', objet: valeurs.marche_objet ?? '',
  date_effet: valeurs.date_effet, date_fin: valeurs.date_fin ?? null, valeurs,
});

const demandeRow = (cal: Calendrier, d: Dossier) => ({
  ...commun(d),
  etat: d.etat, version: d.evenements.filter(({ acte }) => !acte.startsWith('caution') && !acte.startsWith('mainlevee')).length, tour: d.tour,
  validations_faites: d.validations.filter(({ tour }) => tour === d.tour).length,
  validations_requises: d.soumise === null ? 1 : d.requises, propre_validation: d.autorisation.compte.def.circuit.propre,
  saisi_par: d.saisiPar.id, creee_le: cal.instant(d.creee), soumise_le: instant(cal, d.soumise), transmise_le: instant(cal, d.transmise),
});

function cautionRow({ cal, garantId }: Contexte, d: Dossier, { etat, echecs, creee, effective, terminee }: Caution) {
  const { contrat } = d.autorisation;
  return {
    ...commun(d),
    garant_id: garantId, contrat_id: contrat.id, donneur_ordre: d.entite.donneurOrdre, etat, controle: controle(d, etat === 'en_attente' ? [...echecs, ...manque(d)] : echecs),
    edition_deportee: d.texte.texte.editionDeportee && (contrat.def.editionDeportee ?? false),
    a_sceller: etat === 'effective' && (effective ?? 0) > -A_SCELLER_JOURS * JOUR,
    creee_le: cal.instant(creee), effective_le: instant(cal, effective), terminee_le: instant(cal, terminee),
  };
}

const controle = (_: Dossier, echecs: Caution['echecs']): Resultat[] =>
  NOMS_REGLES.map((regle) => {
    const echec = echecs.find((e) => e.regle === regle);
    return echec ? { ...echec, conforme: false } : { regle, conforme: true };
  });

/** A pending caution that is more than what its authorisation has left fails on that rule too. */
function manque({ autorisation: { autorise, utilise, contrat: { devise } }, montant }: Dossier): Caution['echecs'] {
  if (montant <= autorise - utilise) return [];
  return [{ regle: 'disponible', raison: 'autorisation', params: { disponible: decimal(autorise - utilise, devise), montant: decimal(montant, devise), devise } }];
}

const validations = (cal: Calendrier, d: Dossier, demandeId: number): Suite[] =>
  d.validations.map(({ tour, rang, personne, le }) => ({
    le, table: 'validation', row: { compte_id: d.autorisation.compte.id, demande_id: demandeId, tour, collaborateur_id: personne.id, rang, le: cal.instant(le) },
  }));

const FINS: Partial<Record<Caution['etat'], string>> = { mainlevee: 'mainlevee', echue: 'echeance', appelee: 'appel' };

function suitesDeCaution(cal: Calendrier, d: Dossier, { etat, effective, terminee, mainlevees, oppositions }: Caution, cautionId: number): Suite[] {
  const { autorisation: { id, compte, contrat, ligneId }, montant } = d;
  const mouvement = (le: Moment, nature: string, mineur: bigint): Suite => ({
    le, table: 'mouvement',
    row: { compte_id: compte.id, contrat_id: contrat.id, ligne_id: ligneId, autorisation_id: id, caution_id: cautionId, nature, montant: decimal(mineur, contrat.devise), le: cal.instant(le) },
  });
  const fin = FINS[etat];
  return [
    ...(effective === null ? [] : [mouvement(effective, 'emission', montant)]),
    ...(fin && terminee !== null ? [mouvement(terminee, fin, -montant)] : []),
    ...mainlevees.map((m): Suite => ({
      le: m.le, table: 'mainlevee',
      row: { compte_id: compte.id, caution_id: cautionId, motif: m.motif, donnees: m.donnees, etat: m.etat, reponse: m.reponse, demandee_par: m.par.id, demandee_le: cal.instant(m.le), decidee_le: instant(cal, m.decidee) },
    })),
    ...oppositions.map((o): Suite => ({
      le: effective ?? 0, table: 'opposition',
      row: { compte_id: compte.id, caution_id: cautionId, recue_le: o.recue, motif: o.motif, montant: o.montant === null ? null : decimal(o.montant, contrat.devise), levee_le: o.levee },
    })),
  ];
}

function journal(cal: Calendrier, d: Dossier, e: Evenement, demandeId: number, cautionId: number | null): Suite {
  const { collaborateurId, agentId, qui } = identite(e.auteur);
  return {
    le: e.le, table: 'journal',
    row: {
      compte_id: d.autorisation.compte.id, le: cal.instant(e.le), acte: e.acte, demande_id: e.caution && !e.demande ? null : demandeId,
      caution_id: e.caution ? cautionId : null, collaborateur_id: collaborateurId, agent_id: agentId, qui, origine: '', commentaire: e.commentaire ?? '', details: e.details ?? {},
    },
  };
}

function identite(auteur: Auteur): { collaborateurId: number | null; agentId: number | null; qui: string } {
  if (!auteur) return { collaborateurId: null, agentId: null, qui: 'Cautionet' };
  return 'personne' in auteur
    ? { collaborateurId: auteur.personne.id, agentId: null, qui: auteur.personne.nom }
    : { collaborateurId: null, agentId: auteur.agent.id, qui: auteur.agent.nom };
}

/** A file joined to some demandes. */
function joindre(r: Registre, cal: Calendrier, dossiers: readonly Dossier[], demandeIds: ReadonlyMap<Dossier, number>): void {
  const h = hasard('pièces');
  const contenu = piecePdf();
  const fichier = { type: 'application/pdf', taille: contenu.length, sha256: `\\x${createHash('sha256').update(contenu).digest('hex')}`, contenu: `\\x${contenu.toString('hex')}` };
  for (const d of dossiers) {
    if (!h.sur100(8)) continue;
    const compteId = d.autorisation.compte.id;
    const nom = h.parmi(['Acte d’engagement.pdf', 'Marché signé.pdf', 'Ordre de service.pdf', 'Bon de commande.pdf']);
    const fichierId = r.ajouter('fichier', { compte_id: compteId, nom, ...fichier, depose_par: d.saisiPar.id, depose_le: cal.instant(d.creee) });
    r.ajouter('piece', { compte_id: compteId, demande_id: demandeIds.get(d), fichier_id: fichierId });
  }
}
