/** An act as one reads it on a page, article by article. */

/** A wording, composed. */
export interface Redaction {
  readonly articles: readonly {
    readonly numero: string;
    readonly titre: string;
    readonly section?: string;
    readonly paragraphes: readonly { readonly texte: string }[];
  }[];
}

export const articlesDe = ({ articles }: Redaction) =>
  articles.map(({ numero, titre, section, paragraphes }) => ({
    titre: `${numero} ${titre}`,
    section,
    paragraphes: paragraphes.map((one) => one.texte),
  }));
