/** What the form that opens an account sends, checked field by field. */
import { names, refusedLetter, tidyLine } from '../kit/printable.js';
import { parseDay, type Day } from '../kit/dates.js';
import { inPageOrder, type FieldError } from '../kit/errors.js';
import { parseEmail } from '../kit/identifiers.js';
import { percentToDecimal, toDecimal, type Language } from '../kit/money.js';
import { parseMoney, parsePercent } from '../kit/read-money.js';
import { readFicheEntite, readTapee, type Tapee } from '../entites/entites.form.js';
import type { FicheEntite } from '../entites/entite.js';
import { PROFILS, type Profil } from '../droits/acteur.js';

/** Contracts of this form are in euros; the back office of contracts opens the others. */
export const DEVISE = 'EUR';

const TEXTES = [
  'numeroClient',
  'adminPrenom',
  'adminNom',
  'adminEmail',
  'adminLangue',
  'contrat',
  'plafond',
  'dateDebut',
  'ligne',
  'plafondLigne',
  'produit',
  'autorise',
  'plafondUnitaire',
  'dureeMois',
  'taux',
] as const;

/** The order of the form. */
const PAGE: readonly string[] = [
  ...['nom', 'numeroClient', 'forme', 'pays', 'siren', 'siret', 'immatriculation', 'adresse'],
  ...['adminPrenom', 'adminNom', 'adminEmail', 'adminLangue', 'profils', 'contrat', 'plafond', 'ligne', 'plafondLigne', 'dateDebut'],
  ...['produit', 'types', 'autorise', 'plafondUnitaire', 'dureeMois', 'taux'],
];

/** As typed: shown again when something is wrong. */
export type TapeeCompte = Readonly<Record<(typeof TEXTES)[number], string>> & {
  readonly entite: Tapee;
  readonly profils: readonly string[];
  readonly types: readonly string[];
  readonly deportee: boolean;
};

export interface Ouverture {
  readonly numeroClient: string;
  readonly entite: FicheEntite;
  readonly admin: {
    readonly prenom: string;
    readonly nom: string;
    readonly email: string;
    readonly langue: Language;
    readonly profils: readonly Profil[];
  };
  readonly contrat: { readonly numero: string; readonly plafond: string; readonly debut: Day; readonly deportee: boolean };
  readonly ligne: { readonly libelle: string; readonly plafond: string };
  /** The same for each credit type; none: the manager grants them later. */
  readonly autorisations: {
    readonly produit: string;
    readonly types: readonly string[];
    readonly autorise: string;
    readonly plafondUnitaire: string;
    readonly dureeMois: number;
    readonly taux: string;
  };
}

const liste = (value: unknown): string[] => [value].flat().filter((one): one is string => typeof one === 'string' && one !== '');
const texte = (value: unknown): string => tidyLine((liste(value)[0] ?? '').replace(/[\u0000-\u001f\u007f]/g, ' ')).slice(0, 300);

export function readTapeeCompte(body: Readonly<Record<string, unknown>> = {}): TapeeCompte {
  const textes = Object.fromEntries(TEXTES.map((nom) => [nom, texte(body[nom])])) as Record<(typeof TEXTES)[number], string>;
  const contactNom = `${textes.adminPrenom} ${textes.adminNom}`.trim().slice(0, 120);
  return {
    ...textes,
    // The first administrator is the contact of the first entity.
    entite: readTapee({ ...body, contactNom, contactEmail: textes.adminEmail }),
    profils: liste(body.profils),
    types: liste(body.types),
    deportee: texte(body.deportee) !== '',
  };
}

/** The opening as decided, or what is wrong beside each field. `produits`: the credit types of each product. */
export function readOuverture(
  tapee: TapeeCompte,
  produits: ReadonlyMap<string, ReadonlySet<string>>,
): { ouverture: Ouverture | undefined; erreurs: FieldError[] } {
  const { fiche, erreurs: deLEntite } = readFicheEntite(tapee.entite);
  const erreurs: FieldError[] = deLEntite.filter(({ field }) => field !== 'contactNom' && field !== 'contactEmail');
  const exige = (field: string, juste: unknown, code = field) => {
    if (!juste) erreurs.push({ field, message: `gestion.comptes.erreurs.${code}` });
  };
  const positif = (field: 'plafond' | 'plafondLigne' | 'autorise' | 'plafondUnitaire'): string => {
    const lu = parseMoney(tapee[field], DEVISE);
    exige(field, lu && lu.minor > 0n);
    return lu ? toDecimal(lu) : '0';
  };
  const email = parseEmail(tapee.adminEmail);
  const profils = PROFILS.filter((profil) => tapee.profils.includes(profil));
  const connus = produits.get(tapee.produit);
  const taux = parsePercent(tapee.taux);
  const dureeMois = /^\d{1,3}$/.test(tapee.dureeMois) ? Number(tapee.dureeMois) : 0;

  exige('numeroClient', /^[\p{L}\d .\/-]{1,30}$/u.test(tapee.numeroClient));
  for (const field of ['adminPrenom', 'adminNom', 'ligne'] as const) erreurs.push(...refusedLetter(field, tapee[field]));
  exige('adminNom', names(tapee.adminNom) && tapee.adminNom.length <= 80);
  exige('adminPrenom', tapee.adminPrenom.length <= 80, 'long');
  exige('adminEmail', email);
  exige('adminLangue', tapee.adminLangue === 'fr' || tapee.adminLangue === 'en');
  exige('profils', profils.includes('administrateur'));
  exige('contrat', /^[\p{L}\d .\/-]{1,30}$/u.test(tapee.contrat));
  const plafond = positif('plafond');
  const debut = parseDay(tapee.dateDebut);
  exige('dateDebut', debut);
  exige('ligne', tapee.ligne !== '' && tapee.ligne.length <= 80);
  const plafondLigne = positif('plafondLigne');
  exige('produit', connus);
  exige('types', tapee.types.length > 0 && tapee.types.every((type) => connus?.has(type)));
  const [autorise, plafondUnitaire] = [positif('autorise'), positif('plafondUnitaire')];
  exige('dureeMois', dureeMois >= 1 && dureeMois <= 600);
  exige('taux', taux !== undefined && taux > 0n && taux <= 1_000_000n);
  if (Number(plafondLigne) > Number(plafond)) erreurs.push({ field: 'plafondLigne', message: 'gestion.comptes.erreurs.ligneDepasse' });
  if (Number(plafondUnitaire) > Number(autorise))
    erreurs.push({ field: 'plafondUnitaire', message: 'gestion.comptes.erreurs.unitaireDepasse' });

  if (erreurs.length > 0 || !fiche || !email || !debut || taux === undefined)
    return { ouverture: undefined, erreurs: inPageOrder(erreurs, PAGE) };
  return {
    erreurs,
    ouverture: {
      numeroClient: tapee.numeroClient,
      entite: fiche,
      admin: { prenom: tapee.adminPrenom, nom: tapee.adminNom, email, langue: tapee.adminLangue as Language, profils },
      contrat: { numero: tapee.contrat, plafond, debut, deportee: tapee.deportee },
      ligne: { libelle: tapee.ligne, plafond: plafondLigne },
      autorisations: { produit: tapee.produit, types: tapee.types, autorise, plafondUnitaire, dureeMois, taux: percentToDecimal(taux) },
    },
  };
}
