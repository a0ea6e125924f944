/** The contracts of an account: what each may carry, and until when. */
import { chemins } from '../chemins.js';
import { PROFILS, type Collaborateur } from '../droits/acteur.js';
import { sql } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import { liste, type Total } from '../listes/liste.js';
import { FIN, periode } from '../listes/periodes.js';

interface LigneContrat {
  readonly numero: string;
  readonly devise: string;
  readonly plafond: string;
  readonly utilise: string;
  readonly date_debut: Day;
  readonly date_fin: Day | null;
  readonly acces: boolean;
}
type TotalContrats = Required<Pick<Total, 'nombre' | 'devise' | 'montant'>> & { readonly utilise: string };

export const CONTRATS = liste<LigneContrat, Collaborateur, TotalContrats>({
  nom: 'contrats',
  words: 'contrats',
  chemin: chemins.contrats,
  pour: PROFILS,
  source({ acteur, conditions }) {
    const where = sql`x.compte_id = ${acteur.compteId} and ${conditions}`;
    return {
      select: sql`x.numero, x.devise, x.plafond::text as plafond, x.utilise::text as utilise, x.date_debut, x.date_fin, x.acces`,
      from: sql`contrat x`,
      where,
      totaux: sql`select x.devise, count(*)::int as nombre, sum(x.plafond)::text as montant, sum(x.utilise)::text as utilise
        from contrat x where ${where} group by 1 order by x.devise <> 'EUR', 1`,
    };
  },
  criteres: [periode(sql`x.date_fin`, FIN)],
  colonnes: [
    { nom: 'numero', css: 'k', cell: ({ numero }, c) => c.ref(numero) },
    { nom: 'debut', css: 'm3r', cell: ({ date_debut }, c) => c.day(date_debut) },
    { nom: 'fin', tri: { par: [sql`x.date_fin`], videALaFin: true }, css: 'lo no', cell: ({ date_fin }, c) => c.day(date_fin) },
    {
      nom: 'utilise',
      titre: 'demandes.cote.utilise',
      css: 'r',
      libellee: true,
      cell: ({ utilise, devise }, c) => c.amount(utilise, devise),
      total: ({ utilise, devise }, c) => c.amount(utilise, devise),
    },
    {
      nom: 'plafond',
      tri: { par: [sql`x.plafond`], grandDAbord: true },
      css: 'r big',
      cell: ({ plafond, devise }, c) => c.amount(plafond, devise),
      total: ({ montant, devise }, c) => c.amount(montant, devise),
    },
    {
      nom: 'acces',
      titre: 'autorisations.colonnes.acces',
      css: 'st',
      cell: ({ acces }, c, { t }) => c.mark(acces, t(`autorisations.${acces ? 'ouvert' : 'ferme'}`)),
    },
  ],
  tri: 'fin',
  egalite: { par: [sql`x.numero`] },
  cle: sql`x.id`,
  tailles: [50],
  vue: {
    icone: 'file-text',
    resultat: (totaux, { t }) => t('contrats.nombre', { count: totaux.reduce((sum, { nombre }) => sum + nombre, 0) }),
    data: ({ numero }) => ({ contrat: numero }),
  },
});
