// Makes one part of the page what a newer answer of the server says, by the morph of htmx, without touching what a person
// is busy with: focus stays where it is, a form that somebody writes in stays as it is and where it is, what was unfolded
// stays unfolded.

import htmx from "../vendor/htmx/htmx.js";
import { isBusy } from "./busy-forms.js";

const KEPT = "[data-state=moving], [data-keep]";
const NAMED = "form of ";

htmx.config.history = false; // going back is the browser's affair
htmx.registerExtension("hirondelle", {
  htmx_before_morph_node: (element) => !seesToItself(element),
  htmx_before_morph_attr: (element, { attrName }) =>
    attrName !== "open" || !element.matches("details, dialog"),
});

// An element with a script of its own knows best what stands in it.
function seesToItself(element) {
  if (element.matches("form")) return isBusy(element);
  return element.matches(KEPT) || /-/.test(element.localName.replace("drag-steps", ""));
}

// Change `old` into `wanted`, an element of another document.
export async function morph(old, wanted) {
  const focused = document.activeElement;
  const places = placesOfKept(old);
  nameForms(old);
  nameForms(wanted);
  await htmx.swap({ text: wanted.outerHTML, target: old, swap: "outerMorph" });
  for (const [node, parent, next] of places)
    if (!node.isConnected && parent.isConnected)
      parent.insertBefore(node, next?.parentNode === parent ? next : null);
  for (const form of old.querySelectorAll(`form[id^="${NAMED}"]`)) form.removeAttribute("id");
  if (focused !== document.activeElement && focused?.isConnected && focused !== document.body)
    focused.focus({ preventScroll: true }); // it was moved
}

// What a person is busy with, and what it stands in: where each stood, outermost first. If others take it away, it is put
// back: there is no hook that keeps it.
function placesOfKept(part) {
  const places = new Map();
  for (const one of part.querySelectorAll(`form, ${KEPT}`)) {
    if (one.matches("form") && !one.matches(KEPT) && !isBusy(one)) continue;
    const path = [];
    for (let node = one; node !== part; node = node.parentNode) path.unshift(node);
    for (const node of path) places.set(node, [node, node.parentNode, node.nextSibling]);
  }
  return places.values();
}

// A form without an id is known by where it leads to, and htmx knows elements by ids alone.
function nameForms(part) {
  const count = {};
  for (const form of part.querySelectorAll("form:not([id])")) {
    const action = form.getAttribute("action") ?? "";
    count[action] = (count[action] ?? 0) + 1;
    form.setAttribute("id", `${NAMED}${action} ${count[action]}`); // a field may be called "id"
  }
}
