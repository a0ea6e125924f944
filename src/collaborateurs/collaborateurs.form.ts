/** What the form of a person sends: repeated groups named `delegations.0.montant`, whatever the browser. Never throws. */
import type { FieldError } from '../kit/errors.js';
import { names, refusedLetter, tidyLine } from '../kit/printable.js';
import { parseEmail } from '../kit/identifiers.js';
import { toDecimal, type Currency } from '../kit/money.js';
import { parseMoney } from '../kit/read-money.js';
import { PROFILS } from '../droits/acteur.js';
import { incoherences, type Delegation, type Fiche } from './collaborateur.js';

export type Corps = Readonly<Record<string, unknown>>;

/** A delegation as it was typed. */
export interface DelegationSaisie {
  readonly montant: string;
  readonly devise: string;
  readonly illimite: boolean;
  readonly types: readonly string[];
  readonly entite: string;
}

/** Everything as it was typed: what comes back to the person. */
export interface SaisieCollaborateur {
  readonly email: string;
  readonly prenom: string;
  readonly nom: string;
  readonly langue: string;
  readonly profils: readonly string[];
  readonly perimetre: readonly number[];
  readonly descendants: readonly number[];
  readonly delegations: readonly DelegationSaisie[];
  readonly entiteNom: string;
}

export const MAX_DELEGATIONS = 20;
const MAX_ENTITES = 1_000;

export const liste = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '');
// Postgres holds no NUL character.
export const texte = (value: unknown): string => tidyLine((liste(value)[0] ?? '').replaceAll('\u0000', ' '));
const ids = (value: unknown): number[] => [
  ...new Set(
    liste(value)
      .filter((one) => /^[1-9]\d{0,8}$/.test(one))
      .map(Number)
      .slice(0, MAX_ENTITES + 1),
  ),
];

const VIERGE: DelegationSaisie = { montant: '', devise: 'EUR', illimite: false, types: [], entite: '' };

/** The rows of delegations, in order; a button may add one or take one away. */
function delegationsDe(corps: Corps, etape: string): DelegationSaisie[] {
  const rangs = new Set(Object.keys(corps).flatMap((nom) => /^delegations\.(\d{1,2})\./.exec(nom)?.[1] ?? []));
  const retiree = /^retirer-(\d{1,2})$/.exec(etape)?.[1];
  const lignes = [...rangs]
    .sort((x, y) => Number(x) - Number(y))
    .filter((rang) => rang !== retiree)
    .map((rang) => ({
      montant: texte(corps[`delegations.${rang}.montant`]),
      devise: texte(corps[`delegations.${rang}.devise`]) || 'EUR',
      illimite: texte(corps[`delegations.${rang}.illimite`]) !== '',
      types: liste(corps[`delegations.${rang}.types`]),
      entite: texte(corps[`delegations.${rang}.entite`]),
    }));
  return etape === 'ajouter' && lignes.length < MAX_DELEGATIONS ? [...lignes, VIERGE] : lignes;
}

/** What was typed; `etape` tells which button was pressed, saving unless told. */
export function readSaisie(corps: Corps = {}): { etape: string; saisie: SaisieCollaborateur } {
  const etape = texte(corps.etape) || 'enregistrer';
  return {
    etape,
    saisie: {
      email: texte(corps.email),
      prenom: texte(corps.prenom),
      nom: texte(corps.nom),
      langue: texte(corps.langue),
      profils: liste(corps.profils),
      perimetre: ids(corps.perimetre),
      descendants: ids(corps.descendants),
      delegations: delegationsDe(corps, etape),
      entiteNom: texte(corps.entiteNom).slice(0, 100),
    },
  };
}

/** What the choices must be among: credit types of the house, currencies and entities of the account. */
export interface Connus {
  readonly devises: ReadonlySet<Currency>;
  readonly types: ReadonlySet<string>;
  readonly entites: ReadonlySet<number>;
}

/** A delegation left wholly empty is as good as absent. */
const remplie = ({ montant, illimite, types, entite }: DelegationSaisie): boolean =>
  montant !== '' || illimite || types.length > 0 || entite !== '';

function lireDelegation(ligne: DelegationSaisie, rang: number, { types, devises, entites }: Connus, erreurs: FieldError[]): Delegation {
  const champ = (nom: string) => `delegations-${rang}-${nom}`;
  const devise = devises.has(ligne.devise) ? ligne.devise : 'EUR';
  if (devise !== ligne.devise) erreurs.push({ field: champ('devise'), message: 'collaborateurs.erreurs.devise' });
  const montant = ligne.illimite ? undefined : parseMoney(ligne.montant, devise);
  if (!ligne.illimite && (!montant || montant.minor <= 0n || montant.minor >= 10n ** 15n))
    erreurs.push({ field: champ('montant'), message: 'collaborateurs.erreurs.montant' });
  if (ligne.illimite && ligne.montant !== '')
    erreurs.push({ field: champ('montant'), message: 'collaborateurs.erreurs.montantEtIllimite' });
  if (ligne.types.some((type) => !types.has(type))) erreurs.push({ field: champ('types'), message: 'collaborateurs.erreurs.types' });
  const entiteId = ligne.entite === '' ? null : Number(ligne.entite);
  if (entiteId !== null && !entites.has(entiteId)) erreurs.push({ field: champ('entite'), message: 'collaborateurs.erreurs.entite' });
  return {
    montant_max: montant ? toDecimal(montant) : null,
    devise,
    types: ligne.types.length > 0 ? ligne.types : null,
    entite_id: entiteId,
  };
}

/** The person as decided, or the errors beside each field. */
export function readFicheCollaborateur(
  saisie: SaisieCollaborateur,
  connus: Connus,
): { email: string; fiche: Fiche; erreurs: FieldError[] } {
  const erreurs: FieldError[] = [];
  const email = parseEmail(saisie.email);
  if (!email) erreurs.push({ field: 'email', message: 'collaborateurs.erreurs.email' });
  if (saisie.prenom.length > 100) erreurs.push({ field: 'prenom', message: 'collaborateurs.erreurs.long' });
  erreurs.push(...refusedLetter('prenom', saisie.prenom), ...refusedLetter('nom', saisie.nom));
  if (!names(saisie.nom)) erreurs.push({ field: 'nom', message: 'collaborateurs.erreurs.nom' });
  if (saisie.nom.length > 100) erreurs.push({ field: 'nom', message: 'collaborateurs.erreurs.long' });
  if (saisie.langue !== 'fr' && saisie.langue !== 'en') erreurs.push({ field: 'langue', message: 'collaborateurs.erreurs.langue' });
  if (saisie.perimetre.some((id) => !connus.entites.has(id)))
    erreurs.push({ field: 'perimetre', message: 'collaborateurs.erreurs.entite' });
  if (saisie.perimetre.length > MAX_ENTITES)
    erreurs.push({ field: 'perimetre', message: 'collaborateurs.erreurs.tropEntites', params: { max: MAX_ENTITES } });
  if (saisie.delegations.length > MAX_DELEGATIONS)
    erreurs.push({
      field: `delegations-${MAX_DELEGATIONS}-montant`,
      message: 'collaborateurs.erreurs.tropDelegations',
      params: { max: MAX_DELEGATIONS },
    });
  const delegations = saisie.delegations.flatMap((ligne, rang) => (remplie(ligne) ? [lireDelegation(ligne, rang, connus, erreurs)] : []));
  const fiche: Fiche = {
    prenom: saisie.prenom,
    nom: saisie.nom,
    langue: saisie.langue === 'en' ? 'en' : 'fr',
    profils: PROFILS.filter((profil) => saisie.profils.includes(profil)),
    perimetre: saisie.perimetre.map((id) => ({ entite_id: id, avec_descendants: saisie.descendants.includes(id) })),
    delegations,
  };
  return { email: email ?? '', fiche, erreurs: [...erreurs, ...incoherences(fiche)] };
}

/** What was typed, from what is known of a person. */
export const saisieDe = (email: string, fiche: Fiche, montant: (decimal: string, devise: Currency) => string): SaisieCollaborateur => ({
  email,
  prenom: fiche.prenom,
  nom: fiche.nom,
  langue: fiche.langue,
  profils: fiche.profils,
  perimetre: fiche.perimetre.map(({ entite_id: entiteId }) => entiteId),
  descendants: fiche.perimetre.flatMap(({ entite_id: entiteId, avec_descendants: avecDescendants }) => (avecDescendants ? [entiteId] : [])),
  delegations: fiche.delegations.map(({ montant_max: montantMax, devise, types, entite_id: entiteId }) => ({
    montant: montantMax === null ? '' : montant(montantMax, devise),
    devise,
    illimite: montantMax === null,
    types: types ?? [],
    entite: entiteId === null ? '' : String(entiteId),
  })),
  entiteNom: '',
});
