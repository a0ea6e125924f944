/** Passkeys: the browser signs what the page hands to it. And what waited for a proof goes on by itself. */

const known = window.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined;

for (const form of document.querySelectorAll('form[data-cle]')) {
  if (!known) continue;
  form.removeAttribute('data-attente');
  const failure = form.querySelector('[data-echec]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    failure.hidden = true;
    const button = form.querySelector('button');
    button.disabled = true;
    try {
      const credential = await answer(form.dataset.cle, JSON.parse(form.querySelector('[data-options]').value));
      form.elements.reponse.value = JSON.stringify(credential.toJSON());
      // Not requestSubmit: this listener would be called again.
      form.submit();
    } catch {
      // Refused by its owner, too late, or no passkey here: the other ways in are still on the page.
      failure.hidden = false;
      button.disabled = false;
    }
  });
}

const answer = (gesture, options) =>
  gesture === 'creer'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });

document.querySelector('form[data-reprendre]')?.requestSubmit();
