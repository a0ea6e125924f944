/** The rule of `niveau` in SQL: compared by products, never by a rounded share. */
import { sql, type Sql } from '../kit/database.js';
import type { Niveau } from './autorisation.js';

/** What tells the colour of an authorisation, as expressions of numbers; thresholds are percentages. */
export interface Emploi {
  readonly autorise: Sql;
  readonly utilise: Sql;
  readonly orange: Sql;
  readonly rouge: Sql;
}

/** True of a row in each colour; `alerte`: orange or red. */
export function niveaux({ autorise, utilise, orange, rouge }: Emploi): Readonly<Record<Niveau | 'alerte', Sql>> {
  const auDessus = sql`${utilise} * 100 > ${autorise} * ${rouge}`;
  const auSeuil = sql`(${utilise} > 0 and ${utilise} * 100 >= ${autorise} * ${orange})`;
  return {
    alerte: sql`(${auSeuil} or ${auDessus})`,
    rouge: auDessus,
    orange: sql`(${auSeuil} and not ${auDessus})`,
    vert: sql`(not ${auSeuil} and not ${auDessus})`,
  };
}
