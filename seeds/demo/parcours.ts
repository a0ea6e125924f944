/** The path of a demande, from who enters it to the last validation. */
import type { EtatDemande } from '../../src/demandes/demande.js';
import type { Moment } from './calendrier.js';
import type { Contexte, Dossier } from './dossier.js';
import { element, type Hasard } from './hasard.js';
import { COMMENTAIRES_RENVOI, COMMENTAIRES_VALIDATION, MOTIFS_REFUS } from './motifs.js';
import { valideurs, type Personne } from './organisation.js';

/** Sign-ins that must still find something to validate. */
const RESERVES = ['directrice@', 'valideur@'];

/** Takes the demande from Créée to the state wanted, with an event for each step. */
export function parcourir(h: Hasard, { cal }: Contexte, d: Dossier, etat: EtatDemande): void {
  const { compte, typeCredit, contrat } = d.autorisation;
  const auteur = { personne: d.saisiPar };
  let le = d.creee;
  const apres = (min: number, max: number): Moment => (le = cal.apres(le, Math.round(h.grandeur(min, max))));
  const noter = (acte: string, personne: Personne = d.saisiPar, commentaire = '', details = {}): void =>
    void d.evenements.push({ le, acte, auteur: { personne }, commentaire, details });

  d.evenements.push({ le, acte: 'creer', auteur });
  if (h.sur100(18)) {
    apres(4, 60);
    noter('modifier');
  }
  d.etat = etat;
  if (etat === 'supprimee') {
    apres(30, 4_000);
    return noter('supprimer');
  }
  const possibles = valideurs(compte, d.entite, typeCredit, Number(d.valeurs.montant), contrat.devise).filter(
    (personne) => compte.def.circuit.propre || personne !== d.saisiPar,
  );
  const ordre = ordonner(h, possibles, compte.transmetteur, etat, d.requises);

  const soumettre = (): void => {
    apres(3, 400);
    d.soumise = le;
    d.tour += 1;
    noter('soumettre');
  };
  const renvoyer = (): void => {
    apres(20, 900);
    noter('renvoyer', element(ordre, 0), h.parmi(COMMENTAIRES_RENVOI));
  };
  const valider = (rang: number): void => {
    const personne = element(ordre, rang - 1);
    apres(8, 700);
    d.validations.push({ tour: d.tour, rang, personne, le });
    const derniere = rang === d.requises;
    d.evenements.push({
      le,
      acte: 'valider',
      auteur: { personne },
      commentaire: h.parmi(COMMENTAIRES_VALIDATION),
      details: { rang, sur: d.requises },
      demande: true,
      caution: derniere,
    });
  };

  if (etat === 'creee') {
    if (!h.sur100(20)) return;
    soumettre();
    renvoyer();
    d.soumise = null;
    return;
  }
  if (h.sur100(6)) {
    soumettre();
    renvoyer();
    apres(15, 800);
    noter('modifier');
  } else if (h.sur100(3)) {
    soumettre();
    apres(2, 60);
    noter('reprendre');
    apres(2, 60);
    noter('modifier');
  }
  soumettre();
  if (etat === 'en_cours') for (let rang = 1; rang < d.requises; rang++) valider(rang);
  if (etat === 'transmise') {
    for (let rang = 1; rang <= d.requises; rang++) valider(rang);
    d.transmise = le;
  }
  if (etat === 'refusee') {
    if (d.requises > 1 && h.sur100(30)) valider(1);
    apres(20, 2_000);
    noter('refuser', element(ordre, ordre.length - 1), h.parmi(MOTIFS_REFUS));
  }
}

/** Distinct people in the order they validate; the exclusive transmitter closes, the demo's own validators leave theirs to be done. */
function ordonner(
  h: Hasard,
  possibles: readonly Personne[],
  transmetteur: Personne | undefined,
  etat: EtatDemande,
  requises: number,
): Personne[] {
  const ordre = h.melange(possibles.filter((personne) => personne !== transmetteur));
  if (etat === 'en_cours') ordre.sort((a, b) => reserve(a) - reserve(b));
  const suite = ordre.slice(0, transmetteur && possibles.includes(transmetteur) ? requises - 1 : requises);
  if (transmetteur && possibles.includes(transmetteur)) suite.push(transmetteur);
  if (suite.length < requises) throw new RangeError(`${suite.length} validators where ${requises} are needed`);
  return suite;
}

const reserve = ({ email }: Personne): number => (RESERVES.some((debut) => email.startsWith(debut)) ? 1 : 0);
