/** Who may read the figures: whoever holds the token, and this machine itself. */
import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../config.js';
import { isLoopbackAddress } from '../kit/network.js';
import { sameSecret } from '../kit/secret.js';

/** What a reverse proxy adds for those it speaks for. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/**
 * A reverse proxy on this machine speaks from loopback for the whole world: what it forwards is not this machine's. Nor is a page
 * of another site whose name was made to lead here: this machine calls itself by its own names.
 */
export function mayMeasure({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>, token: string | undefined): boolean {
  const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (token !== undefined && given !== undefined && sameSecret(given, token)) return true;
  if (FORWARDED.some((name) => headers[name] !== undefined) || !isLoopbackAddress(socket.remoteAddress ?? '')) return false;
  const hostname =
    /^(?:\[([\da-f:]+)\]|([\w.-]+))(?::\d+)?$/i
      .exec(headers.host ?? '')
      ?.slice(1)
      .join('') ?? '';
  return isLoopback(hostname);
}
