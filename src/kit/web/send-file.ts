import type { Response } from 'express';

/** Sends bytes that nothing should sniff, run or keep; the name is safe in a header and kept in full in UTF-8. */
export function sendFile(res: Response, { nom, type, contenu }: { nom: string; type: string; contenu: Buffer }, disposition: 'inline' | 'attachment'): void {
  const ascii = nom.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[^\w.-]+/g, '_');
  res.setHeader('Content-Type', type);
  res.setHeader('Content-Disposition', `${disposition}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(nom)}`);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Length', contenu.length);
  res.end(contenu);
}
