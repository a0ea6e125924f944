/** Search bar, chips and pages of a list, as strings: the same for every list, once a page. */
import { escape, html, type Html, type Markup } from '../markup.js';
import { formatCount, type Translate } from '../i18n.js';
import type { Language } from '../money.js';
import { fieldMarkup, type Field } from './field.js';

export interface Filtres {
  readonly action: string;
  readonly libelle: string;
  /** How many filters are set. */
  readonly actifs?: number;
  readonly champs: readonly Field[];
}

export interface Puces {
  readonly puces: readonly { readonly libelle: string; readonly valeur: string; readonly href: string }[];
  /** Removes them all. */
  readonly effacer?: string;
  readonly suggestions?: readonly { readonly texte: string; readonly href: string }[];
}

export interface Pagination {
  readonly premier: number;
  readonly dernier: number;
  readonly total: number;
  readonly precedente?: string | null;
  readonly suivante?: string | null;
  /** Pages to show, null for a gap; without them, only previous and next. */
  readonly pages?: readonly ({ readonly numero: number; readonly href: string; readonly courante: boolean } | null)[];
  readonly tailles?: readonly { readonly taille: number; readonly href: string; readonly courante: boolean }[];
}

export function createListTools(language: Language, t: Translate, { iconMarkup: icon }: Markup) {
  const say = (key: string, params?: Readonly<Record<string, unknown>>) => escape(t(key, params));
  const figure = (value: number) => formatCount(value, language);

  return {
    /** The search bar, folded on a telephone. */
    filtres: ({ action, libelle, actifs = 0, champs }: Filtres): Html =>
      html(
        `<details class="fold"><summary>${icon('sliders-horizontal')}${say('kit.filtres.titre')}` +
          `${actifs ? ` <span class="muted">${say('kit.filtres.actifs', { count: actifs })}</span>` : ''}${icon('chevron-down')}</summary>\n` +
          `<form class="filters" role="search" method="get" action="${escape(action)}" aria-label="${escape(libelle)}">\n${champs.map((field) => fieldMarkup(field, t)).join('')}` +
          `<div class="fit"><button class="btn">${icon('search')}${say('kit.filtres.rechercher')}</button></div>\n</form></details>`,
      ),

    /** The filters that are set, each removed by its link, and searches one could add. Nothing to show: nothing drawn. */
    puces({ puces, effacer, suggestions = [] }: Puces): Html {
      if (puces.length === 0 && suggestions.length === 0) return html('');
      const chips = puces.map(
        ({ libelle, valeur, href }) =>
          `<a class="chip" href="${escape(href)}">${libelle && `${escape(libelle)}${say('kit.deuxPoints')} `}<b>${escape(valeur)}</b>` +
          `<span class="vh">, ${say('kit.filtres.retirer')}</span>${icon('x')}</a>`,
      );
      const all = effacer ? `<a class="btn btn--q btn--s" href="${escape(effacer)}">${say('kit.filtres.effacer')}</a>` : '';
      const more = suggestions.map(({ texte, href }) => `<a class="chip" href="${escape(href)}">${icon('plus')}${escape(texte)}</a>`);
      const set = puces.length > 0 ? `<span class="vh">${say('kit.filtres.enCours')}</span>\n${chips.join('')}${all}` : '';
      return html(`<div class="chips">\n${set}${more.join('')}\n</div>`);
    },

    pagination({ premier, dernier, total, precedente, suivante, pages = [], tailles = [] }: Pagination): Html {
      const word = `<span class="vh">${say('kit.pages.page')} </span>`;
      const step = (href: string | null | undefined, rel: 'prev' | 'next', key: string, sign: string) =>
        href ? `<li><a href="${escape(href)}" rel="${rel}" aria-label="${say(key)}">${icon(sign)}</a></li>` : '';
      const numbers = pages.map((page) =>
        !page
          ? '<li><span>…</span></li>'
          : page.courante
            ? `<li><span aria-current="page">${word}${figure(page.numero)}</span></li>`
            : `<li><a href="${escape(page.href)}">${word}${figure(page.numero)}</a></li>`,
      );
      const nav =
        precedente || suivante || pages.length > 1
          ? `\n<nav aria-label="${say('kit.pages.titre')}"><ul class="p">${step(precedente, 'prev', 'kit.pages.precedente', 'chevron-left')}${numbers.join('')}${step(suivante, 'next', 'kit.pages.suivante', 'chevron-right')}</ul></nav>`
          : '';
      const sizes = tailles.map(({ taille, href, courante }) =>
        courante ? `<b aria-current="true">${taille}</b>` : `<a href="${escape(href)}" aria-describedby="par-page">${taille}</a>`,
      );
      const choice =
        tailles.length > 0 ? `\n<p class="hm"><span id="par-page">${say('kit.pages.parPage')}</span>${sizes.join('')}</p>` : '';
      const range = say('kit.pages.intervalle', { premier: figure(premier), dernier: figure(dernier) });
      return html(`<div class="pager"><span>${range} <b>${figure(total)}</b></span>${nav}${choice}\n</div>`);
    },
  };
}
