/** The page of one demande. */
import { chemins } from '../chemins.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { fromDecimal, type Language } from '../kit/money.js';
import { formatBytes } from '../kit/sizes.js';
import type { Translate } from '../kit/i18n.js';
import { changements, type Dire } from '../gestes/changements.presenter.js';
import type { Evenement } from '../journal/journal.js';
import { chronologie } from '../journal/journal.presenter.js';
import type { TexteResume, TexteVersion } from '../specimens/texte.js';
import { attendValidation, empechement, gestesDe, quiDemander, soumissionEmpechee, type DemandeVue } from './situation.js';
import { groupesDe } from '../specimens/groupes.presenter.js';

interface Source {
  readonly vue: DemandeVue;
  readonly evenements: readonly Evenement[];
  /** Those who can validate it now, and failing them whom to tell. */
  readonly valideurs: readonly string[];
  readonly administrateurs: readonly string[];
  readonly texte: TexteVersion;
  /** The version that replaced the demande's text, when one did. */
  readonly remplacePar: TexteResume | undefined;
  readonly catalogue: Catalogue;
  readonly langue: Language;
  readonly t: Translate;
  /** The version that was shown to whoever was refused because the demande has changed. */
  readonly depuis?: number;
}

export function pageDemande({ vue, evenements, valideurs, administrateurs, texte, remplacePar, catalogue, langue, t, depuis }: Source) {
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
    caution: vue.caution && { numero: vue.caution, href: chemins.caution({ numero: vue.caution }) },
    remplacePar: remplacePar && modifiable ? t('demandes.texteRemplace', { version: remplacePar.version }) : undefined,
    remplaceHref: remplacePar && `${chemins.demandeModification({ numero })}?texteId=${remplacePar.id}`,
    gestes: Object.fromEntries([...gestes].map((geste) => [geste, true])),
    peutDupliquer: vue.mes_profils?.includes('saisisseur') ?? false,
    /** Why a valideur cannot validate a demande that waits, or its requester submit it, said rather than hidden. */
    empechement:
      attendValidation(vue) && !gestes.has('valider')
        ? `${t(empechement('valider', vue) ?? '')} ${t(aDemander.key, { noms: aDemander.noms })}`
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

/** How the values of a demande are said, before and after a change. */
export const direDe =
  (texte: TexteVersion, devise: string, langue: Language, t: Translate): Dire =>
  (valeurs) =>
    groupesDe(texte, { valeurs: valeurs as DemandeVue['valeurs'], devise }, langue, t).flatMap(({ champs }) => champs);
