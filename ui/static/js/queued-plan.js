// Draws in the plan what waits for the network: where a step will stand, what it will be called, that it will be gone. The
// plan itself stays as it was last seen, until the server has said yes.

import { effectOn } from "./offline-changes.js";

export function drawQueued(lines, words) {
  for (const drawn of document.querySelectorAll("[data-queued]")) drawn.remove();
  for (const row of document.querySelectorAll("[data-leaving]")) delete row.dataset.leaving;
  for (const line of lines) draw(effectOn(line), words);
}

function draw(effect, words) {
  const row = effect?.step && document.getElementById(`step-${effect.step}`);
  const title = effect?.title || row?.querySelector(".itinerary__title")?.textContent.trim();
  if (!title) return;
  if (effect.kind === "move" || effect.kind === "add") {
    const day = document.getElementById(`day-${effect.day || "open"}`);
    if (day) place(ghost(title, words), day, effect.after);
  }
  if (!row) return;
  if (effect.kind === "change")
    row.querySelector(".itinerary__card").append(note(`${title}: ${words}`));
  else row.dataset.leaving = "";
  if (effect.kind === "remove") row.querySelector(".itinerary__card").append(note(words));
}

// Behind another step of that day, else at its end where it is new, else at its top.
function place(item, day, after) {
  const behind = after && document.getElementById(`step-${after}`);
  let list = day.querySelector(".itinerary__steps");
  if (!list) {
    list = element("ol", "itinerary__steps");
    list.dataset.queued = "";
    day.querySelector(".itinerary__day-head").after(list);
  }
  if (behind) behind.after(item);
  else if (after === "") list.prepend(item);
  else list.append(item);
}

function ghost(title, words) {
  const item = element("li", "itinerary__step itinerary__step--queued");
  item.dataset.queued = "";
  const card = element("div", "itinerary__card");
  const name = element("p", "itinerary__queued");
  name.textContent = title;
  card.append(name, note(words));
  item.append(element("span", "itinerary__mark"), card);
  return item;
}

function note(words) {
  const line = element("p", "fine");
  line.dataset.queued = "";
  line.textContent = words;
  return line;
}

function element(name, className) {
  return Object.assign(document.createElement(name), { className });
}
