/** The file of an amendment, as the insurer decides on it. */
import { chemins } from '../chemins.js';
import type { Resultat } from '../cautions/controle.js';
import { delaiDe, dureeLisible } from '../cautions/delai.js';
import { champException } from '../decisions/decision.js';
import { panneauxDossier, type ContexteDossier } from '../dossiers/dossier.presenter.js';
import { auDela, type DossierVu } from '../dossiers/dossier.js';
import { formatInstant } from '../kit/dates.js';
import { formatMoney, fromDecimal } from '../kit/money.js';
import { changementsDe, ficheDe, reglesEnMots } from './avenant.presenter.js';
import { AVENANT, situationDe, type AvenantVue } from './avenant.js';
import type { SaisieAvenant } from './client.presenter.js';

interface Source extends DossierVu {
  readonly avenant: AvenantVue;
  readonly resultats: readonly Resultat[];
}

export function pageAvenantGarant(source: Source, saisie: SaisieAvenant, contexte: ContexteDossier & { readonly maintenant: Date }) {
  const { caution, autour, avenant, resultats } = source;
  const { acteur, catalogue, texte, langue, t } = contexte;
  const { id } = avenant;
  const regles = reglesEnMots(resultats, langue, t).map((une) => ({
    ...une,
    champ: champException(une.regle),
    saisie: saisie[champException(une.regle)] ?? '',
  }));
  const dossier = panneauxDossier(source, { sujet: 'avenant', id }, contexte);
  // Above what an adviser may decide: at the new amount.
  const main = { ...dossier.main, auDela: auDela(acteur, autour, { montant: avenant.montant, devise: caution.devise }) };
  const gestes = AVENANT.possibles(situationDe(source), ['garant']);
  const delai = avenant.etat === 'en_attente' && avenant.attend_le ? delaiDe(avenant.attend_le, contexte.maintenant) : undefined;
  const lettre = avenant.consentement_id;
  return {
    titre: t('avenants.de', { numero: caution.numero }),
    etat: avenant.etat,
    sousTitre: t('decisions.sousTitre', {
      client: caution.client,
      montant: formatMoney(fromDecimal(avenant.montant, caution.devise), langue),
      beneficiaire: avenant.apres.beneficiaire_nom ?? caution.beneficiaire,
      type: catalogue.type(caution.type_credit, langue),
    }),
    fil: [
      { href: chemins.gestion(), texte: t('menus.gestion') },
      { href: chemins.gestionAvenants(), texte: t('avenants.titre') },
      { texte: caution.numero },
    ],
    delai:
      delai &&
      ({
        ton: delai.enRetard ? 'red' : 'violet',
        texte: t(`decisions.delai.${delai.enRetard ? 'retard' : 'reste'}`, {
          duree: dureeLisible(delai.minutes, t),
          le: formatInstant(delai.echeance, langue),
        }),
      } as const),
    suite: t(`avenants.suite.${avenant.etat}`),
    ecarts: changementsDe(avenant, { texte, devise: caution.devise, langue, t }),
    general: ficheDe(avenant, { langue, t }),
    lettre: lettre === null ? undefined : { href: chemins.gestionFichier({ id: lettre }), texte: t('avenants.lireLettre') },
    regles,
    reglesPhrase: t('cautions.regles', { passees: regles.filter(({ conforme }) => conforme).length, total: regles.length }),
    decide: { accorder: false, refuser: false, demander_consentement: false, ...Object.fromEntries(gestes.map((geste) => [geste, true])) },
    dossier: { ...dossier, main },
    saisie,
    liens: {
      accorder: chemins.gestionAvenantAccord({ id }),
      refuser: chemins.gestionAvenantRefus({ id }),
      consentement: chemins.gestionAvenantConsentement({ id }),
    },
  };
}
