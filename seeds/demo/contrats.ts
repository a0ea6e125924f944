/** Contracts, lines and authorisations: first what they allow, then, once the portfolio is known, how much. */
import { addMonths, startOfDay, type Day } from '../../src/kit/dates.js';
import { decimals, divideHalfUp, money, toDecimal } from '../../src/kit/money.js';
import { BAREMES, COURS, type Bareme } from './baremes.js';
import type { AutorisationDef, ContratDef } from './comptes/modele.js';
import { premierTrimestre } from './facturer.js';
import { couvre, trouver, type Compte, type Entite } from './organisation.js';
import type { Registre } from './registre.js';

export interface Contrat {
  readonly id: number;
  readonly compte: Compte;
  readonly lignes: Ligne[];
  readonly def: ContratDef;
  readonly devise: string;
  readonly debut: Day;
  readonly fin: Day | null;
  /** First day invoiced by the portal. */
  readonly factureDes: Day;
}

export interface Autorisation {
  readonly id: number;
  readonly compte: Compte;
  readonly contrat: Contrat;
  readonly ligneId: number;
  readonly entite: Entite;
  readonly def: AutorisationDef;
  readonly produit: string;
  readonly typeCredit: string;
  readonly bareme: Bareme;
  /** Unit ceiling, in minor units. */
  readonly plafondUnitaire: bigint;
  /** Active or once active entities that it serves and for whom somebody enters demandes. */
  readonly entites: readonly Entite[];
  /** Outstanding and authorised, in minor units; known at the end. */
  utilise: bigint;
  autorise: bigint;
}

export interface Ligne {
  readonly id: number;
  readonly libelle: string;
  readonly autorisations: readonly Autorisation[];
}

/** An amount in euros as minor units of another currency. */
export const enDevise = (euros: number, devise: string): bigint =>
  BigInt(Math.round(euros * (COURS[devise] ?? 1))) * 10n ** BigInt(decimals(devise));

/** Contracts of the accounts, in their order; nothing is written yet. */
export function contracter(comptes: readonly Compte[], today: Day): Contrat[] {
  let [lignes, autorisations] = [0, 0];
  const contrats: Contrat[] = [];
  for (const compte of comptes) {
    const servies = entitesServies(compte);
    for (const def of compte.def.contrats) {
      const contrat: Contrat = {
        id: contrats.length + 1,
        compte,
        lignes: [],
        def,
        devise: def.devise ?? 'EUR',
        debut: addMonths(today, -def.depuisMois),
        fin: def.finMois === undefined ? null : addMonths(today, def.finMois),
        factureDes: premierTrimestre(today),
      };
      contrats.push(contrat);
      for (const { libelle, autorisations: accordees } of def.lignes) {
        const ligneId = (lignes += 1);
        contrat.lignes.push({
          id: ligneId,
          libelle,
          autorisations: accordees.map((a) =>
            autoriser((autorisations += 1), contrat, ligneId, a, servies.get(`${a[1]} ${a[2]}`) ?? new Set()),
          ),
        });
      }
    }
  }
  return contrats;
}

/** Entities that hold an authorisation, by product and credit type. */
function entitesServies({ def, parCle }: Compte): Map<string, Set<number>> {
  const servies = new Map<string, Set<number>>();
  for (const [cle, produit, type] of def.contrats.flatMap(({ lignes }) => lignes.flatMap(({ autorisations }) => autorisations))) {
    const couple = `${produit} ${type}`;
    servies.set(couple, (servies.get(couple) ?? new Set()).add(trouver(parCle, cle).id));
  }
  return servies;
}

function autoriser(id: number, contrat: Contrat, ligneId: number, def: AutorisationDef, servies: ReadonlySet<number>): Autorisation {
  const [cle, produit, typeCredit] = def;
  const { compte } = contrat;
  const bareme = BAREMES[typeCredit];
  if (!bareme) throw new RangeError(`No tariff for ${typeCredit}`);
  const entite = trouver(compte.parCle, cle);
  const saisisseurs = compte.personnes.filter((p) => p.actif && p.profils.includes('saisisseur'));
  // The nearest authorisation up the tree serves an entity.
  const entites = compte.entites.filter(
    (e) => e.demande && e.chemin.findLast((ancetre) => servies.has(ancetre)) === entite.id && saisisseurs.some((p) => couvre(p, e)),
  );
  const plafondUnitaire = enDevise(bareme.montants[1], contrat.devise);
  return {
    id,
    compte,
    contrat,
    ligneId,
    entite,
    def,
    produit,
    typeCredit,
    bareme,
    plafondUnitaire,
    entites: entites.length > 0 ? entites : [entite],
    utilise: 0n,
    autorise: 0n,
  };
}

const MILLE = 1_000n;
const PLEIN = 100n;
/** What a ceiling leaves free above the sum of what it holds, in percent of this sum. */
const MARGE_LIGNE = 92n;
const MARGE_CONTRAT = 95n;

/** Sets each authorised amount from what is used, and writes the rows. */
export function chiffrer(r: Registre, garantId: number, contrats: readonly Contrat[]): void {
  for (const contrat of contrats) {
    const { id, compte, devise, lignes } = contrat;
    const tenues = lignes.map((ligne) => {
      for (const autorisation of ligne.autorisations) autorisation.autorise = autorise(autorisation);
      return {
        ligne,
        autorise: plafond(ligne.autorisations, MARGE_LIGNE, devise),
        utilise: somme(ligne.autorisations.map(({ utilise }) => utilise)),
      };
    });
    r.ajouter('contrat', contratRow(contrat, garantId, plafond(tenues, MARGE_CONTRAT, devise)));
    const titulaires = lignes.flatMap(({ autorisations }) => autorisations.map(({ entite }) => entite.id));
    for (const entite of compte.entites)
      if (entite.active && titulaires.some((titulaire) => entite.chemin.includes(titulaire)))
        r.ajouter('contrat_entite', { compte_id: compte.id, contrat_id: id, entite_id: entite.id });
    for (const [rang, { ligne, autorise: montant }] of tenues.entries()) {
      r.ajouter('ligne', {
        compte_id: compte.id,
        contrat_id: id,
        numero: rang + 1,
        libelle: ligne.libelle,
        plafond: decimal(montant, devise),
      });
      for (const autorisation of ligne.autorisations) {
        r.ajouter('autorisation', autorisationRow(autorisation));
        r.ajouter('tarif', tarifRow(autorisation));
      }
    }
  }
}

const contratRow = ({ compte, def, devise, debut, fin, factureDes }: Contrat, garantId: number, montant: bigint) => ({
  garant_id: garantId,
  compte_id: compte.id,
  numero: def.numero,
  devise,
  plafond: decimal(montant, devise),
  date_debut: debut,
  date_fin: fin,
  acces: !def.sansAcces,
  edition_deportee: def.editionDeportee ?? false,
  tolerance_impaye_jours: def.toleranceJours ?? 30,
  opposition_exclue_mois: def.oppositionExclueMois ?? null,
  pays_admis: def.pays ?? null,
  base_jours: def.base ?? 360,
  periode: def.periode ?? 'trimestre',
  terme: def.terme ?? 'avance',
  facture_des: factureDes,
});

function autorise({ utilise, def, contrat: { devise }, plafondUnitaire }: Autorisation): bigint {
  const [, , , , cible = 50, exact] = def;
  if (exact) return divideHalfUp(utilise * PLEIN, BigInt(cible));
  const visee = divideHalfUp(utilise * MILLE, BigInt(Math.round(cible * 10)));
  return arrondi(visee < plafondUnitaire ? plafondUnitaire : visee, devise);
}

/** A ceiling somewhat below the sum of what it holds, never below what is used. */
function plafond(tenues: readonly { readonly autorise: bigint; readonly utilise: bigint }[], marge: bigint, devise: string): bigint {
  const vise = (somme(tenues.map((t) => t.autorise)) * marge) / PLEIN;
  const utilise = somme(tenues.map((t) => t.utilise));
  const moindre = utilise + utilise / 20n;
  return arrondi(vise < moindre ? moindre : vise, devise);
}

const somme = (montants: readonly bigint[]): bigint => montants.reduce((total, montant) => total + montant, 0n);

/** Up to the next thousand of the currency. */
function arrondi(montant: bigint, devise: string): bigint {
  const pas = MILLE * 10n ** BigInt(decimals(devise));
  return ((montant + pas - 1n) / pas) * pas;
}

export const decimal = (mineur: bigint, devise: string): string => toDecimal(money(mineur, devise));

const autorisationRow = (a: Autorisation) => ({
  compte_id: a.compte.id,
  contrat_id: a.contrat.id,
  ligne_id: a.ligneId,
  entite_id: a.entite.id,
  produit: a.produit,
  type_credit: a.typeCredit,
  devise: a.contrat.devise,
  autorise: decimal(a.autorise, a.contrat.devise),
  plafond_unitaire: decimal(a.plafondUnitaire, a.contrat.devise),
  duree_max_mois: a.bareme.dureeMaxMois,
});

function tarifRow({ id, compte, contrat, produit, bareme }: Autorisation) {
  const taux =
    produit === 'SNSO' ? (bareme.tauxSnso ?? bareme.taux) : ((Number(bareme.taux) * (100 - (contrat.def.remise ?? 0))) / 100).toFixed(4);
  return {
    compte_id: compte.id,
    autorisation_id: id,
    du: contrat.debut,
    taux,
    minimum: bareme.minimum,
    frais: contrat.def.frais,
    inscrit_le: startOfDay(contrat.debut).toISOString(),
  };
}
