/** The rows of a file of people: each read with the very rules of the form, its faults beside their column. Pure. */
import { fold, squash } from '../kit/fold.js';
import { parseEmail, parseSiret } from '../kit/identifiers.js';
import type { MessageParams, Translate } from '../kit/i18n.js';
import { PROFILS } from '../droits/acteur.js';
import type { Fiche } from './collaborateur.js';
import { readFicheCollaborateur, readSaisie, type Corps } from './collaborateurs.form.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { lireDelegations, typeNomme, type DelegationEcrite } from './delegations.js';
import { COLONNES_IMPORT, type ColonneImport } from './colonnes.js';
import type { Faute, Ligne } from './import.form.js';

interface EntiteNommee {
  readonly id: number;
  readonly nom: string;
  readonly siret: string | null;
  readonly numero_client: string | null;
}

/** What the account and the house already have. */
export interface Reference {
  readonly types: Catalogue['types'];
  readonly devises: readonly string[];
  readonly entites: readonly EntiteNommee[];
  /** The addresses of the file that already are people of the account. */
  readonly presents: ReadonlySet<string>;
}

export interface ErreurDeLigne extends Faute {
  readonly colonne: ColonneImport;
}

export interface LigneVerifiee extends Ligne {
  readonly email: string;
  readonly fiche: Fiche;
  readonly erreurs: readonly ErreurDeLigne[];
  readonly etat: 'a_creer' | 'inchange' | 'a_corriger';
}

/** The address of the model's example, which is nobody's. */
export const EMAIL_EXEMPLE = 'camille.martin@entreprise.example';

/** Where an error of the form stands in the file. */
const COLONNES_DU_FORMULAIRE: Readonly<Record<string, ColonneImport>> = {
  email: 'email',
  prenom: 'prenom',
  nom: 'nom',
  langue: 'langue',
  profils: 'profils',
  perimetre: 'entite',
};

/** The form speaks of boxes to tick: a file needs other words for the same rules. */
const DITS_AUTREMENT = ['langue', 'profils', 'perimetre', 'montant', 'devise', 'delegationSansProfil'];
const enMotsDeFichier = (message: string): string => {
  const nom = message.replace('collaborateurs.erreurs.', '');
  return DITS_AUTREMENT.includes(nom) ? `collaborateurs.import.erreurs.${nom}` : message;
};

/** Yes and no, as people and Excel write them in either language. */
const OUI_NON: Readonly<Record<string, boolean>> = {
  oui: true,
  yes: true,
  vrai: true,
  true: true,
  non: false,
  no: false,
  faux: false,
  false: false,
};

const court = (texte: string): string => (texte.length > 60 ? `${texte.slice(0, 60)}…` : texte);
// A SIRET that Excel took for a number has lost its first zeros.
const siretDe = (texte: string): string | undefined => parseSiret(/^\d{11,13}$/.test(texte) ? texte.padStart(14, '0') : texte);

/** Finds entities by what people write of them. */
function annuaire(entites: readonly EntiteNommee[]): (texte: string) => ReadonlySet<number> {
  const parNom = new Map<string, Set<number>>();
  const ranger = (cle: string, id: number) => parNom.set(cle, (parNom.get(cle) ?? new Set()).add(id));
  for (const { id, nom, siret, numero_client } of entites) {
    ranger(`nom ${fold(nom)}`, id);
    if (siret) ranger(`siret ${siret}`, id);
    if (numero_client) ranger(`client ${fold(numero_client)}`, id);
  }
  const cles = (texte: string) => [`nom ${fold(texte)}`, `siret ${siretDe(texte) ?? ''}`, `client ${fold(texte)}`];
  return (texte) => new Set(cles(texte).flatMap((cle) => [...(parNom.get(cle) ?? [])]));
}

/** The words of a list of choices, in any of the languages, or their codes. */
const choisir = <Code extends string>(texte: string, codes: readonly Code[], mots: readonly Translate[], prefixe: string) =>
  codes.find((code) => [code, ...mots.map((t) => t(`${prefixe}.${code}`))].some((mot) => squash(mot) === squash(texte)));

const morceaux = (texte: string, separateur: RegExp): string[] =>
  texte
    .split(separateur)
    .map((morceau) => morceau.trim())
    .filter((morceau) => morceau !== '');

/** Checks rows together: what each would create, or what is wrong with it. `mots`: the product's words in each language. */
export function verifier(
  lignes: readonly Ligne[],
  { types, devises, entites, presents }: Reference,
  mots: readonly Translate[],
): LigneVerifiee[] {
  const trouver = annuaire(entites);
  const connus = {
    types: new Set(types.map(({ code }) => code)),
    devises: new Set(devises),
    entites: new Set(entites.map(({ id }) => id)),
  };
  const vus = new Map<string, number>();
  return lignes.map((ligne) => {
    const fautes = new Map<ColonneImport, Faute>(Object.entries(ligne.fautes) as [ColonneImport, Faute][]);
    const fauter = (colonne: ColonneImport, message: string, params?: MessageParams) => {
      if (!fautes.has(colonne)) fautes.set(colonne, { message: `collaborateurs.import.erreurs.${message}`, params });
    };
    const { email, fiche, erreurs } = readFicheCollaborateur(readSaisie(corpsDe(ligne, { trouver, types, mots, fauter })).saisie, connus);
    for (const { field, message, params } of erreurs) {
      const delegation = field.startsWith('delegations') || message.endsWith('.delegationSansProfil');
      const colonne = delegation ? 'delegation' : (COLONNES_DU_FORMULAIRE[field] ?? 'entite');
      // A profile that could not be read may be the one that is missed.
      if (!fautes.has(colonne) && !(delegation && fautes.has('profils')))
        fautes.set(colonne, { message: enMotsDeFichier(message), params });
    }
    const premiere = vus.get(email);
    if (email !== '' && premiere !== undefined) fauter('email', 'doublon', { ligne: premiere });
    else vus.set(email, ligne.numero);
    if (email === EMAIL_EXEMPLE) fauter('email', 'exemple');
    if (ligne.suspendu && !presents.has(email)) fauter('email', 'suspendu');
    const etat = fautes.size > 0 ? 'a_corriger' : presents.has(email) ? 'inchange' : 'a_creer';
    const rangees = COLONNES_IMPORT.flatMap((colonne) => {
      const faute = fautes.get(colonne);
      return faute ? [{ colonne, ...faute }] : [];
    });
    return { ...ligne, email, fiche, erreurs: rangees, etat };
  });
}

/** The addresses of a file, to ask which are known. */
export const emailsDe = (lignes: readonly Ligne[]): string[] => lignes.flatMap(({ textes }) => parseEmail(textes.email) ?? []);

interface Lecteur {
  readonly trouver: (texte: string) => ReadonlySet<number>;
  readonly types: Catalogue['types'];
  readonly mots: readonly Translate[];
  readonly fauter: (colonne: ColonneImport, message: string, params?: MessageParams) => void;
}

/** A row as the form would have sent it. */
function corpsDe({ textes }: Ligne, lecteur: Lecteur): Corps {
  const { mots, fauter } = lecteur;
  const profils = morceaux(textes.profils, /[,;]/).flatMap((texte) => {
    const profil = choisir(texte, PROFILS, mots, 'collaborateurs.profil');
    if (!profil) fauter('profils', 'profilInconnu', { texte: court(texte) });
    return profil ?? [];
  });
  // A name may hold a semicolon.
  const nommees = lecteur.trouver(textes.entite).size > 0 ? [textes.entite] : morceaux(textes.entite, /;/);
  const perimetre = nommees.flatMap((texte) => entiteNommee(texte, 'entite', lecteur) ?? []);
  return {
    email: textes.email,
    prenom: textes.prenom,
    nom: textes.nom,
    langue: choisir(textes.langue, ['fr', 'en'], mots, 'collaborateurs.import.langues') ?? textes.langue,
    profils,
    perimetre,
    descendants: descendantsDe(textes.filiales, perimetre, nommees.length, fauter),
    ...(textes.delegation === '' && profils.includes('valideur')
      ? { 'delegations.0.illimite': '1' }
      : Object.fromEntries(lireDelegations(textes.delegation, mots).flatMap((delegation, rang) => champsDe(delegation, rang, lecteur)))),
  };
}

/** The one entity that a text names; its fault otherwise. */
function entiteNommee(texte: string, colonne: ColonneImport, { trouver, fauter }: Lecteur): string | undefined {
  const ids = trouver(texte);
  if (ids.size !== 1) fauter(colonne, ids.size === 0 ? 'entiteInconnue' : 'entiteAmbigue', { texte: court(texte) });
  return ids.size === 1 ? String([...ids][0]) : undefined;
}

/** One yes or no for all the entities, or one for each in their order. */
function descendantsDe(texte: string, perimetre: readonly string[], combien: number, fauter: Lecteur['fauter']): string[] {
  const dits = morceaux(texte, /;/).map((dit) => OUI_NON[squash(dit)]);
  if (dits.includes(undefined) || (dits.length > 1 && dits.length !== combien)) fauter('filiales', 'ouiOuNon', { texte: court(texte) });
  return perimetre.filter((_, rang) => (dits.length > 1 ? dits[rang] : dits[0]));
}

/** A delegation as the fields of the form. */
function champsDe({ illimite, montant, devise, pour }: DelegationEcrite, rang: number, lecteur: Lecteur): [string, string | string[]][] {
  const types = pour.map((texte) => typeNomme(texte, lecteur.types));
  const entites = pour.filter((_, i) => types[i] === undefined);
  if (entites.length > 1) lecteur.fauter('delegation', 'typeInconnu', { texte: court(entites[0] ?? '') });
  const entite = entites[0] === undefined ? undefined : entiteNommee(entites[0], 'delegation', lecteur);
  return [
    [`delegations.${rang}.montant`, montant],
    [`delegations.${rang}.devise`, devise],
    [`delegations.${rang}.illimite`, illimite ? '1' : ''],
    [`delegations.${rang}.types`, types.filter((type) => type !== undefined)],
    [`delegations.${rang}.entite`, entite ?? ''],
  ];
}
