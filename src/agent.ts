/** npm run agent: lets a member of the insurer's staff in, in an installation that has nobody yet. Acts when run. */
import { isEmpty, loadReference } from '../seeds/index.js';
import { createCles } from './preuves/cles.js';
import { createInviter } from './acces/invitation.service.js';
import { readConfig } from './config.js';
import { inviterAgent, readAgent } from './garants/agents.service.js';
import { createDatabase } from './kit/database.js';
import { systemClock } from './kit/dates.js';
import { migrate } from './kit/migrate.js';
import { openSecrets } from './secrets.js';

try {
  const config = readConfig(process.env);
  const agent = readAgent(process.argv.slice(2));
  if (!config.production || !config.databaseOwnerUrl)
    throw new Error('NODE_ENV: must be production; the demonstration has its own sign-ins.');
  const connection = { connectionString: config.databaseOwnerUrl };
  await migrate(connection);
  const db = await createDatabase({ connection, serving: config.databaseServingUrl });
  if (await isEmpty(db)) await loadReference(db);
  const { pepper } = await openSecrets(config, systemClock);
  const inviter = createInviter({ cles: createCles(pepper), reveiller: () => undefined });
  await db.systeme.transaction((tx) => inviterAgent(tx, agent, inviter, systemClock()));
  await db.close();
  process.stdout.write(`${agent.email} receives a link, valid for 24 hours, as soon as the product runs.\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
