/** Style, scripts, font, icons: addressed with their hash, so kept for a year. */
import express, { type RequestHandler } from 'express';
import { inRoot } from '../kit/root.js';
import type { Services } from '../services.js';

export const publicFiles = ({ config }: Pick<Services, 'config'>): RequestHandler =>
  express.static(inRoot('public'), {
    index: false,
    redirect: false,
    setHeaders: (res) => {
      res.setHeader('Cache-Control', config.production || config.viewCache ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
