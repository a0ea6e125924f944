/** The page of a caution that waits for the insurer. */
import { chemins } from '../chemins.js';
import { EN_VIGUEUR } from '../cautions/caution.js';
import { ecartable, type Resultat } from '../cautions/controle.js';
import { lignesDuControle } from '../cautions/controle.presenter.js';
import { delaiDe, delaiEnMots } from '../cautions/delai.js';
import { panneauxDossier, sousTitreDe, type ContexteDossier } from '../dossiers/dossier.presenter.js';
import type { DossierVu } from '../dossiers/dossier.js';
import { formatDay, type Day } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import { typedAmount, type Language } from '../kit/money.js';
import { champException } from './decision.js';

interface Source extends DossierVu {
  readonly maintenant: readonly Resultat[] | undefined;
  readonly effet: Day;
}

/** What was typed, shown again after a refusal. */
export type SaisieDecision = Readonly<Record<string, string>>;

/** Each rule as it is now, and the field that sets it aside. */
export function reglesDe(resultats: readonly Resultat[], saisie: SaisieDecision, langue: Language, t: Translate) {
  const regles = lignesDuControle(resultats, langue, t).map(({ regle, conforme, texte }, i) => {
    const resultat = resultats[i];
    return {
      regle,
      conforme,
      texte,
      champ: champException(regle),
      ecartable: resultat !== undefined && ecartable(resultat),
      exception: resultat?.exception && t('decisions.exception', { ...resultat.exception }),
      saisie: saisie[champException(regle)] ?? '',
    };
  });
  const passees = regles.filter(({ conforme }) => conforme).length;
  return { regles, reglesPhrase: t('cautions.regles', { passees, total: regles.length }) };
}

export function pageDecision(source: Source, saisie: SaisieDecision, contexte: ContexteDossier & { readonly maintenant: Date }) {
  const { caution, autour, maintenant, effet } = source;
  const { acteur, langue, t } = contexte;
  const { regles, reglesPhrase } = reglesDe(maintenant ?? caution.controle, saisie, langue, t);
  const { numero } = caution;
  const delai = caution.etat === 'en_attente' ? delaiDe(caution.creee_le, contexte.maintenant) : undefined;
  return {
    titre: numero,
    etat: caution.etat,
    sousTitre: sousTitreDe(source, contexte),
    fil: [{ href: chemins.gestion(), texte: t('menus.gestion') }, { texte: numero }],
    delai: delai && delaiEnMots(delai, langue, t),
    aDecider: caution.etat === 'en_attente',
    regles,
    reglesPhrase,
    dossier: panneauxDossier(source, { sujet: 'caution', id: caution.id }, contexte),
    peutRelever: acteur.role === 'charge',
    saisie: {
      dateEffet: formatDay(effet),
      autorise: typedAmount(autour.autorisation.plafond, langue, caution.devise),
      plafondLigne: typedAmount(autour.ligne.plafond, langue, caution.devise),
      plafondContrat: typedAmount(autour.contrat.plafond, langue, caution.devise),
      ...saisie,
    },
    opposable: EN_VIGUEUR.includes(caution.etat),
    liens: {
      mainlevee: chemins.gestionCautionMainlevee({ numero }),
      opposition: chemins.gestionCautionOpposition({ numero }),
      appel: chemins.gestionCautionAppel({ numero }),
      accorder: chemins.gestionCautionAccord({ numero }),
      refuser: chemins.gestionCautionRefus({ numero }),
      document: chemins.gestionCautionDocument({ numero }),
      confier: chemins.gestionCautionConfier({ numero }),
      relever: chemins.gestionCautionRelevement({ numero }),
    },
  };
}
