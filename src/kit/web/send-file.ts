import type { Response } from 'express';

/** A file's name as a header carries it: safe in ASCII, kept in full in UTF-8. */
export function contentDisposition(nom: string, disposition: 'inline' | 'attachment'): string {
  const ascii = nom
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\w.-]+/g, '_');
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(nom)}`;
}

/** Sends bytes that nothing should sniff, run or keep. */
export function sendFile(
  res: Response,
  { nom, type, contenu }: { nom: string; type: string; contenu: Buffer },
  disposition: 'inline' | 'attachment',
): void {
  res.setHeader('Content-Type', type);
  res.setHeader('Content-Disposition', contentDisposition(nom, disposition));
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Length', contenu.length);
  res.end(contenu);
}
