// The page of a trip as it stands in the browser, and as a newer answer of the server says it stands.

import { copyOf } from "./device-copies.js";
import { morph } from "./morph.js";

const SHOWN_FOR = 6000;
const CARRIED = "messages";

export const trip = () => document.querySelector("live-trip");

export function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

// Take over every part that may change while somebody looks, and say what others did.
export async function adopt(page, { parts = [] } = {}) {
  const mine = trip();
  const theirs = page.querySelector("live-trip");
  if (!mine || !theirs) return;
  const known = Number(mine.dataset.number);
  for (const part of document.querySelectorAll("[data-live][id]")) {
    const newer = page.getElementById(part.id);
    if (newer) await morph(part, newer);
  }
  mine.dataset.number = theirs.dataset.number;
  show(parts);
  mine.tell(sentences(page, known, mine.dataset.me));
  document.dispatchEvent(new CustomEvent("trip:adopted"));
}

// What I did myself changes the page that is kept: its worker doesn't see that answer.
export async function renewCopy(html, address, headers) {
  const copy = await copyOf(address);
  if (!copy) return;
  const said = ["content-type", "content-security-policy"].map((name) => [name, headers.get(name)]);
  await copy.cache.put(copy.key, new Response(html, { headers: said }));
}

// What others did since, in the words of the server.
function sentences(page, known, me) {
  return [...page.querySelectorAll("[data-change]")]
    .filter((line) => Number(line.dataset.change) > known && line.dataset.by !== me)
    .map((line) => line.querySelector("[data-sentence]").textContent.trim());
}

// Mark what is new for a moment, so that the eye finds it.
function show(parts) {
  for (const part of parts) {
    const place = part && document.querySelector(`[data-live] [id$="-${CSS.escape(part)}"]`);
    if (!place) continue;
    place.dataset.news = "";
    setTimeout(() => delete place.dataset.news, SHOWN_FOR);
  }
}

// What the last deed answered. The server says it once, so on the way to another page we carry it.
export function answersOf(page) {
  return page.querySelector(".messages")?.outerHTML ?? "";
}

export function showAnswers(html) {
  document.querySelector(".messages")?.remove();
  const answers = html && parsed(html).querySelector(".messages");
  if (answers) document.querySelector("main").prepend(document.importNode(answers, true));
}

export function carryAnswers(html) {
  if (html) sessionStorage.setItem(CARRIED, html);
}

export function showCarriedAnswers() {
  const html = sessionStorage.getItem(CARRIED);
  sessionStorage.removeItem(CARRIED);
  if (html) showAnswers(html);
}
