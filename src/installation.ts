/** What a database was made for: the demonstration, which trusts its machine, never opens on a real installation, nor the other way round. */
import { sql, type Database } from './kit/database.js';

/**
 * Marks a database that was never used; throws an Error of one sentence when it was made for the other use. `ours`: nobody else can
 * have made it (the embedded one, of the demonstration only). `empty`: it holds no insurer yet.
 */
export async function claimInstallation(
  { systeme }: Database,
  { demo, ours, empty }: { readonly demo: boolean; readonly ours: boolean; readonly empty: boolean },
): Promise<void> {
  const made = async () => (await systeme.rows<{ demonstration: boolean }>(sql`select demonstration from installation`))[0];
  // A database of before the mark belongs to a real installation, unless it is the demonstration's own.
  if (!(await made()) && (empty || ours || !demo))
    await systeme.rows(sql`insert into installation (demonstration) values (${demo}) on conflict do nothing`);
  const { demonstration = false } = (await made()) ?? {};
  if (demo && !demonstration)
    throw new Error('DATABASE_URL: holds a real installation; the demonstration needs a database of its own, or set NODE_ENV=production.');
  if (!demo && demonstration) throw new Error('DATABASE_URL: holds the demonstration; a real installation needs a database of its own.');
}
