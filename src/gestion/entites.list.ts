/** The insurer's queue of entities to identify, of the accounts that the agent looks after. */
import { chemins } from '../chemins.js';
import { sql } from '../kit/database.js';
import { liste } from '../listes/liste.js';
import { numeroLegal } from '../entites/entites.presenter.js';
import type { Agent } from '../droits/acteur.js';
import { suiviPar } from '../droits/suivi.sql.js';

interface EntiteAIdentifier {
  readonly id: number;
  readonly nom: string;
  readonly parent: string | null;
  readonly compte: string;
  readonly siren: string | null;
  readonly siret: string | null;
  readonly immatriculation: string | null;
  readonly demandee_le: Date | null;
  /** Of a client whose adviser the agent is. */
  readonly sienne: boolean;
}

const JOUR_MS = 86_400_000;
const sienne = (agent: Agent) => sql`k.conseiller_id is not distinct from ${agent.id}::int`;

export const ENTITES_A_IDENTIFIER = liste<EntiteAIdentifier, Agent>({
  nom: 'entites',
  words: 'gestion.entites',
  chemin: chemins.gestionEntites,
  pour: ['conseiller', 'charge'],
  source({ acteur }) {
    const from = sql`entite x join compte k on k.id = x.compte_id`;
    const where = sql`x.etat = 'a_identifier' and ${suiviPar(acteur.id)}`;
    return {
      select: sql`x.id, x.nom, p.nom as parent, k.nom as compte, x.siren, x.siret, x.immatriculation, x.demandee_le, ${sienne(acteur)} as sienne`,
      from: sql`${from} left join entite p on p.id = x.parent_id`,
      where,
      totaux: sql`select count(*)::int as nombre from ${from} where ${where}`,
    };
  },
  criteres: [],
  colonnes: [
    {
      nom: 'entite',
      titre: 'organisation.entite',
      css: 'k full',
      cell: ({ id, nom, parent }, c) => c.link(chemins.gestionEntite({ id }), nom, parent ?? undefined),
    },
    { nom: 'compte', titre: 'gestion.entites.compte', css: '', libellee: true, cell: ({ compte }, c) => c.text(compte) },
    { nom: 'numero', titre: 'organisation.numeroLegal', css: '', libellee: true, cell: (row, c) => c.ref(numeroLegal(row) || '–') },
    {
      nom: 'depuis',
      titre: 'gestion.entites.depuis',
      css: '',
      libellee: true,
      cell: ({ demandee_le: le }, c, { t, maintenant }) =>
        c.text(
          le ? t('gestion.entites.attente', { count: Math.max(0, Math.floor((maintenant.getTime() - le.getTime()) / JOUR_MS)) }) : '–',
        ),
    },
  ],
  tri: '',
  egalite: { par: ({ acteur }) => [sql`not (${sienne(acteur)})`, sql`coalesce(x.demandee_le, '-infinity')`, sql`x.id`] },
  tailles: [200],
  vue: {
    sous: { href: chemins.gestion(), titre: 'menus.gestion' },
    icone: 'search-check',
    table: 'tbl tbl--flush',
    phrase: (_totaux, { t }) => t('gestion.entites.phrase'),
    groupes: { codes: ['siens', 'autres'], de: ({ sienne: oui }) => (oui ? 'siens' : 'autres'), vide: false },
    data: ({ id }) => ({ entite: String(id) }),
  },
});
