/** A release, in words: the form of the client, the page of the insurer. */
import { chemins } from '../chemins.js';
import { panneauxDossier, type ContexteDossier } from '../dossiers/dossier.presenter.js';
import type { DossierVu } from '../dossiers/dossier.js';
import type { Jointe } from '../documents/jointes.sql.js';
import { RESERVES_RECEPTION } from '../horloges/pour.js';
import type { Liberation } from '../horloges/liberation.js';
import { liberationLisible } from '../horloges/liberation.presenter.js';
import { formatDay, formatInstant, type Day } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import { formatBytes } from '../kit/sizes.js';
import type { Demandable } from './demandes.service.js';
import {
  ERREUR_MS,
  MAINLEVEE,
  situationMainlevee,
  type DonneesMainlevee,
  type Liberable,
  type MainleveeVue,
  type MotifMainlevee,
} from './mainlevee.js';
import type { TapeeMainlevee } from './mainlevee.form.js';

interface Mots {
  readonly langue: Language;
  readonly t: Translate;
}

/** The reasons of the form: those that this caution cannot have are shown with why not. */
function choixDesMotifs({ liberation, editeeLe }: Liberable, possibles: readonly MotifMainlevee[], { langue, t }: Mots) {
  const montres: MotifMainlevee[] = [
    ...(liberation === 'paiement' ? (['preuve_paiement'] as const) : (['pv_reception'] as const)),
    'lettre_beneficiaire',
    ...(editeeLe === null ? [] : (['edition_erreur'] as const)),
  ];
  return montres.map((motif) => ({
    valeur: motif,
    texte: t(`cautions.mainlevee.${motif}`),
    aide: possibles.includes(motif)
      ? t(`mainlevees.aide.${motif}`, { le: editeeLe && formatInstant(new Date(editeeLe.getTime() + ERREUR_MS), langue) })
      : t(`mainlevees.erreurs.motifs.${motif}`),
    inactif: !possibles.includes(motif),
  }));
}

export function pageDemandeDeMainlevee({ vue, liberable, cadre, empechement }: Demandable, saisie: TapeeMainlevee, mots: Mots) {
  const { langue, t } = mots;
  const caution = chemins.caution({ numero: vue.numero });
  return {
    titre: t('mainlevees.demander'),
    sousTitre: t('mainlevees.sousTitre', {
      numero: vue.numero,
      montant: formatMoney(fromDecimal(vue.montant, vue.devise), langue),
      beneficiaire: vue.beneficiaire,
    }),
    fil: [
      { href: chemins.cautions(), texte: t('cautions.titre') },
      { href: caution, texte: vue.numero },
      { texte: t('mainlevees.demander') },
    ],
    empechement: empechement && t(empechement),
    motifs: choixDesMotifs(liberable, cadre.motifs, mots),
    reserves: RESERVES_RECEPTION.map((valeur) => ({ valeur, texte: t(`mainlevees.reserves.${valeur}`) })),
    partielle: cadre.partielle,
    devise: vue.devise,
    resteMots: t('mainlevees.reste', { montant: formatMoney(fromDecimal(cadre.reste, vue.devise), langue) }),
    saisie,
    retour: caution,
    action: chemins.cautionMainlevee({ numero: vue.numero }),
  };
}

/** What was said to ask for it, line by line. */
export function lignesDeDonnees(donnees: DonneesMainlevee, { t }: Mots): { libelle: string; valeur: string }[] {
  const jour = (nom: 'datePv' | 'dateEffet' | 'dateLevee' | 'dateLettre' | 'datePaiement') => {
    const valeur = donnees[nom];
    return valeur === undefined ? [] : [{ libelle: t(`mainlevees.${nom}`), valeur: formatDay(valeur) }];
  };
  return [
    ...jour('datePv'),
    ...jour('dateEffet'),
    ...(donnees.reserves ? [{ libelle: t('mainlevees.reserve'), valeur: t(`mainlevees.reserves.${donnees.reserves}`) }] : []),
    ...jour('dateLevee'),
    ...jour('dateLettre'),
    ...(donnees.signataire ? [{ libelle: t('mainlevees.signataire'), valeur: donnees.signataire }] : []),
    ...jour('datePaiement'),
    ...(donnees.detruits ? [{ libelle: t('mainlevees.declaration'), valeur: t('mainlevees.detruits') }] : []),
  ];
}

interface Source {
  readonly mainlevee: MainleveeVue;
  readonly pieces: readonly Jointe[];
  readonly dossier: DossierVu;
  readonly liberation: Liberation | undefined;
  readonly aujourdhui: Day;
}

/** What was typed to answer, shown again after a refusal. */
export type SaisieReponse = Readonly<Record<'motif' | 'objet' | 'echeance' | 'mot', string>>;

export function pageMainlevee(
  { mainlevee, pieces, dossier, liberation, aujourdhui }: Source,
  saisie: SaisieReponse,
  contexte: ContexteDossier,
) {
  const { langue, t } = contexte;
  const { id, caution, motif, donnees, montant, devise, etat, reponse, demandee_le: le, par } = mainlevee;
  const gestes = MAINLEVEE.possibles(situationMainlevee(mainlevee), ['garant']);
  const panneaux = panneauxDossier(dossier, { sujet: 'mainlevee', id }, contexte);
  const enMain = panneaux.main.sienne;
  return {
    titre: t('mainlevees.titreDe', { numero: caution }),
    etat,
    sousTitre: `${dossier.caution.client}, ${dossier.caution.beneficiaire}`,
    fil: [
      { href: chemins.gestion(), texte: t('menus.gestion') },
      { href: chemins.gestionMainlevees(), texte: t('mainlevees.file.titre') },
      { texte: caution },
    ],
    id,
    opposee: mainlevee.caution_etat === 'en_opposition',
    demande: [
      { libelle: t('mainlevees.motif'), valeur: t(`cautions.mainlevee.${motif}`) },
      { libelle: t('mainlevees.demandeeLe'), valeur: formatInstant(le, langue) },
      { libelle: t('mainlevees.par'), valeur: par },
      ...lignesDeDonnees(donnees, { langue, t }),
      ...(montant === null ? [] : [{ libelle: t('mainlevees.montant'), valeur: formatMoney(fromDecimal(montant, devise), langue) }]),
    ],
    reponse,
    pieces: pieces.map(({ id: fichier, nom, taille }) => ({
      nom,
      href: chemins.gestionFichier({ id: fichier }),
      taille: formatBytes(taille, langue),
    })),
    horloge: liberationLisible(liberation, aujourdhui, t),
    peut: {
      accorder: enMain && !panneaux.main.auDela && gestes.includes('accorder'),
      refuser: enMain && gestes.includes('refuser'),
      document: enMain && gestes.includes('demander_document'),
    },
    dossier: panneaux,
    saisie,
    liens: {
      caution: chemins.gestionCaution({ numero: caution }),
      accorder: chemins.gestionMainleveeAccord({ id }),
      refuser: chemins.gestionMainleveeRefus({ id }),
      document: chemins.gestionMainleveeDocument({ id }),
    },
  };
}
