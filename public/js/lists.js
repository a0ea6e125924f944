/** Lists: tick all, or a range; keep what is ticked from page to page; say how many and how much; open a row by clicking anywhere in it. */

const language = document.documentElement.lang;

// At the door nobody is there any more: the next person finds no selection.
if (!document.querySelector('[data-recherche]')) forgetSelections();

for (const bar of document.querySelectorAll('[data-masse]')) followSelection(bar);

/** Keeps the bar of bulk actions true to what is ticked in its form, on this page and on those before it. */
function followSelection(bar) {
  const form = bar.closest('form');
  const all = form.querySelector('[data-tout]');
  const boxes = [...form.querySelectorAll('tbody .ck input[type=checkbox]')];
  const kept = keptSelection(`selection ${location.pathname}`);
  const here = new Set(boxes.map((box) => box.value));
  let last;

  all?.addEventListener('change', () => {
    for (const box of boxes) if (!box.disabled) box.checked = all.checked;
  });
  // With shift, all those between the last one and this one do the same.
  form.addEventListener('click', (event) => {
    const box = event.target;
    if (!boxes.includes(box)) return;
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
    if (event.shiftKey && from >= 0) for (const one of boxes.slice(from, to + 1)) if (!one.disabled) one.checked = box.checked;
    last = box;
  });
  form.addEventListener('change', show);
  form.addEventListener('reset', () => {
    kept.clear();
    // Boxes that came ticked are untied too.
    setTimeout(() => {
      for (const box of boxes) box.checked = false;
      show();
    });
  });
  form.addEventListener('submit', () => {
    for (const { value, version } of elsewhere()) {
      form.append(hidden('numeros', value), hidden('versions', `${value}:${version}`));
    }
    kept.forget();
  });
  const before = kept.read();
  for (const box of boxes) if (before.some(({ value }) => value === box.value)) box.checked = true;
  show();
  // The browser may have ticked boxes again when coming back to the page.
  addEventListener('pageshow', (event) => event.persisted && show());

  function elsewhere() {
    return kept.read().filter(({ value }) => !here.has(value));
  }

  function show() {
    for (const one of form.querySelectorAll('input[data-ailleurs]')) one.remove();
    const ticked = boxes.filter((box) => box.checked);
    kept.write([
      ...elsewhere(),
      ...ticked.map((box) => ({ value: box.value, version: versionOf(box), minor: box.dataset.minor, devise: box.dataset.devise })),
    ]);
    if (all) {
      all.checked = ticked.length > 0 && ticked.length === boxes.length;
      all.indeterminate = ticked.length > 0 && ticked.length < boxes.length;
    }
    const chosen = kept.read();
    bar.toggleAttribute('data-gardee', chosen.length > 0);
    if (chosen.length === 0) return;
    const model = new Intl.PluralRules(language).select(chosen.length) === 'one' ? bar.dataset.un : bar.dataset.plusieurs;
    bar.querySelector('[data-n]').textContent = model.replace('{n}', new Intl.NumberFormat(language).format(chosen.length));
    const total = sumOf(chosen);
    bar.querySelector('[data-pour]').hidden = total === '';
    bar.querySelector('[data-somme]').textContent = total;
  }
}

/** The version that the page shows beside a box: what is done with it is refused once it changed. */
const versionOf = (box) => box.closest('td').querySelector('input[name=versions]')?.value.split(':').at(-1) ?? '';

const hidden = (name, value) => {
  const input = Object.assign(document.createElement('input'), { type: 'hidden', name, value });
  input.setAttribute('data-ailleurs', '');
  return input;
};

function forgetSelections() {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith('selection ')) sessionStorage.removeItem(key);
  } catch {
    // Nothing is kept where the browser keeps nothing.
  }
}

/** What is ticked in this list, as long as its tab is open. Where the browser keeps nothing, a selection is that of its page. */
function keptSelection(key) {
  let values = [];
  const stored = (work) => {
    try {
      return work();
    } catch {
      return undefined;
    }
  };
  return {
    read: () => stored(() => JSON.parse(sessionStorage.getItem(key))) ?? values,
    write(chosen) {
      values = chosen;
      stored(() => sessionStorage.setItem(key, JSON.stringify(chosen)));
    },
    clear() {
      this.write([]);
    },
    forget() {
      values = [];
      stored(() => sessionStorage.removeItem(key));
    },
  };
}

/** Total of the boxes' amounts (whole cents), or nothing when they are of several currencies. */
function sumOf(boxes) {
  const currencies = new Set(boxes.map(({ devise = '' }) => devise));
  const [currency] = currencies;
  if (currencies.size !== 1 || currency === '') return '';
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits;
  const total = boxes.reduce((sum, { minor }) => sum + BigInt(minor), 0n);
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
