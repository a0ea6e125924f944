/** Bulk validation: what it would do, then what it did. */
import { chemins } from '../chemins.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { readTarifs } from '../autorisations/tarif.js';
import { lignesDuControle, raisonsDe } from '../cautions/controle.presenter.js';
import { conforme, type Resultat } from '../cautions/controle.js';
import type { FaitsRow } from '../cautions/faits.js';
import type { DemandeVue } from '../demandes/situation.js';
import { dernierJour } from '../specimens/fin.js';
import { estimer } from '../factures/prime.js';
import type { Translate } from '../kit/i18n.js';
import { add, fromDecimal, type Language, type Money } from '../kit/money.js';
import type { Conclue, Decision } from './validation.js';
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

type Montant = Pick<Conclue, 'montant' | 'devise'>;
const montantDe = ({ montant, devise }: Montant): Money => fromDecimal(montant, devise);

/** One total a currency: they are never added. */
function parDevise(demandes: readonly Montant[]) {
  const totaux = new Map<string, { nombre: number; montant: Money }>();
  for (const demande of demandes) {
    const avant = totaux.get(demande.devise);
    const montant = montantDe(demande);
    totaux.set(demande.devise, { nombre: (avant?.nombre ?? 0) + 1, montant: avant ? add(avant.montant, montant) : montant });
  }
  return [...totaux.values()];
}

/** One line an authorisation: how many, how much. */
function parAutorisation(passent: readonly Passe[], { catalogue, langue }: Commun) {
  const groupes = new Map<string, Passe[]>();
  for (const decision of passent) {
    const key = `${decision.demande.autorisation_id} ${decision.demande.devise}`;
    groupes.set(key, [...(groupes.get(key) ?? []), decision]);
  }
  return [...groupes.values()].map((groupe) => ({
    contrat: groupe.map((decision) => prevuDe(decision)?.faits.contrat).find(Boolean) ?? '',
    type: catalogue.type(groupe[0]?.demande.type_credit ?? '', langue),
    ...parDevise(groupe.map(({ demande }) => demande))[0],
  }));
}

type Passe = Exclude<Decision, { issue: 'refusee' }>;
const passe = (decision: Decision): decision is Passe => decision.issue !== 'refusee';
const prevuDe = (decision: Passe) => (decision.issue === 'transmise' ? decision : decision.prevu);

/** The confirmation page: totals, then each demande, its room and what will become of it. */
export function pageConfirmationValidation(decisions: readonly Decision[], commun: Commun) {
  const { t, langue, catalogue } = commun;
  const passent = decisions.filter(passe);
  return {
    titre: t('validations.titre'),
    fil: fil(t),
    autorisations: parAutorisation(passent, commun),
    totaux: parDevise(passent.map(({ demande }) => demande)),
    nombre: passent.length,
    choix: passent.map(({ demande: { numero, version } }) => ({ numero, version: `${numero}:${version}` })),
    ecartees: decisions.length - passent.length,
    lignes: decisions.map((decision) => ({
      ...ligne(decision.demande.numero),
      beneficiaire: decision.demande.beneficiaire,
      entite: decision.demande.entite,
      type: catalogue.type(decision.demande.type_credit, langue),
      ...chiffres(decision),
      ...prevision(decision, langue, t),
    })),
  };
}

const ligne = (numero: string) => ({ numero, href: chemins.demande({ numero }) });

/** The amount, the room before and after, the first invoice. */
function chiffres(decision: Decision) {
  const { demande } = decision;
  const prevu = passe(decision) ? prevuDe(decision) : undefined;
  return { montant: montantDe(demande), place: prevu?.place, cout: prevu && coutDe(demande, prevu.faits) };
}

function coutDe({ montant, devise, date_effet: effet, date_fin }: DemandeVue, { fin, tarifs, periode, base_jours: base }: FaitsRow): Money {
  const dernier = dernierJour({ fin, date_fin });
  const prix = { montant: fromDecimal(montant, devise), effet, dernier, periode, tarifs: readTarifs(tarifs, devise), base };
  return estimer(prix).premiereFacture;
}

function prevision(decision: Decision, langue: Language, t: Translate) {
  if (decision.issue === 'refusee') return { ton: 'red', icone: 'circle-x', texte: t(decision.raison) };
  if (decision.issue === 'validee') {
    const { demande, prevu } = decision;
    const texte = t('validations.prevision.intermediaire', { rang: demande.validations_faites + 1, sur: demande.validations_requises });
    const suite = prevu && t('validations.prevision.ensuite', { suite: suiteDe(prevu.controle, langue, t) });
    return { ton: 'blue', icone: 'loader-circle', texte: suite ? `${texte} ${suite}` : texte };
  }
  if (decision.effective) return { ton: 'green', icone: 'shield-check', texte: t('validations.prevision.effective') };
  return {
    ton: 'violet',
    icone: 'hourglass',
    texte: t('validations.prevision.en_attente', { raisons: raisonsEnPhrase(decision.controle, langue, t) }),
  };
}

/** After the last validation, in the same words. */
const suiteDe = (controle: readonly Resultat[], langue: Language, t: Translate): string =>
  conforme(controle)
    ? t('validations.prevision.effective')
    : t('validations.prevision.en_attente', { raisons: raisonsEnPhrase(controle, langue, t) });

/** The reasons in one sentence. */
const raisonsEnPhrase = (controle: readonly Resultat[], langue: Language, t: Translate): string =>
  raisonsDe(lignesDuControle(controle, langue, t))
    .map((texte) => texte.replace(/\.$/, ''))
    .join(langue === 'fr' ? '\u202f; ' : '; ');

const ISSUES = {
  validee: { ton: 'blue', icone: 'loader-circle' },
  effective: { ton: 'green', icone: 'shield-check' },
  en_attente: { ton: 'violet', icone: 'hourglass' },
  refusee: { ton: 'red', icone: 'circle-x' },
} as const;

/** The result page: what became of each, with its reason. */
export function pageResultats(
  resultats: readonly ResultatValidation[],
  conclues: readonly Conclue[],
  { langue, t }: Pick<Commun, 'langue' | 't'>,
) {
  const issue = ({ issue: fait, effective }: ResultatValidation) =>
    fait === 'transmise' ? (effective ? 'effective' : 'en_attente') : fait === 'validee' ? 'validee' : 'refusee';
  const nombre = (nom: keyof typeof ISSUES) => resultats.filter((resultat) => issue(resultat) === nom).length;
  const connues = new Map(conclues.map((conclue) => [conclue.numero, conclue]));
  const texte = (resultat: ResultatValidation): string => {
    const nom = issue(resultat);
    const controle = nom === 'en_attente' ? connues.get(resultat.numero)?.controle : undefined;
    if (controle) return t('validations.prevision.en_attente', { raisons: raisonsEnPhrase(controle, langue, t) });
    return resultat.raison ? t(resultat.raison) : t(`validations.issue.${nom}`);
  };
  return {
    titre: t('validations.resultat'),
    fil: fil(t),
    bilan: (Object.keys(ISSUES) as (keyof typeof ISSUES)[])
      .map((nom) => ({ libelle: t(`validations.issue.${nom}`), valeur: nombre(nom) }))
      .filter(({ valeur }) => valeur > 0),
    lignes: resultats.map((resultat) => {
      const conclue = connues.get(resultat.numero);
      return {
        ...ligne(resultat.numero),
        ...ISSUES[issue(resultat)],
        beneficiaire: conclue?.beneficiaire,
        entite: conclue?.entite,
        montant: conclue && montantDe(conclue),
        texte: texte(resultat),
        caution: resultat.caution && { numero: resultat.caution, href: chemins.caution({ numero: resultat.caution }) },
      };
    }),
  };
}
