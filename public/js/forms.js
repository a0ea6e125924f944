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

for (const input of document.querySelectorAll('input[type=file][data-envoi]'))
  input.form.addEventListener('submit', (event) => sendLarge(event, input));

/** What takes a while to leave is followed on its way; a page that answers with something to correct is asked again by the browser. */
function sendLarge(event, input) {
  const { form } = input;
  const bytes = [...input.files].reduce((sum, file) => sum + file.size, 0);
  if (bytes < 1_000_000 || form.dataset.suivi || event.defaultPrevented) return;
  event.preventDefault();
  const { submitter } = event;
  const body = new FormData(form, submitter);
  const [bar, words] = [document.createElement('progress'), element('p', 'file__sent')];
  words.setAttribute('role', 'status');
  bar.max = 1;
  bar.setAttribute('aria-label', input.dataset.choisir);
  input.closest('.govuk-form-group').append(bar, words);
  const buttons = [...form.querySelectorAll('button:not(:disabled)')];
  for (const button of buttons) button.disabled = true;

  const again = () => {
    for (const button of buttons) button.disabled = false;
    bar.remove();
  };
  const request = new XMLHttpRequest();
  request.open('POST', form.action);
  request.setRequestHeader('X-Progression', '1');
  request.responseType = 'text';
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.value = loaded / total;
    const said = loaded < total ? input.dataset.envoi.replace('{n}', Math.floor((100 * loaded) / total)) : input.dataset.controle;
    if (words.textContent !== said) words.textContent = said;
  });
  request.addEventListener('error', () => {
    again();
    words.textContent = input.dataset.coupe;
  });
  request.addEventListener('load', () => {
    if (request.getResponseHeader('Content-Type')?.startsWith('application/json')) {
      location.assign(JSON.parse(request.responseText).to);
      return;
    }
    again();
    form.dataset.suivi = 'fini';
    form.requestSubmit(submitter);
  });
  request.send(body);
}

function element(tag, className, text = '') {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
