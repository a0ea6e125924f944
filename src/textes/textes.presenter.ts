/** The page of one version of a text, as its jurist reads it: each clause with its rule and what is still to be confirmed. */
import { chemins } from '../chemins.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { chronologie } from '../journal/journal.presenter.js';
import { addMonths, formatDay, formatInstant, type Day } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import type { Agent } from '../droits/acteur.js';
import { lisible } from '../specimens/lisible.js';
import { APPROBATION, situationApprobation, type ApprobationVue, type Dossier } from './approbation.js';

interface Contexte {
  readonly acteur: Agent;
  readonly aujourdhui: Day;
  readonly catalogue: Catalogue;
  readonly langue: Language;
  readonly t: Translate;
}

/** What was typed, shown again after a refusal. */
export interface SaisieApprobation {
  readonly lu: string;
  readonly relireLe: string;
  readonly motif: string;
}

export function pageTexte({ vue, evenements }: Dossier, saisie: SaisieApprobation, { acteur, aujourdhui, catalogue, langue, t }: Contexte) {
  const { contenu, code, etat } = vue;
  const gestes = APPROBATION.possibles(situationApprobation(vue), [acteur.role]);
  const sousTitre = t('textes.sousTitre', { code, version: vue.texte_version });
  return {
    titre: contenu.titre,
    sousTitre,
    etat: contenu.aRemplacerParModele ? 'modele_a_remplacer' : etat,
    fil: [
      { href: chemins.gestion(), texte: t('menus.gestion') },
      { href: chemins.gestionTextes(), texte: t('textes.titre') },
      { texte: sousTitre },
    ],
    langueTexte: contenu.langue,
    avis: avisDe(vue, aujourdhui, t),
    clauses: contenu.articles.map((article) => ({ ...article, paragraphes: lisible(article.corps, contenu) })),
    reserves: contenu.articles.filter(({ reserve }) => reserve !== undefined).length,
    fiche: [
      { libelle: t('demandes.typeCredit'), valeur: catalogue.type(contenu.typeCredit, langue) },
      { libelle: t('demandes.produit'), valeur: contenu.produits.map((produit) => catalogue.produit(produit, langue)).join(', ') },
      { libelle: t('specimens.base'), valeur: contenu.baseLegale },
      { libelle: t('textes.fin'), valeur: t(`textes.fins.${contenu.fin}`) },
      { libelle: t('textes.sources'), valeur: contenu.sources.join(' ; '), large: true },
    ],
    approbation:
      etat === 'approuve'
        ? [
            { libelle: t('textes.par'), valeur: vue.par ?? '' },
            { libelle: t('textes.le'), valeur: vue.le ? formatInstant(vue.le, langue) : '' },
            { libelle: t('textes.relireLe'), valeur: vue.relire_le ? formatDay(vue.relire_le) : '' },
            { libelle: t('textes.lu'), valeur: vue.lu ?? '', large: true },
          ]
        : [],
    peutApprouver: gestes.includes('approuver'),
    peutRetirer: gestes.includes('retirer'),
    saisie: { ...saisie, relireLe: saisie.relireLe || formatDay(addMonths(aujourdhui, 12)) },
    evenements: chronologie(evenements, t),
  };
}

/** What is to be known before anything else. */
function avisDe({ contenu, etat, relire_le: relire }: ApprobationVue, aujourdhui: Day, t: Translate) {
  if (contenu.aRemplacerParModele) return { ton: 'amber', texte: t('textes.avis.modele') };
  if (etat === 'a_approuver') return { ton: 'amber', texte: t('textes.avis.a_approuver') };
  if (relire !== null && relire <= aujourdhui) return { ton: 'amber', texte: t('textes.avis.a_relire', { jour: formatDay(relire) }) };
  return undefined;
}
