/** The list of demandes. */
import { chemins } from '../chemins.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { parisDay } from '../kit/dates.js';
import { fromDecimal, type Language } from '../kit/money.js';
import type { LigneDemande } from './demandes.repository.js';

/** A row, its words made: the view only places them. */
export const ligneDeListe = (ligne: LigneDemande, catalogue: Catalogue, langue: Language) => {
  const montant = fromDecimal(ligne.montant, ligne.devise);
  return {
    numero: ligne.numero,
    version: ligne.version,
    href: chemins.demande({ numero: ligne.numero }),
    jour: parisDay(ligne.creee_le),
    entite: ligne.entite,
    type: catalogue.type(ligne.type_credit, langue),
    beneficiaire: ligne.beneficiaire,
    precision: [ligne.marche, ligne.objet].filter((text) => text !== '').join(', '),
    montant,
    mineur: montant.minor.toString(),
    devise: ligne.devise,
    etat: ligne.etat,
    progression: ligne.etat === 'en_cours' ? `${ligne.validations_faites}/${ligne.validations_requises}` : '',
    aValider: ligne.a_valider,
  };
};

/** The same row in a workbook; the order is that of `COLONNES_CLASSEUR`. */
export const ligneDeClasseur = (
  ligne: Omit<LigneDemande, 'etat' | 'version' | 'validations_faites' | 'validations_requises' | 'a_valider'> & { readonly etat: string },
  catalogue: Catalogue,
  langue: Language,
  etat: (code: string) => string,
) => [
  ligne.numero,
  parisDay(ligne.creee_le),
  ligne.entite,
  catalogue.produit(ligne.produit, langue),
  catalogue.type(ligne.type_credit, langue),
  ligne.beneficiaire,
  ligne.marche,
  ligne.objet,
  fromDecimal(ligne.montant, ligne.devise),
  ligne.devise,
  ligne.date_effet,
  ligne.date_fin,
  etat(ligne.etat),
];

export const COLONNES_CLASSEUR = [
  { cle: 'numero', width: 14, kind: 'text' },
  { cle: 'creee_le', width: 12, kind: 'date' },
  { cle: 'entite', width: 30, kind: 'text' },
  { cle: 'produit', width: 16, kind: 'text' },
  { cle: 'type', width: 32, kind: 'text' },
  { cle: 'beneficiaire', width: 36, kind: 'text' },
  { cle: 'marche', width: 18, kind: 'text' },
  { cle: 'objet', width: 40, kind: 'text' },
  { cle: 'montant', width: 16, kind: 'amount' },
  { cle: 'devise', width: 8, kind: 'text' },
  { cle: 'date_effet', width: 12, kind: 'date' },
  { cle: 'date_fin', width: 12, kind: 'date' },
  { cle: 'etat', width: 18, kind: 'text' },
] as const;
