/** What nobody types by accident: one value or several for a field, already encoded as a body or a query carries them. */
import fc from 'fast-check';

/** In every markup that is sent: its raw form is never found in a page. */
export const BALISE = 'zqx7';
/** The product of what templates are sent: found in no answer. */
export const PRODUIT = String(1337 * 7331);

const enc = encodeURIComponent;
const repeter = (texte: string, fois: number) => texte.repeat(fois);

const TEXTES: readonly string[] = [
  '',
  ' ',
  '\u00a0\u2003\t',
  // markup, attributes, links, templates
  `<script>${BALISE}()</script>`,
  `"><img src=x onerror=${BALISE}()>`,
  `' on${BALISE}=1 x='`,
  `" on${BALISE}="1`,
  `</textarea></title></style><${BALISE}>`,
  `<!--<${BALISE}>-->`,
  `javascript:${BALISE}()`,
  'data:text/html,<b>x</b>',
  '{{1337*7331}}',
  '${1337*7331}',
  '#{1337*7331}',
  '{% raise %}{{ self }}',
  '{{{constructor}}}',
  '%(x)s %s %n %x',
  // SQL, patterns, jsonpath
  "' or '1'='1",
  "'; drop table demande; --",
  '" union select null --',
  '$1 $2 :nom ?',
  "\\'; select pg_sleep(5) --",
  '%_\\%\\',
  '(((((((a+)+)+)+)+)+)+)!',
  '{"$ne":null}',
  '[object Object]',
  // formulas
  '=1+1',
  '=cmd|"/c calc"!A1',
  '+1+1',
  '-1+1',
  '@SUM(1+1)',
  '\t=1+1',
  '\r=1+1',
  // lines, headers, logs
  'a\r\nX-Attaque: 1\r\n\r\n<b>',
  'a\nSet-Cookie: attaque=1',
  '\u001b[31mrouge\u0007',
  '{"level":60}\n{"msg":"forged"}',
  // addresses and paths
  '//ailleurs.example/',
  '/\\ailleurs.example/',
  '/\t/ailleurs.example',
  'https://ailleurs.example/',
  '/%2f/ailleurs.example',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  'C:\\windows\\win.ini',
  'file:///etc/passwd',
  // names that every object answers to
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  '__defineGetter__',
  // numbers
  '0',
  '-0',
  '-1',
  '1',
  '007',
  '1e308',
  '1e-400',
  '0x10',
  'NaN',
  'Infinity',
  '-Infinity',
  '2147483647',
  '2147483648',
  '-2147483649',
  '9007199254740993',
  '9223372036854775808',
  '999999999999999',
  '1000000000000000',
  '999999999999999,99',
  '0,001',
  '1.2.3',
  '1 000 000,00 €',
  '１２３',
  '٣٤٥',
  repeter('9', 400),
  // dates
  '0000-00-00',
  '2026-02-30',
  '2026-13-01',
  '31/02/2026',
  '9999-12-31',
  '10000-01-01',
  '-2026-01-01',
  '294277-01-01',
  '01/01/0001',
  'now()',
  'infinity',
  '2026-11-21T25:61:61Z',
  // letters
  '🏗️👩🏽‍🔧',
  '\u202egnp.exe',
  '\u200b\u200b\u200b',
  'a\u0300\u0301\u0302\u0303\u0304',
  'İıſK',
  'ﷺ',
  '\ufffd\uffff\ufffe',
  '\u{10ffff}',
  '\u0080\u0085\u009f',
  '株式会社',
  // identities
  'D26-0000001',
  'd26-1',
  'C26-0000001',
  'RG_PRIV',
  'a@b',
  `${repeter('a', 300)}@exemple.example`,
  'toto@exemple.example,titi@exemple.example',
  '"x y"@exemple.example\r\nBcc: z@exemple.example',
  '00000000-0000-0000-0000-000000000000',
  'true',
  'null',
  'undefined',
  '[]',
  '{}',
  // sizes
  repeter('a', 70),
  repeter('é', 300),
  repeter('x', 5_000),
  repeter('🏗️', 2_000),
  repeter('<', 1_000),
];

/** Bytes that are no text, and escapes that are not whole. */
const OCTETS: readonly string[] = [
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%C0%AF',
  '%E0%A4%A',
  '%',
  '%zz',
  '%FF%FE',
  '%F8%88%80%80%80',
  '%u0041',
  '%0',
];

/** What follows `nom=` in a body; several: the field is sent as many times. */
export type Envoi = readonly (readonly [nom: string, encode: string])[];

const lettres = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary-ascii', maxLength: 80 }),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  fc.double().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  fc.emailAddress(),
  fc.webUrl(),
  fc.json({ maxDepth: 2 }),
);

/** As a browser would, but for what it would never send: lone surrogates as the bytes they would be. */
const encoder = (texte: string): string =>
  [...texte]
    .map((un) => (/\p{Surrogate}/u.test(un) ? `%ED%${(0xa0 | ((un.charCodeAt(0) >> 6) & 0x1f)).toString(16)}%80` : enc(un)))
    .join('');

/** Ways to send one field; `libre` is drawn, the others come from the lists, in their order. */
export function envois(nom: string, rang: number, libre: string): Envoi {
  const tous = TEXTES.length + OCTETS.length;
  const n = rang % (tous + 8);
  const nu = enc(nom);
  if (n < TEXTES.length) return [[nu, encoder(TEXTES[n] ?? '')]];
  if (n < tous) return [[nu, OCTETS[n - TEXTES.length] ?? '']];
  const formes: readonly Envoi[] = [
    [[nu, encoder(libre)]],
    [[nu, encoder(libre)]],
    [[nu, encoder(libre)]],
    // Types confused: repeated, an array, an object, a property of every object, two hundred times.
    [
      [nu, 'a'],
      [nu, encoder(libre)],
    ],
    [[`${nu}[]`, encoder(libre)]],
    [[`${nu}[a][b]`, encoder(libre)]],
    [
      [`${nu}[__proto__][x]`, '1'],
      ['__proto__', encoder(libre)],
      ['constructor', '1'],
    ],
    Array.from({ length: 200 }, () => [nu, encoder(libre)] as const),
  ];
  return formes[n - tous] ?? [];
}

/** Free texts, the same for a same seed. */
export const tirer = (seed: number, combien: number): string[] => fc.sample(lettres, { seed, numRuns: combien });
