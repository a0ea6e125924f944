/** What the bar on top must know besides the lists: whose act a code is, and whether two things found are one. */
import { sql, type Database } from '../kit/database.js';
import { dansPerimetre, scopeOf, type Collaborateur } from '../droits/acteur.js';

export function createRechercheService({ db }: { db: Database }) {
  return {
    /** The caution whose act bears a control code, when the person may see it. */
    async parCode(acteur: Collaborateur, code: string): Promise<string | undefined> {
      const [found] = await db.rows<{ numero: string; entite_id: number }>(
        scopeOf(acteur),
        sql`select c.numero, c.entite_id from acte a join caution c on c.id = a.caution_id where a.code = ${code} limit 1`,
      );
      return found && dansPerimetre(acteur, found.entite_id) ? found.numero : undefined;
    },

    /** Whether a caution came from a demande: whoever searches for the one finds the other, by the same words. */
    async memeDossier(acteur: Collaborateur, caution: string, demande: string): Promise<boolean> {
      const rows = await db.rows(
        scopeOf(acteur),
        sql`select from caution c join demande d on d.id = c.demande_id where c.numero = ${caution} and d.numero = ${demande}`,
      );
      return rows.length > 0;
    },
  };
}
