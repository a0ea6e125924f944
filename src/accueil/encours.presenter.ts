/** The outstanding on the home page: by subsidiary and by type. */
import { avecRequete, chemins } from '../chemins.js';
import { somme } from '../autorisations/autorisation.js';
import { EN_VIGUEUR, type EtatCaution } from '../cautions/caution.js';
import { add, fromDecimal, subtract, type Money } from '../kit/money.js';
import type { BilanRow } from './encours.sql.js';
import type { SourceAccueil } from './source.js';

/** Types shown before the rest is gathered. */
const TYPES = 6;

interface Rang {
  readonly texte: string;
  /** How many cautions its list has; nothing for the rest, which has no list of its own. */
  readonly nombre?: number;
  readonly valeur: Money;
  readonly href: string;
}

const enVigueur = { etat: [...EN_VIGUEUR] };
const total = (rows: readonly BilanRow[], devise: string) =>
  somme(
    rows.map(({ montant }) => fromDecimal(montant, devise)),
    devise,
  );
const compte = (rows: readonly { readonly nombre?: number }[]): number => rows.reduce((sum, { nombre = 0 }) => sum + nombre, 0);

/** Figures, bars, and what is behind each; one block a currency, euros first. */
export function encoursDe({ lu, catalogue, langue, t }: SourceAccueil) {
  const rows = lu.bilan.filter(({ etat }) => EN_VIGUEUR.includes(etat as EtatCaution));
  const [parType, parFiliale] = [rows.filter(({ grain }) => grain === 'type'), rows.filter(({ grain }) => grain === 'filiale')];
  const devises = [...new Set(parType.map(({ devise }) => devise))].sort(
    (a, b) => Number(b === 'EUR') - Number(a === 'EUR') || a.localeCompare(b),
  );
  // With several currencies, the list of one counts that one alone.
  const seule = (devise: string) => (devises.length > 1 ? { devise } : {});
  const precise = ({ nombre, ...rang }: Rang) => ({
    ...rang,
    compte: nombre,
    precision: nombre === undefined ? undefined : t('cautions.nombre', { count: nombre }),
  });
  /** The first ones, then the rest by difference with the whole. */
  const avecReste = (premiers: readonly Rang[], nombre: number, valeur: Money) => {
    const reste = premiers.reduce((left, one) => subtract(left, one.valeur), valeur);
    const autres = nombre - compte(premiers);
    return [...premiers, ...(autres > 0 ? [{ texte: t('accueil.autres'), valeur: reste, href: chemins.encours() }] : [])].map(precise);
  };

  return {
    encoursNombre: { nombre: compte(parType), href: avecRequete(chemins.cautions(), enVigueur) },
    encoursPhrase: t('accueil.enVigueur', { count: compte(parType) }),
    encours: devises.map((devise) => {
      const des = parType.filter((row) => row.devise === devise);
      const types = new Map<string, Rang>();
      for (const { type_credit, nombre, montant } of des) {
        const [known, valeur] = [types.get(type_credit), fromDecimal(montant, devise)];
        types.set(type_credit, {
          texte: catalogue.type(type_credit, langue),
          href: avecRequete(chemins.cautions(), { typeCredit: type_credit, ...enVigueur, ...seule(devise) }),
          nombre: (known?.nombre ?? 0) + nombre,
          valeur: known ? add(known.valeur, valeur) : valeur,
        });
      }
      const tout = total(des, devise);
      const filiales = parFiliale
        .filter((row) => row.devise === devise)
        .map(({ entite_id, entite, nombre, montant }) => ({
          texte: entite,
          href: avecRequete(chemins.cautions(), { entite: String(entite_id), seules: '1', ...enVigueur, ...seule(devise) }),
          nombre,
          valeur: fromDecimal(montant, devise),
        }));
      const classes = [...types.values()].sort((a, b) => (b.valeur.minor > a.valeur.minor ? 1 : -1));
      return {
        devise,
        total: tout,
        filiales: avecReste(filiales, compte(des), tout),
        types: avecReste(classes.slice(0, TYPES), compte(des), tout),
      };
    }),
  };
}

/** What is outstanding in one currency over the perimeter. */
export const enVigueurDe = ({ bilan }: Pick<SourceAccueil['lu'], 'bilan'>, devise: string): Money =>
  total(
    bilan.filter((row) => row.grain === 'type' && row.devise === devise && EN_VIGUEUR.includes(row.etat as EtatCaution)),
    devise,
  );
