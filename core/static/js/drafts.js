// What somebody has typed and not sent survives a reload: it is kept in this tab, for this seat, until it was sent or
// thrown away. It keeps what it was based on, so that two versions are still noticed.

import { isBusy } from "./morph.js";
import { trip } from "./trip-page.js";

const REST = 300; // milliseconds
const TYPED = "textarea, input:not([type=hidden], [type=file], [type=password]), select";
const BOOKS = new Set(["csrfmiddlewaretoken", "key"]);
let timer;

export function keepsDrafts() {
  document.addEventListener("input", ({ target }) => {
    const { form } = target;
    if (!isKept(form)) return;
    clearTimeout(timer);
    timer = setTimeout(() => keep(form), REST);
  });
  addEventListener("pagehide", () => {
    clearTimeout(timer);
    for (const form of document.forms)
      if (isKept(form) && form.dataset.draft === "typed") keep(form);
  });
  for (const form of document.forms) {
    if (!isKept(form)) continue;
    if (isBusy(form))
      keep(form); // somebody was quicker than this script
    else restore(form);
  }
}

export function forgetDraft(form) {
  clearTimeout(timer);
  if (!isKept(form)) return;
  delete form.dataset.draft;
  sessionStorage.removeItem(nameOf(form));
}

function isKept(form) {
  return form?.method === "post" && form.querySelector("[name=key]") && form.querySelector(TYPED);
}

function nameOf(form) {
  return `draft ${trip().dataset.me} ${location.pathname} ${form.getAttribute("action") ?? ""}`;
}

function keep(form) {
  form.dataset.draft = "typed";
  const written = [...new FormData(form)].filter(
    ([name, value]) => !BOOKS.has(name) && typeof value === "string",
  );
  sessionStorage.setItem(nameOf(form), JSON.stringify(written));
}

// A form that the server sent back with its errors holds newer words than we do.
function restore(form) {
  const kept = sessionStorage.getItem(nameOf(form));
  if (!kept || form.querySelector("[aria-invalid=true], .error-summary")) return;
  const written = JSON.parse(kept);
  const said = JSON.stringify([...new FormData(form)].filter(([name]) => !BOOKS.has(name)));
  if (said === kept) return;
  for (const control of form.querySelectorAll(`${TYPED}, [name=based_on]`)) fill(control, written);
  form.dataset.draft = "typed";
  offerToForget(form);
}

function fill(control, written) {
  const values = written.filter(([name]) => name === control.name).map(([, value]) => value);
  if (control.matches("[type=checkbox], [type=radio]"))
    control.checked = values.includes(control.value);
  else if (control.matches("select[multiple]"))
    for (const option of control.options) option.selected = values.includes(option.value);
  else if (values.length) [control.value] = values;
}

function offerToForget(form) {
  const notice = document.querySelector("template[data-draft-kept]")?.content.cloneNode(true);
  if (!notice) return;
  const shown = notice.firstElementChild;
  shown.querySelector("button").addEventListener("click", () => {
    forgetDraft(form);
    location.reload();
  });
  form.before(shown);
}
