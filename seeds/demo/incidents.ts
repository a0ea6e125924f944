/** What happens to a caution in force: oppositions, calls, releases asked, granted or refused. */
import { addDays, type Day } from '../../src/kit/dates.js';
import { decimals } from '../../src/kit/money.js';
import { JOUR, type Moment } from './calendrier.js';
import type { Caution, Contexte, Dossier, Mainlevee } from './dossier.js';
import { SUR_PAIEMENT } from '../catalogue.js';
import { receptionPour, surReception } from './droit.js';
import type { Hasard } from './hasard.js';
import { MAINLEVEES, MOTIFS_OPPOSITION } from './motifs.js';

/** An opposition received before a moment: still open, lifted, or that became a call and ended the caution. */
export function opposer(
  h: Hasard,
  { cal }: Contexte,
  d: Dossier,
  caution: Caution,
  { issue, avant }: { issue: 'appel' | 'levee' | null; avant: Moment },
): void {
  const effective = caution.effective ?? caution.creee;
  const jours = Math.floor((avant - effective) / JOUR);
  const debut = Math.floor(effective / JOUR);
  const ecart = issue
    ? debut + h.entier(Math.ceil(jours * 0.3), Math.floor(jours * 0.6))
    : -h.entier(3, Math.max(4, Math.min(90, jours - 5)));
  const recue = Math.max(effective + 60, cal.passe(ecart, h.entier(30, 500)));
  const fin = issue ? Math.min(avant, cal.apres(recue, h.entier(12, 45) * JOUR)) : null;
  const part = (d.montant * BigInt(h.entier(4, 10))) / 10n;
  const unite = 10n ** BigInt(decimals(d.autorisation.contrat.devise));
  // One in five holds nothing, told by its day: nothing is drawn.
  const rejetee = issue === 'levee' && Number(cal.jourDe(recue).slice(8)) % 5 === 0;
  const envoyee = addDays(cal.jourDe(recue), -2);
  caution.oppositions.push({
    envoyee: envoyee > cal.jourDe(effective) ? envoyee : cal.jourDe(recue),
    recue: cal.jourDe(recue),
    motif: h.parmi(MOTIFS_OPPOSITION[d.autorisation.typeCredit] ?? []),
    montant: h.sur100(60) ? part - (part % unite) : null,
    levee: fin === null ? null : cal.jourDe(fin),
    rejetee,
  });
  const noter = (le: Moment, acte: string): void =>
    void d.evenements.push({ le, acte, auteur: { agent: d.autorisation.compte.conseiller }, caution: true });
  noter(recue, 'caution_opposer');
  if (issue === 'appel') noter(recue, 'caution_mettre_en_jeu');
  if (fin === null) caution.etat = 'en_opposition';
  else if (issue === 'appel') {
    Object.assign(caution, { etat: 'appelee', terminee: fin });
    noter(fin, 'appel_payer');
  } else noter(fin, rejetee ? 'opposition_rejeter' : 'opposition_lever');
}

/** A release asked online and granted, sometimes the second time only. */
export function liberer(h: Hasard, ctx: Contexte, d: Dossier, caution: Caution, le: Moment): void {
  const premiere = le - 9 * JOUR;
  if (premiere > (caution.effective ?? le) && h.sur100(5)) conclure(h, ctx, d, caution, premiere, 'refusee');
  conclure(h, ctx, d, caution, le, 'accordee');
}

/** A release that the insurer enters itself, on what the law of its kind asks for. */
export function rendre(h: Hasard, d: Dossier, caution: Caution, le: Moment): void {
  const { typeCredit } = d.autorisation;
  Object.assign(caution, { etat: 'mainlevee', terminee: le });
  d.evenements.push({
    le,
    acte: 'mainlevee_accorder',
    auteur: { agent: d.autorisation.compte.conseiller },
    commentaire: SUR_PAIEMENT.has(typeCredit)
      ? h.parmi(MAINLEVEES.paye)
      : typeCredit === 'GFA'
        ? MAINLEVEES.achevement
        : d.texte.texte.fin === 'annee'
          ? MAINLEVEES.suivante
          : h.parmi(MAINLEVEES.courrier),
    caution: true,
  });
}

/** Now and then, a release under way, or refused while the caution stays in force. */
export function demander(h: Hasard, ctx: Contexte, d: Dossier, caution: Caution): void {
  const etat = h.pondere(
    ['aucune', 'transmise', 'document_demande', 'refusee'] as const,
    (choix) => ({ aucune: 90, transmise: 4, document_demande: 2.5, refusee: 4 })[choix],
  );
  if (etat !== 'aucune') conclure(h, ctx, d, caution, ctx.cal.passe(-h.entier(1, etat === 'transmise' ? 3 : 25), h.entier(0, 600)), etat);
}

/** A réception long enough ago for what is granted, when there is room for one since the effect; recent otherwise. */
function receptionDe(h: Hasard, { cal }: Contexte, d: Dossier, le: Moment, etat: Mainlevee['etat']): Day | undefined {
  const { typeCredit } = d.autorisation;
  if (!surReception(typeCredit) || !h.sur100(75)) return undefined;
  const jour = cal.jour(Math.floor(le / JOUR));
  const reception = addDays(etat === 'accordee' ? receptionPour(typeCredit, jour) : jour, -h.entier(4, 25));
  return reception > (d.valeurs.date_effet ?? cal.jourDe(d.creee)) ? reception : undefined;
}

/** Why it is refused, or what is asked: a letter pays no subcontractor, a réception of yesterday frees no retention. */
function reponseDe(h: Hasard, d: Dossier, motif: Mainlevee['motif'], quoi: 'refus' | 'document'): string {
  const { typeCredit } = d.autorisation;
  if (motif === 'preuve_paiement') return MAINLEVEES.paiement;
  if (quoi === 'refus' && motif === 'pv_reception' && typeCredit !== 'BF') return MAINLEVEES.delai;
  return h.parmi(MAINLEVEES[quoi][motif]);
}

function conclure(h: Hasard, ctx: Contexte, d: Dossier, caution: Caution, le: Moment, etat: Mainlevee['etat']): void {
  const { cal } = ctx;
  const reception = receptionDe(h, ctx, d, le, etat);
  const surPaiement = SUR_PAIEMENT.has(d.autorisation.typeCredit);
  const motif = reception ? 'pv_reception' : surPaiement ? 'preuve_paiement' : 'lettre_beneficiaire';
  const donnees = reception
    ? { datePv: reception, dateEffet: reception, reserves: 'sans' }
    : surPaiement
      ? { datePaiement: cal.jour(Math.floor(le / JOUR) - h.entier(2, 12)) }
      : {
          dateLettre: cal.jour(Math.floor(le / JOUR) - h.entier(2, 12)),
          signataire: h.parmi(['le directeur', 'la gérante', 'le responsable des marchés', 'la directrice des opérations']),
        };
  const noter = (quand: Moment, acte: string, commentaire: string): void =>
    void d.evenements.push({ le: quand, acte, auteur: { agent: d.autorisation.compte.conseiller }, commentaire, caution: true });

  d.evenements.push({ le, acte: 'mainlevee_demander', auteur: { personne: d.saisiPar }, details: { motif }, caution: true });
  const document = etat === 'document_demande' || (etat === 'accordee' && h.sur100(12)) ? reponseDe(h, d, motif, 'document') : '';
  const relance = document ? cal.apres(le, h.entier(60, 1_200)) : le;
  if (document) noter(relance, 'mainlevee_demander_document', document);
  const ouverte = etat === 'transmise' || etat === 'document_demande';
  const decidee = ouverte ? null : cal.apres(relance, h.entier(60, 1_700) + (document ? 2 * JOUR : 0));
  const reponse = etat === 'refusee' ? reponseDe(h, d, motif, 'refus') : etat === 'accordee' ? h.parmi(MAINLEVEES.accord) : document;
  caution.mainlevees.push({ motif, donnees, etat, reponse, par: d.saisiPar, le, decidee });
  if (decidee === null) return;
  noter(decidee, etat === 'accordee' ? 'mainlevee_accorder' : 'mainlevee_refuser', reponse);
  if (etat === 'accordee') Object.assign(caution, { etat: 'mainlevee', terminee: decidee });
}
