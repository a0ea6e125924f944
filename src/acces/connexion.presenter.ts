/** The sign-in page. */
export interface CompteDemo {
  readonly email: string;
  readonly qui: { readonly fr: string; readonly en: string };
}

export const pageConnexion = (values: {
  titre: string;
  email: string;
  refusee: boolean;
  retour: string;
  comptes: readonly CompteDemo[];
  /** What a passkey must sign; undefined where there can be none. */
  cle: string | undefined;
}) => ({
  ...values,
  /** What one comes back for: something typed, or a page. */
  reprise: /[?&](formulaire|brouillon)=/.test(values.retour) ? 'garde' : values.retour === '/' ? undefined : 'suite',
  corrections: values.refusee ? [{ href: '#email' }] : [],
});
