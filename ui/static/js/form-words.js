// What a member has typed and not sent survives *Back* and a reload. Their pages are never stored (Cache-Control:
// no-store), so the browser forgets what stood in a form; this tab keeps it until it was sent, or until they log out.
// Where their session had expired and the log-in page came instead, the words return with them to the form, and to nobody
// else who logs in here. Forms of a trip and blocks of a story see to their words themselves.

const PREFIX = "form ";
const REST = 300; // milliseconds
const TYPED =
  "textarea, select, [data-code], input:not([type=hidden], [type=file], [type=password], [type=submit], [autocomplete=one-time-code])";
const COMES_BACK = new Set(["back_forward", "reload"]);
const timers = new WeakMap();

const member = () => document.documentElement.dataset.personal;

export function keepsForms() {
  const logIn = document.querySelector("[data-starts-session]");
  if (logIn) {
    const next = logIn.querySelector("[name=next]")?.value;
    holdUnsent(next);
    const again = document.querySelector("form[data-sends-again]");
    again?.addEventListener("submit", () => sendHeld(next));
    return;
  }
  const [visit] = performance.getEntriesByType("navigation");
  forget((name) => entryOf(name).member !== member());
  for (const form of document.forms)
    if (isOurs(form) && (COMES_BACK.has(visit?.type) || entryOf(nameOf(form))?.isHeld))
      restore(form);
  if (!isRefused(visit)) forgetSent();
  document.addEventListener("input", ({ target }) => keepSoon(target.form));
  document.addEventListener("change", ({ target }) => keepSoon(target.form));
  document.addEventListener("submit", (event) => {
    leave(event.target);
    if (!event.defaultPrevented) holdOthers(event.target);
  });
  addEventListener("pagehide", () => {
    for (const form of document.forms) if (form.dataset.words === "typed") keep(form);
  });
}

// A page of errors came instead, and says "go back": *Back* finds the words again. With 422 the form itself comes back.
function isRefused(visit) {
  return visit?.responseStatus >= 400 && visit.responseStatus !== 422;
}

function isOurs(form) {
  if (form?.method !== "post" || !form.querySelector(TYPED)) return false;
  const isOfTrip = document.querySelector("live-trip") && form.querySelector("[name=key]");
  return !isOfTrip && !form.closest("block-writer") && !form.querySelector("[type=password]");
}

// Told apart by where it is sent, and by its place among those alike: what else stands on the page may come and go.
function nameOf(form) {
  const address = form.getAttribute("action") ?? "";
  const alike = [...document.forms].filter((one) => (one.getAttribute("action") ?? "") === address);
  return `${PREFIX}${location.pathname}${location.search} ${alike.indexOf(form)} ${address}`;
}

function keepSoon(form) {
  if (!isOurs(form)) return;
  form.dataset.words = "typed";
  clearTimeout(timers.get(form));
  timers.set(
    form,
    setTimeout(() => keep(form), REST),
  );
}

function keep(form, state = {}) {
  clearTimeout(timers.get(form));
  const names = new Set([...form.querySelectorAll(TYPED)].map(({ name }) => name));
  const written = [...new FormData(form)].filter(([name]) => names.has(name));
  try {
    sessionStorage.setItem(nameOf(form), JSON.stringify({ written, member: member(), ...state }));
  } catch {
    // full or forbidden: everything else works
  }
}

// Whether it arrives is known by the page that answers. Where no page comes, because there is no network, *Back* finds
// the words again.
function leave(form) {
  if ("endsSession" in form.dataset) forget(() => true);
  else if (form.dataset.words === "typed") {
    keep(form, { isSent: true });
    delete form.dataset.words;
  }
}

// One form of the page is sent while words stand in another: they are there again where the same page comes back.
function holdOthers(sent) {
  if ("endsSession" in sent.dataset) return;
  for (const form of document.forms) {
    if (form === sent || form.dataset.words !== "typed") continue;
    keep(form, { isHeld: true });
    delete form.dataset.words;
  }
}

function forgetSent() {
  forget((name) => entryOf(name).isSent);
}

// The log-in page came instead of an answer, or of the page `next` itself: what was sent last has not arrived.
function holdUnsent(next) {
  if (!next) return;
  for (const name of Object.keys(sessionStorage)) {
    if (!name.startsWith(PREFIX)) continue;
    const entry = entryOf(name);
    if (!entry.isSent && !name.startsWith(`${PREFIX}${next} `)) continue;
    sessionStorage.setItem(name, JSON.stringify({ ...entry, isSent: false, isHeld: true }));
  }
}

// The page that came instead sends them itself. If it comes once more, they are held again.
function sendHeld(next) {
  for (const name of Object.keys(sessionStorage)) {
    if (!name.startsWith(`${PREFIX}${next} `)) continue;
    const entry = { ...entryOf(name), isSent: true, isHeld: false };
    sessionStorage.setItem(name, JSON.stringify(entry));
  }
}

function entryOf(name) {
  return JSON.parse(sessionStorage.getItem(name));
}

function forget(isOver) {
  for (const name of Object.keys(sessionStorage))
    if (name.startsWith(PREFIX) && isOver(name)) sessionStorage.removeItem(name);
}

// A form that the server sent back with its errors holds newer words than we do.
function restore(form) {
  const entry = entryOf(nameOf(form));
  if (!entry || form.querySelector("[aria-invalid=true], .error-summary")) return;
  const { written } = entry;
  for (const control of form.querySelectorAll(TYPED)) {
    fill(control, written);
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  form.dataset.words = "typed";
  keep(form);
}

// `written` as FormData gives it: pairs of name and value.
export function fill(control, written) {
  const values = written.filter(([name]) => name === control.name).map(([, value]) => value);
  if (control.matches("[type=checkbox], [type=radio]"))
    control.checked = values.includes(control.value);
  else if (control.matches("select[multiple]"))
    for (const option of control.options) option.selected = values.includes(option.value);
  else if (values.length) [control.value] = values;
}

// Whether a person left words as the server wrote them beforehand; `offered` by the names of their fields.
export function isLeftAsOffered([name, value], offered) {
  if (!Object.hasOwn(offered, name)) return false;
  return offered[name].trim() === value.replaceAll("\r\n", "\n").trim();
}
