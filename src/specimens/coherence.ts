/**
 * What would make an act untrue, void or contradictory: one list, read beside the fields at entry, by the automatic control, and before
 * the seal, since days pass between. Canonical values in, reasons out. Pure.
 */
import type { Day } from '../kit/dates.js';
import { compare, fromDecimal, percent, toDecimal } from '../kit/money.js';
import { baseDe, computeVariables, partDe } from './computed.js';
import type { Parametre, Parametres } from './enclair.js';
import { checkLimits, fieldsOf, limitMessage } from './limits.js';
import { memePersonne } from './parties.js';
import { conditionsRemplies, EMISSION, emises, estVerrouillee, type TexteVersion, type Valeurs, type Variable } from './texte.js';

/** What an act is issued under. `jour`: the day of issue, today while it is being written. */
export interface Circonstances {
  readonly devise: string;
  readonly jour: Day;
  /** Of the contract with the insurer. */
  readonly contrat?: { readonly du: Day; readonly au: Day | null };
  /** The applicant. */
  readonly donneur?: { readonly nom: string; readonly immatriculation?: string };
}

/** One thing that is wrong, beside the field to correct; `champs`: every value it looked at. */
export interface Incoherence {
  readonly champ: string;
  readonly champs: readonly string[];
  readonly message: string;
  readonly params: Parametres;
}

/** What of a text the rules look at: its variables, its limits, how it ends. */
export type TexteDeRegles = Pick<TexteVersion, 'variables' | 'limites' | 'fin' | 'langue'>;

/** Where a person corrects a value: its own field, or the one it is worked out from. */
function corrige({ variables }: TexteDeRegles, nom: string): string {
  const calcul = variables.find((variable) => variable.nom === nom)?.calcul;
  return calcul && 'de' in calcul ? ([calcul.de].flat()[0] ?? nom) : nom;
}

/** The dates of the guarantee against the day of issue and the contract with the insurer: rule 4 of the automatic control. */
export function incoherencesDesDates(texte: TexteDeRegles, valeurs: Valeurs, { jour, contrat }: Circonstances): Incoherence[] {
  const faute = (nom: string, cle: string, params: Parametres): Incoherence => ({
    champ: corrige(texte, nom),
    champs: [nom, corrige(texte, nom)],
    message: `variables.dates.${cle}`,
    params,
  });
  const { date_effet: effet = jour, date_fin: fin } = valeurs;
  const fautes: Incoherence[] = [];
  if (effet < jour) fautes.push(faute('date_effet', 'effet_passe', { effet: { jour: effet }, emission: { jour } }));
  else if (contrat && (effet < contrat.du || (contrat.au !== null && contrat.au < effet)))
    fautes.push(faute('date_effet', 'effet_hors_contrat', { effet: { jour: effet }, ...bornes(contrat) }));
  // An end that is only foreseen is printed nowhere and binds nobody.
  if (fin === undefined || texte.fin === 'evenement') return fautes;
  if (fin < jour) fautes.push(faute('date_fin', 'fin_passee', { fin: { jour: fin }, emission: { jour } }));
  else if (texte.fin === 'date' && contrat && contrat.au !== null && contrat.au < fin)
    fautes.push(faute('date_fin', 'fin_hors_contrat', { fin: { jour: fin }, ...bornes(contrat) }));
  return fautes;
}

/** An end that is past, of an act that is amended: its effect is that of the first issue, and is not judged again. */
export const finPassee = (
  texte: TexteDeRegles,
  valeurs: Valeurs,
  { devise, jour }: Pick<Circonstances, 'devise' | 'jour'>,
): Incoherence[] => incoherencesDesDates(texte, { ...valeurs, date_effet: jour }, { devise, jour });

const bornes = ({ du, au }: NonNullable<Circonstances['contrat']>): Parametres => ({
  du: { jour: du },
  au: au === null ? '…' : { jour: au },
});

/** Everything else: bounds, products, limits, parties: rule 6 of the automatic control. */
export function incoherences(texte: TexteDeRegles, valeurs: Valeurs, emission: Circonstances): Incoherence[] {
  const known = emises(texte, valeurs, emission.jour);
  return [
    ...texte.variables.flatMap((variable) => horsBornes(texte, variable, known, emission) ?? []),
    ...texte.variables.flatMap((variable) => produitFaux(variable, known, emission) ?? []),
    ...checkLimits(texte, valeurs, emission.devise, emission.jour)
      .filter(({ respectee }) => !respectee)
      .map((verifiee): Incoherence => {
        const champs = fieldsOf(verifiee.limite).map((nom) => corrige(texte, nom));
        return { champ: champs[0] ?? 'montant', champs, ...limitMessage(verifiee, emission.devise) };
      }),
    ...memeBeneficiaire(valeurs, emission),
  ];
}

/** A value that the text alone works out or fixes, and that is another: its wording would not be the insurer's. Undefined when none is. */
export function texteModifie(texte: TexteDeRegles, valeurs: Valeurs, devise: string): Omit<Incoherence, 'champ' | 'champs'> | undefined {
  const attendues = computeVariables(texte, valeurs, devise);
  const autre = texte.variables.find((variable) => estVerrouillee(variable) && attendues[variable.nom] !== valeurs[variable.nom]);
  return autre && { message: 'variables.erreurs.texte_modifie', params: { libelle: autre.libelle } };
}

/** An amount that is not the product printed beside it. */
function produitFaux({ nom, calcul, libelle }: Variable, valeurs: Valeurs, { devise }: Circonstances): Incoherence | undefined {
  if (calcul?.type !== 'pourcentage') return undefined;
  const [part, valeur] = [partDe(calcul, valeurs, devise), valeurs[nom]];
  if (!part || !valeur) return undefined;
  const { montant: attendu, taux, base } = part;
  const commun = { champ: nom, champs: [nom, calcul.taux, ...baseDe(calcul, valeurs)] };
  if (attendu.minor <= 0n)
    return { ...commun, message: 'variables.erreurs.montant_positif', params: { libelle, exemple: { montant: '1234', devise } } };
  if (compare(fromDecimal(valeur, devise), attendu) === 0) return undefined;
  return {
    ...commun,
    message: 'variables.erreurs.montant_produit',
    params: {
      libelle,
      valeur: { montant: valeur, devise },
      taux: { taux },
      base: { montant: toDecimal(base), devise },
      attendu: { montant: toDecimal(attendu), devise },
    },
  };
}

function memeBeneficiaire(valeurs: Valeurs, { donneur }: Circonstances): Incoherence[] {
  const nom = valeurs.beneficiaire_nom;
  const immatriculation = valeurs.beneficiaire_siret ?? valeurs.soustraitant_siret;
  if (!donneur || !nom || !memePersonne(donneur, { nom, immatriculation })) return [];
  return [
    { champ: 'beneficiaire_nom', champs: ['beneficiaire_nom'], message: 'variables.erreurs.meme_partie', params: { nom: donneur.nom } },
  ];
}

/** The bound that a value breaks, if any. A bound that names a variable without a value does not apply. */
function horsBornes(texte: TexteDeRegles, variable: Variable, valeurs: Valeurs, { devise, jour }: Circonstances): Incoherence | undefined {
  const { nom, type, libelle, choix } = variable;
  const valeur = valeurs[nom];
  if (!valeur || !conditionsRemplies(variable.si, valeurs)) return undefined;
  const faute = (cle: string, champs: readonly string[], params: Parametres): Incoherence => ({
    champ: corrige(texte, nom),
    champs: [corrige(texte, nom), ...champs],
    message: `variables.erreurs.${cle}`,
    params: { libelle, ...params },
  });
  if (type === 'choix' && !estVerrouillee(variable) && !choix?.some((one) => one.valeur === valeur)) return faute('choix', [], {});
  const order = ORDER[type];
  if (!order) return undefined;
  const bound = (name: string | undefined): string | undefined =>
    name === EMISSION ? jour : texte.variables.some((one) => one.nom === name) ? valeurs[name ?? ''] || undefined : name;
  const { before, show } = order;
  const named = [variable.min, variable.max, variable.apres].filter((name) => name !== undefined);
  const [min, max, apres] = [bound(variable.min), bound(variable.max), bound(variable.apres)];
  if (min !== undefined && before(valeur, min, devise)) return faute(`${type}_min`, named, { min: show(min, devise) });
  if (max !== undefined && before(max, valeur, devise)) return faute(`${type}_max`, named, { max: show(max, devise) });
  if (apres !== undefined && !before(apres, valeur, devise)) return faute(`${type}_apres`, named, { apres: show(apres, devise) });
  return undefined;
}

interface Order {
  readonly before: (a: string, b: string, devise: string) => boolean;
  readonly show: (value: string, devise: string) => Parametre;
}

/** How values of a type are compared, and shown in the message. Types without an order have no bounds. */
const ORDER: Partial<Record<Variable['type'], Order>> = {
  montant: {
    before: (a, b, devise) => compare(fromDecimal(a, devise), fromDecimal(b, devise)) < 0,
    show: (montant, devise) => ({ montant, devise }),
  },
  pourcentage: { before: (a, b) => percent(a) < percent(b), show: (taux) => ({ taux }) },
  entier: { before: (a, b) => Number(a) < Number(b), show: (value) => value },
  date: { before: (a, b) => a < b, show: (jour) => ({ jour }) },
};
