/** The details of a demande are kept while one types: by the server, as a draft that is found again from any machine. */

const WAIT_MS = 1500;
const form = document.querySelector('form[data-brouillon]');
const state = document.querySelector('[data-etat-brouillon]');
let waiting;
let saving;
let dirty = false;

/** One at a time: what was typed meanwhile leaves with the next. */
async function save({ leaving = false } = {}) {
  clearTimeout(waiting);
  if (!dirty || (saving && !leaving)) return;
  dirty = false;
  const body = new URLSearchParams(new FormData(form));
  body.set('etape', 'garder');
  saving = fetch(form.action, { method: 'POST', body, keepalive: leaving }).catch(() => undefined);
  const answer = await saving;
  saving = undefined;
  if (answer?.redirected) return say(form.dataset.deconnecte);
  if (!answer?.ok) {
    dirty = true;
    return say(form.dataset.nonGarde);
  }
  const told = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-garde]');
  if (!told) return;
  const { brouillon, rang } = told.dataset;
  if (brouillon) remember(brouillon, rang);
  state.replaceChildren(...told.childNodes);
  if (dirty) later();
}

/** The page and its address name the draft: reloaded, or come back to, it is there. */
function remember(id, rank) {
  form.elements.brouillon.value = id;
  form.elements.rang.value = rank;
  const address = new URL(location.href);
  address.search = '';
  address.searchParams.set('brouillon', id);
  address.searchParams.set('etape', 'details');
  history.replaceState(history.state, '', address);
}

const say = (words) => (state.textContent = words);
const later = () => {
  clearTimeout(waiting);
  waiting = setTimeout(save, WAIT_MS);
};

form.addEventListener('input', () => {
  dirty = true;
  later();
});
// Sent by a button, it is kept by the step itself.
form.addEventListener('submit', () => {
  clearTimeout(waiting);
  dirty = false;
});
addEventListener('pagehide', () => void save({ leaving: true }));
