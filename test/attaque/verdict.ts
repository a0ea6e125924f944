/** What no answer may be, whatever was asked. */
import { BALISE, PRODUIT } from './valeurs.js';

const EN_TETES: Readonly<Record<string, RegExp>> = {
  'content-security-policy': /^default-src 'none';script-src 'self';.*frame-ancestors 'none';base-uri 'none'/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/i,
  'referrer-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\)/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'cache-control': /^no-store$/,
  'x-request-id': /^[\w-]{8,64}$/,
};

export interface Reponse {
  readonly status: number;
  readonly headers: Headers;
  readonly texte: string;
}

/** The headers that are missing, or say something else. */
export const enTetesFautifs = (headers: Headers, sauf: readonly string[] = []): string[] =>
  Object.entries(EN_TETES)
    .filter(([nom, forme]) => !sauf.includes(nom) && !forme.test(headers.get(nom) ?? ''))
    .map(([nom]) => `${nom}: ${headers.get(nom)}`);

/** Markup of ours as it was typed, out of a text or of an attribute: a page says it with its signs escaped. */
const BRUT = new RegExp(
  `<script>${BALISE}|<img src=x onerror=${BALISE}|</?${BALISE}|["'] on${BALISE}=|(?:href|src|action)="\\s*(?:javascript|data:text):?`,
  'i',
);

/** What is wrong with an answer; nothing, in a word, when it is what it may be. */
export function fautes({ status, headers, texte }: Reponse): string[] {
  const trouvees: string[] = [];
  if (status >= 500) trouvees.push(`answered ${status}`);
  trouvees.push(...enTetesFautifs(headers).map((un) => `header ${un}`));
  if (headers.has('x-attaque') || headers.getSetCookie().some((un) => un.startsWith('attaque='))) trouvees.push('a header of ours');
  const location = headers.get('location');
  if (location !== null && !/^\/(?![/\\])[^\s\\]*$/.test(location)) trouvees.push(`redirects to ${location}`);
  if ((headers.get('content-type') ?? '').startsWith('text/html')) {
    if (BRUT.test(texte)) trouvees.push(`markup in the page: ${BRUT.exec(texte)?.[0]}`);
    if (texte.includes(PRODUIT)) trouvees.push('a template was run');
    if (/\bat (?:\S+ )?\(?(?:file:\/\/|\/[\w-]+\/)|select .* from \w+ where|node_modules/i.test(texte))
      trouvees.push('the inside is shown');
  }
  return trouvees;
}
