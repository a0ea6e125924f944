/** The accounts that an agent of the insurer looks after. */
import { chemins } from '../chemins.js';
import { sql } from '../kit/database.js';
import { formatDay, parisDay } from '../kit/dates.js';
import { fragment } from '../listes/critere.js';
import { holds } from '../kit/search.js';
import { liste } from '../listes/liste.js';
import type { Agent } from '../droits/acteur.js';
import { RESUME } from './comptes.repository.js';
import type { CompteResume } from './gestion.js';
import { suiviPar } from '../droits/suivi.sql.js';

export const COMPTES = liste<CompteResume, Agent>({
  nom: 'comptes',
  words: 'gestion.comptes',
  chemin: chemins.gestionComptes,
  pour: ['conseiller', 'charge'],
  source({ acteur, conditions }) {
    const where = sql`${suiviPar(acteur.id)} and ${conditions}`;
    return { select: RESUME, from: sql`compte k`, where, totaux: sql`select count(*)::int as nombre from compte k where ${where}` };
  },
  criteres: [
    fragment('texte', (typed) => holds(sql`k.recherche`, typed), {
      libelle: 'gestion.comptes.chercher',
      grand: true,
    }),
  ],
  colonnes: [
    { nom: 'nom', titre: 'gestion.comptes.nom', css: 'k', cell: ({ id, nom }, c) => c.link(chemins.gestionCompte({ id }), nom) },
    { nom: 'numero', titre: 'gestion.comptes.numeroClient', css: 'm3', cell: ({ numero_client }, c) => c.ref(numero_client) },
    {
      nom: 'suivi',
      titre: 'gestion.comptes.suiviPar',
      css: 'm4',
      cell: ({ conseiller, charge }, c) => c.text([conseiller, charge].filter(Boolean).join(', ')),
    },
    { nom: 'entites', titre: 'gestion.comptes.entites', css: 'r', libellee: true, cell: ({ entites }, c) => c.count(entites) },
    { nom: 'personnes', titre: 'gestion.comptes.personnes', css: 'r', libellee: true, cell: ({ personnes }, c) => c.count(personnes) },
    { nom: 'depuis', titre: 'gestion.comptes.ouvertLe', css: 'm3r', cell: ({ ouvert_le }, c) => c.text(formatDay(parisDay(ouvert_le))) },
  ],
  tri: '',
  egalite: { par: [sql`lower(k.nom)`, sql`k.id`] },
  cle: sql`k.id`,
  tailles: [50],
  vue: {
    titre: 'menus.comptes',
    sous: { href: chemins.gestion(), titre: 'menus.gestion' },
    icone: 'users',
    table: 'tbl',
    phrase: ([total], { t }) => t('gestion.comptes.phrase', { count: total?.nombre ?? 0 }),
    actions: (_agent, { t }) => [
      { texte: t('gestion.comptes.ouvrir'), icone: 'plus', href: chemins.gestionCompteNouveau(), principal: true },
    ],
    data: ({ id }) => ({ href: chemins.gestionCompte({ id }) }),
  },
});
