/** The organisation in words and links. Pure. */
import { avecRequete, chemins } from '../chemins.js';
import { countryName } from '../kit/countries.js';
import type { Offre } from '../listes/critere.js';
import type { Translate } from '../kit/i18n.js';
import { formatSiren, formatSiret } from '../kit/identifiers.js';
import { formatMoney, fromDecimal, type Language } from '../kit/money.js';
import { chronologie } from '../journal/journal.presenter.js';
import {
  ETATS_ENTITE,
  readGesteDirect,
  PLUS_DE,
  TAILLE,
  type NomGesteEntite,
  type CircuitVue,
  type EntiteVue,
  type NoeudVue,
} from './entite.js';
import type { EntitesService } from './entites.service.js';

const CIRCUITS = '/parametrage/circuits';

export const numeroLegal = ({ siren, siret, immatriculation }: Pick<NoeudVue, 'siren' | 'siret' | 'immatriculation'>): string =>
  siret ? formatSiret(siret) : siren ? formatSiren(siren) : (immatriculation ?? '');

export const filDe = (t: Translate, ...suite: { href?: string; texte: string }[]) => [
  { href: chemins.accueil(), texte: t('menus.accueil') },
  { href: chemins.organisation(), texte: t('organisation.titre') },
  ...suite,
];

export const filEntite = (vue: Pick<EntiteVue, 'id' | 'nom'>) => ({ href: chemins.organisationEntite({ id: vue.id }), texte: vue.nom });

/** A state with how many entities are in it. */
export const avecCompte = (etat: string, { t, comptes }: Pick<Offre, 't' | 'comptes'>): string =>
  `${t(`etats.${etat}`)} (${(comptes[etat] ?? 0) > PLUS_DE ? `${PLUS_DE}+` : (comptes[etat] ?? 0)})`;

interface Arbre {
  readonly ouvert: number;
  readonly page: number;
  /** From the root to the opened entity, then one page of its children. */
  readonly chemin: readonly NoeudVue[];
  readonly enfants: readonly NoeudVue[];
  readonly total: number;
  readonly comptes: readonly { readonly code: string; readonly nombre: number }[];
  readonly t: Translate;
}

/** One level of the tree under its ancestors. */
export function pageArbre({ ouvert, page, chemin, enfants, total, comptes: parEtat, t }: Arbre) {
  const ligne = (noeud: NoeudVue, deplie: boolean) => ({
    ...noeud,
    href: chemins.organisationEntite({ id: noeud.id }),
    numero: numeroLegal(noeud),
    niveau: Math.min(noeud.niveau, 8),
    deplie,
    // Folding shows the level above; the root stays open.
    lien: avecRequete(chemins.organisation(), {
      ouvert: deplie ? chemin.at(chemin.findIndex(({ id }) => id === noeud.id) - 1)?.id : noeud.id,
    }),
    pliable: noeud.enfants > 0 && !(deplie && noeud.id === chemin[0]?.id),
    prochain: t(`organisation.prochain.${noeud.etat}`),
  });
  const adresse = (numero: number) =>
    avecRequete(chemins.organisation(), { ouvert: ouvert || undefined, page: numero > 1 ? numero : undefined });
  const titre = t('organisation.titre');
  const comptes = Object.fromEntries(parEtat.map(({ code, nombre }) => [code, nombre]));
  return {
    titre,
    fil: filDe(t).slice(0, 1).concat({ href: '', texte: titre }),
    recherche: {
      action: chemins.organisation(),
      libelle: titre,
      champs: [
        { nom: 'q', libelle: t('organisation.recherche'), exemple: t('organisation.rechercheExemple'), grand: true },
        {
          nom: 'etat',
          type: 'choix',
          libelle: t('organisation.etat'),
          choix: ETATS_ENTITE.map((code) => ({ valeur: code, texte: avecCompte(code, { t, comptes }) })),
        },
      ],
    },
    lignes: [...chemin.map((noeud) => ligne(noeud, true)), ...enfants.map((noeud) => ligne(noeud, false))],
    pages:
      total > TAILLE
        ? {
            premier: (page - 1) * TAILLE + 1,
            dernier: Math.min(page * TAILLE, total),
            total,
            pages: [{ numero: page, href: adresse(page), courante: true }],
            precedente: page > 1 ? adresse(page - 1) : undefined,
            suivante: page < Math.ceil(total / TAILLE) ? adresse(page + 1) : undefined,
          }
        : undefined,
  };
}

const ICONES: Readonly<Record<NomGesteEntite, string>> = {
  modifier: 'pencil',
  renommer: 'pencil',
  ajouter_un_fils: 'plus',
  deplacer: 'layers',
  supprimer: 'trash-2',
  demander_identification: 'send',
  identifier: 'search-check',
  renvoyer: 'undo-2',
  valider: 'check',
  activer: 'circle-check',
  desactiver: 'ban',
  reactiver: 'circle-check',
};

/** The gestes that open a page of their own. */
const PAGES: Partial<Record<NomGesteEntite, (params: { id: number }) => string>> = {
  modifier: chemins.organisationModification,
  ajouter_un_fils: chemins.organisationFils,
  deplacer: chemins.organisationDeplacement,
};
const CONFIRMES: readonly NomGesteEntite[] = ['supprimer', 'desactiver'];
const ETAPES: readonly NomGesteEntite[] = ['demander_identification', 'valider', 'activer', 'reactiver'];

type Fiche = Awaited<ReturnType<EntitesService['consulter']>>;

export function pageEntite({ vue, gestes, ancetres, contrats, circuit, personnes, evenements }: Fiche, langue: Language, t: Translate) {
  const { id } = vue;
  return {
    titre: vue.nom,
    fil: filDe(t, ...ancetres.map(filEntite), { texte: vue.nom }),
    vue,
    boutons: gestes
      .filter((nom) => PAGES[nom] ?? readGesteDirect(nom))
      .sort((a, b) => Number(ETAPES.includes(a)) - Number(ETAPES.includes(b)))
      .map((nom) => ({
        nom,
        texte: t(`organisation.gestes.${nom}`),
        icone: ICONES[nom],
        href: PAGES[nom]?.({ id }) ?? (CONFIRMES.includes(nom) ? chemins.organisationGeste({ id, geste: nom }) : undefined),
        action: chemins.organisationGeste({ id, geste: nom }),
        principal: ETAPES.includes(nom),
        danger: CONFIRMES.includes(nom),
      })),
    suite: t(
      vue.etat === 'brouillon' && !gestes.includes('demander_identification')
        ? 'organisation.suite.incomplete'
        : `organisation.suite.${vue.etat}`,
    ),
    details: [
      { libelle: t('organisation.parent'), valeur: vue.parent ?? t('organisation.sansParent') },
      { libelle: t('organisation.fils'), valeur: String(vue.enfants) },
      { libelle: t('organisation.forme'), valeur: vue.forme },
      { libelle: t('organisation.siren'), valeur: vue.siren && formatSiren(vue.siren) },
      { libelle: t('organisation.siret'), valeur: vue.siret && formatSiret(vue.siret) },
      { libelle: t('organisation.immatriculation'), valeur: vue.immatriculation },
      { libelle: t('organisation.pays'), valeur: countryName(vue.pays, langue) },
      { libelle: t('organisation.numeroClient'), valeur: vue.numero_client },
      { libelle: t('organisation.adresse'), valeur: vue.adresse, large: true },
      {
        libelle: t('organisation.contact'),
        valeur: [vue.contact_nom, vue.contact_email, vue.contact_telephone].filter(Boolean).join(', '),
        large: true,
      },
    ].filter(({ valeur }) => valeur),
    contrats: contrats.map(({ numero }) => numero),
    circuit: circuit && { entite: circuit.entite, tranches: tranchesDe(circuit, langue, t), href: CIRCUITS },
    circuits: CIRCUITS,
    personnes: personnes.map(({ nom, profils }) => ({
      nom,
      profils: profils.map((profil) => t(`organisation.profils.${profil}`)).join(', '),
    })),
    evenements: chronologie(evenements, t),
  };
}

const tranchesDe = ({ tranches }: CircuitVue, langue: Language, t: Translate): string[] =>
  tranches.map(({ a_partir_de, validations }) =>
    t('organisation.tranche', { montant: formatMoney(fromDecimal(a_partir_de, 'EUR'), langue), count: validations }),
  );

type Preparation = Awaited<ReturnType<EntitesService['preparerDeplacement']>>;

/** Where a branch may go, and what that changes, line by line. */
export function pageDeplacement({ vue, lignes, parent, cycle, effets }: Preparation, texte: string, t: Translate) {
  const noms = (liste: readonly { nom: string }[], rien = 'personne') =>
    liste.map(({ nom }) => nom).join(', ') || t(`organisation.${rien}`);
  return {
    titre: t('organisation.deplacement.titre', { nom: vue.nom }),
    fil: filDe(t, filEntite(vue), { texte: t('organisation.gestes.deplacer') }),
    vue,
    texte,
    choix: lignes
      .filter(({ id }) => id !== vue.id && id !== vue.parent_id)
      .map((ligne) => ({
        ...ligne,
        numero: numeroLegal(ligne),
        href: avecRequete(chemins.organisationDeplacement({ id: vue.id }), { q: texte, vers: ligne.id }),
      })),
    cycle,
    parent,
    effets: effets && [
      { libelle: t('organisation.deplacement.entites'), valeur: String(effets.entites) },
      { libelle: t('organisation.deplacement.gagnent'), valeur: noms(effets.gagnent) },
      { libelle: t('organisation.deplacement.perdent'), valeur: noms(effets.perdent) },
      { libelle: t('organisation.deplacement.delegationsGagnees'), valeur: noms(effets.delegationsGagnees, 'aucune') },
      { libelle: t('organisation.deplacement.delegationsPerdues'), valeur: noms(effets.delegationsPerdues, 'aucune') },
      {
        libelle: t('organisation.deplacement.circuit'),
        valeur:
          effets.circuitAvant?.entite_id === effets.circuitApres?.entite_id
            ? t('organisation.deplacement.inchange')
            : t('organisation.deplacement.de_a', {
                avant: effets.circuitAvant?.entite ?? t('organisation.sansCircuit'),
                apres: effets.circuitApres?.entite ?? t('organisation.sansCircuit'),
              }),
      },
    ],
  };
}
