/** Pictures drawn on the server as SVG in percent units: they stretch by themselves, without script or style attribute. */
import { formatPercent, shareOf, type Language, type Money, type Percent } from './money.js';
import { escape, html, type Html, type Markup, type Printable } from './markup.js';
import type { Translate } from './i18n.js';

/** A share of a whole: a percentage in ten-thousandths (1 000 000n is 100 %) or a plain number (1 is 100 %). */
export type Share = Percent | number;

/** Level of an autorisation or of a deadline: its colour, always said in words too. */
export type Level = 'vert' | 'orange' | 'rouge';

export interface BarOptions {
  readonly part: Share;
  /** What one is asking for, drawn after what is used. */
  readonly plus?: Share;
  readonly orange?: Share;
  readonly rouge?: Share;
  readonly niveau?: Level;
  /** Words in place of the percentage. */
  readonly texte?: Printable;
}

export interface ClockOptions {
  /** Time gone by, as a share of the time given. */
  readonly part: Share;
  readonly niveau?: Level;
  readonly texte: Printable;
  readonly precision?: Printable;
}

export interface ColumnsOptions {
  readonly colonnes: readonly { readonly parts: readonly (Money | number)[] }[];
}

const LEVEL_ICONS = { vert: '', orange: 'triangle-alert', rouge: 'octagon-alert' } as const;
const LEVEL_CLASSES = { vert: '', orange: ' is-orange', rouge: ' is-red' } as const;

/** Circumference of the clock's ring, of radius 12. */
const RING = 75.4;

const COLUMNS_HEIGHT = 160;

const toPercent = (share: Share): Percent => (typeof share === 'bigint' ? share : BigInt(Math.round(share * 1_000_000)));

/** Width of a share inside its bar, from 0 to 100. */
const widthOf = (share: Share): number => Math.min(100, Math.max(0, Number(toPercent(share)) / 10_000));

const px = (value: number): string => value.toFixed(2).replace(/\.?0+$/, '');
const magnitude = (value: Money | number): number => Math.max(0, typeof value === 'number' ? value : Number(value.minor));
const sum = (values: readonly (Money | number)[]): number => values.reduce<number>((total, value) => total + magnitude(value), 0);

/** The pictures of one language, as functions of the templates. */
export function createPictures({ language, t, markup }: { language: Language; t: Translate; markup: Markup }) {
  const inWords = (share: Share): string => formatPercent(toPercent(share), language, 1);

  function level(niveau: Level, text: string): string {
    const icon = LEVEL_ICONS[niveau];
    const word = niveau === 'vert' ? '' : ` · ${escape(t(`kit.niveau.${niveau}`))}`;
    return `<span class="use${LEVEL_CLASSES[niveau]}">${icon && markup.iconMarkup(icon)}${text}${word}</span>`;
  }

  /** Use of an authorised amount: bar, marks of the two thresholds (dashed orange, plain red), and the figure in words. */
  function barre({ part, plus, orange, rouge, niveau = 'vert', texte }: BarOptions): Html {
    const used = widthOf(part);
    const asked =
      plus === undefined
        ? ''
        : `<rect class="plus" x="${px(used)}%" y="3" width="${px(Math.min(widthOf(plus), 100 - used))}%" height="8"/>`;
    const mark = (css: string, at?: Share) =>
      at === undefined ? '' : `<line class="${css}" x1="${px(widthOf(at))}%" x2="${px(widthOf(at))}%" y1="0" y2="14"/>`;
    const words =
      texte !== undefined
        ? escape(texte)
        : plus === undefined
          ? inWords(part)
          : escape(t('kit.barre.passerait', { avant: inWords(part), apres: inWords(toPercent(part) + toPercent(plus)) }));
    const seuils =
      orange === undefined || rouge === undefined
        ? ''
        : ` <small class="muted">${escape(inWords(orange) === inWords(rouge) ? t('kit.barre.seuil', { seuil: inWords(rouge) }) : t('kit.barre.seuils', { orange: inWords(orange), rouge: inWords(rouge) }))}</small>`;
    return html(
      `<div class="gauge"><svg class="bar${LEVEL_CLASSES[niveau]}" width="100%" height="14" aria-hidden="true">` +
        `<rect class="tr" y="3" width="100%" height="8" rx="2"/><rect class="us" y="3" width="${px(used)}%" height="8" rx="2"/>` +
        `${asked}${mark('th2', orange)}${mark('th', rouge)}</svg>${level(niveau, words)}${seuils}</div>`,
    );
  }

  /** Time left before a deadline: a ring that fills, the words, and the hour. */
  function horloge({ part, niveau = 'vert', texte, precision }: ClockOptions): Html {
    const arc = px((widthOf(part) * RING) / 100);
    const late = niveau === 'rouge' ? '<path class="ix" d="M16 11v6M16 21v.01"/>' : '';
    const small = precision === undefined ? '' : `<small class="muted">${escape(precision)}</small>`;
    return html(
      `<div class="clock${LEVEL_CLASSES[niveau]}"><svg viewBox="0 0 32 32" aria-hidden="true"><circle class="t" cx="16" cy="16" r="12"/>` +
        `<circle class="v" cx="16" cy="16" r="12" stroke-dasharray="${arc} ${RING}" transform="rotate(-90 16 16)"/>${late}</svg>` +
        `<b>${escape(texte)}</b>${small}</div>`,
    );
  }

  return {
    barre,
    horloge,
    empilement,
    colonnesSvg,
    /** The scale of a ranking: the largest line. */
    sommet: (lines: readonly { readonly valeur: Money | number }[]): number => Math.max(0, ...lines.map(({ valeur }) => magnitude(valeur))),
    /** How much of an amount another is, for a bar. */
    partDe: shareOf,
  };
}

/** One line of a ranking: its parts end to end, on the scale of `sommet`. */
function empilement(parts: readonly (Money | number)[], sommet: number): Html {
  let x = 0;
  const drawn = parts.map((part, index) => {
    const width = sommet === 0 ? 0 : (magnitude(part) / sommet) * 100;
    const rect = width === 0 ? '' : `<rect class="s${(index % 5) + 1}" x="${px(x)}%" width="${px(width)}%" height="10"/>`;
    x += width;
    return width === 0 ? '' : `${rect}<rect class="gap" x="${px(x)}%" width="1.5" height="10"/>`;
  });
  return html(`<svg class="bar" width="100%" height="10" aria-hidden="true">${drawn.join('')}</svg>`);
}

/** Columns side by side, each of its parts bottom up, on the scale of the highest. */
function colonnesSvg({ colonnes }: ColumnsOptions): Html {
  const highest = Math.max(0, ...colonnes.map(({ parts }) => sum(parts)));
  const slot = 100 / Math.max(1, colonnes.length);
  const drawn = colonnes.map(({ parts }, column) => {
    let y = COLUMNS_HEIGHT;
    return parts
      .map((part, index) => {
        const height = highest === 0 ? 0 : (magnitude(part) / highest) * (COLUMNS_HEIGHT - 4);
        y -= height;
        const x = column * slot + slot * 0.14;
        return height === 0
          ? ''
          : `<rect class="s${(index % 5) + 1}" x="${px(x)}%" y="${px(y)}" width="${px(slot * 0.72)}%" height="${px(height)}"/>`;
      })
      .join('');
  });
  const lines = [0.25, 0.5, 0.75].map(
    (at) => `<line class="grid" x1="0" x2="100%" y1="${COLUMNS_HEIGHT * at}" y2="${COLUMNS_HEIGHT * at}"/>`,
  );
  return html(`<svg class="bar" width="100%" height="${COLUMNS_HEIGHT}" aria-hidden="true">${lines.join('')}${drawn.join('')}</svg>`);
}
