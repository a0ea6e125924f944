/** Lists: tick all, say how many and how much is ticked, open a row by clicking anywhere in it. */

const language = document.documentElement.lang;

for (const bar of document.querySelectorAll('[data-masse]')) followSelection(bar);

/** Keeps the bar of bulk actions true to what is ticked in its form. */
function followSelection(bar) {
  const form = bar.closest('form');
  const all = form.querySelector('[data-tout]');
  const boxes = [...form.querySelectorAll('tbody .ck input[type=checkbox]')];

  all?.addEventListener('change', () => {
    for (const box of boxes) if (!box.disabled) box.checked = all.checked;
  });
  form.addEventListener('change', show);
  form.addEventListener('reset', () => setTimeout(show));
  // The browser may have ticked boxes again when coming back to the page.
  addEventListener('pageshow', show);

  function show() {
    const ticked = boxes.filter((box) => box.checked);
    if (all) {
      all.checked = ticked.length > 0 && ticked.length === boxes.length;
      all.indeterminate = ticked.length > 0 && ticked.length < boxes.length;
    }
    if (ticked.length === 0) return;
    const model = new Intl.PluralRules(language).select(ticked.length) === 'one' ? bar.dataset.un : bar.dataset.plusieurs;
    bar.querySelector('[data-n]').textContent = model.replace('{n}', new Intl.NumberFormat(language).format(ticked.length));
    const total = sumOf(ticked);
    bar.querySelector('[data-pour]').hidden = total === '';
    bar.querySelector('[data-somme]').textContent = total;
  }
}

/** Total of the boxes' amounts (whole cents), or nothing when they are of several currencies. */
function sumOf(boxes) {
  const currencies = new Set(boxes.map((box) => box.dataset.devise ?? ''));
  const [currency] = currencies;
  if (currencies.size !== 1 || currency === '') return '';
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits;
  const total = boxes.reduce((sum, box) => sum + BigInt(box.dataset.minor), 0n);
  const digits = String(total).padStart(decimals + 1, '0');
  return format.format(decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`);
}

for (const row of document.querySelectorAll('.tbl tbody tr:has(.k a)')) row.setAttribute('data-ouvrable', '');

addEventListener('click', (event) => {
  const row = event.target.closest('tr[data-ouvrable]');
  if (!row || event.target.closest('a, button, input, label, summary, select') || String(getSelection())) return;
  const link = row.querySelector('.k a');
  if (event.ctrlKey || event.metaKey) open(link.href, '_blank', 'noopener');
  else link.click();
});
