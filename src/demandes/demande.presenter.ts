/** The page of one demande. */
import { chemins } from '../chemins.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { fromDecimal, type Language } from '../kit/money.js';
import { formatBytes } from '../kit/sizes.js';
import type { Translate } from '../kit/i18n.js';
import { changements, type Dire } from '../gestes/changements.presenter.js';
import { chronologie } from '../journal/journal.presenter.js';
import type { TexteResume, TexteVersion } from '../specimens/texte.js';
import { articlesDe, type Redaction } from '../specimens/articles.presenter.js';
import { empecheEdition, imprime } from '../cautions/caution.js';
import type { DemandeConsultee } from './consultation.service.js';
import type { Cote } from './cote.presenter.js';
import type { NomGeste } from './demande.js';
import { attendValidation, empechement, gestesDe, profilsDe, quiDemander, soumissionEmpechee, type DemandeVue } from './situation.js';
import { groupesDe } from '../specimens/groupes.presenter.js';

interface Source extends DemandeConsultee {
  readonly texte: TexteVersion;
  /** The version that replaced the demande's text, when one did. */
  readonly remplacePar: TexteResume | undefined;
  /** The act as it would be, for whoever decides. */
  readonly acte: Redaction | undefined;
  /** What would become of it, where that can be worked out. */
  readonly cote: Cote | undefined;
  readonly catalogue: Catalogue;
  readonly langue: Language;
  readonly t: Translate;
  /** The version that was shown to whoever was refused because the demande has changed. */
  readonly depuis?: number;
}

export function pageDemande(source: Source) {
  const { vue, evenements, valideurs, administrateurs, texte, remplacePar, catalogue, langue, t, depuis } = source;
  const { numero } = vue;
  const gestes = new Set(gestesDe(vue));
  const modifiable = gestes.has('modifier');
  const aDemander = quiDemander(valideurs, administrateurs);
  const arretee = soumissionEmpechee(vue);
  return {
    titre: numero,
    fil: [
      { href: chemins.accueil(), texte: t('menus.accueil') },
      { href: chemins.demandes(), texte: t('demandes.titre') },
      { texte: numero },
    ],
    demande: {
      numero,
      etat: vue.etat,
      version: vue.version,
      montant: fromDecimal(vue.montant, vue.devise),
      sousTitre: t('demandes.sousTitre', { type: catalogue.type(vue.type_credit, langue), beneficiaire: vue.beneficiaire }),
      validations:
        vue.etat === 'creee' || vue.etat === 'supprimee'
          ? ''
          : t('demandes.progression', { faites: vue.validations_faites, requises: vue.validations_requises }),
      creeeLe: vue.creee_le,
      saisiPar: vue.saisi_par_nom,
    },
    general: [
      { libelle: t('demandes.entite'), valeur: vue.entite },
      { libelle: t('demandes.produit'), valeur: catalogue.produit(vue.produit, langue) },
      { libelle: t('demandes.typeCredit'), valeur: catalogue.type(vue.type_credit, langue) },
      {
        libelle: t('demandes.texte'),
        valeur: t('demandes.texteVersion', { titre: texte.titre, code: texte.code, version: texte.version }),
        large: true,
      },
      { libelle: t('demandes.edition'), valeur: t(texte.editionDeportee ? 'demandes.editionDeportee' : 'demandes.editionAssureur') },
    ],
    groupes: groupesDe(texte, vue, langue, t),
    evenements: chronologie(evenements, t),
    changements: changements(evenements, depuis, t, direDe(texte, vue.devise, langue, t)),
    pieces: vue.pieces.map(({ id, nom, taille }) => ({
      nom,
      href: chemins.piece({ numero, id }),
      taille: formatBytes(taille, langue),
      retirer: modifiable ? { nom: 'piece', valeur: String(id), texte: t('demandes.retirer') } : undefined,
    })),
    ...suiteDe(source, gestes),
    remplacePar: remplacePar && modifiable ? t('demandes.texteRemplace', { version: remplacePar.version }) : undefined,
    remplaceHref: remplacePar && `${chemins.demandeModification({ numero })}?texteId=${remplacePar.id}`,
    gestes: Object.fromEntries([...gestes].map((geste) => [geste, true])),
    peutDupliquer: vue.mes_profils?.includes('saisisseur') ?? false,
    /** Why a valideur cannot validate a demande that waits, or its requester submit it, said rather than hidden. */
    empechement:
      attendValidation(vue) && !gestes.has('valider')
        ? `${t(empechement('valider', vue) ?? '')} ${t(aDemander.key, { noms: enListe(aDemander.noms, t) })}`
        : arretee && t(arretee),
    liens: {
      projet: chemins.demandeProjet({ numero }),
      modification: chemins.demandeModification({ numero }),
      soumission: chemins.demandeSoumission({ numero }),
      validation: chemins.demandeValidation({ numero }),
      refus: chemins.demandeRefus({ numero }),
      renvoi: chemins.demandeRenvoi({ numero }),
      reprise: chemins.demandeReprise({ numero }),
      suppression: chemins.demandeSuppression({ numero }),
      duplication: chemins.demandeDuplication({ numero }),
      pieces: chemins.demandePieces({ numero }),
    },
  };
}

/** What comes next: what would become of it, who decides, the caution it made and its act. */
function suiteDe({ vue, alentours, valideurs, acte, cote, caution, texte, t }: Source, gestes: ReadonlySet<NomGeste>) {
  const attend = vue.etat !== 'creee' && alentours !== undefined;
  return {
    cote,
    coteIllisible: alentours !== undefined && cote === undefined,
    /** Who was asked, for everybody but those who are asked. */
    demandees:
      attend && !gestes.has('valider') && !attendValidation(vue) && valideurs.length > 0
        ? t('demandes.demandees', { noms: enListe(valideurs, t) })
        : undefined,
    articles: acte && articlesDe(acte),
    langueTexte: texte.langue,
    caution: caution && {
      numero: caution.numero,
      href: chemins.caution({ numero: caution.numero }),
      editer:
        empecheEdition(caution) === undefined && imprime(profilsDe(vue)) ? chemins.cautionActe({ numero: caution.numero }) : undefined,
    },
  };
}

const NOMS_MONTRES = 6;
/** Names, and how many more. */
export const enListe = (noms: readonly string[], t: Translate): string =>
  noms.length <= NOMS_MONTRES + 1
    ? noms.join(', ')
    : t('demandes.nomsEtAutres', { noms: noms.slice(0, NOMS_MONTRES).join(', '), count: noms.length - NOMS_MONTRES });

/** How the values of a demande are said, before and after a change. */
export const direDe =
  (texte: TexteVersion, devise: string, langue: Language, t: Translate): Dire =>
  (valeurs) =>
    groupesDe(texte, { valeurs: valeurs as DemandeVue['valeurs'], devise }, langue, t).flatMap(({ champs }) => champs);
