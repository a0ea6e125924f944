/** The automatic control again, on a caution that waits or that is amended: the same rules, as things are now. Whoever decides runs them in his transaction. */
import { sql, type Tx } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import { fromDecimal } from '../kit/money.js';
import type { TexteDeRegles } from '../specimens/coherence.js';
import type { CautionVue } from './caution.js';
import { controler, controlerReduction, type Resultat } from './controle.js';
import { faitsDAvenant, faitsPour, type Amendement, type FaitsRow } from './faits.js';
import { selectFaits } from './faits.sql.js';

interface Places {
  readonly autorisation: string;
  readonly ligne: string;
  readonly contrat: string;
}

type Attente = Pick<CautionVue, 'id' | 'montant' | 'devise' | 'date_fin' | 'valeurs'>;

/** What the rules look at of a version of a text. */
export const findTexte = async (tx: Tx, id: number): Promise<TexteDeRegles> =>
  (
    await tx.one<{ texte: TexteDeRegles }>(sql`
      select jsonb_build_object('variables', contenu -> 'variables', 'limites', contenu -> 'limites', 'fin', fin, 'langue', langue) as texte
      from texte_version where id = ${id}`)
  ).texte;

/** The facts around a caution now, itself left out, and the room left on its ceilings. */
async function lire(tx: Tx, { id, devise }: Pick<Attente, 'id' | 'devise'>, jour: Day) {
  const [faits, places] = await Promise.all([
    tx.one<FaitsRow>(sql`${selectFaits(sql`caution v`, jour, sql`c.id <> v.id`)} where v.id = ${id}`),
    tx.one<Places>(sql`
      select (a.autorise - a.utilise)::text as autorisation, (l.plafond - l.utilise)::text as ligne, (k.plafond - k.utilise)::text as contrat
      from caution c join autorisation a on a.id = c.autorisation_id join ligne l on l.id = a.ligne_id join contrat k on k.id = a.contrat_id
      where c.id = ${id}`),
  ]);
  const place = (decimal: string) => fromDecimal(decimal, devise);
  return {
    faits,
    disponible: { autorisation: place(places.autorisation), ligne: place(places.ligne), contrat: place(places.contrat) },
  };
}

/** Each rule with its result; the caution is no double of itself. */
export async function recontroler(tx: Tx, caution: Attente, texte: TexteDeRegles, jour: Day): Promise<Resultat[]> {
  const { faits, disponible } = await lire(tx, caution, jour);
  return controler(faitsPour({ ...caution, texte }, faits, disponible, jour));
}

/** The same for one in force, as an amendment would leave it (`caution` has its new values); a `reduction` is judged on what its act says. */
export async function controlerAvenant(
  tx: Tx,
  caution: Attente,
  texte: TexteDeRegles,
  jour: Day,
  { reduction, ...amendement }: Amendement & { readonly reduction: boolean },
): Promise<Resultat[]> {
  const { faits, disponible } = await lire(tx, caution, jour);
  const lus = faitsDAvenant({ ...caution, texte }, faits, disponible, jour, amendement);
  return reduction ? controlerReduction(lus) : controler(lus);
}
