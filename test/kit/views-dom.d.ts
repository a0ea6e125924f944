/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** The one thing that the tests ask of jsdom: to read a page as a browser would. */
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string);
    readonly window: { readonly document: Document; readonly DOMParser: typeof DOMParser };
  }
}
