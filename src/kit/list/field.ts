/** One criterion of a search bar, drawn. */
import type { Translate } from '../i18n.js';
import { escape } from '../markup.js';

/** One criterion of a search bar; `multiple`: several boxes in a small menu, `cache`: carried along, not shown. */
export interface Field {
  readonly nom: string;
  readonly libelle?: string;
  readonly type?: 'texte' | 'date' | 'choix' | 'multiple' | 'cache';
  readonly valeur?: string | readonly string[];
  readonly choix?: readonly { readonly valeur: string; readonly texte: string }[];
  /** What stands for no choice. */
  readonly vide?: string;
  readonly exemple?: string;
  readonly grand?: boolean;
  /** One more box under those of `multiple`, of another name. */
  readonly plus?: { readonly nom: string; readonly valeur: string; readonly texte: string; readonly coche: boolean };
}

/** A criterion as it stands in the bar. */
export const fieldMarkup = (one: Field, t: Translate): string =>
  one.type === 'cache'
    ? ([one.valeur ?? ''].flat() as string[]).map((value) => `<input type="hidden" name="${one.nom}" value="${escape(value)}">`).join('')
    : `<div${one.grand ? ' class="grow"' : ''}>\n${control(one, t)}\n</div>\n`;

function control({ nom, type, valeur = '', choix = [], vide, exemple, libelle = '', plus }: Field, t: Translate): string {
  const id = `f-${nom}`;
  const chosen = [valeur].flat() as readonly string[];
  if (type === 'multiple') {
    const shown = chosen.length === 0 ? escape(vide ?? t('kit.champ.tous')) : escape(t('kit.champ.choisis', { count: chosen.length }));
    const boxes = choix.map(
      (one) =>
        `<label><input class="box" type="checkbox" name="${nom}" value="${escape(one.valeur)}"${chosen.includes(one.valeur) ? ' checked' : ''}>${escape(one.texte)}</label>`,
    );
    const more = plus
      ? `<label class="pick__plus"><input class="box" type="checkbox" name="${plus.nom}" value="${escape(plus.valeur)}"${plus.coche ? ' checked' : ''}>${escape(plus.texte)}</label>`
      : '';
    return (
      `<span class="lb" id="${id}-l">${escape(libelle)}</span>\n<details class="pick" name="critere" data-cherche="${escape(t('kit.champ.chercher'))}"><summary class="inp" aria-labelledby="${id}-l ${id}-v">` +
      `<span id="${id}-v">${shown}</span></summary>\n<div class="drop" role="group" aria-labelledby="${id}-l">${boxes.join('')}${more}</div></details>`
    );
  }
  const label = `<label for="${id}">${escape(libelle)}</label>\n`;
  if (type === 'choix') {
    const options = choix.map(
      (one) => `<option value="${escape(one.valeur)}"${chosen.includes(one.valeur) ? ' selected' : ''}>${escape(one.texte)}</option>`,
    );
    return `${label}<select class="inp" id="${id}" name="${nom}"><option value="">${escape(vide ?? t('kit.champ.tous'))}</option>${options.join('')}</select>`;
  }
  const more =
    type === 'date'
      ? ` placeholder="${escape(t('kit.champ.dateExemple'))}" data-calendrier="${escape(t('kit.champ.calendrier'))}"`
      : exemple
        ? ` placeholder="${escape(exemple)}"`
        : '';
  return `${label}<input class="inp" id="${id}" name="${nom}" value="${escape(chosen[0] ?? '')}"${more} autocomplete="off">`;
}
