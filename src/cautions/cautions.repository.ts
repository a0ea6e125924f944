/** SQL of the cautions: one caution with all that its page shows. */
import { sql, type Sql, type Tx } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import { dansSonPerimetre } from '../circuits/valideurs.sql.js';
import type { LigneDossier } from '../listes/colonnes.js';
import type { Collaborateur } from '../session/acteur.js';
import type { Valeurs } from '../specimens/texte.js';
import type { EtatCaution } from './caution.js';
import type { Resultat } from './controle.js';

/** One caution with all that its page shows, in one statement. */
export interface CautionVue extends LigneDossier {
  readonly etat: EtatCaution;
  readonly demande: string;
  readonly demande_id: number;
  readonly entite_id: number;
  readonly contrat: string;
  readonly ligne: string;
  readonly texte_id: number;
  readonly texte_code: string;
  readonly texte_version: number;
  readonly texte_titre: string;
  readonly valeurs: Valeurs;
  readonly donneur_ordre: { readonly nom: string };
  readonly controle: readonly Resultat[];
  readonly edition_deportee: boolean;
  readonly effective_le: Date | null;
  readonly terminee_le: Date | null;
  readonly taux: string;
  readonly minimum: string;
  readonly base_jours: 360 | 365;
  readonly autorise: string;
  readonly utilise: string;
  readonly acte: { readonly version: number; readonly code: string; readonly scelle_le: string; readonly sha256: string } | null;
  readonly editions: readonly { readonly rang: number; readonly le: string; readonly par: string }[];
  readonly mouvements: readonly { readonly le: string; readonly nature: string; readonly montant: string }[];
  readonly oppositions: readonly { readonly recue_le: Day; readonly motif: string; readonly levee_le: Day | null }[];
  readonly mainlevees: readonly { readonly motif: string; readonly etat: string; readonly demandee_le: string; readonly reponse: string }[];
  readonly pieces: readonly { readonly id: number; readonly nom: string; readonly taille: number }[];
}

const agrege = (fields: Sql, source: Sql): Sql => sql`coalesce((select json_agg(json_build_object(${fields})) from ${source}), '[]')`;

export const trouver = (tx: Tx, acteur: Collaborateur, numero: string): Promise<CautionVue | undefined> =>
  tx.row<CautionVue>(sql`
    select x.id, x.numero, x.creee_le, e.nom as entite, x.entite_id, x.type_credit, x.produit, x.beneficiaire, x.marche, x.objet, x.montant,
      x.devise, x.date_effet, x.date_fin, x.etat, d.numero as demande, d.id as demande_id, k.numero as contrat, l.numero || ' ' || l.libelle as ligne,
      x.texte_version_id as texte_id, t.code as texte_code, t.version as texte_version, t.titre as texte_titre, x.valeurs, x.donneur_ordre,
      x.controle, x.edition_deportee, x.effective_le, x.terminee_le, a.taux, a.minimum, k.base_jours, a.autorise, a.utilise,
      (select json_build_object('version', ac.version, 'code', ac.code, 'scelle_le', ac.scelle_le, 'sha256', encode(ac.sha256, 'hex'))
        from acte ac where ac.caution_id = x.id order by ac.version desc limit 1) as acte,
      ${agrege(
        sql`'rang', s.rang, 'le', s.le, 'par', s.par`,
        sql`(select ed.rang, ed.le, trim(c.prenom || ' ' || c.nom) as par from edition ed join acte ac on ac.id = ed.acte_id
          join collaborateur c on c.id = ed.par where ac.caution_id = x.id order by ed.rang desc) s`,
      )} as editions,
      ${agrege(sql`'le', m.le, 'nature', m.nature, 'montant', m.montant::text`, sql`(select * from mouvement where caution_id = x.id order by id desc) m`)} as mouvements,
      ${agrege(sql`'recue_le', o.recue_le, 'motif', o.motif, 'levee_le', o.levee_le`, sql`(select * from opposition where caution_id = x.id order by id desc) o`)} as oppositions,
      ${agrege(
        sql`'motif', m.motif, 'etat', m.etat, 'demandee_le', m.demandee_le, 'reponse', m.reponse`,
        sql`(select * from mainlevee where caution_id = x.id order by id desc) m`,
      )} as mainlevees,
      ${agrege(sql`'id', p.id, 'nom', f.nom, 'taille', f.taille`, sql`piece p join fichier f on f.id = p.fichier_id where p.demande_id = d.id`)} as pieces
    from caution x join entite e on e.id = x.entite_id join demande d on d.id = x.demande_id join contrat k on k.id = x.contrat_id
      join autorisation a on a.id = x.autorisation_id join ligne l on l.id = a.ligne_id join texte_version t on t.id = x.texte_version_id
    where x.compte_id = ${acteur.compteId} and x.numero = ${numero} and ${dansSonPerimetre(sql`${acteur.id}`)}`);
