/** Small pieces of HTML that appear many times on a page. Plain string functions: a list calls them once per cell. */
import nunjucks from 'nunjucks';
import type { Assets } from './assets.js';
import { formatDay, formatInstant, type Day } from './dates.js';
import { formatCount, type Translate } from './i18n.js';
import { formatMoney, formatPercent, moneyParts, toDecimal, type Language, type Money, type Percent } from './money.js';
import { STATES } from './states.js';

const { SafeString } = nunjucks.runtime;

/** HTML that a template prints as it is. */
export type Html = InstanceType<typeof SafeString>;

/** Text (escaped when printed) or HTML made by one of our functions (printed as it is). */
export type Printable = string | number | Html;

type Maybe<T> = T | null | undefined;

export const html = (markup: string): Html => new SafeString(markup);

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** What may be put inside an element or a quoted attribute. */
export const escape = (value: Printable): string =>
  value instanceof SafeString ? value.toString() : String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** The helpers of one language, as filters and functions of the templates. */
export function createMarkup({ language, t, assets }: { language: Language; t: Translate; assets: Assets }) {
  const sprite = assets.asset('/icones.svg');

  /** An icon of the sprite, silent for screen readers: its meaning is in the words beside it. */
  function iconMarkup(name: string): string {
    if (!assets.icons.has(name)) throw new Error(`no icon "${name}" in the sprite`);
    return `<svg class="ic" aria-hidden="true"><use href="${sprite}#i-${name}"/></svg>`;
  }

  /** Amount whose cents recede; `nature` colours what is owed (`due`) or given back (`avoir`). Nothing when there is none. */
  function montant(value: Maybe<Money>, nature?: 'due' | 'avoir'): Html | '' {
    if (!value) return '';
    const { whole, fraction, symbol } = moneyParts(value, language);
    const cents = fraction && `<i>${fraction}</i>`;
    const shown = language === 'fr' ? `${whole}${cents}\u00a0${symbol}` : `${symbol}${symbol.length > 1 ? '\u00a0' : ''}${whole}${cents}`;
    return html(`<data class="amt${nature ? ` amt--${nature}` : ''}" value="${toDecimal(value)}">${shown}</data>`);
  }

  function badge(state: string, { grand = false } = {}): Html {
    const look = STATES[state];
    if (!look) throw new Error(`no look for the state "${state}"`);
    const size = grand ? ' badge--l' : '';
    return html(
      `<span class="badge c-${look.tone}${size}" data-etat="${state}">${iconMarkup(look.icon)}${escape(t(`etats.${state}`))}</span>`,
    );
  }

  return {
    iconMarkup,
    icone: (name: string): Html => html(iconMarkup(name)),
    badge,
    montant,
    /** Amount as plain text, for a sentence, a title or an attribute. */
    montantTexte: (value: Maybe<Money>): string => (value ? formatMoney(value, language) : ''),
    nombre: (value: Maybe<number | bigint | string>): string => (value === null || value === undefined ? '' : formatCount(value, language)),
    jour: (value: Maybe<Day>): Html | '' => (value ? html(`<time datetime="${value}">${formatDay(value)}</time>`) : ''),
    instant: (value: Maybe<Date>): Html | '' =>
      value ? html(`<time datetime="${value.toISOString()}">${formatInstant(value, language)}</time>`) : '',
    pourcent: (value: Maybe<Percent>, digits?: number): string =>
      value === null || value === undefined ? '' : formatPercent(value, language, digits),
  };
}

export type Markup = ReturnType<typeof createMarkup>;
