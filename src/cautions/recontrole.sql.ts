/** The automatic control again, on a caution that waits: the same rules, as things are now. Whoever decides runs them in his transaction. */
import { sql, type Tx } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import { fromDecimal } from '../kit/money.js';
import type { TexteDeRegles } from '../specimens/coherence.js';
import type { CautionVue } from './caution.js';
import { controler, type Resultat } from './controle.js';
import { faitsPour, type FaitsRow } from './faits.js';
import { selectFaits } from './faits.sql.js';

interface Places {
  readonly autorisation: string;
  readonly ligne: string;
  readonly contrat: string;
}

type Attente = Pick<CautionVue, 'id' | 'montant' | 'devise' | 'date_fin' | 'valeurs'>;

/** Each rule with its result; the caution is no double of itself. */
export async function recontroler(tx: Tx, caution: Attente, texte: TexteDeRegles, jour: Day): Promise<Resultat[]> {
  const faits = await tx.one<FaitsRow>(sql`${selectFaits(sql`caution v`, jour, sql`c.id <> v.id`)} where v.id = ${caution.id}`);
  const places = await tx.one<Places>(sql`
    select (a.autorise - a.utilise)::text as autorisation, (l.plafond - l.utilise)::text as ligne, (k.plafond - k.utilise)::text as contrat
    from autorisation a join ligne l on l.id = a.ligne_id join contrat k on k.id = a.contrat_id where a.id = ${faits.autorisation_id}`);
  const place = (decimal: string) => fromDecimal(decimal, caution.devise);
  const disponible = { autorisation: place(places.autorisation), ligne: place(places.ligne), contrat: place(places.contrat) };
  return controler(faitsPour({ ...caution, texte }, faits, disponible, jour));
}
