/** Forms: the focus goes to what must be corrected; files may be dropped. */

document.body.classList.add('js-enabled', 'govuk-frontend-supported');

const summary = document.querySelector('[data-module="govuk-error-summary"]');
if (summary) {
  const { ErrorSummary } = await import('../vendor/govuk/error-summary-6.6.0.js');
  new ErrorSummary(summary);
}

for (const input of document.querySelectorAll('input[type=file][data-choisir]')) drawDropZone(input);

/** Our words and our look around the browser's control, which keeps doing the work: keyboard, click, drop, announcements. */
function drawDropZone(input) {
  const zone = element('div', 'file');
  const name = element('span', 'file__name', input.dataset.aucun);
  const say = element('span', 'file__say');
  say.append(element('span', 'btn', input.dataset.choisir), input.dataset.deposer);
  for (const words of [name, say]) words.setAttribute('aria-hidden', 'true');
  input.replaceWith(zone);
  zone.append(name, say, input);

  input.addEventListener('change', () => {
    const names = [...input.files].map((file) => file.name).join(', ');
    name.textContent = names || input.dataset.aucun;
    zone.toggleAttribute('data-choisi', names !== '');
  });
  for (const [event, over] of [
    ['dragenter', true],
    ['dragleave', false],
    ['drop', false],
  ])
    input.addEventListener(event, () => zone.toggleAttribute('data-survol', over));
}

function element(tag, className, text = '') {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
