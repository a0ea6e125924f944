/** The nights when the hour changes, and the hours around them: the night's work does each thing once, on its day. */
import { demarrer } from '../../setup/application.js';
import { travauxDe } from '../../../src/jobs.js';
import { addDays, today, type Clock } from '../../../src/kit/dates.js';
import type { Constat } from './constat.js';
import type { Ground } from './ground.js';

/** Sundays of Paris: 23 hours long, then 25. */
export const NIGHTS = [
  { name: 'spring (23 hours)', day: '2027-03-28' },
  { name: 'autumn (25 hours)', day: '2027-10-31' },
] as const;
const HOUR_MS = 3_600_000;

/** When all of them are over. */
export const AFTER_NIGHTS: Clock = () => new Date('2027-11-02T12:00:00Z');

/** A caution that ends on the eve; the night's work each hour from noon of that eve to noon of the day after: when does it end? */
export async function hourChanges(ground: Ground, { name, day }: (typeof NIGHTS)[number]): Promise<Constat> {
  const { owner } = ground;
  const eve = addDays(day, -1);
  const numero = await ground.caution();
  await owner.query(
    `update caution set date_fin = $1, texte_version_id = (select id from texte_version where fin = 'date' order by id limit 1) where numero = $2`,
    [eve, numero],
  );
  let now = new Date(`${eve}T11:00:00Z`);
  const application = await demarrer({ url: ground.proxy.url }, { clock: () => now });
  const endings: string[] = [];
  let hours = 0;
  for (; now < new Date(`${addDays(day, 1)}T11:00:00Z`); now = new Date(now.getTime() + HOUR_MS)) {
    hours += 1;
    for (const travail of travauxDe(application.services).nuit) await application.services.travaux.executer(travail);
    const { rows } = await owner.query<{ n: number }>(
      `select count(*)::int as n from mouvement m join caution c on c.id = m.caution_id where c.numero = $1 and m.nature = 'echeance'`,
      [numero],
    );
    if (rows[0]?.n !== endings.length) endings.push(`${today(() => now)} (${now.toISOString().slice(0, 16)}Z)`);
  }
  await application.stop();
  const { rows } = await owner.query<{ n: number }>('select count(*)::int as n from travail_en_peine');
  return {
    what: `the night's work run at each of the ${hours} hours around the change of hour of ${name}, ${day}`,
    expected: `a caution that ends on ${eve} ends once, on ${day} of Paris`,
    seen: `ended ${endings.length} time(s): ${endings.join(', ')}; ${rows[0]?.n} items kept aside`,
    held: endings.length === 1 && endings[0]?.startsWith(day) === true && rows[0]?.n === 0,
  };
}
