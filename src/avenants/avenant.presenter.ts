/** What an amendment changes, in words: for its client and for the insurer. */
import { lignesDuControle } from '../cautions/controle.presenter.js';
import { ecartable, type Resultat } from '../cautions/controle.js';
import { formatDay, formatInstant } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import { formatValeur } from '../specimens/format.js';
import type { TexteVersion } from '../specimens/texte.js';
import type { AvenantVue } from './avenant.js';
import { changees } from './champs.js';

interface Contexte {
  readonly texte: TexteVersion;
  readonly devise: string;
  readonly langue: Language;
  readonly t: Translate;
}

const RIEN = '–';

/** Each value that changes, before and after; what the ledger moves by comes last. */
export function changementsDe({ avant, apres, ecart }: AvenantVue, { texte, devise, langue, t }: Contexte) {
  const valeurDe = (nom: string, valeur: string | undefined): string => {
    const variable = texte.variables.find((one) => one.nom === nom);
    return variable && valeur ? formatValeur(variable, valeur, devise, langue) : RIEN;
  };
  const libelleDe = (nom: string): string => texte.variables.find((one) => one.nom === nom)?.libelle[langue] ?? nom;
  const supplement = fromDecimal(ecart, devise);
  return {
    lignes: changees(texte, avant, apres).map((nom) => ({
      libelle: libelleDe(nom),
      avant: valeurDe(nom, avant[nom]),
      apres: valeurDe(nom, apres[nom]),
    })),
    ecart:
      supplement.minor === 0n
        ? t('avenants.sansEcart')
        : t(supplement.minor > 0n ? 'avenants.plus' : 'avenants.moins', {
            montant: formatMoney(supplement.minor < 0n ? { ...supplement, minor: -supplement.minor } : supplement, langue),
          }),
  };
}

/** What it is, who asked for it, and whether its beneficiary agrees. */
export const ficheDe = (avenant: AvenantVue, { langue, t }: Pick<Contexte, 'langue' | 't'>) => [
  { libelle: t('avenants.objet'), valeur: avenant.objet, large: true },
  { libelle: t('avenants.demandePar'), valeur: avenant.par },
  { libelle: t('avenants.demandeLe'), valeur: formatInstant(avenant.demande_le, langue) },
  {
    libelle: t('avenants.consentement'),
    valeur: avenant.consentement_le
      ? t('avenants.consentiLe', { le: formatDay(avenant.consentement_le) })
      : t(avenant.consentement ? 'avenants.consentementDu' : 'avenants.consentementInutile'),
    large: true,
  },
];

/** Each rule with its figures, and whether it may be set aside. */
export const reglesEnMots = (resultats: readonly Resultat[], langue: Language, t: Translate) =>
  lignesDuControle(resultats, langue, t).map(({ regle, conforme, texte }, i) => {
    const resultat = resultats[i];
    return {
      regle,
      conforme,
      texte,
      ecartable: resultat !== undefined && ecartable(resultat),
      exception: resultat?.exception && t('decisions.exception', { ...resultat.exception }),
    };
  });
