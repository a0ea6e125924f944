/** Amounts and dates: what the server reads of them is said back in words while one types; a date may be chosen in the browser's own calendar. */

const WAIT_MS = 350;

for (const input of document.querySelectorAll('input[data-relire]')) sayBack(input);
for (const input of document.querySelectorAll('input[data-calendrier]')) offerCalendar(input);

/** The server alone reads: a second reader would disagree with it one day. */
function sayBack(input) {
  const words = document.createElement('p');
  words.className = 'read';
  words.setAttribute('role', 'status');
  const group = input.closest('.govuk-form-group');
  // In a grid of fields, beside the group: the lines stay level.
  if (group?.parentElement?.matches('.fields > div')) group.after(words);
  else group?.append(words);
  let waiting;
  let asked = 0;
  const ask = async () => {
    const rank = (asked += 1);
    const { relire: type, devise = '' } = input.dataset;
    const tape = input.value.trim();
    const query = new URLSearchParams({ type, devise, tape });
    const told =
      tape === ''
        ? undefined
        : await fetch(`/relecture?${query}`)
            .then((answer) => (answer.ok && !answer.redirected ? answer.json() : undefined))
            .catch(() => undefined);
    if (rank === asked) words.textContent = told?.lu ?? '';
  };
  input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT_MS);
  });
  if (input.value !== '' && !input.matches('.govuk-input--error')) void ask();
}

/** A button that opens the browser's calendar, in its own language, on a telephone too; the field stays one that one types in. */
function offerCalendar(input) {
  const native = document.createElement('input');
  if (!('showPicker' in native)) return;
  Object.assign(native, { type: 'date', tabIndex: -1 });
  native.setAttribute('aria-hidden', 'true');
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'cal' });
  const label = input.labels?.[0]?.firstChild?.textContent?.trim() ?? '';
  button.setAttribute('aria-label', `${input.dataset.calendrier} – ${label}`);
  button.append(icon('calendar'));
  const place = document.createElement('span');
  place.className = 'cal-in';
  input.replaceWith(place);
  place.append(input, button, native);

  button.addEventListener('click', () => {
    const typed = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(input.value.trim());
    native.value = typed ? `${typed[3]}-${typed[2]}-${typed[1]}` : '';
    native.showPicker();
  });
  native.addEventListener('change', () => {
    if (native.value === '') return;
    input.value = native.value.split('-').reverse().join('/');
    for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
    input.focus();
  });
}

/** An icon of the sprite that the page already uses. */
function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'ic');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  const sprite = document.querySelector('svg.ic use')?.getAttribute('href')?.split('#')[0];
  use.setAttribute('href', `${sprite}#i-${name}`);
  svg.append(use);
  return svg;
}
