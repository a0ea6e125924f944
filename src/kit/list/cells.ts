/** What a cell of a table says, as HTML. Made here and nowhere else, so that nothing unescaped reaches a page. */
import { randomUUID } from 'node:crypto';
import { formatMoney, fromDecimal, type Money, type Language } from '../money.js';
import { escape, type Markup } from '../markup.js';
import type { BarOptions, ClockOptions, createPictures } from '../pictures.js';
import type { Day } from '../dates.js';

declare const made: unique symbol;
/** HTML of a cell, escaped where it had to be. */
export type CellHtml = string & { readonly [made]: true };

type Text = string | number;
const as = (markup: string): CellHtml => markup as CellHtml;
const under = (text: Text | undefined, more = ''): string => (text ? `<span class="sub${more}">${escape(text)}</span>` : '');

export type Cells = ReturnType<typeof createCells>;

/** The ways to print a value, in one language. */
export function createCells(
  language: Language,
  { badge, montant, jour, instant, nombre, iconMarkup }: Markup,
  { barre, horloge }: Pick<ReturnType<typeof createPictures>, 'barre' | 'horloge'>,
) {
  const badges = new Map<string, string>();
  const badgeOf = (state: string): string => {
    const known = badges.get(state) ?? badge(state).toString();
    badges.set(state, known);
    return known;
  };
  return {
    nothing: as(''),
    /** Text, and what precises it on a line below. */
    text: (text: Text, sub?: Text): CellHtml => as(escape(text) + under(sub)),
    /** The same as one block: the main cell of a card. */
    main: (text: Text, sub?: Text): CellHtml => as(`<span>${escape(text)}${under(sub)}</span>`),
    /** Two lines of the same weight, the second one muted. */
    lines: (text: Text, second: Text): CellHtml => as(`${escape(text)}<br><span class="muted">${escape(second)}</span>`),
    link: (href: string, text: Text, sub?: Text): CellHtml => as(`<a href="${escape(href)}">${escape(text)}</a>${under(sub)}`),
    /** A number one calls a thing by; with `href`, the link to its page. */
    ref: (text: Text, href?: string): CellHtml =>
      as(href ? `<a class="ref" href="${escape(href)}">${escape(text)}</a>` : `<span class="ref">${escape(text)}</span>`),
    amount: (decimal: string, currency: string): CellHtml => as(montant(fromDecimal(decimal, currency)).toString()),
    money: (value: Money): CellHtml => as(montant(value).toString()),
    words: (value: Money): string => formatMoney(value, language),
    count: (value: number): CellHtml => as(nombre(value)),
    day: (day: Day | null | undefined): CellHtml => as(jour(day).toString()),
    instant: (at: Date | null | undefined, sub?: Text): CellHtml =>
      as(sub ? `<span>${instant(at).toString()}${under(sub)}</span>` : instant(at).toString()),
    state: (code: string, sub?: string): CellHtml => as(badgeOf(code) + (sub ? ` ${under(sub, ' nw')}` : '')),
    /** Yes or no, in words, with its colour and its sign. */
    mark: (yes: boolean, words: string): CellHtml =>
      as(`<span class="issue ${yes ? 'c-green' : 'c-grey'}">${iconMarkup(yes ? 'circle-check' : 'circle-x')}${escape(words)}</span>`),
    reasons: (reasons: readonly string[]): CellHtml =>
      as(reasons.map((one) => `<span class="why">${iconMarkup('hourglass')}<span>${escape(one)}</span></span>`).join('')),
    bar: (options: BarOptions): CellHtml => as(barre(options).toString()),
    /** Does something with this row at once: the list stands in one form. `label` names the row to who does not see it. */
    button: ({ action, icon, text, label }: { action: string; icon: string; text: string; label: string }): CellHtml =>
      as(
        `<button class="btn btn--s" name="_idempotence" value="${randomUUID()}" formaction="${escape(action)}" aria-label="${escape(label)}">${iconMarkup(icon)}${escape(text)}</button>`,
      ),
    clock: (options: ClockOptions): CellHtml => as(horloge(options).toString()),
  };
}
