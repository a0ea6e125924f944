/** What the machine refuses, told from a bug: its database is away, a disk is full. Pure. */

type Told = Partial<Record<'code' | 'command' | 'message' | 'cause', unknown>>;
const told = (error: unknown): Told => (typeof error === 'object' && error !== null ? error : {});

/** Connections lost or refused (08, 57P0…: stopped, crashed, starting again), too many of them (53300). */
const AWAY = /^(08|57P0|53300)/;
/** What the system answers where nobody listens any more; a socket of the file system is then missing. */
const NOBODY = /^(ECONNRESET|ECONNREFUSED|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const GONE = /^Connection terminated|^Client (was closed|has encountered a connection error)/;

/**
 * The database went away: nothing of what was asked is to blame. Its connections fail with a SQLSTATE, the driver's words or the
 * system's own codes; a mail server's failure carries the command that failed, a time stamp's is a cause, a missing file is no connection.
 */
export function isAway(error: unknown): boolean {
  const { code, command, message } = told(error);
  if (AWAY.test(String(code)) || GONE.test(String(message))) return true;
  return command === undefined && NOBODY.test(String(code)) && (code !== 'ENOENT' || /^connect /.test(String(message)));
}

const FULL = /^(53100|ENOSPC|EDQUOT)$/;

/** No room for what was to be written: in the database, or on a disk of ours (a thread's error has kept its words only). */
export function isFull(error: unknown): boolean {
  const { code, message, cause } = told(error);
  return FULL.test(String(code)) || /^(ENOSPC|EDQUOT):/.test(String(message)) || (cause !== undefined && isFull(cause));
}
