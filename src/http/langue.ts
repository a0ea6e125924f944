/** The language of a reader: chosen in this session, kept with the person, or asked for by the browser. */
import type { Request } from 'express';
import type { Language } from '../kit/money.js';
import { acteurDe } from './express.js';

export const langueDe = (req: Request): Language =>
  req.session?.langue ?? acteurDe(req)?.langue ?? (req.acceptsLanguages('fr', 'en') === 'en' ? 'en' : 'fr');
