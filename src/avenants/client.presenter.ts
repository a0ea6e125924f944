/** The page where a client asks for an amendment, or follows the one that is pending. */
import { chemins } from '../chemins.js';
import type { CautionVue } from '../cautions/caution.js';
import { situationDeVue } from '../cautions/caution.js';
import type { Collaborateur } from '../droits/acteur.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import { formatBytes } from '../kit/sizes.js';
import { champDeVariable } from '../specimens/champs.presenter.js';
import type { TexteVersion } from '../specimens/texte.js';
import { formFields } from '../specimens/variables.js';
import { changementsDe, ficheDe, reglesEnMots } from './avenant.presenter.js';
import {
  AVENANT,
  empecheDemande,
  PENDANTS,
  situationDe,
  type AvenantLu,
  type AvenantVue,
  type DroitsSurAvenant,
  type EtatAvenant,
} from './avenant.js';
import { champsDemandes, nomDuChamp } from './champs.js';

interface Source {
  readonly caution: CautionVue;
  readonly texte: TexteVersion;
  readonly lu: (AvenantLu & { readonly avenant: AvenantVue & DroitsSurAvenant }) | undefined;
}

interface Contexte {
  readonly acteur: Collaborateur;
  readonly langue: Language;
  readonly t: Translate;
}

/** What was typed, shown again after a refusal. */
export type SaisieAvenant = Readonly<Record<string, string>>;

export function pageAvenant({ caution, texte, lu }: Source, saisie: SaisieAvenant, contexte: Contexte) {
  const { acteur, t } = contexte;
  const { numero } = caution;
  const raison = empecheDemande({
    ...situationDeVue(caution),
    mainlevees: caution.mainlevees.filter(({ etat }) => etat === 'transmise' || etat === 'document_demande').length,
    avenants: caution.avenants.filter(({ etat }) => PENDANTS.includes(etat as EtatAvenant)).length,
  });
  return {
    titre: t(lu ? 'avenants.un' : 'avenants.demander'),
    etat: lu?.avenant.etat,
    sousTitre: t('avenants.sousTitre', { numero, beneficiaire: caution.beneficiaire }),
    fil: [
      { href: chemins.accueil(), texte: t('menus.accueil') },
      { href: chemins.cautions(), texte: t('cautions.titre') },
      { href: chemins.caution({ numero }), texte: numero },
      { texte: t('avenants.un') },
    ],
    saisie,
    retour: chemins.caution({ numero }),
    raison: lu ? undefined : raison && t(raison),
    formulaire: !lu && !raison && acteur.profils.includes('saisisseur') ? formulaireDe(caution, texte, saisie, contexte) : undefined,
    avenant: lu && avenantDe(lu, texte, contexte),
  };
}

function formulaireDe({ numero, valeurs, devise }: CautionVue, texte: TexteVersion, saisie: SaisieAvenant, { langue, t }: Contexte) {
  const demandes = champsDemandes(texte, valeurs);
  const champs = formFields(texte, valeurs, [], langue, { devise })
    .flatMap(({ champs: un }) => un)
    .filter(({ nom }) => demandes.includes(nom))
    .map((un) => {
      const nom = nomDuChamp(un.nom);
      return { ...champDeVariable(texte, un, devise, t), nom, valeur: saisie[nom] ?? un.valeur };
    });
  return { action: chemins.cautionAvenant({ numero }), champs, produit: demandes.includes('montant') ? undefined : t('avenants.produit') };
}

function avenantDe({ avenant, caution, resultats }: NonNullable<Source['lu']>, texte: TexteVersion, { acteur, langue, t }: Contexte) {
  const { numero, devise } = caution;
  const cle = { numero, id: avenant.id };
  const situation = situationDe({ avenant, resultats }, avenant);
  const gestes = AVENANT.possibles(situation, acteur.profils);
  const obstacle = acteur.profils.includes('valideur') ? AVENANT.obstacle('valider', situation, ['valideur']) : undefined;
  const regles = reglesEnMots(resultats, langue, t);
  return {
    version: avenant.version,
    suite: t(`avenants.suite.${avenant.etat}`),
    reponse: avenant.etat === 'consentement_attendu' ? avenant.reponse : '',
    changements: changementsDe(avenant, { texte, devise, langue, t }),
    fiche: ficheDe(avenant, { langue, t }),
    regles,
    reglesPhrase: t('cautions.regles', { passees: regles.filter(({ conforme }) => conforme).length, total: regles.length }),
    pieces: avenant.pieces.map(({ nom, taille }) => ({ nom, taille: formatBytes(taille, langue) })),
    gestes: Object.fromEntries(gestes.map((geste) => [geste, true])),
    empechement: avenant.etat === 'a_valider' && obstacle ? t(obstacle.key) : undefined,
    liens: {
      valider: chemins.cautionAvenantValidation(cle),
      ecarter: chemins.cautionAvenantRefus(cle),
      consentir: chemins.cautionAvenantConsentement(cle),
      abandonner: chemins.cautionAvenantAbandon(cle),
    },
  };
}
