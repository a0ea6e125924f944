/** The documents that the insurer asks for and waits for, the first due first. */
import { chemins } from '../chemins.js';
import { PROFILS } from '../droits/acteur.js';
import { sql } from '../kit/database.js';
import { parisDay, type Day } from '../kit/dates.js';
import { entites } from '../listes/dossier.js';
import { liste } from '../listes/liste.js';

interface DocumentDemande {
  readonly objet: string;
  readonly entite: string;
  readonly caution: string | null;
  readonly demandee_le: Date;
  readonly echeance: Day;
}

export const DOCUMENTS_DEMANDES = liste<DocumentDemande>({
  nom: 'documents',
  words: 'documents.demandes',
  chemin: chemins.documents,
  pour: PROFILS,
  source({ acteur, conditions }) {
    const where = sql`x.compte_id = ${acteur.compteId} and x.recu_le is null and ${conditions}`;
    return {
      select: sql`x.objet, e.nom as entite, c.numero as caution, x.demandee_le, x.echeance`,
      from: sql`demande_document x`,
      join: sql`join entite e on e.id = x.entite_id left join caution c on c.id = x.caution_id`,
      where,
      totaux: sql`select count(*)::int as nombre from demande_document x where ${where}`,
    };
  },
  criteres: [entites()],
  colonnes: [
    { nom: 'objet', css: 'k', cell: ({ objet }, c) => c.text(objet) },
    { nom: 'entite', titre: 'demandes.colonnes.entite', css: 'm3', cell: ({ entite }, c) => c.text(entite) },
    {
      nom: 'caution',
      titre: 'demandes.colonnes.numero',
      css: 'main',
      cell: ({ caution }, c) => (caution ? c.ref(caution, chemins.caution({ numero: caution })) : c.nothing),
    },
    { nom: 'demande', css: 'm3r', cell: ({ demandee_le }, c) => c.day(parisDay(demandee_le)) },
    { nom: 'echeance', tri: { par: [sql`x.echeance`] }, css: 'lo no', cell: ({ echeance }, c) => c.day(echeance) },
  ],
  tri: 'echeance',
  egalite: { par: [sql`x.id`] },
  cle: sql`x.id`,
  tailles: [50],
  vue: {
    icone: 'file-warning',
    phrase: (_totaux, { t }) => t('documents.demandes.phrase'),
    resultat: ([total], { t }) => t('documents.demandes.nombre', { count: total?.nombre ?? 0 }),
    data: () => ({}),
  },
});
