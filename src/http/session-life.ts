/** How long a session has left: it ends when nothing is asked for a while, and at the latest eight hours after signing in. */
import type { Request } from 'express';
import './express.js';

export const ABSOLUTE_MS = 8 * 3_600_000;

export interface Left {
  /** Seconds, at least: what was written last moves the end, and is written once a minute at most. */
  readonly seconds: number;
  /** False when nothing that one does gives more. */
  readonly extensible: boolean;
}

/** Of whoever signed in; undefined of anybody else. */
export function leftOf({ session: { debut, vu } }: Request, now: Date, idleMinutes: number): Left | undefined {
  if (debut === undefined) return undefined;
  const [idle, absolute] = [(vu ?? debut) + idleMinutes * 60_000, debut + ABSOLUTE_MS];
  return { seconds: Math.max(0, Math.floor((Math.min(idle, absolute) - now.getTime()) / 1_000)), extensible: idle < absolute };
}
