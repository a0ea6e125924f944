/** What overflows on a page, as its reader would see it: told in words, one line each. */
import type { Page } from 'playwright-core';

/** In the page: nothing is wider than the window, nothing goes out of its box, no amount is cut, no value of a card has lost its label. */
const MESURER = `(() => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  const named = (element) => {
    const text = (element.textContent ?? '').replace(/\\s+/g, ' ').trim().slice(0, 40);
    return element.tagName.toLowerCase() + (element.className && typeof element.className === 'string' ? '.' + element.className.trim().replace(/\\s+/g, '.') : '') + ' "' + text + '"';
  };
  const hidden = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true })) return true;
    for (let one = element; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (one.classList.contains('vh') || style.clipPath === 'inset(50%)' || (style.position === 'absolute' && one.clientWidth <= 1)) return true;
    }
    return false;
  };
  const scrolls = (element) => {
    for (let one = element; one && one !== document.body; one = one.parentElement) if (/auto|scroll/.test(getComputedStyle(one).overflowX)) return true;
    return false;
  };
  if (document.documentElement.scrollWidth > width) faults.push('the page is ' + document.documentElement.scrollWidth + ' px wide');
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('svg') || element.tagName === 'OPTION' || hidden(element)) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    if (!scrolls(element.parentElement) && (box.right > width + 0.5 || box.left < -0.5)) faults.push('out of the window: ' + named(element));
    const style = getComputedStyle(element);
    const inner = element.clientWidth > 0 && !/^(inline|contents)$/.test(style.display);
    if (inner && element.scrollWidth > element.clientWidth + 1 && !/auto|scroll/.test(style.overflowX) && !/^(INPUT|SELECT|TEXTAREA|HTML|BODY)$/.test(element.tagName)) {
      if (style.overflowX === 'hidden' && style.textOverflow === 'ellipsis' && !element.querySelector('.amt') && element.title !== '') continue;
      faults.push((style.overflowX === 'hidden' || style.overflowX === 'clip' ? 'cut: ' : 'out of its box: ') + named(element));
    }
    const cell = element.closest('td, th, dd, li, .stat, .panel');
    if (element.matches('.amt') && cell) {
      const around = cell.getBoundingClientRect();
      if (box.right > around.right + 1 || box.left < around.left - 1) faults.push('amount out of its cell: ' + named(element));
    }
  }
  const boxes = (cell) => cell.getBoundingClientRect();
  for (const row of document.querySelectorAll('.tbl tr')) {
    if (hidden(row)) continue;
    const cells = [...row.children].filter((cell) => !hidden(cell) && cell.textContent.trim() !== '');
    for (const [rank, one] of cells.entries())
      for (const other of cells.slice(rank + 1)) {
        const range = (cell) => { const r = document.createRange(); r.selectNodeContents(cell); return [...r.getClientRects()].filter(({ width, height }) => width > 1 && height > 1); };
        const meet = range(one).some((a) => range(other).some((b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1));
        if (meet) faults.push('one over the other: ' + named(one) + ' and ' + named(other));
      }
  }
  return [...new Set(faults)];
})()`;

export const debords = (page: Page): Promise<string[]> => page.evaluate<string[]>(MESURER);

/** On a telephone, where the heads of a table are not shown: the values of its cards that nothing names. */
export const sansLibelle = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('.tbl')].flatMap((table) => {
    const head = table.querySelector('thead');
    if (!head || getComputedStyle(head).display !== 'none') return [];
    return [...table.querySelectorAll('tbody td, tfoot td')].filter((cell) => cell.checkVisibility() && cell.textContent.trim() !== '' && !cell.matches('.ck, .st, .full, .main, .button'))
      .filter((cell) => !cell.dataset.l && !cell.dataset.t && !cell.querySelector('button, [class*=bar], .clock'))
      .map((cell) => cell.className + ' ' + cell.textContent.replace(/\\s+/g, ' ').trim().slice(0, 40));
  })`);
