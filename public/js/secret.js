/** A new secret: its rules are ticked as one types. Those that only the server knows stay to be checked by it. */

for (const rules of document.querySelectorAll('[data-regles]')) {
  const input = document.getElementById(rules.dataset.regles);
  const lines = [...rules.querySelectorAll('[data-motif]')].map((line) => ({ line, pattern: new RegExp(line.dataset.motif, 'su') }));
  const tick = () => {
    for (const { line, pattern } of lines) line.toggleAttribute('data-fait', pattern.test(input.value));
  };
  input.addEventListener('focus', () => (rules.open = true), { once: true });
  input.addEventListener('input', tick);
  tick();
}
