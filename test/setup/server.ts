/** Databases made and dropped on the tests' Postgres. */
import pg from 'pg';
import { loginName } from '../../src/kit/logins.js';

/** The same server, another database. */
export function inDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/** A URL in the shape that `pg` takes: a socket's folder is a host. */
export function toConfig(url: string): pg.ClientConfig & { host: string; port: number; user: string; database: string } {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: decodeURIComponent(hostname),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    database: decodeURIComponent(pathname.slice(1)),
    ...(password ? { password: decodeURIComponent(password) } : {}),
  };
}

/** Runs statements one by one, each outside a transaction. */
export async function execute(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** An empty database that sorts as French does, as the product's own. */
export const createEmpty = (url: string, name: string): Promise<void> =>
  execute(url, `create database ${name} template template0 encoding 'UTF8' locale_provider icu icu_locale 'fr-FR' locale 'C'`);

export const clone = (url: string, template: string, name: string): Promise<void> =>
  execute(url, `create database ${name} template ${template} strategy file_copy`);

/** Drops a database, its open connections with it, and the logins that served it. */
export const drop = (url: string, name: string): Promise<void> =>
  execute(
    url,
    `drop database if exists ${name} with (force)`,
    `drop role if exists ${(['client', 'garant', 'systeme'] as const).map((service) => loginName(name, service)).join(', ')}`,
  );
