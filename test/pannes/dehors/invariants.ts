/** What must hold after any accident, asked of the database. */
import type pg from 'pg';
import type { Sql } from '../../../src/kit/database.js';
import { systemClock, today, type Clock } from '../../../src/kit/dates.js';
import { FAUTES } from '../../seeds/invariants.js';
import type { Constat } from './constat.js';
import type { Owner } from './ground.js';

/** Beside those of the demonstration: what an accident would leave. Each query answers the rows at fault. */
const AFTER: Readonly<Record<string, string>> = {
  'act without a caution in force, or in two originals': `
    select a.id from acte a left join caution c on c.id = a.caution_id where c.id is null or c.effective_le is null
    union all select caution_id from acte group by caution_id, version having count(*) > 1`,
  'act whose bytes are not those that were sealed': `
    select a.id from acte a join fichier f on f.id = a.fichier_id where sha256(f.contenu) <> a.sha256`,
  'gap among the editions of an act': 'select acte_id from edition group by acte_id having max(rang) <> count(*) or min(rang) <> 1',
  'event with two mails for the same person': 'select evenement from courriel group by evenement, destinataire having count(*) > 1',
  'demande that moved without a word in the journal': `
    select d.numero from demande d where d.etat <> 'creee' and not exists (select from journal j where j.sujet = 'demande' and j.sujet_id = d.id)`,
};

const configOf = ({ text, values }: Sql): pg.QueryConfig => ({ text, values });

/** The names of those that do not hold. */
export async function brokenInvariants(owner: Owner, clock: Clock = systemClock): Promise<string[]> {
  const broken: string[] = [];
  const asked: (readonly [string, pg.QueryConfig])[] = [
    ...Object.entries(FAUTES).map(([name, fault]) => [name, configOf(fault(today(clock), clock()))] as const),
    ...Object.entries(AFTER).map(([name, text]) => [name, { text }] as const),
  ];
  for (const [name, query] of asked) if ((await owner.query(query)).rows.length > 0) broken.push(name);
  return broken;
}

/** `clock`: when it is asked, where the accident was in the future. */
export async function invariants(owner: Owner, after: string, clock?: Clock): Promise<Constat> {
  const broken = await brokenInvariants(owner, clock);
  return {
    what: `the invariants, after ${after}`,
    expected: `${Object.keys(FAUTES).length + Object.keys(AFTER).length} hold`,
    seen: broken.length === 0 ? 'all hold' : broken.join(', '),
    held: broken.length === 0,
  };
}
