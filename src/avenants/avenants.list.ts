/** The insurer's queue of amendments, with the clock of the promise. */
import { avecRequete, chemins } from '../chemins.js';
import { horlogeDe, PROMESSE_HEURES, seuilsDe } from '../cautions/delai.js';
import { ROLES_GARANT, type Agent } from '../droits/acteur.js';
import { suiviPar } from '../droits/suivi.sql.js';
import { sql, type Sql } from '../kit/database.js';
import { choix, valeur } from '../listes/critere.js';
import { liste } from '../listes/liste.js';

interface AvenantEnAttente {
  readonly id: number;
  readonly caution: string;
  readonly attend_le: Date;
  readonly client: string;
  readonly entite: string;
  readonly type_credit: string;
  readonly beneficiaire: string;
  readonly objet: string;
  readonly montant: string;
  readonly avant: string;
  readonly devise: string;
  /** The client of the agent who looks. */
  readonly sienne: boolean;
}

interface TotalAvenants {
  readonly devise: string;
  readonly nombre: number;
  readonly retard: number;
}

const enRetard = (maintenant: Date): Sql => sql`x.attend_le <= ${seuilsDe(maintenant).retard}`;
const somme = (totaux: readonly TotalAvenants[], nom: 'nombre' | 'retard'): number => totaux.reduce((sum, one) => sum + one[nom], 0);

export const AVENANTS = liste<AvenantEnAttente, Agent, TotalAvenants>({
  nom: 'avenants',
  words: 'avenants',
  chemin: chemins.gestionAvenants,
  pour: ROLES_GARANT,
  source({ acteur, maintenant, conditions }) {
    const attend = sql`avenant x join caution c on c.id = x.caution_id join compte k on k.id = x.compte_id`;
    return {
      select: sql`x.id, c.numero as caution, x.attend_le, k.nom as client, e.nom as entite, c.type_credit, c.beneficiaire, x.objet, x.montant::text,
        x.avant ->> 'montant' as avant, c.devise, ${suiviPar(acteur.id)} as sienne`,
      from: sql`${attend} join entite e on e.id = c.entite_id`,
      where: sql`x.etat = 'en_attente' and ${conditions}`,
      totaux: sql`
        select c.devise, (count(*) filter (where ${conditions}))::int as nombre, (count(*) filter (where ${enRetard(maintenant)}))::int as retard
        from ${attend} where x.etat = 'en_attente' group by c.devise order by nombre desc, c.devise`,
    };
  },
  criteres: [
    choix('delai', ['retard'], (_code, _agent, { maintenant }) => enRetard(maintenant), {
      libelle: 'gestion.delai',
      nommer: (_code, { t }) => t('gestion.enRetard'),
    }),
    choix('a', ['moi', 'autres'], (code, { id }) => (code === 'moi' ? suiviPar(id) : sql`not ${suiviPar(id)}`), {
      libelle: 'dossiers.suivi',
      nommer: (code, { t }) => t(`dossiers.suivis.${code}`),
    }),
    valeur('devise', (devise) => sql`c.devise = ${devise}`, { libelle: 'demandes.colonnes.devise' }),
  ],
  colonnes: [
    {
      nom: 'delai',
      titre: 'gestion.colonnes.delai',
      css: 'clk',
      cell: ({ attend_le }, c, mots) => c.clock(horlogeDe(attend_le, PROMESSE_HEURES, mots)),
    },
    {
      nom: 'caution',
      titre: 'cautions.caution',
      css: 'k',
      cell: ({ id, caution }, c) => c.ref(caution, chemins.gestionAvenant({ id })),
    },
    { nom: 'client', titre: 'gestion.colonnes.client', css: 'cli', cell: ({ client, entite }, c) => c.lines(client, entite) },
    {
      nom: 'type',
      titre: 'gestion.colonnes.type',
      css: 'typ',
      cell: ({ type_credit, beneficiaire }, c, { catalogue, langue }) => c.main(catalogue.type(type_credit, langue), beneficiaire),
    },
    { nom: 'objet', css: 'mot', cell: ({ objet }, c) => c.text(objet) },
    { nom: 'avant', css: 'r', cell: ({ avant, devise }, c) => c.amount(avant, devise) },
    { nom: 'apres', css: 'r big', cell: ({ montant, devise }, c) => c.amount(montant, devise) },
  ],
  tri: '',
  // The agent's own clients first, then the oldest.
  egalite: { par: ({ acteur }) => [sql`not ${suiviPar(acteur.id)}`, sql`x.attend_le`, sql`x.id`] },
  tailles: [100],
  vue: {
    sous: { href: chemins.gestion(), titre: 'menus.gestion' },
    icone: 'pencil',
    table: 'tbl queue',
    phrase: (totaux, { t }) => (somme(totaux, 'nombre') > 0 ? t('avenants.phrase', { count: somme(totaux, 'nombre') }) : undefined),
    chiffres: (totaux, { t }) => [
      {
        libelle: t('gestion.enRetard'),
        valeur: somme(totaux, 'retard'),
        precision: t('gestion.enRetardPrecision'),
        alerte: somme(totaux, 'retard') > 0,
        href: avecRequete(chemins.gestionAvenants(), { delai: 'retard' }),
      },
    ],
    groupes: { codes: ['siens', 'autres'], de: ({ sienne }) => (sienne ? 'siens' : 'autres'), vide: true },
    data: ({ id, caution }) => ({ avenant: String(id), numero: caution, href: chemins.gestionAvenant({ id }) }),
  },
});
