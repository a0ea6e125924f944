/** Values of a text, invented but consistent with one another, as if somebody had typed them. */
import { addDays, type Day } from '../../src/kit/dates.js';
import { decimals, divideHalfUp, money, percent, toDecimal } from '../../src/kit/money.js';
import type { TexteVersion } from '../../src/specimens/texte.js';
import { readVariables } from '../../src/specimens/variables.js';
import { exampleTyped } from '../textes/examples.js';
import { adresseInventee, type Beneficiaire } from './beneficiaires.js';
import type { Hasard } from './hasard.js';
import { COMMUNES } from './noms.js';
import { LOTS, SUPPLIES } from './travaux.js';

export interface Cadre {
  readonly texte: TexteVersion;
  readonly devise: string;
  readonly beneficiaire: Beneficiaire;
  /** In minor units; slightly changed by the rounding of what it is a percentage of. */
  readonly montant: bigint;
  /** Percentage of the contract guaranteed, where the text works one out. */
  readonly part: number;
  /** Made a multiple of four hundred units of the currency. */
  readonly rond: boolean;
  /** Day on which it was typed. */
  readonly jour: Day;
  /** Stated, or left open: the day of issue. */
  readonly effet: Day | undefined;
  readonly fin: Day;
  /** Works that the entity does. */
  readonly travaux: readonly string[];
  readonly rang: number;
}

/** Days from the entry of a demande to its issue, at most. */
export const DELAI = 25;

/** Canonical values of every variable. Throws when the text refuses them: a fault in this file. */
export function inventer(h: Hasard, cadre: Cadre): Record<string, string> {
  const { texte, devise, jour, rang } = cadre;
  const voulues: Record<string, string> = {
    ...exampleTyped(texte, { rang: rang % 97, devise, today: jour }),
    ...lieux(h, cadre),
    ...montants(h, cadre),
    ...dates(h, cadre),
  };
  const { valeurs, erreurs } = readVariables(texte, voulues, { devise, today: jour });
  if (erreurs.length > 0)
    throw new Error(`${texte.code}: ${erreurs.map(({ field, message }) => `${field} ${message} (${voulues[field]})`).join(', ')}`);
  return valeurs;
}

function lieux(h: Hasard, { texte, beneficiaire, travaux, rang, jour }: Cadre): Record<string, string> {
  const annee = jour.slice(0, 4);
  const [commune] = h.parmi(COMMUNES);
  return {
    beneficiaire_nom: beneficiaire.nom,
    beneficiaire_nature: beneficiaire.nature,
    beneficiaire_pays: beneficiaire.pays,
    beneficiaire_adresse: beneficiaire.adresse,
    beneficiaire_siret: beneficiaire.siret,
    beneficiaire_email: beneficiaire.nature === 'particulier' ? '' : `marches${rang}@beneficiaire.example`,
    soustraitant_siret: beneficiaire.siret,
    comptable_assignataire: `Service de gestion comptable de ${commune}`,
    marche_numero: `${annee.slice(2)}-${h.parmi(['M', 'TX', 'DCE', 'MP'])}-${String(1_000 + rang)}`,
    marche_objet: texte.langue === 'fr' ? h.parmi(travaux) : h.parmi(SUPPLIES),
    marche_lot: h.parmi(LOTS),
    chantier_adresse: adresseInventee(h),
    soustraite_numero: `ST-${annee}-${1_000 + rang}`,
    consultation_ref: `AO-${annee}-${1_000 + rang}`,
    commande_numero: `BC-${annee}-${1_000 + rang}`,
    contrat_ref: `CT/${annee}/${1_000 + rang}`,
    agrement_numero: `DC-${annee}-${1_000 + rang}`,
    arrete_numero: `${annee}-DREAL-${100 + rang}`,
    exercice: String(Number(annee) - 1),
    delai_garantie_mois: '12',
    rang: h.sur100(85) ? '1' : '2',
  };
}

/** Amounts that make the guaranteed one, and those that the law compares it with. */
function montants(h: Hasard, { texte, devise, montant, part, rond }: Cadre): Record<string, string> {
  const unite = 10n ** BigInt(decimals(devise));
  const texteDe = (mineur: bigint): string => toDecimal(money(mineur, devise));
  const calcule = texte.variables.some(({ nom, calcul }) => nom === 'montant' && calcul);
  const pme = texte.variables.some(({ nom }) => nom === 'pme') && !rond && h.sur100(20);
  const taux = pme ? 3 : part;
  const avance = texte.variables.some(({ nom }) => nom === 'avance_montant');
  // A contract is a round figure more often than not.
  const pas = rond ? 8_000n * unite : h.sur100(70) ? 100n * unite : 1n;
  const base = divideHalfUp(montant * 1_000_000n, percent(String(taux)));
  const ttc = ((base + pas - 1n) / pas) * pas;
  const avenant = !rond && calcule && h.sur100(12) ? (ttc * BigInt(h.entier(1, 6))) / 100n : 0n;
  const garanti = rond
    ? ((montant + 400n * unite - 1n) / (400n * unite)) * 400n * unite
    : montant - (montant % (h.sur100(60) ? 100n * unite : 1n));
  return {
    montant_ttc: texteDe(ttc),
    montant_ht: texteDe(divideHalfUp(ttc * 10n, 12n)),
    avenants_ttc: avenant === 0n ? '' : texteDe(avenant),
    // An advance is guaranteed whole.
    taux: avance ? '100' : String(taux),
    pme: pme ? 'oui' : 'non',
    acheteur_classe: pme ? 'collectivite_importante' : 'autre',
    montant: calcule ? '' : texteDe(garanti),
    soustraite_montant: texteDe(garanti),
    avance_base_montant: texteDe(ttc),
    avance_taux: String(part),
    avance_montant: texte.typeCredit === 'ADV' ? texteDe(garanti) : '',
    acompte_montant: texteDe(garanti),
    plafond_montant: texteDe(garanti),
    ca_ht: texteDe(garanti * 12n),
    fonds_montant: texteDe((garanti * 9n) / 10n),
    volume_montant: texteDe(garanti * 8n),
    achevement_montant: texteDe((garanti * 95n) / 100n),
  };
}

/** Nothing to come is nearer than the last validation of the slowest demande: what was true when it was typed is true on the act. */
function dates(h: Hasard, { texte, effet, fin, jour }: Cadre): Record<string, string> {
  const signature = addDays(jour, -h.entier(3, 60));
  return {
    date_effet: effet ?? '',
    // Worked out from the tender's dates where the text says so; otherwise stated, or foreseen three times out of four.
    date_fin:
      texte.fin !== 'evenement' || h.sur100(75) || texte.variables.some(({ nom, obligatoire }) => nom === 'date_fin' && obligatoire)
        ? fin
        : '',
    marche_date: signature,
    remise_date: addDays(jour, h.entier(DELAI, DELAI + 25)),
    soustraite_date: addDays(effet ?? jour, h.entier(DELAI, DELAI + 12)),
    travaux_date: addDays(effet ?? jour, h.entier(DELAI + 13, DELAI + 40)),
    acompte_date: addDays(jour, -h.entier(0, 6)),
    commande_date: addDays(jour, -h.entier(1, 12)),
    echeance_date: [addDays(fin, -h.entier(50, 80)), jour].sort()[1] ?? jour,
    achevement_date: addDays(jour, h.entier(150, 420)),
    arrete_date: addDays(jour, -h.entier(20, 200)),
    validite_offre_jours: h.parmi(texte.langue === 'en' ? ['60', '90', '120'] : ['90', '120', '150', '180']),
  };
}
