/** The insurer's texts: which versions somebody answers for, and until when. */
import { chemins } from '../chemins.js';
import type { Agent } from '../droits/acteur.js';
import { sql } from '../kit/database.js';
import { addDays, formatDay, parisDay, today, type Day } from '../kit/dates.js';
import { etats } from '../listes/critere.js';
import { liste } from '../listes/liste.js';
import { periode } from '../specimens/specimens.presenter.js';
import { PROCHE_JOURS } from './approbation.js';

/** As a row of the list: `a_relire` is an approved version whose day has come or is near. */
const ETATS = ['a_approuver', 'modele_a_remplacer', 'a_relire', 'approuve'] as const;

interface TexteSuivi {
  readonly id: number;
  readonly code: string;
  readonly version: number;
  readonly titre: string;
  readonly langue: string;
  readonly type_credit: string;
  readonly en_vigueur_du: Day;
  readonly en_vigueur_au: Day | null;
  readonly etat: (typeof ETATS)[number];
  readonly par: string | null;
  readonly le: Date | null;
  readonly relire_le: Day | null;
}

export const TEXTES = liste<TexteSuivi, Agent>({
  nom: 'textes',
  words: 'textes',
  chemin: chemins.gestionTextes,
  pour: ['conseiller', 'charge'],
  source({ maintenant, conditions }) {
    const proche = addDays(
      today(() => maintenant),
      PROCHE_JOURS,
    );
    const from = sql`(select t.id, t.code, t.version, t.titre, t.langue, t.type_credit, t.en_vigueur_du, t.en_vigueur_au, p.le, p.relire_le, p.agent_id,
        case when (t.contenu ->> 'aRemplacerParModele')::boolean then 'modele_a_remplacer' when p.etat = 'a_approuver' then p.etat
          when p.relire_le <= ${proche} then 'a_relire' else p.etat end as etat
      from approbation p join texte_version t on t.id = p.texte_version_id) x`;
    return {
      select: sql`x.id, x.code, x.version, x.titre, x.langue, x.type_credit, x.en_vigueur_du, x.en_vigueur_au, x.etat, x.le, x.relire_le,
        (select concat_ws(' ', g.prenom, g.nom) from agent g where g.id = x.agent_id) as par`,
      from,
      where: conditions,
      totaux: sql`select count(*)::int as nombre from ${from} where ${conditions}`,
    };
  },
  criteres: [etats(ETATS)],
  colonnes: [
    { nom: 'code', css: 'k', cell: ({ id, code }, c) => c.ref(code, chemins.gestionTexte({ id })) },
    {
      nom: 'texte',
      css: 'main',
      cell: ({ titre, type_credit }, c, { catalogue, langue }) => c.main(titre, catalogue.type(type_credit, langue)),
    },
    {
      nom: 'vigueur',
      css: 'm4',
      libellee: true,
      cell: (texte, c, { t }) => c.main(t('specimens.version', { version: texte.version }), periode(texte, t)),
    },
    {
      nom: 'approuve',
      css: 'm3',
      libellee: true,
      cell: ({ par, le }, c) => (le && par ? c.main(formatDay(parisDay(le)), par) : c.text('–')),
    },
    { nom: 'relire', css: 'm3', libellee: true, cell: ({ relire_le: jour }, c) => (jour ? c.day(jour) : c.text('–')) },
    { nom: 'etat', titre: 'demandes.colonnes.etat', css: 'st', cell: ({ etat }, c) => c.state(etat) },
  ],
  tri: '',
  // What waits for somebody first.
  egalite: {
    par: [sql`array_position(${[...ETATS]}::text[], x.etat)`, sql`x.en_vigueur_au is not null`, sql`x.code`, sql`x.version desc`],
  },
  tailles: [100],
  vue: {
    sous: { href: chemins.gestion(), titre: 'menus.gestion' },
    icone: 'file-search',
    phrase: ([total], { t }) => t('textes.phrase', { count: total?.nombre ?? 0 }),
    data: ({ id }) => ({ href: chemins.gestionTexte({ id }), texte: String(id) }),
  },
});
