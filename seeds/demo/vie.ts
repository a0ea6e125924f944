/** The life of a caution, from its control to its end. */
import { addMonths, daysBetween } from '../../src/kit/dates.js';
import { money, toDecimal } from '../../src/kit/money.js';
import { JOUR, type Moment } from './calendrier.js';
import type { Caution, Contexte, Dossier, EtatCaution } from './dossier.js';
import type { Hasard } from './hasard.js';
import { SUR_PAIEMENT } from '../catalogue.js';
import { demander, liberer, opposer, rendre } from './incidents.js';
import { DECISIONS } from './motifs.js';

/** What must become of a caution; `ordinaire` lets time decide. */
export type Sort = 'ordinaire' | 'en_attente' | 'en_opposition' | 'refusee' | 'abandonnee' | 'appelee';
export type Raison = 'plafond_unitaire' | 'duree' | 'document' | 'impaye';

/** Products whose release is asked online. */
const EN_LIGNE = new Set(['MARCHE', 'SNSO']);

/** Creates the caution of a transmitted demande and takes it to its state of today. `raison`: the rule that held it, if one did. */
export function vivre(h: Hasard, ctx: Contexte, d: Dossier, sort: Sort, raison: Raison | undefined): void {
  const creee = d.transmise;
  if (creee === null) throw new RangeError('Not transmitted');
  const { compte } = d.autorisation;
  const caution: Caution = (d.caution = {
    etat: 'effective',
    creee,
    effective: creee,
    terminee: null,
    echecs: raison ? [echec(h, ctx, d, raison)] : [],
    mainlevees: [],
    oppositions: [],
  });
  const noter = (le: Moment, acte: string, agent = true, commentaire = ''): void =>
    void d.evenements.push({
      le,
      acte,
      auteur: agent ? { agent: compte.conseiller } : undefined,
      commentaire,
      caution: true,
      demande: true,
    });
  d.evenements.push({
    le: creee,
    acte: raison ? 'caution_en_attente' : 'caution_effective',
    auteur: undefined,
    details: { regles: 11, echecs: caution.echecs.length },
    caution: true,
    demande: true,
  });

  if (raison) {
    const decidee = ctx.cal.apres(creee, h.entier(25, 1_300));
    const finir = (etat: EtatCaution): void =>
      void Object.assign(caution, { etat, effective: null, terminee: etat === 'en_attente' ? null : decidee });
    if (sort === 'en_attente') return finir('en_attente');
    if (sort === 'refusee') {
      finir('refusee');
      return noter(decidee, 'caution_refuser', true, h.parmi(DECISIONS.refus));
    }
    if (sort === 'abandonnee') {
      finir('abandonnee');
      return void d.evenements.push({
        le: decidee,
        acte: 'caution_abandonner',
        auteur: { personne: d.saisiPar },
        commentaire: h.parmi(DECISIONS.abandon),
        caution: true,
        demande: true,
      });
    }
    caution.effective = decidee;
    noter(decidee, 'caution_accorder', true, h.parmi(DECISIONS.accord));
  }
  if (sort === 'en_opposition') return opposer(h, ctx, d, caution, { issue: null, avant: ctx.cal.maintenant });
  if (sort === 'appelee') return opposer(h, ctx, d, caution, { issue: 'appel', avant: ctx.cal.maintenant });
  terminer(h, ctx, d, caution);
}

function echec(h: Hasard, { cal }: Contexte, d: Dossier, regle: Raison): Caution['echecs'][number] {
  const {
    contrat: { devise },
    plafondUnitaire,
    bareme,
  } = d.autorisation;
  const jour = cal.jourDe(d.transmise ?? d.creee);
  switch (regle) {
    case 'plafond_unitaire':
      return {
        regle,
        raison: 'depasse',
        params: { montant: d.valeurs.montant, plafond: toDecimal(money(plafondUnitaire, devise)), devise },
      };
    case 'duree':
      return { regle, raison: 'trop_longue', params: { fin: d.valeurs.date_fin, mois: bareme.dureeMaxMois } };
    case 'document':
      return { regle, raison: 'en_retard', params: { depuis: addMonths(jour, -1) } };
    case 'impaye':
      return { regle, raison: 'echu', params: { jours: h.entier(34, 70), tolerance: 30 } };
  }
}

/** Ends the caution if its time has come: by the date of its act, or by a release. */
function terminer(h: Hasard, ctx: Contexte, d: Dossier, caution: Caution): void {
  const { cal } = ctx;
  const { bareme, produit } = d.autorisation;
  const effective = caution.effective ?? caution.creee;
  const { date_effet: effet = cal.jourDe(effective), date_fin: fin } = d.valeurs;
  const enJours = (jour: string): number => daysBetween(cal.today, jour);
  const vie = enJours(addMonths(effet, h.entier(...bareme.vieMois))) + h.entier(-12, 15);
  const comment = d.texte.texte.fin;
  const annee = comment === 'annee' && fin ? enJours(fin) : undefined;
  // A year is whole before another act takes its place.
  const liberee = Math.max(vie, Math.floor(effective / JOUR) + 1, annee === undefined ? vie : annee + 3);
  const echeance = fin && comment === 'date' ? enJours(fin) + 1 : undefined;

  // Enough time for the release to be asked and decided.
  const mainlevee = liberee < -6 && (echeance === undefined || (liberee < echeance - 10 && h.sur100(bareme.anticipee ?? 0)));
  if (mainlevee) {
    const le = Math.max(cal.passe(liberee, h.entier(0, 500)), effective + JOUR);
    if (h.sur100(2) && le - effective > 120 * JOUR) opposer(h, ctx, d, caution, { issue: 'levee', avant: le - JOUR });
    return EN_LIGNE.has(produit) && !SUR_PAIEMENT.has(d.autorisation.typeCredit)
      ? liberer(h, ctx, d, caution, le)
      : rendre(h, d, caution, le);
  }
  if (echeance !== undefined && echeance <= 0) {
    Object.assign(caution, { etat: 'echue', terminee: echeance * JOUR + 5 });
    return void d.evenements.push({ le: echeance * JOUR + 5, acte: 'echeance', auteur: undefined, caution: true, demande: true });
  }
  if (annee !== undefined && annee < 0) return reconduire(cal, d, caution, annee);
  const age = -Math.floor(effective / JOUR);
  if (EN_LIGNE.has(produit) && age > 150) demander(h, ctx, d, caution);
}

/** The next year of a yearly guarantee began the night after the last day of the one before. */
function reconduire({ jour }: Contexte['cal'], d: Dossier, caution: Caution, dernier: number): void {
  caution.fin = addMonths(jour(dernier), 12);
  d.evenements.push({
    le: (dernier + 1) * JOUR + 5,
    acte: 'reconduction',
    auteur: undefined,
    details: { fin: caution.fin },
    caution: true,
  });
}
