/** What an amendment may change of an act: the fields of its text, read as those of a demande are. Pure. */
import { depasseLeContrat } from '../autorisations/autorisation.js';
import { inPageOrder, type FieldError } from '../kit/errors.js';
import type { Day } from '../kit/dates.js';
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import { finPassee } from '../specimens/coherence.js';
import { baseDe, partDe } from '../specimens/computed.js';
import { enClair } from '../specimens/enclair.js';
import { fieldsOf } from '../specimens/limits.js';
import { conditionsRemplies, estVerrouillee, pageOrder, type TexteVersion, type Valeurs } from '../specimens/texte.js';
import { formFields, readVariables } from '../specimens/variables.js';

const BENEFICIAIRE = ['beneficiaire_nom', 'beneficiaire_adresse'];

/** The name of a field in the form: that of its variable, but for the end. */
export const nomDuChamp = (variable: string): string => (variable === 'date_fin' ? 'dateFin' : variable);

/**
 * The variables that are asked: the amount, or what it is the product of, with the amounts that its limits
 * and its bounds name; the end that the act
 * prints; who the beneficiary is and where. In the order of the page.
 */
export function champsDemandes(texte: TexteVersion, valeurs: Valeurs): string[] {
  const produit = produitDe(texte, valeurs);
  const lies = texte.limites.flatMap((limite) => ('montant' in limite && limite.montant === 'montant' ? fieldsOf(limite).slice(1) : []));
  const voulus = [
    ...(produit ? baseDe(produit, valeurs) : ['montant']),
    ...lies,
    ...(texte.fin === 'date' ? ['date_fin'] : []),
    ...BENEFICIAIRE,
  ];
  const tapes = voulus.flatMap((nom) => sources(texte, nom));
  const bornes = texte.variables.filter(({ nom, type }) => type === 'montant' && tapes.includes(nom)).flatMap(({ min, max }) => [min, max]);
  const demandes = new Set<string | undefined>([...tapes, ...bornes]);
  return pageOrder(texte).filter((nom) => {
    const variable = texte.variables.find((one) => one.nom === nom);
    return demandes.has(nom) && variable && !estVerrouillee(variable) && conditionsRemplies(variable.si, valeurs);
  });
}

/** How the amount of an act is worked out, where it is. */
function produitDe({ variables }: TexteVersion, valeurs: Valeurs) {
  const calcul = variables.find(({ nom }) => nom === 'montant')?.calcul;
  return calcul?.type === 'pourcentage' && partDe(calcul, valeurs, valeurs.devise ?? 'EUR') ? calcul : undefined;
}

/** What a person types for a value: itself, or what it is worked out from. */
function sources({ variables }: TexteVersion, nom: string): string[] {
  const calcul = variables.find((variable) => variable.nom === nom)?.calcul;
  if (calcul?.type === 'somme') return [...calcul.de];
  return calcul?.type === 'date_plus' ? [calcul.de, calcul.jours] : [nom];
}

/** What is typed for an act as it is: each value in the reader's form. */
export function commeTapees(texte: TexteVersion, valeurs: Valeurs, langue: Language): Record<string, string> {
  const vides = Object.fromEntries(texte.variables.map(({ nom }) => [nom, '']));
  const groupes = formFields(texte, { ...vides, ...valeurs }, [], langue, { devise: valeurs.devise });
  return Object.fromEntries(groupes.flatMap(({ champs }) => champs.map(({ nom, valeur }) => [nom, valeur])));
}

/** What the values are compared with. */
export interface CadreAvenant {
  readonly devise: string;
  readonly langue: Language;
  /** The day the first act was issued: what it was issued on is not judged again as of today. */
  readonly emission: Day;
  readonly aujourdhui: Day;
  readonly contrat: { readonly numero: string; readonly du: Day; readonly au: Day | null; readonly plafond: string };
  readonly donneur: { readonly nom: string; readonly immatriculation?: string };
}

/** The values of the new act from what was typed (by variable; a name left out stays as it is), or what is wrong beside each field. */
export function lireChangements(
  texte: TexteVersion,
  avant: Valeurs,
  typed: Readonly<Record<string, string>>,
  { devise, langue, emission, aujourdhui, contrat, donneur }: CadreAvenant,
): { readonly apres: Valeurs; readonly fautes: readonly FieldError[] } {
  const demandes = champsDemandes(texte, avant);
  const produit = produitDe(texte, avant);
  const bases = produit ? baseDe(produit, avant) : [];
  const tapes = Object.fromEntries(demandes.flatMap((nom) => (typed[nom] === undefined ? [] : [[nom, typed[nom]]])));
  const brut = { ...commeTapees(texte, avant, langue), ...tapes, ...(produit && { montant: '' }) };
  const { valeurs: apres, erreurs } = readVariables(texte, brut, { devise, today: emission, langue, contrat, donneur });
  const fautes = [...erreurs];
  if (erreurs.length === 0) {
    if (depasseLeContrat(apres.montant ?? '0', { plafond_contrat: contrat.plafond, devise })) {
      const plafond = formatMoney(fromDecimal(contrat.plafond, devise), langue);
      fautes.push({ field: 'montant', message: 'demandes.erreurs.plafondContrat', params: { contrat: contrat.numero, plafond } });
    }
    for (const { champ, message, params } of finPassee(texte, apres, { devise, jour: aujourdhui }))
      fautes.push({ field: champ, message, params: enClair(params, langue) });
    if (demandes.every((nom) => (avant[nom] ?? '') === (apres[nom] ?? '')))
      fautes.push({ field: 'montant', message: 'avenants.erreurs.rien' });
  }
  return { apres, fautes: ici(inPageOrder(fautes, pageOrder(texte)), demandes, produit ? bases : []) };
}

/** Beside fields that are asked, one fault each: of an amount that is a product beside its base, of any other beside the first. */
function ici(fautes: readonly FieldError[], demandes: readonly string[], bases: readonly string[]): FieldError[] {
  const places = new Map<string, FieldError>();
  for (const faute of fautes) {
    const [base = 'montant'] = faute.field === 'montant' && bases.length > 0 ? bases : demandes;
    const field = nomDuChamp(demandes.includes(faute.field) ? faute.field : base);
    if (!places.has(field)) places.set(field, { ...faute, field });
  }
  return [...places.values()];
}

/** The variables whose value changes and that a person types, in the order of the page. */
export const changees = (texte: TexteVersion, avant: Valeurs, apres: Valeurs): string[] =>
  pageOrder(texte).filter((nom) => {
    const variable = texte.variables.find((one) => one.nom === nom);
    return variable && !(estVerrouillee(variable) && variable.calcul?.type === 'lettres') && (avant[nom] ?? '') !== (apres[nom] ?? '');
  });
