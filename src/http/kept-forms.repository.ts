/** SQL of the forms kept for the person who typed them: under the system scope, always narrowed by that person. */
import { sql, type Database } from '../kit/database.js';

/** Forms of one person that are kept at once: the latest. */
const MAX = 20;

export interface KeptForm {
  /** Where it was sent. */
  readonly path: string;
  /** As it was sent, secrets left out. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Why it was not acted on; null when a step of it was to be shown. */
  readonly refus: KeptRefus | null;
  /** What its handler found, for the page. */
  readonly found: unknown;
}

export interface KeptRefus {
  readonly status: number;
  readonly key: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly fields: readonly { readonly field: string; readonly message: string; readonly params?: Readonly<Record<string, unknown>> }[];
}

type Systeme = Pick<Database, 'systeme'>;

export async function insert({ systeme }: Systeme, id: string, person: number, form: KeptForm, at: Date): Promise<void> {
  const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value));
  await systeme.rows(sql`
    with trop as (
      delete from formulaire where id in (
        select id from formulaire where identifiant_id = ${person} order by le desc, id offset ${MAX - 1}))
    insert into formulaire (id, identifiant_id, chemin, champs, refus, trouve, le)
    select ${id}, i.id, ${form.path}, ${json(form.fields)}, ${json(form.refus)}, ${json(form.found)}, ${at} from identifiant i where i.id = ${person}`);
}

export async function find({ systeme }: Systeme, id: string, person: number): Promise<KeptForm | undefined> {
  const [row] = await systeme.rows<KeptForm>(sql`
    select chemin as path, champs as fields, refus, trouve as found from formulaire where id = ${id} and identifiant_id = ${person}`);
  return row;
}

export async function forgetBefore({ systeme }: Systeme, limit: Date): Promise<void> {
  await systeme.rows(sql`delete from formulaire where le < ${limit}`);
}
