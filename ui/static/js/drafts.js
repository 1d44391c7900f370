// What somebody has typed and not sent survives a reload: it is kept in this tab, for this seat, until it was sent or
// thrown away. It keeps what it was based on, so that two versions are still noticed.

import { isBusy } from "./busy-forms.js";
import { fill, isLeftAsOffered } from "./form-words.js";
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
  const kept = { written: wordsIn(form), offered: offeredIn(form) };
  sessionStorage.setItem(nameOf(form), JSON.stringify(kept));
}

// Without files, which no page can put back into a form.
function wordsIn(form) {
  return [...new FormData(form)].filter(
    ([name, value]) => !BOOKS.has(name) && typeof value === "string",
  );
}

// Words that the server wrote beforehand (data-offered). Where a person left them as they were, the ones of now hold.
function offeredIn(form) {
  const controls = [...form.querySelectorAll("[data-offered]")];
  return Object.fromEntries(controls.map(({ name, dataset }) => [name, dataset.offered]));
}

// A form that the server sent back with its errors holds newer words than we do.
function restore(form) {
  const kept = sessionStorage.getItem(nameOf(form));
  if (!kept || form.querySelector("[aria-invalid=true], .error-summary")) return;
  const { written: all = [], offered = {} } = JSON.parse(kept);
  const written = all.filter((pair) => !isLeftAsOffered(pair, offered));
  const said = wordsIn(form).filter((pair) => !isLeftAsOffered(pair, offeredIn(form)));
  if (JSON.stringify(said) === JSON.stringify(written)) return;
  for (const control of form.querySelectorAll(`${TYPED}, [name=based_on]`)) fill(control, written);
  form.dataset.draft = "typed";
  offerToForget(form);
  if (written.some(([name, value]) => isOfOtherDates(form, name, value))) warnOfDates(form);
}

// `…-seen` holds the dates that stood on the page.
function isOfOtherDates(form, name, value) {
  return name.endsWith("-seen") && form.elements[name] && form.elements[name].value !== value;
}

function warnOfDates(form) {
  const notice = document.querySelector("template[data-dates-changed]");
  if (notice) form.before(notice.content.cloneNode(true));
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
