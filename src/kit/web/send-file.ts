import type { Response } from 'express';

/** What RFC 5987 forbids in a name although `encodeURIComponent` leaves it: a browser that meets one drops the whole name. */
const LEFT = /['()*]/g;

/** A file's name as a header carries it (RFC 6266): in ASCII for the oldest readers, in full for all the others. */
export function contentDisposition(nom: string, disposition: 'inline' | 'attachment'): string {
  const ascii = nom
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/œ/gi, (letter) => (letter === 'œ' ? 'oe' : 'OE'))
    .replace(/[’‘]/g, "'")
    .replace(/[^ !#-$&-[\]-~]+/g, '_');
  const full = encodeURIComponent(nom).replace(LEFT, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${full}`;
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
