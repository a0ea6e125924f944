/** `j` and `k` go from one to the next: the rows of a list, then the decisions of a file; Enter is the browser's own. Each page works without. */
const STOPS = 'main tr[data-numero] a.ref, main .split form .btn';

document.addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest('input, textarea, select, [contenteditable]')) return;
  const step = { j: 1, k: -1 }[event.key];
  if (!step) return;
  const stops = [...document.querySelectorAll(STOPS)].filter((stop) => stop.getClientRects().length > 0);
  const at = stops.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : stops.length - 1) : at + step;
  if (!stops[next]) return;
  stops[next].focus();
  event.preventDefault();
});
