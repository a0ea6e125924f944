/** From a message of the outbox to its words, in text and HTML. */
import type { Translator } from '../kit/i18n.js';
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import type { Views } from '../kit/views.js';
import type { CourrielEnregistre } from './courriel.js';
import type { Controlee, DonneesCourriel, Modele } from './modele.js';
import { MODELES } from './modeles/index.js';

/** A message as its reader sees it. */
export interface CourrielRendu {
  /** Whose name it comes under. */
  readonly expediteur: string;
  readonly sujet: string;
  readonly texte: string;
  readonly html: string;
  /** Absolute address of its button, when it has one. */
  readonly lien: string | undefined;
  /** The pieces of its body, for a page that shows it. */
  readonly corps: readonly string[];
  readonly bouton: string | undefined;
  readonly commentaire: string | undefined;
}

export interface Rendu {
  readonly views: Views;
  readonly translator: Translator;
  readonly appUrl: () => string;
  /** What a message carries and the outbox must not hold: the address of a link, the figures of a code. */
  readonly secrets?: (donnees: DonneesCourriel) => Pick<DonneesCourriel, 'chemin' | 'code'>;
  /** Why what the control holds back is held back, in the reader's words. */
  readonly raisons?: (controle: readonly object[], langue: Language) => readonly string[];
}

export const createRendu =
  ({ views, translator, appUrl, secrets = () => ({}), raisons = () => [] }: Rendu) =>
  ({ gabarit, langue, donnees: gardees, garant }: Pick<CourrielEnregistre, 'gabarit' | 'langue' | 'donnees' | 'garant'>): CourrielRendu => {
    const { sujet: dire, corps: ecrire, bouton } = motsDe(gabarit, langue);
    const donnees: DonneesCourriel = {
      ...gardees,
      ...secrets(gardees as DonneesCourriel),
      ...montantLisible(gardees, langue),
      ...avecRaisons(gardees, (controle) => raisons(controle, langue)),
    };
    const { chemin, commentaire } = donnees;
    const lien = chemin === undefined ? undefined : appUrl() + chemin;
    const t = translator(langue);
    const rendu = {
      sujet: dire(donnees),
      // A datum may hold several lines.
      corps: ecrire(donnees).flatMap((ligne) => ligne.split('\n')),
      bouton: lien ? bouton : undefined,
      lien,
      commentaire,
    };
    const page = { ...rendu, langue, garant, signature: t('courriels.signature', { garant }), adresse: appUrl() };
    return {
      ...rendu,
      expediteur: garant,
      texte: views.render('courriels/courriel.txt.njk', page),
      html: views.render('courriels/courriel.html.njk', page),
    };
  };

/** What a message of this name is about, in a reader's language. */
export const quoiDe = (gabarit: string, langue: Language): string => motsDe(gabarit, langue).quoi;

/** The words of a name; the outbox may hold one that this version does not know. Its type vouched for its data when it was written. */
function motsDe(gabarit: string, langue: Language): Modele<DonneesCourriel>['mots'][Language] {
  if (!Object.hasOwn(MODELES, gabarit)) throw new Error(`No e-mail is named ${gabarit}.`);
  return (MODELES as unknown as Readonly<Record<string, Modele<DonneesCourriel>>>)[gabarit]?.mots[
    langue
  ] as Modele<DonneesCourriel>['mots'][Language];
}

/** Amounts travel as decimals with their currency; the reader sees his own language's form. */
const montantLisible = ({ montant, devise }: DonneesCourriel, langue: Language): DonneesCourriel =>
  montant !== undefined && devise !== undefined ? { montant: formatMoney(fromDecimal(montant, devise), langue) } : {};

const isControlee = (une: object): une is Controlee => 'controle' in une;

/** The same data with their reasons in words, of the one thing or of each of several. */
function avecRaisons({ controle, demandes }: DonneesCourriel, dire: (controle: readonly object[]) => readonly string[]) {
  return {
    ...(controle && { raisons: dire(controle) }),
    ...(demandes && { demandes: demandes.map((une) => (isControlee(une) ? { ...une, raisons: dire(une.controle) } : une)) }),
  };
}
