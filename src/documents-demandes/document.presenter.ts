/** The page of a document that the insurer asks for: the client's, and the insurer's. */
import { chemins } from '../chemins.js';
import { delaiDe, delaiEnMots } from '../cautions/delai.js';
import { panneauxDossier, type ContexteDossier } from '../dossiers/dossier.presenter.js';
import { aLui, type DossierVu } from '../dossiers/dossier.js';
import type { Acteur, Collaborateur } from '../droits/acteur.js';
import { formatDay, formatInstant, parisDay, type Day } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import { formatBytes } from '../kit/sizes.js';
import { auteursDocument, DOCUMENT, enRetard, type DocumentVue } from './document.js';

interface Mots {
  readonly langue: Language;
  readonly t: Translate;
}

const gestesDe = (document: DocumentVue, acteur: Acteur) => DOCUMENT.possibles({ etat: document.etat }, auteursDocument(acteur));

const etatMontre = (document: DocumentVue, aujourdhui: Day) => (enRetard(document, aujourdhui) ? 'en_retard' : document.etat);

const fichiersDe = (document: DocumentVue, href: (fichier: number) => string, langue: Language) =>
  document.jointes.map(({ id, nom, taille }) => ({ nom, href: href(id), taille: formatBytes(taille, langue) }));

const dates = ({ demandee_le: demande, echeance, recu_le: recu }: DocumentVue, { langue, t }: Mots) => [
  { libelle: t('documents.demandes.colonnes.demande'), valeur: formatDay(parisDay(demande)) },
  { libelle: t('documents.demandes.colonnes.echeance'), valeur: formatDay(echeance) },
  ...(recu ? [{ libelle: t('documents.demandes.recuLe'), valeur: formatInstant(recu, langue) }] : []),
];

/** What is asked, for which caution, by when; and the form that gives it. */
export function pageDocument(document: DocumentVue, { acteur, aujourdhui, ...mots }: Mots & { acteur: Collaborateur; aujourdhui: Day }) {
  const { t, langue } = mots;
  const { id, objet, caution } = document;
  return {
    titre: objet,
    etat: etatMontre(document, aujourdhui),
    sousTitre: t(caution ? 'documents.demandes.pourCaution' : 'documents.demandes.pourEntite', {
      caution,
      beneficiaire: document.beneficiaire,
      entite: document.entite,
    }),
    fil: [
      { href: chemins.accueil(), texte: t('menus.accueil') },
      { href: chemins.documents(), texte: t('documents.demandes.titre') },
      { texte: objet },
    ],
    caution: caution && { href: chemins.caution({ numero: caution }), texte: caution },
    fiche: [{ libelle: t('demandes.entite'), valeur: document.entite }, ...dates(document, mots)],
    redemande: document.etat === 'demande' ? document.reponse : '',
    donnes: fichiersDe(document, (fichier) => chemins.documentFichier({ id, fichier }), langue),
    peutFournir: gestesDe(document, acteur).includes('fournir'),
    actions: { fournir: chemins.documentFourniture({ id }) },
  };
}

type ContexteDuGarant = Mots & { readonly acteur: ContexteDossier['acteur']; readonly maintenant: Date };

/** What was given, to be accepted or asked for again. `dossier`: that of its caution, when it has one. */
export function pageDocumentDuGarant(
  document: DocumentVue,
  dossier: (DossierVu & { readonly contexte: ContexteDossier }) | undefined,
  { acteur, maintenant, ...mots }: ContexteDuGarant,
) {
  const { t, langue } = mots;
  const { id, objet, caution, client } = document;
  const gestes = gestesDe(document, acteur);
  return {
    titre: objet,
    etat: etatMontre(document, parisDay(maintenant)),
    sousTitre: `${client}, ${document.entite}`,
    fil: [
      { href: chemins.gestion(), texte: t('menus.gestion') },
      { href: chemins.gestionDocuments(), texte: t('documents.recus.titre') },
      { texte: objet },
    ],
    delai: document.etat === 'recu' && document.recu_le ? delaiEnMots(delaiDe(document.recu_le, maintenant), langue, t) : undefined,
    caution: caution && { href: chemins.gestionCaution({ numero: caution }), texte: caution },
    fiche: [
      { libelle: t('gestion.colonnes.client'), valeur: client },
      ...dates(document, mots),
      ...(document.reponse ? [{ libelle: t('documents.recus.dejaRedemande'), valeur: document.reponse, large: true }] : []),
    ],
    donnes: fichiersDe(document, (fichier) => chemins.gestionFichier({ id: fichier }), langue),
    dossier: dossier && panneauxDossier(dossier, { sujet: 'document', id }, dossier.contexte),
    sienne: dossier ? aLui(acteur, dossier.autour) : document.suivi,
    sansMain: !dossier && !document.suivi,
    peutAccepter: gestes.includes('accepter'),
    peutRedemander: gestes.includes('redemander'),
    actions: { accepter: chemins.gestionDocumentAcceptation({ id }), redemander: chemins.gestionDocumentRedemande({ id }) },
  };
}
