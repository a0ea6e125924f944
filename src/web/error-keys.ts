/** The title of the error page by HTTP status. */
export const CLE_PAR_STATUT: Readonly<Record<number, string>> = {
  400: 'erreurs.titre.400',
  403: 'erreurs.titre.403',
  404: 'erreurs.titre.404',
  408: 'erreurs.titre.408',
  409: 'erreurs.titre.409',
  413: 'erreurs.titre.413',
  422: 'erreurs.titre.422',
  429: 'erreurs.titre.429',
  500: 'erreurs.titre.500',
  503: 'erreurs.titre.503',
};
