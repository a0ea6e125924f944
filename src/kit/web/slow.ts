/** Senders who keep a connection for themselves: a body has its time, one that nobody reads too. */
import type { Request, RequestHandler, Response } from 'express';
import { Refus } from '../errors.js';

/** Half a minute, and more for what really comes: a scan of 10 MB over a poor line takes its minutes. */
const BODY_MS = 30_000;
const BYTES_PER_MS = 32;
const UNREAD_MS = 60_000;

/** What `read` makes of a body; 408 when it comes too slowly, and the connection ends with that answer. */
export async function inTime<T>(req: Request, res: Response, read: () => Promise<T>): Promise<T> {
  const [start, before] = [performance.now(), req.socket.bytesRead];
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      const allowed = BODY_MS + (req.socket.bytesRead - before) / BYTES_PER_MS;
      if (performance.now() - start < allowed) return;
      res.setHeader('Connection', 'close');
      res.once('finish', () => req.destroy());
      reject(new Refus(408, 'erreurs.trop_lent'));
    }, 1_000);
  });
  try {
    return await Promise.race([read(), late]);
  } finally {
    clearInterval(timer);
  }
}

/** Lets go of whoever still sends a body a minute after he was answered. */
export const letGo: RequestHandler = (req, res, next) => {
  res.once('finish', () => {
    if (!req.complete) setTimeout(() => req.complete || req.destroy(), UNREAD_MS).unref();
  });
  next();
};
