/** What the pages of the people show. */
import { champs, changements } from '../gestes/changements.presenter.js';
import type { Evenement } from '../journal/journal.js';
import { chemins } from '../chemins.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import type { Translate } from '../kit/i18n.js';
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import { PROFILS, type Profil } from '../droits/acteur.js';
import { etatDe, type Fiche } from './collaborateur.js';
import { MAX_DELEGATIONS, type SaisieCollaborateur } from './collaborateurs.form.js';
import type { EntiteChoix } from '../organisation/organisation.js';
import { fil } from '../web/fil.js';

export const profilsEnMots = (profils: readonly string[], t: Translate): string =>
  PROFILS.filter((profil) => profils.includes(profil))
    .map((profil) => t(`collaborateurs.profil.${profil}`))
    .join(', ');

interface Formulaire {
  readonly personne?: { id: number; nom: string; version: number; actif: boolean; derniere_connexion: Date | null };
  readonly saisie: SaisieCollaborateur;
  readonly entites: readonly EntiteChoix[];
  readonly devises: readonly string[];
  readonly catalogue: Catalogue;
  readonly langue: Language;
  readonly t: Translate;
}

export function pageFormulaire({ personne, saisie, entites, devises, catalogue, langue, t }: Formulaire) {
  const titre = personne ? personne.nom : t('collaborateurs.ajouter');
  const etat = personne && etatDe({ actif: personne.actif, vu: personne.derniere_connexion !== null });
  const choisies = new Set(saisie.perimetre);
  const lien = { id: personne?.id ?? 0 };
  return {
    titre,
    fil: fil(t, { href: chemins.collaborateurs(), texte: t('collaborateurs.titre') }, { texte: titre }),
    action: personne ? chemins.collaborateur(lien) : chemins.collaborateurNouveau(),
    personne: personne && {
      etat,
      version: personne.version,
      derniere: personne.derniere_connexion,
      emailCorrigeable: personne.derniere_connexion === null,
      suspendre: personne.actif ? chemins.collaborateurSuspension(lien) : undefined,
      retablir: personne.actif ? undefined : chemins.collaborateurRetablissement(lien),
      renvoyer: etat === 'invite' ? chemins.collaborateurCourriel(lien) : undefined,
    },
    saisie,
    choixProfils: PROFILS.map((valeur) => ({
      valeur,
      texte: t(`collaborateurs.profil.${valeur}`),
      aide: t(`collaborateurs.profilAide.${valeur}`),
    })),
    choixLangues: [
      { valeur: 'fr', texte: t('kit.langue.fr') },
      { valeur: 'en', texte: t('kit.langue.en') },
    ],
    entites: entites.map(({ id, nom, parent }) => ({
      id,
      nom,
      parent,
      choisie: choisies.has(id),
      descendants: choisies.has(id) && saisie.descendants.includes(id),
    })),
    choixEntites: entites.map(({ id, nom }) => ({ valeur: String(id), texte: nom })),
    choixDevises: devises.map((devise) => ({ valeur: devise, texte: devise })),
    peutAjouter: saisie.delegations.length < MAX_DELEGATIONS,
    choixTypes: catalogue.types.map(({ code, libelle }) => ({ valeur: code, texte: libelle[langue] })),
  };
}

/** What colleagues changed since the version that was shown to whoever was refused. */
export const changementsPersonne = (evenements: readonly Evenement[], version: number | undefined, langue: Language, t: Translate) =>
  changements(evenements, version, t, (valeurs) => [
    ...champs({
      email: t('collaborateurs.colonnes.email'),
      prenom: t('collaborateurs.prenom'),
      nom: t('collaborateurs.nom'),
    })(valeurs),
    { libelle: t('collaborateurs.colonnes.profils'), valeur: profilsEnMots((valeurs.profils ?? []) as readonly Profil[], t) },
    {
      libelle: t('collaborateurs.colonnes.perimetre'),
      valeur: String([valeurs.perimetre ?? []].flat().length),
    },
    {
      libelle: t('collaborateurs.colonnes.delegation'),
      valeur: ((valeurs.delegations ?? []) as Fiche['delegations'])
        .map(({ montant_max: montantMax, devise }) =>
          montantMax === null ? t('collaborateurs.illimitee') : formatMoney(fromDecimal(montantMax, devise), langue),
        )
        .join(', '),
    },
  ]);
