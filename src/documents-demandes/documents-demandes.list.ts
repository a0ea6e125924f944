/** The documents that the insurer asks for: those expected first, the first due before the others; then those given. */
import { chemins } from '../chemins.js';
import { PROFILS } from '../droits/acteur.js';
import { sql } from '../kit/database.js';
import { parisDay, today, type Day } from '../kit/dates.js';
import { etats } from '../listes/critere.js';
import { entites } from '../listes/dossier.js';
import { liste } from '../listes/liste.js';
import { enRetard, ETATS_DOCUMENT, type EtatDocument } from './document.js';

interface DocumentDemande {
  readonly id: number;
  readonly etat: EtatDocument;
  readonly objet: string;
  readonly entite: string;
  readonly caution: string | null;
  readonly demandee_le: Date;
  readonly echeance: Day;
  readonly recu_le: Date | null;
}

export const DOCUMENTS_DEMANDES = liste<DocumentDemande>({
  nom: 'documents',
  words: 'documents.demandes',
  chemin: chemins.documents,
  pour: PROFILS,
  source({ acteur, conditions }) {
    const where = sql`x.compte_id = ${acteur.compteId} and ${conditions}`;
    return {
      select: sql`x.id, x.etat, x.objet, e.nom as entite, c.numero as caution, x.demandee_le, x.echeance, x.recu_le`,
      from: sql`demande_document x`,
      join: sql`join entite e on e.id = x.entite_id left join caution c on c.id = x.caution_id`,
      where,
      totaux: sql`select count(*)::int as nombre from demande_document x where ${where}`,
    };
  },
  comptes: ({ acteur, conditions }) =>
    sql`select x.etat as code, count(*)::int as nombre from demande_document x where x.compte_id = ${acteur.compteId} and ${conditions} group by 1`,
  criteres: [entites(), etats(ETATS_DOCUMENT)],
  colonnes: [
    { nom: 'objet', css: 'k', cell: ({ id, objet }, c) => c.link(chemins.document({ id }), objet) },
    { nom: 'entite', titre: 'demandes.colonnes.entite', css: 'm3', cell: ({ entite }, c) => c.text(entite) },
    {
      nom: 'caution',
      titre: 'demandes.colonnes.numero',
      css: 'main',
      cell: ({ caution }, c) => (caution ? c.ref(caution, chemins.caution({ numero: caution })) : c.nothing),
    },
    { nom: 'demande', css: 'm3r', cell: ({ demandee_le }, c) => c.day(parisDay(demandee_le)) },
    { nom: 'echeance', tri: { par: [sql`x.echeance`] }, css: 'lo no', cell: ({ echeance }, c) => c.day(echeance) },
    { nom: 'recu', css: 'm3r', cell: ({ recu_le }, c) => (recu_le ? c.day(parisDay(recu_le)) : c.nothing) },
    {
      nom: 'etat',
      titre: 'demandes.colonnes.etat',
      css: 'st',
      cell: (row, c, { maintenant }) =>
        c.state(
          enRetard(
            row,
            today(() => maintenant),
          )
            ? 'en_retard'
            : row.etat,
        ),
    },
  ],
  tri: 'echeance',
  dabord: [sql`(x.etat <> 'demande')`],
  egalite: { par: [sql`x.id`] },
  cle: sql`x.id`,
  tailles: [50],
  vue: {
    icone: 'file-warning',
    etats: { codes: ETATS_DOCUMENT },
    phrase: (_totaux, { t }) => t('documents.demandes.phrase'),
    resultat: ([total], { t }) => t('documents.demandes.nombre', { count: total?.nombre ?? 0 }),
    data: ({ id }) => ({ document: String(id), href: chemins.document({ id }) }),
  },
});
