/** The logins that serve: three, each member of one role and of nothing more, so that what serves can never become more. */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';
import type { ScopeKey } from './scope.js';

/** What serves, and the role whose rights it has (migration 0005). */
const ROLES = { client: 'cautionet_client', garant: 'cautionet_garant', systeme: 'cautionet_systeme' } as const;
type Service = keyof typeof ROLES;
const SERVICES = Object.keys(ROLES) as Service[];

export interface Logins extends Readonly<Record<Service, pg.PoolConfig>> {
  readonly key: ScopeKey;
}

/** jit compiles for longer than these short statements run. */
const SETTINGS: Readonly<Record<string, string>> = {
  jit: 'off',
  plan_cache_mode: 'force_generic_plan',
  statement_timeout: '60000',
  idle_in_transaction_session_timeout: '60000',
};

/** Any number of our own: processes that start together take turns. */
const LOCK = 20_261_127;
const LONGEST_NAME = 63;

/** The login of a service in a database: names belong to the whole server, where other databases may have theirs. */
export function loginName(database: string, service: Service): string {
  const name = `${database}_service_${service}`;
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
  return `${createHash('sha256').update(database).digest('hex').slice(0, 32)}_service_${service}`;
}

/**
 * Makes the logins that serve a migrated database where they are missing, and answers how to connect as each.
 * @param owner the schema's owner, who may create roles, or whose three logins exist
 * @param serving where pages connect, when it is elsewhere (a pooler) or as logins chosen by the operator: the URL of the first of them,
 *   whose name ends with `_client`; the two others have the same beginning and the same password
 * @throws an Error of one sentence when they can neither be found nor made, or may do more than serve
 */
export async function openLogins(owner: pg.PoolConfig, serving?: string): Promise<Logins> {
  const client = new pg.Client(owner);
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const { rows } = await client.query<ScopeKey & { mot_de_passe: string; base: string }>(
      'select interne, externe, mot_de_passe, current_database() as base from public.connexion',
    );
    const [kept] = rows;
    if (!kept) throw new Error('DATABASE_URL: the table of connections is empty; restore it from a backup.');
    const chosen = serving === undefined ? undefined : chosenBy(serving);
    const password = chosen?.password ?? kept.mot_de_passe;
    const names = Object.fromEntries(SERVICES.map((service) => [service, chosen?.name(service) ?? loginName(kept.base, service)]));
    for (const service of SERVICES) await prepare(client, service, names[service] ?? '', password, chosen !== undefined);
    // A temporary table would stand before a real one, for whoever comes next on that connection.
    const temporary = await client.query(
      'select from pg_roles where rolname = $1 and has_database_privilege(oid, current_database(), $2)',
      [names.client, 'temporary'],
    );
    if (temporary.rowCount) await client.query(`revoke temporary on database ${client.escapeIdentifier(kept.base)} from public`);
    await client.query('commit');
    const as = (service: Service) =>
      connectionAs(serving === undefined ? owner : { connectionString: serving }, names[service] ?? '', password);
    return { client: as('client'), garant: as('garant'), systeme: as('systeme'), key: { interne: kept.interne, externe: kept.externe } };
  } finally {
    await client.end();
  }
}

/** What the operator's URL says of the three logins. */
function chosenBy(serving: string): { name: (service: Service) => string; password: string } {
  const { username, password } = new URL(serving);
  const [, beginning] = /^(.*)_client$/.exec(decodeURIComponent(username)) ?? [];
  if (beginning === undefined)
    throw new Error('DATABASE_URL: beside DATABASE_DIRECT_URL, its login serves the clients, and its name must end with _client.');
  return { name: (service) => `${beginning}_${service}`, password: decodeURIComponent(password) };
}

interface Role {
  readonly high: boolean;
  readonly others: string[];
  readonly member: boolean;
}

/** Makes or renews one login, then checks that it may do nothing but serve. */
async function prepare(client: pg.Client, service: Service, name: string, password: string, chosen: boolean): Promise<void> {
  const quoted = client.escapeIdentifier(name);
  const find = async () =>
    (
      await client.query<Role>(
        `select r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication as high,
           array(select o.rolname::text from pg_roles o where o.oid <> r.oid and o.rolname <> $2 and pg_has_role(r.oid, o.oid, 'member')) as others,
           pg_has_role(r.oid, $2, 'usage') as member
         from pg_roles r where r.rolname = $1`,
        [name, ROLES[service]],
      )
    ).rows[0];
  try {
    const found = await find();
    if (!found) await client.query(`create role ${quoted} login inherit in role ${ROLES[service]}`);
    // Those of the operator are his.
    if (!found || !chosen) {
      await client.query(`alter role ${quoted} login password ${client.escapeLiteral(scram(password))}`);
      for (const [setting, value] of Object.entries(SETTINGS)) await client.query(`alter role ${quoted} set ${setting} = '${value}'`);
    }
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    throw new Error(
      `DATABASE_URL: the login ${name} is missing, and its owner may not make it; give it createrole, or make the logins that docs/exploitation.md shows.`,
      { cause: error },
    );
  }
  const role = await find();
  if (!role || role.high || role.others.length > 0)
    throw new Error(
      `DATABASE_URL: the login ${name} may do more than serve (${role?.others.join(', ') || 'its attributes'}); take that from it.`,
    );
  if (!role.member) throw new Error(`DATABASE_URL: the login ${name} must be a member of ${ROLES[service]}, and inherit its rights.`);
}

/** What Postgres keeps of a password (RFC 5803), made here so that no log of statements ever holds the password itself. */
function scram(password: string): string {
  const [salt, iterations] = [randomBytes(16), 4_096];
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyed = (text: string) => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`;
}

/** The same server and database, as somebody else. */
function connectionAs({ connectionString, ...rest }: pg.PoolConfig, user: string, password: string): pg.PoolConfig {
  if (connectionString === undefined) return { ...rest, user, password };
  const url = new URL(connectionString);
  // As parameters: they go before what stands beside the host, and an address of a socket may have no host.
  url.searchParams.set('user', user);
  url.searchParams.set('password', password);
  return { ...rest, connectionString: url.href };
}
