/** The night's work of this room: reminders, and what nobody can use any more. */
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { oublierDefis } from './defi.repository.js';
import { rappelerExpirations } from './expiration.js';
import type { SecretService } from './secret.service.js';

export async function veiller(deps: { db: Database; clock: Clock; secret: SecretService }): Promise<void> {
  await rappelerExpirations(deps);
  await oublierDefis(deps.db, deps.clock());
}
