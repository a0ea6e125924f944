/** When two acts are the same guarantee, and what those of one contract amount to together. Pure. */
import { fold, squash } from '../kit/fold.js';
import { add, fromDecimal, toDecimal } from '../kit/money.js';
import { checkLimits } from '../specimens/limits.js';
import { memePersonne } from '../specimens/parties.js';
import type { TexteVersion, Valeurs } from '../specimens/texte.js';
import type { Parametres } from '../specimens/enclair.js';

/** Another act of the same entity, family of types and contract: that of a demande, or of a caution. */
export interface Voisine {
  readonly numero: string;
  readonly etat: string;
  readonly beneficiaire: string;
  readonly siret: string | null;
  readonly lot: string | null;
  readonly montant: string;
  readonly devise: string;
}

/** What tells a guarantee from its neighbours: whom it is for, and which lot. */
export type Signalement = Pick<Voisine, 'beneficiaire' | 'siret' | 'lot'>;

export const signalementDe = (valeurs: Valeurs): Signalement => ({
  beneficiaire: valeurs.beneficiaire_nom ?? '',
  siret: valeurs.beneficiaire_siret ?? valeurs.soustraitant_siret ?? null,
  lot: valeurs.marche_lot ?? null,
});

/** "Lot n° 02", "2": what names a lot. */
const nomDuLot = (lot: string | null): string =>
  fold(lot ?? '')
    .split(' ')
    .filter((mot) => !['lot', 'lots', 'n', 'no', 'numero'].includes(mot))
    .map((mot) => squash(mot).replace(/^0+(?=\d)/, ''))
    .join('');

/** The same beneficiary, by his SIREN where both have one and by his name otherwise; an act that names no lot is of them all. */
export function memeGarantie(une: Signalement, autre: Signalement): boolean {
  const [lot, sien] = [nomDuLot(une.lot), nomDuLot(autre.lot)];
  if (lot !== '' && sien !== '' && lot !== sien) return false;
  const partie = ({ beneficiaire, siret }: Signalement) => ({ nom: beneficiaire, immatriculation: siret ?? undefined });
  return memePersonne(partie(une), partie(autre));
}

/** Those of its neighbours that are the same guarantee as these values. */
export const semblables = <V extends Signalement>(valeurs: Valeurs, voisines: readonly V[]): V[] =>
  voisines.filter((voisine) => memeGarantie(signalementDe(valeurs), voisine));

/** Where what is guaranteed already, with this act, exceeds what the law allows for the contract: the limit, and the whole. */
export function cumulDepasse(
  texte: Pick<TexteVersion, 'limites' | 'variables'>,
  valeurs: Valeurs,
  devise: string,
  deja: readonly Voisine[],
): { readonly message: string; readonly params: Parametres } | undefined {
  const siennes = deja.filter((autre) => autre.devise === devise);
  if (siennes.length === 0 || !valeurs.montant) return undefined;
  const total = siennes.reduce((somme, autre) => add(somme, fromDecimal(autre.montant, devise)), fromDecimal(valeurs.montant, devise));
  // The day of issue is of no account here: it bounds no amount.
  const depassee = checkLimits(texte, { ...valeurs, montant: toDecimal(total) }, devise, '').find(
    ({ limite, respectee, borne }) => limite.type === 'taux_max' && limite.montant === 'montant' && !respectee && borne !== undefined,
  );
  if (!depassee?.borne || depassee.limite.type !== 'taux_max') return undefined;
  return {
    message: 'variables.limites.cumul',
    params: {
      article: depassee.limite.article,
      taux: { taux: depassee.limite.taux },
      total: { montant: toDecimal(total), devise },
      borne: { montant: depassee.borne, devise },
      numeros: siennes.map(({ numero }) => numero).join(', '),
    },
  };
}
