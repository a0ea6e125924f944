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
  champSecret: 'code' | 'secret';
}) => ({
  ...values,
  corrections: values.refusee ? [{ href: '#email' }] : [],
});
