import type { Language } from './money.js';

/** A file's size for people: `340 Ko`, `2,1 Mo`; `340 KB`, `2.1 MB`. */
export function formatBytes(bytes: number, language: Language): string {
  const [unit, megaUnit] = language === 'fr' ? ['Ko', 'Mo'] : ['KB', 'MB'];
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))}\u00a0${unit}`;
  const mega = (bytes / 1_000_000).toFixed(1);
  return `${language === 'fr' ? mega.replace('.', ',') : mega}\u00a0${megaUnit}`;
}

/** What a form with files may send: each file, and how many at once. */
export const UPLOAD_MAX_BYTES = 10 * 1024 * 1024;
export const UPLOAD_MAX_FILES = 5;
