/** From what a handler answers to what is sent. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Refus } from '../kit/errors.js';
import type { Translate } from '../kit/i18n.js';
import { sendFile } from '../kit/web/send-file.js';
import { isRedirection, type Answer, type Page } from './answers.js';

export function reply(req: Request, res: Response, answer: Answer): void {
  if (answer === undefined) return;
  if (isRedirection(answer)) {
    if (answer.message) req.session.message = answer.message;
    // A script that shows how much of a form has left would be led there itself, and take the message: it is told where to go.
    if (req.get('X-Progression')) return void res.json({ to: answer.to });
    return res.redirect(303, answer.to);
  }
  if ('view' in answer) return render(res, answer);
  sendFile(res, answer.file, answer.disposition);
}

/** Every page may carry a form: its key is made with it. */
export const render = (res: Response, { view, data, status }: Page): void =>
  res.status(status).render(view, { idempotence: randomUUID(), ...data });

/** The page as it is now, with what was refused on top and beside its fields; what the page says of it itself comes first. */
export function replyRefus(res: Response, { view, data }: Page, refus: Refus, t: Translate): void {
  render(res, { view, data: { ...faults(refus, t), ...data }, status: refus.status });
}

/** What was refused, in words: as a whole, or field by field, the first fault of each. */
export function faults({ status, key, params, fields }: Refus, t: Translate) {
  const fautes = new Map<string, string>();
  for (const { field, message, params: details } of fields) if (!fautes.has(field)) fautes.set(field, t(message, details ?? {}));
  return {
    refus: fields.length > 0 ? undefined : t(key, params),
    // A session that ended is nobody's fault.
    refusTon: status === 403 ? 'amber' : 'red',
    fautes: Object.fromEntries(fautes),
    corrections: [...fautes].map(([field, texte]) => ({ href: `#${field}`, texte })),
  };
}

/**
 * The version that a page carries when it comes back: the one it had, so that it stays as stale as it was; the present one once what
 * changed has been shown.
 */
export const shownVersion = (sent: number, current: number, refus: Refus | undefined): number =>
  refus === undefined || refus.status === 409 ? current : sent;
