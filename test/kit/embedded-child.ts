/** A small application for the tests of the launcher: starts the database, writes a row, then lives until told or killed. */
import pg from 'pg';
import { startEmbedded } from '../../src/kit/embedded-postgres.js';

const [dataDir = ''] = process.argv.slice(2);
try {
  const postgres = await startEmbedded({ dataDir, log: (line) => console.log(`log ${line}`) });
  const client = new pg.Client(postgres.url);
  client.on('error', () => undefined);
  await client.connect();
  await client.query('create table if not exists passages (pid int)');
  await client.query('insert into passages values ($1)', [process.pid]);
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from passages');
  console.log(
    `ready ${JSON.stringify({ socketDir: postgres.connection.host, uid: process.getuid?.(), passages: rows[0]?.n, dataFolder: postgres.dataFolder })}`,
  );
  process.once('SIGINT', () => {
    void client
      .end()
      .then(() => postgres.stop())
      .then(() => console.log('stopped'));
  });
} catch (error) {
  console.log(`failed ${error instanceof Error ? error.message : String(error)}`);
}
