/** Delegations as one cell of a workbook holds them: `75 000,00 EUR [Soumission | Filiale Lyon] ; Illimitée`. Written, and read back. Pure. */
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { squash } from '../kit/fold.js';
import { LANGUAGES, type Translate } from '../kit/i18n.js';
import { decimals, typedAmount, type Language } from '../kit/money.js';

/** A delegation, its entity as people would name it. */
export interface DelegationNommee {
  readonly montant: string | null;
  readonly devise: string;
  readonly types: readonly string[] | null;
  readonly entite: string | null;
}

/** As it was typed: an amount or none, and what it is for, types and entity alike. */
export interface DelegationEcrite {
  readonly illimite: boolean;
  readonly montant: string;
  readonly devise: string;
  readonly pour: readonly string[];
}

const morceaux = (texte: string, separateur: string): string[] =>
  texte
    .split(separateur)
    .map((morceau) => morceau.trim())
    .filter((morceau) => morceau !== '');

/** The delegations of someone who validates, in words that `lireDelegations` reads as the same. */
export function ecrireDelegations(delegations: readonly DelegationNommee[], types: Catalogue['types'], langue: Language, t: Translate) {
  const type = (code: string) => types.find((un) => un.code === code)?.libelle[langue] ?? code;
  const une = ({ montant, devise, types: codes, entite }: DelegationNommee): string => {
    const pour = [...(codes ?? []).map(type), ...(entite === null ? [] : [entite])];
    return (
      (montant === null ? t('collaborateurs.illimitee') : ecrireMontant(montant, devise, langue)) +
      (pour.length > 0 ? ` [${pour.join(' | ')}]` : '')
    );
  };
  return delegations.length > 0 ? delegations.map(une).join(' ; ') : t('collaborateurs.import.aucune');
}

/** Three decimals that are zeros would be read as thousands where the other language is spoken. */
const ecrireMontant = (montant: string, devise: string, langue: Language): string =>
  `${typedAmount(montant, langue, devise).replace(decimals(devise) === 3 ? /[.,]000$/ : /$^/, '')} ${devise}`;

/** What a cell says; undefined where it says that there is none. Never throws: what is wrong is told of each amount. */
export function lireDelegations(texte: string, mots: readonly Translate[]): readonly DelegationEcrite[] {
  const dit = (ecrit: string, cle: string) => mots.some((t) => squash(t(cle)) === squash(ecrit));
  if (dit(texte, 'collaborateurs.import.aucune')) return [];
  return morceaux(texte, ';').map((morceau) => {
    const [, montant = morceau, pour = ''] = /^([^[]*)\[([^\]]*)\]$/.exec(morceau) ?? [];
    const illimite = dit(montant, 'collaborateurs.illimitee');
    const devise = /(?:^|[\s\d.,])([A-Z]{3})$|^([A-Z]{3})(?=[\s\d])/.exec(montant.trim());
    return {
      illimite,
      montant: illimite ? '' : montant.trim(),
      devise: devise?.[1] ?? devise?.[2] ?? 'EUR',
      pour: morceaux(pour, '|'),
    };
  });
}

/** The code of a type that is named in any language, or by its code. */
export const typeNomme = (texte: string, types: Catalogue['types']): string | undefined =>
  types.find(({ code, libelle }) => [code, ...LANGUAGES.map((langue) => libelle[langue])].some((nom) => squash(nom) === squash(texte)))
    ?.code;
