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
  champSecret: 'code' | 'secret';
}) => ({
  ...values,
  corrections: values.refusee ? [{ href: '#email' }] : [],
});
