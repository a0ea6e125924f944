/** RFC 9116: whom to tell of a weakness. */

const UN_AN_MS = 365 * 86_400_000;

export interface SecurityTxt {
  /** `mailto:…` or an https address. */
  readonly contact: string;
  /** Where the product is reached. */
  readonly appUrl: string;
  readonly now: Date;
}

/** The file, valid for a year from now. */
export const securityTxt = ({ contact, appUrl, now }: SecurityTxt): string =>
  [
    `Contact: ${contact}`,
    `Expires: ${new Date(now.getTime() + UN_AN_MS).toISOString()}`,
    'Preferred-Languages: fr, en',
    `Canonical: ${appUrl}/.well-known/security.txt`,
    '',
  ].join('\n');
