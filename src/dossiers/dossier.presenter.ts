/** A client's file, in words: what every page of the insurer shows of a caution beside what is to be decided. */
import { chemins } from '../chemins.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { chronologie } from '../journal/journal.presenter.js';
import type { Evenement } from '../journal/journal.js';
import { formatDay, parisDay } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoney, formatPercent, fromDecimal, shareOf, subtract, type Language } from '../kit/money.js';
import { formatBytes } from '../kit/sizes.js';
import type { Agent } from '../droits/acteur.js';
import { groupesDe } from '../specimens/groupes.presenter.js';
import type { TexteVersion } from '../specimens/texte.js';
import { aLui, auDela, type DossierVu, type PlafondVu, type SujetDeDossier } from './dossier.js';

export interface ContexteDossier {
  readonly acteur: Agent;
  readonly texte: TexteVersion;
  readonly evenements: readonly Evenement[];
  readonly catalogue: Catalogue;
  readonly langue: Language;
  readonly t: Translate;
}

/** The client, the amount and the beneficiary, under the title of its pages. */
export const sousTitreDe = (
  { caution }: DossierVu,
  { catalogue, langue, t }: Pick<ContexteDossier, 'catalogue' | 'langue' | 't'>,
): string =>
  t('decisions.sousTitre', {
    client: caution.client,
    montant: formatMoney(fromDecimal(caution.montant, caution.devise), langue),
    beneficiaire: caution.beneficiaire,
    type: catalogue.type(caution.type_credit, langue),
  });

/** The panels of a file; `objet`: what is decided here, for whoever takes it over. */
export function panneauxDossier(
  { caution, autour }: DossierVu,
  objet: { readonly sujet: SujetDeDossier; readonly id: number },
  { acteur, texte, evenements, catalogue, langue, t }: ContexteDossier,
) {
  const { devise, numero } = caution;
  const montant = (decimal: string) => formatMoney(fromDecimal(decimal, devise), langue);
  return {
    numero,
    fiche: [
      { libelle: t('gestion.comptes.nom'), valeur: caution.client },
      { libelle: t('demandes.entite'), valeur: caution.entite },
      { libelle: t('demandes.typeCredit'), valeur: catalogue.type(caution.type_credit, langue) },
      { libelle: t('demandes.produit'), valeur: catalogue.produit(caution.produit, langue) },
      { libelle: t('cautions.contratLigne'), valeur: `${caution.contrat}, ${caution.ligne}` },
      {
        libelle: t('demandes.texte'),
        valeur: t('demandes.texteVersion', { titre: caution.texte_titre, code: caution.texte_code, version: caution.texte_version }),
      },
    ],
    groupes: groupesDe(texte, caution, langue, t),
    niveaux: (['autorisation', 'ligne', 'contrat'] as const).map((nom) =>
      niveauDe(t(`dossiers.niveaux.${nom}`), autour[nom], montant, { devise, langue, t }),
    ),
    autres: autour.autres.map((autre) => ({
      numero: autre.numero,
      href: chemins.gestionCaution({ numero: autre.numero }),
      etat: autre.etat,
      texte: autre.beneficiaire,
      montant: formatMoney(fromDecimal(autre.montant, autre.devise), langue),
    })),
    autresPhrase: t('dossiers.autres', { count: autour.nombre }),
    impayes: autour.impayes.map(({ devise: d, nombre, montant: m, depuis }) =>
      t('dossiers.impayes', { count: nombre, montant: formatMoney(fromDecimal(m, d), langue), depuis: formatDay(depuis) }),
    ),
    documents: autour.documents.map(({ objet: nom, echeance }) => ({
      texte: nom,
      precision: t('dossiers.attenduLe', { le: formatDay(echeance) }),
    })),
    pieces: autour.pieces.map(({ id, nom, taille }) => ({
      nom,
      href: chemins.gestionFichier({ id }),
      taille: formatBytes(taille, langue),
    })),
    main: {
      sienne: aLui(acteur, autour),
      auDela: auDela(acteur, autour, caution),
      limite: autour.limite === null ? undefined : formatMoney(fromDecimal(autour.limite, 'EUR'), langue),
      prise: autour.prise && {
        texte: t('dossiers.prise', { nom: autour.prise.par, le: formatDay(parisDay(new Date(autour.prise.le))) }),
        mot: autour.prise.mot,
      },
      action: chemins.gestionPrise({ numero, sujet: objet.sujet, id: objet.id }),
    },
    evenements: chronologie(evenements, t),
  };
}

function niveauDe(
  libelle: string,
  { nom, plafond, utilise }: PlafondVu,
  montant: (decimal: string) => string,
  { devise, langue, t }: { devise: string; langue: Language; t: Translate },
) {
  const [autorise, use] = [fromDecimal(plafond, devise), fromDecimal(utilise, devise)];
  return {
    libelle,
    valeur: t('dossiers.niveau', {
      nom,
      plafond: montant(plafond),
      part: formatPercent(shareOf(use, autorise), langue, 1),
      disponible: formatMoney(subtract(autorise, use), langue),
    }),
    large: true,
  };
}
