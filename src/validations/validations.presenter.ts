/** Bulk validation: what it would do, then what it did. */
import { chemins } from '../chemins.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { lignesDuControle } from '../cautions/controle.presenter.js';
import type { Translate } from '../kit/i18n.js';
import { add, fromDecimal, type Language, type Money } from '../kit/money.js';
import type { Decision } from './validation.js';
import type { ResultatValidation } from './execution.service.js';

interface Commun {
  readonly catalogue: Catalogue;
  readonly langue: Language;
  readonly t: Translate;
}

const fil = (t: Translate) => [
  { href: chemins.accueil(), texte: t('menus.accueil') },
  { href: chemins.demandes(), texte: t('demandes.titre') },
  { texte: t('validations.titre') },
];

/** One line an authorisation: how many, how much. */
function parAutorisation(decisions: readonly Decision[], { catalogue, langue }: Commun) {
  const totaux = new Map<string, { contrat: string; type: string; nombre: number; montant: Money }>();
  for (const decision of decisions) {
    if (decision.issue === 'refusee') continue;
    const { demande } = decision;
    const montant = fromDecimal(demande.montant, demande.devise);
    const contrat = decision.issue === 'transmise' ? decision.faits.contrat : '';
    const key = `${demande.autorisation_id} ${demande.devise}`;
    const found = totaux.get(key);
    totaux.set(key, {
      contrat: contrat || (found?.contrat ?? ''),
      type: catalogue.type(demande.type_credit, langue),
      nombre: (found?.nombre ?? 0) + 1,
      montant: found ? add(found.montant, montant) : montant,
    });
  }
  return [...totaux.values()];
}

/** The confirmation page: totals per authorisation, then each demande and what will become of it. */
export function pageConfirmationValidation(decisions: readonly Decision[], commun: Commun) {
  const { t, langue, catalogue } = commun;
  const passent = decisions.filter(({ issue }) => issue !== 'refusee');
  return {
    titre: t('validations.titre'),
    fil: fil(t),
    autorisations: parAutorisation(decisions, commun),
    nombre: passent.length,
    choix: passent.map(({ demande: { numero, version } }) => ({ numero, version: `${numero}:${version}` })),
    ecartees: decisions.length - passent.length,
    lignes: decisions.map((decision) => ({
      ...ligne(decision.demande.numero),
      beneficiaire: decision.demande.beneficiaire,
      entite: decision.demande.entite,
      type: catalogue.type(decision.demande.type_credit, langue),
      montant: fromDecimal(decision.demande.montant, decision.demande.devise),
      ...prevision(decision, langue, t),
    })),
  };
}

const ligne = (numero: string) => ({ numero, href: chemins.demande({ numero }) });

function prevision(decision: Decision, langue: Language, t: Translate) {
  if (decision.issue === 'refusee') return { ton: 'red', icone: 'circle-x', texte: t(decision.raison) };
  if (decision.issue === 'validee')
    return {
      ton: 'blue',
      icone: 'loader-circle',
      texte: t('validations.prevision.intermediaire', {
        rang: decision.demande.validations_faites + 1,
        sur: decision.demande.validations_requises,
      }),
    };
  if (decision.effective) return { ton: 'green', icone: 'shield-check', texte: t('validations.prevision.effective') };
  const raisons = lignesDuControle(decision.controle, langue, t)
    .filter(({ conforme }) => !conforme)
    .map(({ texte }) => texte);
  return { ton: 'violet', icone: 'hourglass', texte: t('validations.prevision.en_attente', { raisons: raisons.join(' ; ') }) };
}

const ISSUES = {
  validee: { ton: 'blue', icone: 'loader-circle' },
  effective: { ton: 'green', icone: 'shield-check' },
  en_attente: { ton: 'violet', icone: 'hourglass' },
  refusee: { ton: 'red', icone: 'circle-x' },
} as const;

/** The result page: what became of each. */
export function pageResultats(resultats: readonly ResultatValidation[], { t }: Commun) {
  const issue = ({ issue: fait, effective }: ResultatValidation) =>
    fait === 'transmise' ? (effective ? 'effective' : 'en_attente') : fait === 'validee' ? 'validee' : 'refusee';
  const nombre = (nom: keyof typeof ISSUES) => resultats.filter((resultat) => issue(resultat) === nom).length;
  return {
    titre: t('validations.resultat'),
    fil: fil(t),
    bilan: (Object.keys(ISSUES) as (keyof typeof ISSUES)[])
      .map((nom) => ({ libelle: t(`validations.issue.${nom}`), valeur: nombre(nom) }))
      .filter(({ valeur }) => valeur > 0),
    lignes: resultats.map((resultat) => ({
      ...ligne(resultat.numero),
      ...ISSUES[issue(resultat)],
      texte: resultat.raison ? t(resultat.raison) : t(`validations.issue.${issue(resultat)}`),
      caution: resultat.caution && { numero: resultat.caution, href: chemins.caution({ numero: resultat.caution }) },
    })),
  };
}
