/** A number or a code is copied by one button beside it. */

for (const element of document.querySelectorAll('[data-copier]')) offerCopy(element);

function offerCopy(element) {
  const { copier: label, copie: done } = element.dataset;
  const text = element.textContent.trim();
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'copy', title: `${label} ${text}` });
  button.setAttribute('aria-label', `${label} ${text}`);
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'ic');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  const sprite = document.querySelector('svg.ic use')?.getAttribute('href')?.split('#')[0];
  use.setAttribute('href', `${sprite}#i-copy`);
  svg.append(use);
  const told = document.createElement('span');
  told.className = 'copied';
  told.setAttribute('role', 'status');
  button.append(svg);
  element.after(button, told);
  button.addEventListener('click', async () => {
    await write(text);
    told.textContent = done;
    setTimeout(() => (told.textContent = ''), 2_000);
  });
}

/** Where the page is not served over TLS the clipboard is closed: the old way remains. */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = Object.assign(document.createElement('textarea'), { value: text, className: 'vh' });
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}
