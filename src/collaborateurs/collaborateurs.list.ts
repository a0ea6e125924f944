/** The people of an account, for its administrators. */
import { chemins } from '../chemins.js';
import { sql, type Sql } from '../kit/database.js';
import { parisDay } from '../kit/dates.js';
import { formatMoney, fromDecimal } from '../kit/money.js';
import { choix, fragment, type Mots } from '../listes/critere.js';
import { holds } from '../kit/search.js';
import { liste, type Colonne } from '../listes/liste.js';
import { PROFILS, type Profil } from '../droits/acteur.js';
import { etatDe, ETATS_COLLABORATEUR } from './collaborateur.js';
import { profilsEnMots } from './collaborateurs.presenter.js';
import { ecrireDelegations, type DelegationNommee } from './delegations.js';
import { COLONNES_IMPORT, LARGEURS, type ColonneImport } from './colonnes.js';

interface LigneCollaborateur {
  readonly id: number;
  readonly email: string;
  readonly nom: string;
  readonly prenom_seul: string;
  readonly nom_seul: string;
  readonly langue: string;
  readonly profils: readonly Profil[];
  readonly actif: boolean;
  /** The first entities, and how many there are. */
  readonly entites: readonly string[];
  readonly nombre_entites: number;
  /** Everything of his rights, as a file of people says it. */
  readonly perimetre: readonly { readonly entite: string; readonly avec_descendants: boolean }[];
  readonly delegations: readonly DelegationNommee[];
  /** The largest delegation in each currency. */
  readonly montants: readonly { readonly montant: string; readonly devise: string }[];
  readonly illimite: boolean;
  readonly derniere_connexion: Date | null;
}

/** What names an entity to whoever reads the file back: its name, unless another has it or it holds what parts the names in a cell. */
const NOM_ENTITE = sql`case when e.nom ~ '[][;|]' or exists (select from entite f where f.compte_id = e.compte_id and f.nom = e.nom and f.id <> e.id)
  then coalesce(e.siret, e.numero_client, e.nom) else e.nom end`;

const SELECT = sql`
  x.id, x.email, trim(x.prenom || ' ' || x.nom) as nom, x.prenom as prenom_seul, x.nom as nom_seul, x.langue, x.profils, x.actif, d.derniere_connexion,
  array(select e.nom from perimetre p join entite e on e.id = p.entite_id where p.collaborateur_id = x.id order by e.nom limit 2) as entites,
  (select count(*)::int from perimetre p where p.collaborateur_id = x.id) as nombre_entites,
  coalesce((select json_agg(json_build_object('montant', g.montant::text, 'devise', g.devise) order by g.devise <> 'EUR', g.devise)
    from (select devise, max(montant_max) as montant from delegation where collaborateur_id = x.id and montant_max is not null group by devise) g),
    '[]') as montants,
  exists (select from delegation g where g.collaborateur_id = x.id and g.montant_max is null) as illimite,
  coalesce((select json_agg(json_build_object('entite', ${NOM_ENTITE}, 'avec_descendants', p.avec_descendants) order by e.nom, e.id)
    from perimetre p join entite e on e.id = p.entite_id where p.collaborateur_id = x.id), '[]') as perimetre,
  coalesce((select json_agg(json_build_object('montant', g.montant_max::text, 'devise', g.devise, 'types', g.types_credit,
    'entite', case when e.id is not null then ${NOM_ENTITE} end) order by g.id)
    from delegation g left join entite e on e.id = g.entite_id where g.collaborateur_id = x.id), '[]') as delegations`;

const VENUS = sql`(select v.collaborateur_id from dernieres_connexions() v where v.derniere_connexion is not null)`;
const ETATS: Readonly<Record<string, Sql>> = {
  suspendu: sql`not x.actif`,
  actif: sql`x.actif and x.id in ${VENUS}`,
  invite: sql`x.actif and x.id not in ${VENUS}`,
};

const etatDeLigne = ({ actif, derniere_connexion }: LigneCollaborateur) => etatDe({ actif, vu: derniere_connexion !== null });

function perimetreEnMots({ entites, nombre_entites }: LigneCollaborateur, { t }: Mots): string {
  const autres = nombre_entites - entites.length;
  const noms = entites.join(', ');
  return autres > 0 ? t('collaborateurs.etAutres', { noms, count: autres }) : noms;
}

const delegationEnMots = ({ illimite, montants }: LigneCollaborateur, { langue, t }: Mots): string =>
  illimite
    ? t('collaborateurs.illimitee')
    : montants.map(({ montant, devise }) => formatMoney(fromDecimal(montant, devise), langue)).join(', ');

/** The columns that a file of people has: what is exported may be sent back. */
function colonnesDeFichier(): Colonne<LigneCollaborateur>[] {
  const valeurs: Readonly<Record<ColonneImport, (row: LigneCollaborateur, mots: Mots) => string>> = {
    email: ({ email }) => email,
    prenom: ({ prenom_seul: prenom }) => prenom,
    nom: ({ nom_seul: nom }) => nom,
    langue: ({ langue }) => langue,
    profils: ({ profils }, { t }) => profilsEnMots(profils, t),
    entite: ({ perimetre }) => perimetre.map(({ entite }) => entite).join(' ; '),
    filiales: ({ perimetre }, { t }) =>
      perimetre.map(({ avec_descendants: avec }) => t(`collaborateurs.import.${avec ? 'oui' : 'non'}`)).join(' ; '),
    delegation: ({ profils, delegations }, { catalogue, langue, t }) =>
      profils.includes('valideur') ? ecrireDelegations(delegations, catalogue.types, langue, t) : '',
  };
  return COLONNES_IMPORT.map((colonne) => ({
    nom: `fichier-${colonne}`,
    titre: `collaborateurs.import.colonnes.${colonne}`,
    excel: [LARGEURS[colonne], 'text', valeurs[colonne]],
  }));
}

export const COLLABORATEURS = liste<LigneCollaborateur>({
  nom: 'collaborateurs',
  words: 'collaborateurs',
  chemin: chemins.collaborateurs,
  excel: chemins.collaborateursExcel,
  pour: ['administrateur'],
  source({ acteur, conditions }) {
    const where = sql`x.compte_id = ${acteur.compteId} and ${conditions}`;
    return {
      select: SELECT,
      from: sql`collaborateur x`,
      join: (ids) => sql`left join dernieres_connexions(${ids}) d on d.collaborateur_id = x.id`,
      where,
      totaux: sql`select count(*)::int as nombre from collaborateur x where ${where}`,
    };
  },
  criteres: [
    fragment('q', (typed) => holds(sql`x.recherche`, typed), {
      libelle: 'collaborateurs.nomOuEmail',
      grand: true,
    }),
    choix('profil', PROFILS, (profil) => sql`${profil} = any (x.profils)`, {
      libelle: 'collaborateurs.colonnes.profils',
      nommer: (profil, { t }) => t(`collaborateurs.profil.${profil}`),
    }),
    fragment(
      'entite',
      (typed) => sql`exists (select from perimetre p join entite e on ${holds(sql`e.recherche`, typed)}
        and (e.id = p.entite_id or (p.avec_descendants and p.entite_id = any (e.chemin))) where p.collaborateur_id = x.id)`,
      { libelle: 'collaborateurs.entite' },
    ),
    choix('etat', ETATS_COLLABORATEUR, (etat) => ETATS[etat] ?? sql`true`, {
      libelle: 'collaborateurs.colonnes.etat',
      nommer: (etat, { t }) => t(`etats.${etat}`),
    }),
  ],
  colonnes: [
    {
      nom: 'nom',
      css: 'k',
      cell: ({ id, nom, email }, c) => c.link(chemins.collaborateur({ id }), nom, email),
    },
    { nom: 'profils', css: 'main', cell: ({ profils }, c, { t }) => c.text(profilsEnMots(profils, t)) },
    { nom: 'perimetre', css: 'm3', cell: (row, c, mots) => c.text(perimetreEnMots(row, mots)) },
    { nom: 'delegation', css: 'r big', cell: (row, c, mots) => c.text(delegationEnMots(row, mots)) },
    ...colonnesDeFichier(),
    {
      nom: 'derniere',
      css: 'lo m4',
      cell: ({ derniere_connexion }, c) => c.instant(derniere_connexion),
      excel: [18, 'date', ({ derniere_connexion }) => derniere_connexion && parisDay(derniere_connexion)],
    },
    {
      nom: 'etat',
      css: 'st',
      cell: (row, c) => c.state(etatDeLigne(row)),
      excel: [12, 'text', (row, { t }) => t(`etats.${etatDeLigne(row)}`)],
    },
  ],
  tri: '',
  egalite: { par: [sql`lower(x.nom)`, sql`lower(x.prenom)`, sql`x.id`] },
  cle: sql`x.id`,
  tailles: [50],
  vue: {
    icone: 'users',
    resultat: ([total], { t }) => t('collaborateurs.nombre', { count: total?.nombre ?? 0 }),
    actions: (_acteur, { t }) => [
      { texte: t('collaborateurs.import.bouton'), icone: 'upload', href: chemins.collaborateursImport() },
      { texte: t('collaborateurs.ajouter'), icone: 'user-plus', href: chemins.collaborateurNouveau(), principal: true },
    ],
    data: ({ id, email }) => ({ href: chemins.collaborateur({ id }), email }),
  },
});
