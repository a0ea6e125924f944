/** The insurer's pages of a call: the one that registers it, one of them with its figures and its file. */
import { chemins } from '../chemins.js';
import { figuresDe } from '../cautions/appels.js';
import { etapeEnMots, figuresEnMots } from '../cautions/appels.presenter.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { panneauxDossier, sousTitreDe, type ContexteDossier } from '../dossiers/dossier.presenter.js';
import { aLui, auDela, type DossierVu } from '../dossiers/dossier.js';
import type { Agent } from '../droits/acteur.js';
import { formatDay } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoney, fromDecimal, toDecimal, typedAmount, type Language } from '../kit/money.js';
import { APPEL, type AppelSeul, type GesteAppel } from './appel.js';
import type { SaisieAppel } from './appels.form.js';

interface Contexte {
  readonly acteur: Agent;
  readonly catalogue: Catalogue;
  readonly langue: Language;
  readonly t: Translate;
}

export function pageEnregistrer(dossier: DossierVu, saisie: SaisieAppel, contexte: Contexte) {
  const { caution, autour } = dossier;
  const { t, langue } = contexte;
  const { numero, devise } = caution;
  return {
    titre: t('appels.enregistrer'),
    numero,
    etat: caution.etat,
    sousTitre: sousTitreDe(dossier, contexte),
    fil: [
      { href: chemins.gestion(), texte: t('menus.gestion') },
      { href: chemins.gestionCaution({ numero }), texte: numero },
      { texte: t('appels.enregistrer') },
    ],
    sienne: aLui(contexte.acteur, autour),
    adresse: chemins.gestionCautionAppel({ numero }),
    devise,
    reste: formatMoney(fromDecimal(caution.montant, devise), langue),
    saisie,
  };
}

interface Consulte extends DossierVu {
  readonly appel: AppelSeul;
}

/** One call: what is asked, its figures, what comes next, what may be done. */
export function pageAppel(source: Consulte, saisie: SaisieAppel, contexte: ContexteDossier) {
  const { caution, appel, autour } = source;
  const { acteur, langue, t } = contexte;
  const { id } = appel;
  const { devise } = caution;
  const montantDe = (decimal: string) => formatMoney(fromDecimal(decimal, devise), langue);
  const figures = figuresDe(appel, devise);
  const sienne = aLui(acteur, autour);
  const gestes = APPEL.possibles({ etat: appel.etat, solde: false }, ['garant']);
  const limite = auDela(acteur, autour, { montant: appel.montant, devise });
  const peut = (geste: GesteAppel) =>
    sienne &&
    gestes.includes(geste) &&
    (geste !== 'recouvrer' || figures.aRecouvrer.minor > 0n) &&
    !(limite && ['refuser', 'retirer', 'solder'].includes(geste));
  const versements = (liste: AppelSeul['paiements'], cle: string) =>
    liste.map(({ le, montant }) => t(`appels.${cle}`, { montant: montantDe(montant), le: formatDay(le) }));
  return {
    titre: t('appels.une', { numero: caution.numero }),
    etat: appel.etat,
    sousTitre: sousTitreDe(source, contexte),
    fil: [
      { href: chemins.gestion(), texte: t('menus.gestion') },
      { href: chemins.gestionAppels(), texte: t('appels.titre') },
      { texte: caution.numero },
    ],
    caution: { numero: caution.numero, href: chemins.gestionCaution({ numero: caution.numero }), etat: caution.etat },
    etape: etapeEnMots(appel, devise, t),
    figures: figuresEnMots(appel, devise, langue, t),
    faits: [
      { libelle: t('appels.recuLeCourt'), valeur: formatDay(appel.recu_le) },
      { libelle: t('appels.deciderAvant'), valeur: formatDay(appel.decider_avant) },
      ...(appel.prolonger_au
        ? [
            {
              libelle: t('appels.prolongerAu'),
              valeur: formatDay(appel.prolonger_au),
              precision: t('appels.prolongerPhrase', { le: formatDay(appel.decider_avant) }),
            },
          ]
        : []),
    ],
    motif: appel.motif,
    reponse: appel.reponse,
    mouvements: [...versements(appel.paiements, 'paiement'), ...versements(appel.recouvrements, 'recouvrement')],
    dossier: panneauxDossier(source, { sujet: 'appel', id }, contexte),
    peut: Object.fromEntries(APPEL.noms.map((nom) => [nom, peut(nom)])),
    devise,
    saisie: {
      ...saisie,
      versement: saisie.versement || typedAmount(toDecimal(figures.aPayer), langue, devise),
      recouvrement: saisie.recouvrement || typedAmount(toDecimal(figures.aRecouvrer), langue, devise),
    },
    liens: Object.fromEntries(APPEL.noms.map((geste) => [geste, chemins.gestionAppelGeste({ id, geste })])),
  };
}
