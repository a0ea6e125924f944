/** A table as one string: head that sorts, rows, totals. A list draws two hundred rows with it: no macro a cell. */
import { escape } from '../markup.js';
import type { CellHtml, Cells } from './cells.js';

export interface TableColumn<Row, Total> {
  readonly title: string;
  /** Link that sorts by it, and how it is sorted now. */
  readonly href?: string;
  readonly sorted?: 'ascending' | 'descending';
  /** Look of its cells; `k` makes them the head of their row. */
  readonly css: string;
  /** On a card its title stands beside its values; above them unless told. */
  readonly labelled?: boolean;
  readonly cell: (row: Row, cells: Cells) => CellHtml;
  readonly total?: (total: Total, cells: Cells) => CellHtml;
}

/** The box that ticks a row. */
export interface Tick {
  readonly value: string;
  readonly label: string;
  readonly minor: string;
  readonly currency: string;
  /** The version of the row that the page shows: what is done with it is refused once it changed. */
  readonly version: number;
  readonly checked?: boolean;
}

export interface Table<Row, Total> {
  readonly caption: string;
  readonly css?: string;
  readonly columns: readonly TableColumn<Row, Total>[];
  readonly rows: readonly Row[];
  /** `data-…` of a row, without their prefix. */
  readonly data: (row: Row) => Readonly<Record<string, string | undefined>>;
  /** Rows may be ticked: the name of the boxes, a word for "all", and each row's box. */
  readonly ticks?: { readonly name: string; readonly all: string; readonly of: (row: Row) => Tick | undefined };
  readonly totals: readonly Total[];
  /** What the group that ends with a row amounts to. */
  readonly subtotal?: (row: Row, next: Row | undefined) => { readonly title: string; readonly total: Total } | undefined;
  readonly totalTitle: (total: Total) => string;
}

const attribute = (name: string, value: string | undefined): string => (value === undefined ? '' : ` ${name}="${escape(value)}"`);
const css = (value: string | undefined): string => (value ? ` class="${value}"` : '');

/** The table's HTML. */
export function drawTable<Row, Total>(table: Table<Row, Total>, cells: Cells, icon: (name: string) => string): string {
  const { caption, columns, rows, data, ticks, totals, subtotal } = table;
  const boxes = ticks
    ? `<th role="columnheader" scope="col" class="ck"><label class="ckl" data-tous="${escape(ticks.all)}"><input class="box" type="checkbox" data-tout aria-label="${escape(ticks.all)}"></label></th>`
    : '';
  // What each cell of a column opens with and ends with is made once.
  const frames = columns.map((column) => {
    const head = /\bk\b/.test(column.css);
    const label = attribute(column.labelled ? 'data-l' : 'data-t', /\bst\b/.test(column.css) ? undefined : column.title);
    const open = head ? `<th role="rowheader" scope="row"${css(column.css)}>` : `<td role="cell"${css(column.css)}${label}>`;
    return { column, open, close: head ? '</th>' : '</td>' };
  });
  let body = '';
  for (const [rank, row] of rows.entries()) {
    let line = '<tr role="row"';
    const attributes = data(row);
    for (const name in attributes) line += attribute(`data-${name}`, attributes[name]);
    line += '>';
    if (ticks) line += tickCell(ticks.name, ticks.of(row));
    for (const { column, open, close } of frames) line += open + column.cell(row, cells) + close;
    body += `${line}</tr>\n`;
    const group = subtotal?.(row, rows[rank + 1]);
    if (group) body += totalRow(table, group.total, cells, group.title);
  }
  const foot = columns.some(({ total }) => total) ? totals.map((total) => totalRow(table, total, cells)).join('') : '';
  return (
    `<table class="${table.css ?? 'tbl tbl--stick'}" role="table"><caption class="vh">${escape(caption)}</caption>\n` +
    `<thead role="rowgroup"><tr role="row">${boxes}${columns.map((column) => headCell(column, icon)).join('')}</tr></thead>\n` +
    `<tbody role="rowgroup">${body}</tbody>${foot && `<tfoot role="rowgroup">${foot}</tfoot>`}</table>`
  );
}

function headCell({ title, href, sorted, css: look }: TableColumn<never, never>, icon: (name: string) => string): string {
  const sign = sorted ? icon(sorted === 'descending' ? 'arrow-down' : 'arrow-up') : '';
  const text = href ? `<a href="${escape(href)}">${escape(title)}${sign}</a>` : escape(title);
  return `<th role="columnheader" scope="col"${css(look)}${attribute('aria-sort', sorted)}>${text}</th>`;
}

function tickCell(name: string, tick: Tick | undefined): string {
  if (!tick) return '<td role="cell" class="ck"></td>';
  const value = escape(tick.value);
  return (
    `<td role="cell" class="ck"><label class="ckl"><input class="box" type="checkbox" name="${name}" value="${value}"${tick.checked ? ' checked' : ''} data-minor="${tick.minor}"` +
    ` data-devise="${escape(tick.currency)}" aria-label="${escape(tick.label)}"></label><input type="hidden" name="versions" value="${value}:${tick.version}"></td>`
  );
}

/** One line of totals: its title over the first columns that have none. */
function totalRow<Row, Total>({ columns, ticks, totalTitle }: Table<Row, Total>, total: Total, cells: Cells, subtotal?: string): string {
  const first = columns.findIndex((column) => column.total);
  const rest = columns.slice(first).map((column) => {
    const label = column.total ? attribute(column.labelled ? 'data-l' : 'data-t', column.title) : '';
    return column.total ? `<td role="cell"${css(column.css)}${label}>${column.total(total, cells)}</td>` : '<td role="cell"></td>';
  });
  const span = first > 1 ? ` colspan="${first}"` : '';
  return `<tr role="row"${subtotal === undefined ? '' : ' class="subtotal"'}>${ticks ? '<td role="cell" class="ck"></td>' : ''}<th role="rowheader" scope="row" class="k"${span}>${escape(subtotal ?? totalTitle(total))}</th>${rest.join('')}</tr>`;
}
