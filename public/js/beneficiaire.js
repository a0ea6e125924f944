/** A beneficiary met before: its name is offered while one types, and what goes with it is filled in where nothing was typed. */

const WAIT_MS = 200;
const name = document.querySelector('input[name=beneficiaire_nom]:not([readonly])');
if (name) offerKnown(name);

function offerKnown(input) {
  const list = document.createElement('datalist');
  list.id = 'beneficiaires';
  input.after(list);
  input.setAttribute('list', list.id);
  input.setAttribute('autocomplete', 'off');
  let known = [];
  let waiting;
  let asked = 0;

  async function ask() {
    const rank = (asked += 1);
    const typed = input.value.trim();
    if (typed.length < 2) return;
    const found = await fetch(`/demandes/beneficiaires?${new URLSearchParams({ q: typed })}`)
      .then((answer) => (answer.ok && !answer.redirected ? answer.json() : undefined))
      .catch(() => undefined);
    if (!found || rank !== asked) return;
    known = found;
    list.replaceChildren(
      ...known.map(({ nom, champs }) =>
        Object.assign(document.createElement('option'), { value: nom, label: champs.beneficiaire_adresse ?? '' }),
      ),
    );
    fill();
  }

  /** Only what is empty, or what this script filled in: nothing that was typed is lost. */
  function fill() {
    const chosen = known.find(({ nom }) => nom === input.value.trim());
    if (!chosen) return;
    for (const field of input.form.querySelectorAll('[name^=beneficiaire_]')) {
      const value = chosen.champs[field.name];
      if (field === input || value === undefined) continue;
      if (field.type === 'radio') {
        const group = [...input.form.querySelectorAll(`[name=${field.name}]`)];
        if (field.value !== value || (group.some((one) => one.checked) && !group.some((one) => one.dataset.rempli))) continue;
        field.checked = true;
      } else {
        const untouched = field.value === '' || field.value === field.dataset.rempli || (field.tagName === 'SELECT' && isDefault(field));
        if (!untouched || field.value === value) continue;
        field.value = value;
      }
      field.dataset.rempli = value;
      for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
    }
  }
  const isDefault = (select) => select.options[select.selectedIndex]?.defaultSelected ?? true;

  input.addEventListener('input', () => {
    fill();
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT_MS);
  });
}
