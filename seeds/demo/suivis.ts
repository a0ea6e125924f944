/** What follows a decision: refusals contested and decided again, acts that the insurer printed and sent. Chosen by rank, not by chance. */
import { JOUR, type Calendrier, type Moment } from './calendrier.js';
import type { Caution, Contexte, Dossier, Evenement } from './dossier.js';
import { REVISIONS } from './motifs.js';

type AvecCaution = Dossier & { caution: Caution };
const aUneCaution = (d: Dossier): d is AvecCaution => d.caution !== undefined;

/** How many refusals wait for their revision, and how many were upheld. */
const DEMANDEES = 3;
const MAINTENUES = 4;
const ACCORDEES = 3;

export function suivre({ cal }: Contexte, dossiers: readonly Dossier[]): void {
  const cautions = dossiers.filter(aUneCaution);
  reviser(cal, cautions);
  expedier(cal, cautions);
}

const noter = (d: Dossier, evenement: Omit<Evenement, 'caution'>): void => void d.evenements.push({ ...evenement, caution: true });

function reviser(cal: Calendrier, cautions: readonly AvecCaution[]): void {
  const plusRecente = (a: AvecCaution, b: AvecCaution) => (b.caution.terminee ?? b.caution.creee) - (a.caution.terminee ?? a.caution.creee);
  const decidables = cautions.filter(({ autorisation: { compte } }) => compte.conseiller !== compte.charge).sort(plusRecente);
  const refusees = decidables.filter(({ caution }) => caution.etat === 'refusee');
  for (const [rang, d] of refusees.slice(0, DEMANDEES + MAINTENUES).entries()) {
    const refusee = d.caution.terminee ?? d.caution.creee;
    const attend = rang < DEMANDEES;
    const demandee = attend ? Math.max(refusee + 30, cal.passe(-rang, 120 * rang)) : cal.apres(refusee, JOUR + 90 * rang);
    contester(d, rang, {
      refusee,
      demandee: Math.min(demandee, cal.maintenant),
      decidee: attend ? null : cal.apres(demandee, 900),
      accord: false,
    });
  }
  const accordees = decidables.filter(
    ({ caution, evenements }) => caution.etat === 'effective' && evenements.some(({ acte }) => acte === 'caution_accorder'),
  );
  for (const [rang, d] of accordees.slice(0, ACCORDEES).entries()) {
    const decidee = d.caution.effective ?? d.caution.creee;
    // It was refused first, on the way to what was granted.
    const au = (part: number): Moment => d.caution.creee + Math.floor((decidee - d.caution.creee) * part);
    const accord = d.evenements.findIndex(({ acte }) => acte === 'caution_accorder');
    d.evenements.splice(accord, 1);
    noter(d, { le: au(0.3), acte: 'caution_refuser', auteur: { agent: d.autorisation.compte.conseiller }, commentaire: REVISIONS.refus });
    contester(d, rang, { refusee: au(0.3), demandee: au(0.6), decidee, accord: true });
  }
}

interface Contestation {
  readonly refusee: Moment;
  readonly demandee: Moment;
  readonly decidee: Moment | null;
  readonly accord: boolean;
}

function contester(d: AvecCaution, rang: number, { refusee, demandee, decidee, accord }: Contestation): void {
  const { conseiller, charge } = d.autorisation.compte;
  const argument = REVISIONS.arguments[rang % REVISIONS.arguments.length] ?? '';
  const refus = d.evenements.find(({ acte }) => acte === 'caution_refuser')?.commentaire ?? '';
  const reponse = decidee === null || accord ? '' : REVISIONS.maintien;
  const etat = decidee === null ? 'demandee' : accord ? 'accordee' : 'maintenue';
  d.caution.revision = {
    etat,
    argument,
    refus,
    reponse,
    par: d.saisiPar,
    refuseePar: conseiller,
    decideePar: charge,
    refusee,
    demandee,
    decidee,
  };
  noter(d, { le: demandee, acte: 'caution_demander_revision', auteur: { personne: d.saisiPar }, commentaire: argument });
  if (decidee !== null)
    noter(d, { le: decidee, acte: accord ? 'revision_accorder' : 'revision_maintenir', auteur: { agent: charge }, commentaire: reponse });
}

/** Acts of the last days are found in every state; a few still wait in the queue, which they enter when their seal is set. */
const RECENTS_JOURS = 15;
const A_EDITER: readonly number[] = [1, 2, 5];

function expedier(cal: Calendrier, cautions: readonly AvecCaution[]): void {
  const imprimees = cautions.filter(
    ({ caution, texte, autorisation: { contrat } }) =>
      caution.etat === 'effective' &&
      !(texte.texte.editionDeportee && (contrat.def.editionDeportee ?? false)) &&
      (caution.effective ?? 0) < -JOUR &&
      (caution.effective ?? 0) > -RECENTS_JOURS * JOUR,
  );
  for (const [rang, d] of imprimees.sort((a, b) => (b.caution.effective ?? 0) - (a.caution.effective ?? 0)).entries()) {
    if (A_EDITER.includes(rang)) continue;
    const depuis = d.caution.effective ?? 0;
    const auteur = { agent: d.autorisation.compte.conseiller };
    const editee = cal.apres(depuis, 240 + 30 * (rang % 7));
    const expediee = rang % 4 === 0 && rang < 8 ? null : cal.apres(editee, 300 + 60 * (rang % 5));
    const recue = expediee === null || rang % 3 === 0 ? null : cal.apres(expediee, 2 * JOUR + 200);
    const etat = recue !== null && recue < cal.maintenant ? 'recue' : expediee === null ? 'editee' : 'expediee';
    const suivi = `2K 0${rang % 10}${(rang * 7) % 10} 418 ${String(1_000 + rang * 37).slice(-3)} 5`;
    const envoi = expediee === null ? { transporteur: '', suivi: '' } : { transporteur: 'La Poste, recommandé', suivi };
    d.caution.expedition = { etat, depuis, editee, expediee, recue: etat === 'recue' ? recue : null, ...envoi };
    noter(d, { le: editee, acte: 'acte_editer', auteur });
    if (expediee !== null) noter(d, { le: expediee, acte: 'acte_expedier', auteur, details: { nom: `${envoi.transporteur} ${suivi}` } });
    if (etat === 'recue') noter(d, { le: recue ?? depuis, acte: 'acte_recevoir', auteur: { personne: d.saisiPar } });
  }
}
