// Makes one part of the page what a newer answer of the server says, without touching what a person is busy with: focus
// stays where it is, a form that somebody writes in stays as it is, what was unfolded stays unfolded.

const WRITTEN_IN = "input:not([type=hidden], [type=checkbox], [type=radio]), textarea, select";

// Somebody writes in it, or has written and not sent.
export function isBusy(form) {
  if (form.contains(document.activeElement) && document.activeElement.matches(WRITTEN_IN))
    return true;
  return [...form.elements].some(isTouched);
}

function isTouched(control) {
  if (control.matches("[type=hidden]")) return false;
  if (control.matches("[type=checkbox], [type=radio]"))
    return control.checked !== control.defaultChecked;
  if (control.matches("select")) return [...control.options].some(isChosenAnew(control));
  return control.defaultValue !== undefined && control.value !== control.defaultValue;
}

// A list without a chosen option shows its first one.
function isChosenAnew(select) {
  const unsaid = ![...select.options].some((option) => option.defaultSelected);
  return (option, place) => option.selected !== (option.defaultSelected || (unsaid && place === 0));
}

function isKept(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  if (node.matches("[data-state=moving], [data-keep]")) return true;
  return [node, ...node.querySelectorAll("form")].some((one) => one.matches("form") && isBusy(one));
}

// Change `old` into `wanted`, an element of another document.
export function morph(old, wanted) {
  const focused = document.activeElement;
  change(old, wanted);
  if (focused !== document.activeElement && focused?.isConnected && focused !== document.body)
    focused.focus({ preventScroll: true }); // it was moved
}

function change(old, wanted) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== wanted.data) old.data = wanted.data;
    return;
  }
  if (seesToItself(old) || old.isEqualNode(wanted)) return;
  changeAttributes(old, wanted);
  changeChildren(old, wanted);
}

// An element with a script of its own knows best what stands in it.
function seesToItself(element) {
  if (element.matches("form")) return isBusy(element);
  return element.matches("[data-keep]") || /-/.test(element.localName.replace("drag-steps", ""));
}

function changeAttributes(old, wanted) {
  const isUnfolded = old.matches("details, dialog");
  for (const { name } of [...old.attributes])
    if (!wanted.hasAttribute(name) && !(isUnfolded && name === "open")) old.removeAttribute(name);
  for (const { name, value } of wanted.attributes)
    if (old.getAttribute(name) !== value && !(isUnfolded && name === "open"))
      old.setAttribute(name, value);
}

// What has a name is found again wherever it went; the rest is compared in its order. What stands before the next one
// and is wanted no more goes first, so that as little as possible is moved: a field that is moved loses its cursor.
function changeChildren(old, wanted) {
  const named = new Map([...old.children].map((one) => [nameOf(one), one]));
  const wantedNames = new Set([...wanted.children].map(nameOf));
  let place = old.firstChild;
  for (const next of wanted.childNodes) {
    const name = nameOf(next);
    const known = name ? named.get(name) : alike(place, next);
    if (!known) {
      old.insertBefore(document.importNode(next, true), place);
      continue;
    }
    named.delete(name);
    if (isAhead(place, known)) place = clear(place, known, wantedNames);
    if (known === place) place = place.nextSibling;
    else old.insertBefore(known, place);
    change(known, next);
  }
  clear(place, null, new Set());
}

// Take away what is wanted no more, up to `end`; where the first that stays is.
function clear(start, end, wantedNames) {
  let first;
  for (let one = start; one && one !== end; ) {
    const after = one.nextSibling;
    if (wantedNames.has(nameOf(one))) first ??= one;
    else if (!isKept(one)) one.remove();
    one = after;
  }
  return first ?? end;
}

function isAhead(place, known) {
  for (let one = place; one; one = one.nextSibling) if (one === known) return true;
  return false;
}

// A form is known by where it leads to, anything else by its id.
function nameOf(node) {
  const told = node.getAttribute?.("id");
  return told || (node.localName === "form" && node.getAttribute("action")) || undefined;
}

function alike(place, next) {
  const isText = next.nodeType !== Node.ELEMENT_NODE;
  for (let one = place; one; one = isText ? null : one.nextSibling) {
    const same = one.nodeType === next.nodeType && one.nodeName === next.nodeName;
    if (same && !nameOf(one) && one.className === next.className) return one;
  }
  return undefined;
}
