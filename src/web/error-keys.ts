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
  507: 'erreurs.titre.507',
};

/** A refusal of the machine: its status, its words, and when to come back (s). */
export interface Panne {
  readonly status: number;
  readonly titre: string;
  readonly texte: string;
  readonly retry: number;
}
export const PANNES = {
  occupe: { status: 503, titre: 'erreurs.titre.503', texte: 'erreurs.occupe', retry: 10 },
  absente: { status: 503, titre: 'erreurs.absente.titre', texte: 'erreurs.absente.texte', retry: 5 },
  plein: { status: 507, titre: 'erreurs.titre.507', texte: 'erreurs.plein', retry: 60 },
} as const satisfies Readonly<Record<string, Panne>>;
