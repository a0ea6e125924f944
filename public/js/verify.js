/** A file is compared by its SHA-256, worked out here: its bytes stay where they are. */

/** An act weighs less than a tenth of this. */
const MOST = 20_000_000;

for (const form of document.querySelectorAll('[data-verifier-fichier]')) if (crypto.subtle) compare(form);

function compare(form) {
  const file = form.querySelector('input[type=file]');
  const hash = form.querySelector('[name=empreinte]');
  for (const part of form.querySelectorAll('[data-sans-script]')) part.hidden = true;
  form.querySelector('[data-avec-script]').hidden = false;
  file.removeAttribute('name');
  const told = document.createElement('p');
  told.setAttribute('role', 'alert');
  told.className = 'govuk-error-message';
  told.hidden = true;
  file.closest('.govuk-form-group').append(told);
  file.addEventListener('change', async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    told.hidden = chosen.size <= MOST;
    told.textContent = form.dataset.trop;
    if (chosen.size > MOST) return;
    const digest = await crypto.subtle.digest('SHA-256', await chosen.arrayBuffer());
    hash.value = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    form.submit();
  });
}
