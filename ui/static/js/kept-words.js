// What somebody typed, kept on this device until the server has it. Private windows may refuse: then nothing is kept,
// and everything else works.

const PREFIX = "words:";

export function keep(name, words) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(words));
    return true;
  } catch {
    return false; // full or forbidden
  }
}

export function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

export function forget(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // nothing was kept
  }
}

// The server says in the address which press arrived: whatever was kept under its key is there.
export function forgetArrived() {
  const address = new URL(location.href);
  const key = address.searchParams.get("kept");
  if (!key) return;
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(PREFIX) && kept(name.slice(PREFIX.length))?.key === key) {
      localStorage.removeItem(name);
    }
  }
  address.searchParams.delete("kept");
  history.replaceState(null, "", address);
}

// Fields that a person fills in; files can't be kept, and the books of a form aren't words.
export function wordsOf(form) {
  const books = new Set(["csrfmiddlewaretoken", "key", "based_on"]);
  const words = {};
  for (const field of form.elements) {
    if (!field.name || books.has(field.name) || field.type === "file") continue;
    words[field.name] = field.type === "checkbox" ? field.checked : field.value;
  }
  return words;
}

export function putBack(form, words) {
  for (const [name, value] of Object.entries(words)) {
    const field = form.elements[name];
    if (!field) continue;
    if (field.type === "checkbox") field.checked = value;
    else field.value = value;
    field.dispatchEvent(new CustomEvent("words:put-back", { bubbles: true }));
  }
}

// Two versions say the same when their letters do: the server writes tags in its own way.
export function saySame(some, others) {
  return bare(some) === bare(others);
}

function bare(words) {
  return Object.entries(words)
    .map(([name, value]) => `${name}=${String(value).replace(/<[^>]*>|&nbsp;|\s/g, "")}`)
    .sort()
    .join("\n");
}
