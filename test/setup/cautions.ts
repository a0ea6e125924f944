/** Cautions of a small house, as a journey would have made them: written, submitted, validated, sealed. */
import { sql } from '../../src/kit/database.js';
import type { Services } from '../../src/services.js';
import { ORIGINE, vuesDe, type Maison } from './maison.js';

/** Its number: effective when the control lets it through, waiting otherwise. */
export async function transmettre(
  { demandes, validations }: Pick<Services, 'demandes' | 'validations'>,
  maison: Maison,
  montant: string,
  extra: Parameters<Maison['contenu']>[1] = {},
): Promise<string> {
  const numero = await demandes.enregistrer(maison.ines, maison.contenu(montant, extra), [], ORIGINE);
  await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
  for (const par of [maison.claire, maison.marc]) {
    const [resultat] = await validations.valider(par, await vuesDe(maison, numero), ORIGINE);
    if (resultat?.caution) return resultat.caution;
  }
  throw new Error(`${numero} was not transmitted`);
}

export interface EtatDeCaution {
  readonly id: number;
  readonly etat: string;
  readonly version: number;
  readonly montant: string;
  /** Of its ledger. */
  readonly reste: string;
  /** Of its authorisation. */
  readonly utilise: string;
}

export const etatDe = async ({ db, compteId }: Pick<Maison, 'db' | 'compteId'>, numero: string): Promise<EtatDeCaution> => {
  const [row] = await db.systeme.rows<EtatDeCaution>(sql`
    select c.id, c.etat, c.version, c.montant::text, a.utilise::text,
      coalesce((select sum(m.montant) from mouvement m where m.caution_id = c.id), 0)::text as reste
    from caution c join autorisation a on a.id = c.autorisation_id where c.numero = ${numero} and c.compte_id = ${compteId}`);
  if (!row) throw new Error(`${numero} is not there`);
  return row;
};
