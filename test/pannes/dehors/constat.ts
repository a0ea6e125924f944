/** What an accident did, beside what was expected of it. */
export interface Constat {
  readonly what: string;
  readonly expected: string;
  readonly seen: string;
  /** Undefined: it could not be tried here. */
  readonly held: boolean | undefined;
}

/** A table that both a terminal and a page of documentation show. */
export const tableOf = (constats: readonly Constat[]): string =>
  [
    '| What was done | What was expected | What happened | |\n|---|---|---|---|',
    ...constats.map(({ what, expected, seen, held }) => `| ${what} | ${expected} | ${seen} | ${WORD[String(held)]} |`),
  ].join('\n');

const WORD: Readonly<Record<string, string>> = { true: 'held', false: 'NOT held', undefined: 'not tried' };
