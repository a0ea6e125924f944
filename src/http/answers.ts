/** What a handler answers: a page, somewhere else to go with a word of what was done, a file. Nothing: it answered itself. */

export interface Page {
  readonly view: string;
  readonly data: object;
  readonly status: number;
}

export interface Redirection {
  readonly to: string;
  readonly message?: PageMessage;
}

/** What the next page says of what was done: where to go from there, and a file that it fetches at once. */
export interface PageMessage {
  readonly type: 'succes' | 'erreur' | 'info';
  readonly texte: string;
  readonly lien?: { readonly href: string; readonly texte: string };
  readonly fichier?: string;
}

export interface FileAnswer {
  readonly file: { readonly nom: string; readonly type: string; readonly contenu: Buffer };
  readonly disposition: 'inline' | 'attachment';
}

export type Answer = Page | Redirection | FileAnswer | void;

export const isRedirection = (answer: Answer): answer is Redirection => answer !== undefined && 'to' in answer;

export const show = (view: string, data: object, status = 200): Page => ({ view, data, status });

/** Elsewhere; what was done, or why not, is said on the next page. */
export const go = (
  to: string,
  texte?: string,
  type: PageMessage['type'] = 'succes',
  suite: Pick<PageMessage, 'lien' | 'fichier'> = {},
): Redirection => ({
  to,
  message: texte === undefined ? undefined : { type, texte, ...suite },
});

export const send = (file: FileAnswer['file'], disposition: FileAnswer['disposition']): FileAnswer => ({ file, disposition });
