/** What a handler answers: a page, somewhere else to go with a word of what was done, a file, a form to look at again. Nothing: it answered itself. */

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

/** Nothing was done: the page of the form (`page` of its route), with what the handler found; a browser reads it at `at`, when it has an address. */
export interface Again {
  readonly again: true;
  readonly found?: unknown;
  readonly at?: string;
}

export type Answer = Page | Redirection | FileAnswer | void;

/** A form never answers a page: a browser's Back would ask to send it again. */
export type FormAnswer = Redirection | FileAnswer | Again | void;

export const isRedirection = (answer: Answer | FormAnswer): answer is Redirection => answer !== undefined && 'to' in answer;
export const isAgain = (answer: FormAnswer): answer is Again => answer !== undefined && 'again' in answer;

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

/** `found`: plain JSON, what the page says that the form does not. */
export const again = (found?: unknown, at?: string): Again => ({ again: true, found, at });

export const send = (file: FileAnswer['file'], disposition: FileAnswer['disposition']): FileAnswer => ({ file, disposition });
