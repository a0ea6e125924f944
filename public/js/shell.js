/** On every page: menus that close, the key that searches, forms that are sent once. Each page works without. */

/** Menus are <details>: Escape closes the one in use and gives the focus back, a click elsewhere closes all. */
const openMenus = () => document.querySelectorAll('.nav > details[open], .me[open], .menu[open], .pick[open]');

addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of openMenus()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector('summary').focus();
  }
});

/** A menu that would open out of the window opens from its other side. */
addEventListener(
  'toggle',
  ({ target: menu }) => {
    const drop = menu.open && menu.querySelector?.(':scope > .drop');
    if (!drop) return;
    drop.classList.remove('drop--left', 'drop--right');
    const { left, right } = drop.getBoundingClientRect();
    if (left < 0) drop.classList.add('drop--left');
    else if (right > document.documentElement.clientWidth) drop.classList.add('drop--right');
  },
  true,
);

/** In a menu, arrows go from one entry to the next and round, Home and End to its ends; from its button they open it. */
addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1, Home: 0, End: 0 }[event.key];
  const menu = event.target.closest?.('.nav > details, .me, .lang, .menu, .pick');
  if (step === undefined || !menu || event.target.matches('select, textarea, input:not([type=checkbox])')) return;
  const onButton = event.target.closest('summary');
  if (onButton && (!event.key.startsWith('Arrow') || onButton.parentElement !== menu)) return;
  event.preventDefault();
  menu.open = true;
  const entries = [...menu.querySelectorAll('.drop :is(a[href], button, input:not([type=hidden]))')].filter((one) => one.checkVisibility());
  const at = entries.indexOf(document.activeElement);
  const ends = { Home: 0, End: entries.length - 1, ArrowDown: 0, ArrowUp: entries.length - 1 };
  const next = step === 0 || at < 0 ? ends[event.key] : (at + step + entries.length) % entries.length;
  entries[next]?.focus();
});

addEventListener('click', (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

/** `/` goes to the search by number, unless one is writing. */
addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  const search = document.querySelector('[data-recherche]');
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
});

/** A second click while the first is on its way is ignored. The name and value of the button still leave with the form. */
const sending = new WeakSet();

addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post' || event.defaultPrevented) return;
  if (sending.has(form)) {
    event.preventDefault();
    return;
  }
  sending.add(form);
  form.setAttribute('aria-busy', 'true');
  // A download leaves the page where it is: the form may be sent again.
  if (form.hasAttribute('data-telechargement')) setTimeout(() => release(form), 3000);
});

/** Coming back with the browser's button finds the page as it was left: its forms may be sent again. */
addEventListener('pageshow', () => {
  for (const form of document.forms) release(form);
});

function release(form) {
  sending.delete(form);
  form.removeAttribute('aria-busy');
}
