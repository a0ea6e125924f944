/** What a handler answers: a page, somewhere else to go with a word of what was done, a file. Nothing: it answered itself. */

export interface Page {
  readonly view: string;
  readonly data: object;
  readonly status: number;
}

export interface Redirection {
  readonly to: string;
  readonly message?: { readonly type: 'succes' | 'erreur' | 'info'; readonly texte: string };
}

export interface FileAnswer {
  readonly file: { readonly nom: string; readonly type: string; readonly contenu: Buffer };
  readonly disposition: 'inline' | 'attachment';
}

export type Answer = Page | Redirection | FileAnswer | void;

export const isRedirection = (answer: Answer): answer is Redirection => answer !== undefined && 'to' in answer;

export const show = (view: string, data: object, status = 200): Page => ({ view, data, status });

/** Elsewhere; what was done, or why not, is said on the next page. */
export const go = (to: string, texte?: string, type: 'succes' | 'erreur' | 'info' = 'succes'): Redirection => ({
  to,
  message: texte === undefined ? undefined : { type, texte },
});

export const send = (file: FileAnswer['file'], disposition: FileAnswer['disposition']): FileAnswer => ({ file, disposition });
