/** Writing a demande: choices that do not go together disappear; the forecast, the room and the cost follow what is typed. */

const general = document.querySelector('form[data-accords]');
if (general) keepChoicesTogether(general);
const details = document.querySelector('form[data-details]');
if (details) {
  showWhatApplies(details);
  followForm(details, document.querySelector('[data-cote]'));
}

/** Product, then types of that product, then texts of that type; a single text left is chosen. */
function keepChoicesTogether(form) {
  const { types, textes } = JSON.parse(form.dataset.accords);
  const { produit, typeCredit, texteId } = form.elements;
  const specimen = form.querySelector('[data-specimen]');
  const everyOption = new Map([typeCredit, texteId].map((select) => [select, [...select.options]]));

  function offer(select, fits) {
    const chosen = select.value;
    const kept = everyOption.get(select).filter((option) => option.value === '' || fits(option.value));
    // A list in which one moves with the arrows is left alone while it offers the same.
    if (kept.length !== select.options.length || kept.some((option, i) => option !== select.options[i])) select.replaceChildren(...kept);
    const only = kept.length === 2 ? kept[1].value : '';
    select.value = chosen !== '' && kept.some((option) => option.value === chosen) ? chosen : only;
  }
  function update() {
    offer(typeCredit, (code) => produit.value === '' || types[code]?.includes(produit.value));
    offer(texteId, (id) => {
      const texte = textes[id];
      return (
        texte &&
        (typeCredit.value === '' || texte.type === typeCredit.value) &&
        (produit.value === '' || texte.produits.includes(produit.value))
      );
    });
    const texte = textes[texteId.value];
    specimen.hidden = !texte;
    if (texte) specimen.href = texte.specimen;
  }
  for (const select of [produit, typeCredit, texteId]) select.addEventListener('change', update);
  update();
}

/** A field that depends on another is shown while its conditions hold. */
function showWhatApplies(form) {
  const dependents = [...form.querySelectorAll('[data-si]')].map((field) => ({ field, conditions: JSON.parse(field.dataset.si) }));
  const update = () => {
    for (const { field, conditions } of dependents) {
      const holds = conditions.every(({ variable, vaut }) => vaut.includes(form.elements[variable]?.value));
      (field.closest('.govuk-form-group') ?? field).hidden = !holds;
    }
  };
  form.addEventListener('change', update);
  update();
}

/** Asks the server, which alone knows the rules, for the column at right as the form now stands; a reader is told what changed in it. */
function followForm(form, column) {
  if (!column) return;
  const told = document.querySelector('[data-annonce]');
  let waiting;
  let asked = 0;
  const refresh = async () => {
    const rank = (asked += 1);
    const body = new URLSearchParams(new FormData(form));
    body.set('etape', 'cote');
    const answer = await fetch(form.action, { method: 'POST', body }).catch(() => undefined);
    if (!answer?.ok || rank !== asked) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-cote]');
    if (!fresh) return;
    const open = column.querySelector('details')?.open;
    column.replaceChildren(...fresh.childNodes);
    if (open) column.querySelector('details').open = true;
    const words = column.querySelector('[data-prevision]').textContent.trim();
    if (told && told.textContent !== words) told.textContent = words;
  };
  const later = (wait) => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, wait);
  };
  form.addEventListener('input', () => later(400));
  form.addEventListener('change', () => later(50));
}
