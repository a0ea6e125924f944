/** A session ends by itself: two minutes before, whoever is still there is asked; after, what he typed waits for him to sign in. */

const WARNING_S = 120;
const dialog = document.getElementById('fin-session');
const others = 'BroadcastChannel' in window ? new BroadcastChannel('cautionet-session') : undefined;
let end = 0;
let timer;
/** The form that was typed in last. */
let typed;

if (dialog) watch();

function watch() {
  plan(Number(document.body.dataset.reste));
  addEventListener('input', ({ target }) => {
    if (target.form?.method === 'post' && !dialog.contains(target)) typed = target.form;
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && Date.now() > end - WARNING_S * 1000) void look();
  });
  others?.addEventListener('message', () => void look());
  dialog.querySelector('form').addEventListener('submit', stay);
  dialog.querySelector('[data-reconnecter]').addEventListener('click', signIn);
  // Whoever closes it is there.
  dialog.addEventListener('cancel', (event) => !dialog.hasAttribute('data-finie') && stay(event));
}

function plan(seconds) {
  end = Date.now() + seconds * 1000;
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(0, seconds - WARNING_S) * 1000);
}

/** The server knows what other pages did meanwhile. */
async function look() {
  clearTimeout(timer);
  const left = await fetch(dialog.dataset.adresse)
    .then((answer) => answer.json())
    .catch(() => undefined);
  // No network: one minute later.
  if (!left) return void (timer = setTimeout(look, 60_000));
  if (left.seconds > WARNING_S) {
    dialog.close();
    return plan(left.seconds);
  }
  end = Date.now() + left.seconds * 1000;
  show(left);
}

function show({ seconds, extensible }) {
  const over = seconds <= 0;
  dialog.toggleAttribute('data-finie', over);
  const now = over ? 'apres' : extensible ? 'avant' : 'limite';
  for (const part of dialog.querySelectorAll('[data-quand]')) part.hidden = part.dataset.quand !== now;
  if (!dialog.open) dialog.showModal();
  if (over) document.title = dialog.dataset.titre;
  else count();
}

function count() {
  const seconds = Math.max(0, Math.round((end - Date.now()) / 1000));
  for (const place of dialog.querySelectorAll('[data-reste]'))
    place.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  clearTimeout(timer);
  timer = seconds > 0 ? setTimeout(count, 1000) : setTimeout(look, 1000);
}

async function stay(event) {
  event.preventDefault();
  const form = dialog.querySelector('form');
  const left = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) })
    .then((answer) => answer.json())
    .catch(() => undefined);
  if (!left?.seconds) return look();
  dialog.close();
  plan(left.seconds);
  others?.postMessage('stay');
}

/** What was typed is sent to be kept, not to be done; then back here. */
function signIn() {
  if (!typed?.isConnected) {
    location.assign(`${dialog.dataset.porte}?retour=${encodeURIComponent(location.pathname + location.search)}`);
    return;
  }
  const mark = document.createElement('input');
  Object.assign(mark, { type: 'hidden', name: '_garder', value: '1' });
  typed.append(mark);
  // Files cannot be kept, and nothing of a stranger's is read.
  typed.enctype = 'application/x-www-form-urlencoded';
  HTMLFormElement.prototype.submit.call(typed);
}
