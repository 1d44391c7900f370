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

function hasBusyForm(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  if (node.matches("[data-state=moving]")) return true;
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
  if (old.matches("form") && isBusy(old)) return;
  if (old.matches("[data-keep]") || old.isEqualNode(wanted)) return;
  changeAttributes(old, wanted);
  changeChildren(old, wanted);
}

function changeAttributes(old, wanted) {
  const isUnfolded = old.matches("details, dialog");
  for (const { name } of [...old.attributes])
    if (!wanted.hasAttribute(name) && !(isUnfolded && name === "open")) old.removeAttribute(name);
  for (const { name, value } of wanted.attributes)
    if (old.getAttribute(name) !== value && !(isUnfolded && name === "open"))
      old.setAttribute(name, value);
}

// What has an id is found again wherever it went; the rest is compared place by place.
function changeChildren(old, wanted) {
  const named = new Map([...old.children].filter((one) => one.id).map((one) => [one.id, one]));
  let place = old.firstChild;
  for (const next of wanted.childNodes) {
    const known = next.id ? named.get(next.id) : isAlike(place, next) && place;
    if (!known) {
      old.insertBefore(document.importNode(next, true), place);
    } else {
      if (known === place) place = place.nextSibling;
      else old.insertBefore(known, place);
      change(known, next);
    }
  }
  while (place) {
    const after = place.nextSibling;
    if (!hasBusyForm(place)) place.remove();
    place = after;
  }
}

function isAlike(one, other) {
  return one?.nodeType === other.nodeType && one.nodeName === other.nodeName && !one.id;
}
