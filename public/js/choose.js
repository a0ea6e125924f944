/** Long lists of choices are searched, not scrolled: a field above them keeps those that hold the words typed. Each works without. */

/** From here on a list is long. */
const LONG = 12;
/** As the server folds them (src/kit/fold.ts): neither accents, case nor marks count. */
const fold = (text) =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const holds = (text, typed) =>
  fold(typed)
    .split(' ')
    .every((word) => fold(text).includes(word));

for (const select of document.querySelectorAll('select[data-cherche]')) if (select.options.length > LONG) searchOptions(select);
for (const pick of document.querySelectorAll('details.pick[data-cherche]')) searchBoxes(pick);

function field(label) {
  const input = document.createElement('input');
  Object.assign(input, { type: 'search', className: 'cherche', placeholder: label, autocomplete: 'off' });
  input.setAttribute('aria-label', label);
  // Enter chooses nothing and sends nothing.
  input.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault());
  return input;
}

/** The options that hold the words, and the chosen one; the place of each in the tree is in its indent. */
function searchOptions(select) {
  const every = [...select.options];
  const input = field(select.dataset.cherche);
  select.before(input);
  input.addEventListener('input', () => {
    const chosen = select.value;
    const kept = every.filter((option) => option.value === '' || option.value === chosen || holds(option.text, input.value));
    select.replaceChildren(...kept);
    const found = kept.filter((option) => option.value !== '' && holds(option.text, input.value));
    select.value = chosen === '' && input.value !== '' && found.length === 1 ? found[0].value : chosen;
    if (select.value !== chosen) select.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

/** The boxes of a small menu; those ticked stay in sight. */
function searchBoxes(pick) {
  const labels = [...pick.querySelectorAll('.drop > label:not(.pick__plus)')];
  if (labels.length <= LONG) return;
  const input = field(pick.dataset.cherche);
  pick.querySelector('.drop').prepend(input);
  input.addEventListener('input', () => {
    for (const label of labels) label.hidden = !label.querySelector('input').checked && !holds(label.textContent, input.value);
  });
  pick.addEventListener('toggle', () => pick.open && input.focus());
}
