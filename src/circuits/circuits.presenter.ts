/** What the pages of circuits, of the simulator and of the transmetteur show. */
import { changements } from '../gestes/changements.presenter.js';
import type { Evenement } from '../journal/journal.js';
import { chemins } from '../chemins.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { typedAmount, type Language } from '../kit/money.js';
import type { FieldError } from '../kit/errors.js';
import type { Translate } from '../kit/i18n.js';
import { suffisant, type CircuitDefini, type Etape, type CircuitRow, type EntiteCircuit, type PersonneNommee } from './circuit.js';
import { MAX_TRANCHES, type Simulation, type TrancheSaisie } from './circuits.form.js';
import type { EntitesOffertes } from './circuits.service.js';

const fil = (t: Translate, ...suite: { href?: string; texte: string }[]) => [
  { href: chemins.accueil(), texte: t('menus.accueil') },
  ...suite,
];
const circuitsFil = (t: Translate) => ({ href: chemins.circuits(), texte: t('circuits.titre') });
const fautesDe = (erreurs: readonly FieldError[], t: Translate) => ({
  corrections: erreurs.map(({ field, message }) => ({ href: `#${field}`, texte: t(message) })),
  fautes: Object.fromEntries(erreurs.map(({ field, message }) => [field, t(message)])),
});

export function pageCircuits({ entites, q, langue, t }: { entites: readonly EntiteCircuit[]; q: string; langue: Language; t: Translate }) {
  return {
    titre: t('circuits.titre'),
    fil: fil(t, { texte: t('circuits.titre') }),
    q,
    lignes: entites.map((entite) => ({
      nom: entite.nom,
      href: chemins.circuit({ id: entite.id }),
      tranches: entite.tranches.map(({ a_partir_de: aPartirDe, validations }) =>
        t('circuits.tranche', { montant: typedAmount(aPartirDe, langue), count: validations }),
      ),
      propre: t(entite.propre_validation ? 'circuits.oui' : 'circuits.non'),
      source:
        entite.source_id === null
          ? t('circuits.parDefaut')
          : entite.source_id === entite.id
            ? t('circuits.sien')
            : t('circuits.herite', { nom: entite.source ?? '' }),
    })),
  };
}

interface SourceCircuit {
  readonly entite: EntiteCircuit;
  readonly circuit: CircuitRow | undefined;
  readonly saisie: { readonly saisie: readonly TrancheSaisie[]; readonly circuit: CircuitDefini } | undefined;
  readonly version: number;
  readonly changements: ReturnType<typeof changementsCircuit>;
  readonly langue: Language;
  readonly t: Translate;
}

/** Bands offered empty after those there are. */
const EN_PLUS = 2;

export function pageCircuit({ entite, circuit, saisie, version, changements: depuis, langue, t }: SourceCircuit) {
  const applique = circuit?.tranches ?? entite.tranches;
  const connues = applique.map(({ a_partir_de: aPartirDe, validations }) => ({
    aPartirDe: typedAmount(aPartirDe, langue),
    validations: String(validations),
  }));
  const vides = Array.from({ length: Math.min(EN_PLUS, MAX_TRANCHES - connues.length) }, () => ({ aPartirDe: '', validations: '' }));
  return {
    titre: t('circuits.de', { nom: entite.nom }),
    fil: fil(t, circuitsFil(t), { texte: entite.nom }),
    action: chemins.circuit({ id: entite.id }),
    suppression: circuit && chemins.circuitSuppression({ id: entite.id }),
    version,
    changements: depuis,
    herite: !circuit && entite.source ? t('circuits.heriteAide', { nom: entite.source }) : undefined,
    tranches: saisie?.saisie ?? [...connues, ...vides],
    propre: saisie?.circuit.propre_validation ?? circuit?.propre_validation ?? entite.propre_validation ?? false,
    choix: [1, 2, 3, 4, 5].map((count) => ({ valeur: String(count), texte: t('circuits.validations', { count }) })),
  };
}

/** What colleagues changed of a circuit since the version that was shown. */
export const changementsCircuit = (evenements: readonly Evenement[], version: number, langue: Language, t: Translate) =>
  changements(evenements, version, t, (valeurs) => [
    {
      libelle: t('circuits.validationsTitre'),
      valeur: ((valeurs.tranches ?? []) as CircuitDefini['tranches'])
        .map(({ a_partir_de: aPartirDe, validations }) =>
          t('circuits.tranche', { montant: typedAmount(aPartirDe, langue), count: validations }),
        )
        .join(' ; '),
    },
    { libelle: t('circuits.propreCase'), valeur: t(valeurs.propre_validation ? 'circuits.oui' : 'circuits.non') },
  ]);

interface SourceSimulation {
  readonly saisie: Simulation;
  readonly erreurs: readonly FieldError[];
  readonly resultat: { readonly etapes: readonly Etape[]; readonly source: string | null; readonly propreValidation: boolean } | undefined;
  readonly entites: EntitesOffertes;
  readonly demandeurs: readonly PersonneNommee[];
  readonly catalogue: Catalogue;
  readonly langue: Language;
  readonly t: Translate;
}

export function pageSimulation({ saisie, erreurs, resultat, entites, demandeurs, catalogue, langue, t }: SourceSimulation) {
  return {
    titre: t('circuits.simulateur'),
    fil: fil(t, circuitsFil(t), { texte: t('circuits.simulateur') }),
    saisie,
    choixEntites: entites.lignes.map(({ id, nom, parent }) => ({ valeur: String(id), texte: parent ? `${nom} (${parent})` : nom })),
    aChercher: entites.aChercher || saisie.entiteNom !== '',
    choixTypes: catalogue.types.map(({ code, libelle }) => ({ valeur: code, texte: libelle[langue] })),
    choixDemandeurs: demandeurs.map(({ id, nom }) => ({ valeur: String(id), texte: nom })),
    ...fautesDe(erreurs, t),
    resultat: resultat && {
      phrase: t('circuits.requises', { count: resultat.etapes.length }),
      source: resultat.source ? t('circuits.herite', { nom: resultat.source }) : t('circuits.parDefaut'),
      insuffisant: suffisant(resultat.etapes) ? undefined : t('circuits.insuffisant'),
      etapes: resultat.etapes.map(({ rang, oui, non }) => ({
        titre: t('circuits.etape', { rang, sur: resultat.etapes.length }),
        oui,
        non: non.map(({ nom, raison }) => ({ nom, raison: t(`circuits.raison.${raison}`) })),
      })),
    },
  };
}

export function pageTransmetteur({
  actuel,
  choisi,
  valideurs,
  t,
}: {
  actuel: number | null;
  /** What was chosen on a form that was refused. */
  choisi: string | undefined;
  valideurs: readonly PersonneNommee[];
  t: Translate;
}) {
  return {
    titre: t('circuits.transmetteur'),
    fil: fil(t, { texte: t('circuits.transmetteur') }),
    actuel: actuel === null ? '' : String(actuel),
    choisi: choisi ?? (actuel === null ? '' : String(actuel)),
    choix: [{ valeur: '', texte: t('circuits.personne') }, ...valideurs.map(({ id, nom }) => ({ valeur: String(id), texte: nom }))],
  };
}
