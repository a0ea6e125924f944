/** The pages open to all, as data: their sections in order, and whom each speaks to first. Pure. */
import type { Acteur, Profil } from '../droits/acteur.js';

type Lecteur = Profil | 'garant';

interface Section {
  /** Anchor in the page, and key of its words: `informations.<page>.<cle>.titre` and `.texte`. */
  readonly cle: string;
  /** The readers it is written for; everybody where absent. */
  readonly pour?: readonly Lecteur[];
  /** Shown to the insurer's staff only. */
  readonly interne?: boolean;
}

export type NomPage = 'aide' | 'accessibilite' | 'mentions' | 'confidentialite';

export const PAGES: Readonly<Record<NomPage, readonly Section[]>> = {
  aide: [
    { cle: 'gestion', pour: ['garant'], interne: true },
    { cle: 'demander', pour: ['saisisseur'] },
    { cle: 'valider', pour: ['valideur'] },
    { cle: 'editer', pour: ['saisisseur', 'valideur', 'administrateur'] },
    { cle: 'etats' },
    { cle: 'attente' },
    { cle: 'chercher' },
    { cle: 'exporter', pour: ['consultant'] },
    { cle: 'verifier' },
    { cle: 'mot-de-passe' },
    { cle: 'contact' },
  ],
  accessibilite: [{ cle: 'engagement' }, { cle: 'etat' }, { cle: 'signaler' }],
  mentions: [{ cle: 'editeur' }, { cle: 'hebergement' }, { cle: 'acte' }, { cle: 'reclamation' }, { cle: 'logiciel' }],
  confidentialite: [
    { cle: 'responsable' },
    { cle: 'donnees' },
    { cle: 'usages' },
    { cle: 'durees' },
    { cle: 'temoins' },
    { cle: 'droits' },
  ],
};

export interface SectionMontree {
  readonly cle: string;
  /** Written for a profile that the reader has. */
  readonly pourLui: boolean;
}

/** The sections of a page for this reader: those written for his profiles first, the rest in order. */
export function sectionsPour(page: NomPage, acteur: Acteur | undefined): SectionMontree[] {
  const lecteur: readonly Lecteur[] = acteur === undefined ? [] : acteur.genre === 'garant' ? ['garant'] : acteur.profils;
  return PAGES[page]
    .filter(({ interne }) => !interne || lecteur.includes('garant'))
    .map(({ cle, pour }) => ({ cle, pourLui: pour?.some((one) => lecteur.includes(one)) ?? false }))
    .sort((a, b) => Number(b.pourLui) - Number(a.pourLui));
}
