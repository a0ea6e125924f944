/** The portfolio: which demandes there are, when, for whom and for how much. */
import type { EtatDemande } from '../../src/demandes/demande.js';
import { addDays, addMonths, daysBetween, type Day } from '../../src/kit/dates.js';
import { decimals, fromDecimal } from '../../src/kit/money.js';
import { enVigueur } from '../../src/specimens/texte.js';
import { beneficiaire } from './beneficiaires.js';
import { JOUR, type Moment } from './calendrier.js';
import { enDevise, type Autorisation, type Contrat } from './contrats.js';
import { enCours, type Contexte, type Dossier, type TexteConnu } from './dossier.js';
import { hasard, type Hasard } from './hasard.js';
import { travauxDe } from './travaux.js';
import { couvre, validationsRequises, type Compte, type Entite, type Personne } from './organisation.js';
import { parcourir } from './parcours.js';
import { DELAI, inventer } from './valeurs.js';
import { vivre, type Raison, type Sort } from './vie.js';

/** Oldest demande, in days: four years. */
const HISTOIRE = 1_461;
/** Entities that are inactive today stopped asking then, in days from today. */
const INACTIVE_DEPUIS = -240;

/** Days that a contract must still run for a demande under it: the offer of a tender is valid for months. */
const RESTE: Readonly<Record<string, number>> = { SOUM: 260, BID: 260 };
const RESTE_USUEL = 90;

/** What is decided before a demande is drawn. */
interface Projet {
  readonly etat: EtatDemande;
  readonly sort: Sort;
}

/** All demandes, in the order they were entered. */
export function constituer(ctx: Contexte, contrats: readonly Contrat[]): Dossier[] {
  const dossiers = [...new Set(contrats.map(({ compte }) => compte))].flatMap((compte) => {
    const h = hasard(`demandes ${compte.def.nom}`);
    const autorisations = contrats
      .filter((contrat) => contrat.compte === compte)
      .flatMap(({ lignes }) => lignes.flatMap((ligne) => ligne.autorisations));
    return h.melange(projets(compte)).map((projet, rang) => demander(h, ctx, compte, autorisations, projet, rang));
  });
  for (const { autorisation, caution, montant } of dossiers) if (caution && enCours(caution)) autorisation.utilise += montant;
  return dossiers.sort((a, b) => a.creee - b.creee);
}

function projets({ def }: Compte): Projet[] {
  const repeter = <T>(nombre: number, projet: T): T[] => Array.from({ length: nombre }, () => projet);
  const autres = Object.entries(def.etats).flatMap(([etat, nombre]) =>
    repeter<Projet>(nombre, { etat: etat as EtatDemande, sort: 'ordinaire' }),
  );
  const incidents = Object.entries(def.cautions).flatMap(([sort, nombre]) =>
    repeter<Projet>(nombre, { etat: 'transmise', sort: sort as Sort }),
  );
  return [
    ...autres,
    ...incidents,
    ...repeter<Projet>(def.demandes - autres.length - incidents.length, { etat: 'transmise', sort: 'ordinaire' }),
  ];
}

function demander(h: Hasard, ctx: Contexte, compte: Compte, autorisations: readonly Autorisation[], projet: Projet, rang: number): Dossier {
  const { etat, sort } = projet;
  const actuel = etat !== 'transmise' || sort === 'en_attente' || sort === 'en_opposition';
  const autorisation = h.pondere(autorisations, (a) => (convient(ctx, a, projet, actuel) ? a.def[3] : 0));
  const {
    bareme,
    contrat: { devise },
    typeCredit,
  } = autorisation;
  const creee = quand(h, ctx, autorisation, projet);
  const entite = h.parmi(autorisation.entites.filter(({ active }) => active || (!actuel && creee < INACTIVE_DEPUIS * JOUR)));
  const saisiPar = saisisseur(h, compte, entite);
  const jour = ctx.cal.jourDe(creee);
  const texte = texteDe(ctx, autorisation, jour);
  const raison = raisonDe(h, texte, autorisation, projet, creee);
  const seuil = etat === 'en_cours' ? secondSeuil(compte) : 0;
  const [min, max] = [Number(enDevise(Math.max(bareme.montants[0], 1), devise)), Number(autorisation.plafondUnitaire)];
  const rond = autorisation.def[5] === 'exact';
  const montant =
    raison === 'plafond_unitaire' ? max * (1.05 + h.unit() / 3) : h.grandeur(Math.max(min, seuil * minor(devise) * 1.03), max * 0.9);
  const effet = h.sur100(30) ? addDays(jour, h.entier(DELAI, DELAI + 20)) : undefined;
  const valeurs = inventer(h, {
    texte: texte.texte,
    devise,
    jour,
    effet,
    rang,
    rond,
    montant: BigInt(Math.round(montant)),
    part: h.parmi(bareme.parts ?? [10, 20, 30]),
    beneficiaire: beneficiaire(
      h,
      typeCredit,
      texte.texte.langue,
      autorisation.contrat.def.pays ? h.parmi(autorisation.contrat.def.pays) : undefined,
    ),
    travaux: travauxDe(entite.nom),
    fin: finDe(h, autorisation, texte, effet ?? jour, raison === 'duree'),
  });
  const dossier: Dossier = {
    autorisation,
    entite,
    texte,
    valeurs,
    montant: fromDecimal(valeurs.montant ?? '', devise).minor,
    saisiPar,
    creee,
    etat: 'creee',
    soumise: null,
    transmise: null,
    tour: 0,
    requises: validationsRequises(compte, Number(valeurs.montant)),
    validations: [],
    evenements: [],
    caution: undefined,
  };
  parcourir(h, ctx, dossier, etat);
  if (etat === 'transmise') vivre(h, ctx, dossier, sort, raison);
  return dossier;
}

const minor = (devise: string): number => 10 ** decimals(devise);

/** From how much a second validation is needed. */
const secondSeuil = ({ def }: Compte): number => def.circuit.tranches.find(([, validations]) => validations > 1)?.[0] ?? 0;

function convient({ cal }: Contexte, a: Autorisation, { etat, sort }: Projet, actuel: boolean): boolean {
  if (
    actuel &&
    ((a.contrat.fin !== null && a.contrat.fin < cal.jour(RESTE[a.typeCredit] ?? RESTE_USUEL)) || !a.entites.some(({ active }) => active))
  )
    return false;
  if (sort === 'en_opposition' || sort === 'appelee') return daysBetween(a.contrat.debut, cal.today) > 420;
  return etat !== 'en_cours' || Number(a.plafondUnitaire) > secondSeuil(a.compte) * minor(a.contrat.devise) * 1.2;
}

function saisisseur(h: Hasard, { personnes }: Compte, entite: Entite): Personne {
  const possibles = personnes.filter((p) => p.actif && p.profils.includes('saisisseur') && couvre(p, entite));
  if (possibles.length === 0) throw new RangeError(`Nobody enters for ${entite.nom}`);
  // The nearer a perimeter is to the entity, the more its people enter.
  return h.pondere(possibles, ({ perimetre }) => Math.max(...perimetre.map((id) => entite.chemin.indexOf(id) + 1)) ** 2);
}

/** Recent where something is still to be done, anywhere in four years otherwise, more and more of them. */
function quand(h: Hasard, { cal, textes }: Contexte, { contrat, produit, typeCredit }: Autorisation, { etat, sort }: Projet): Moment {
  const minute = h.entier(0, 560);
  const recent = (joursMin: number, joursMax: number): Moment => cal.passe(-h.entier(joursMin, joursMax), minute);
  if (etat === 'creee') {
    if (!h.sur100(12)) return recent(1, 20);
    // Forgotten, and written with a text since replaced where there is one.
    const remplace = textes.findLast(
      ({ texte }) =>
        texte.typeCredit === typeCredit && texte.produits.includes(produit) && texte.enVigueurAu !== null && texte.enVigueurAu < cal.today,
    );
    const ecart = remplace?.texte.enVigueurAu ? -daysBetween(cal.today, remplace.texte.enVigueurAu) : 0;
    return ecart > 0 && ecart < HISTOIRE ? recent(ecart + 2, ecart + 30) : recent(40, 300);
  }
  if (etat === 'a_valider' || etat === 'en_cours') return recent(1, 8);
  if (sort === 'en_attente') return recent(1, 3);
  if (sort === 'en_opposition') return recent(100, 400);
  if (sort === 'appelee') return recent(250, 1_100);
  const premier = Math.max(-HISTOIRE, daysBetween(cal.today, contrat.debut) + 4);
  const dernier = contrat.fin === null ? -1 : Math.min(-1, daysBetween(cal.today, contrat.fin) - (RESTE[typeCredit] ?? RESTE_USUEL));
  return cal.passe(Math.round(premier + (dernier - premier) * h.unit() ** 0.85), minute);
}

function texteDe({ textes }: Contexte, { produit, typeCredit }: Autorisation, jour: Day): TexteConnu {
  const connu = textes.find(({ texte }) => texte.typeCredit === typeCredit && texte.produits.includes(produit) && enVigueur(texte, jour));
  if (!connu) throw new RangeError(`No text for ${produit} ${typeCredit} on ${jour}`);
  return connu;
}

/** Why the automatic control held the caution: always for those that the insurer decided, sometimes for the others. */
function raisonDe(h: Hasard, { texte }: TexteConnu, { contrat }: Autorisation, { etat, sort }: Projet, creee: Moment): Raison | undefined {
  if (etat !== 'transmise') return undefined;
  const tenue = sort === 'en_attente' || sort === 'refusee' || sort === 'abandonnee';
  if (!tenue && (sort !== 'ordinaire' || creee > -10 * JOUR || !h.sur100(6))) return undefined;
  const datee = texte.fin === 'date' && texte.typeCredit !== 'SOUM' && contrat.fin === null;
  return h.pondere(['plafond_unitaire', 'duree', 'document', 'impaye'] as const, (raison) =>
    raison === 'plafond_unitaire' ? 6 : raison === 'duree' ? (datee ? 8 : 0) : sort === 'en_attente' ? 0 : 1.5,
  );
}

function finDe(h: Hasard, { bareme, contrat }: Autorisation, { texte }: TexteConnu, effet: Day, tropLongue: boolean): Day {
  if (tropLongue) return addMonths(effet, bareme.dureeMaxMois + h.entier(2, 9));
  const fin = addDays(addMonths(effet, h.entier(...bareme.finMois)), h.entier(0, 20));
  // An end that is printed stays inside the contract too.
  const limites = [fin, addMonths(effet, bareme.dureeMaxMois), ...(texte.fin === 'date' && contrat.fin ? [contrat.fin] : [])];
  return limites.sort()[0] ?? fin;
}
