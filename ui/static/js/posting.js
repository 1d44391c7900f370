// Sends the forms of a trip without leaving the page. Without network they wait and go in their order, once; two versions
// of one thing come before the person in a dialog. A form without a key, or with a file, goes the ordinary way.

import { forgetDraft } from "./drafts.js";
import { isUnanswered, outcomeOf, partOf, rebase, stablePath } from "./offline-changes.js";
import {
  adopt,
  answersOf,
  carryAnswers,
  parsed,
  renewCopy,
  showAnswers,
  trip,
} from "./trip-page.js";
import { forget, forgetUnless, wait, waitingFor } from "./waiting.js";

const LOCK = "hirondelle-waiting";

export function sendsForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !isKeyed(form) || !trip()) return;
    event.preventDefault();
    if (form.dataset.state !== "sending") send(form, event.submitter);
  });
  for (const name of ["trip:online", "trip:replay"]) document.addEventListener(name, replay);
  addEventListener("online", replay);
  document.addEventListener("trip:gone", () => forgetUnless((line) => line.trip !== me().trip));
}

function isKeyed(form) {
  const withFile = form.querySelector("input[type=file]")?.value; // one that was chosen
  return form.method === "post" && form.querySelector("[name=key]") && !withFile;
}

export const me = () => ({ trip: trip().dataset.trip, me: trip().dataset.me });

async function send(form, submitter) {
  const data = new URLSearchParams(new FormData(form, submitter));
  const line = lineOf(form.action, data, form, submitter);
  form.dataset.state = "sending";
  const outcome = await carry(line);
  delete form.dataset.state;
  await settle(outcome, line, form, submitter);
}

// One thing to be sent: where to, what, and how to name it to the person.
export function lineOf(action, data, form, submitter) {
  const heading = form.closest("li, section, dialog")?.querySelector("h2, h3, h4")?.textContent;
  const named =
    submitter?.dataset.label ??
    submitter?.getAttribute("aria-label") ??
    submitter?.textContent ??
    "";
  const about = submitter?.hasAttribute("aria-label") ? "" : (data.get("title") ?? heading ?? "");
  const label = [named, about].map((words) => words.trim()).filter(Boolean);
  const { effect } = form.dataset;
  return { ...me(), action, data: data.toString(), label: label.join(": "), effect };
}

export async function settle(outcome, line, form, submitter) {
  if (outcome.kind === "later") {
    await wait(line);
    forgetDraft(form);
    form?.closest("main form:not([action])")?.reset();
  } else if (outcome.kind === "done") {
    forgetDraft(form);
    await arrive(outcome, form, submitter);
  } else if (outcome.kind === "conflict") {
    forgetDraft(form);
    await ask(questionOf(outcome.page));
  } else if (outcome.kind === "refused") {
    const main = document.importNode(outcome.page.querySelector("main"), true);
    document.querySelector("main").replaceWith(main);
    main.querySelector(".error-summary, [aria-invalid=true]")?.focus();
    main.scrollIntoView();
  } else if (outcome.kind === "elsewhere") {
    location.assign(outcome.url); // to log in, for instance; what was written is kept as a draft
  } else if (outcome.kind === "gone" || !form) {
    location.reload();
  } else {
    HTMLFormElement.prototype.submit.call(form); // the browser shows what is wrong
  }
}

// Send one line; what became of it.
export async function carry(line) {
  const data = new URLSearchParams(line.data);
  const token = document.querySelector("main [name=csrfmiddlewaretoken]");
  if (token) data.set("csrfmiddlewaretoken", token.value);
  const answer = await fetch(line.action, { method: "POST", body: data }).catch(() => undefined);
  if (isUnanswered(answer)) return { kind: "later" };
  const html = await answer.text().catch(() => "");
  const page = parsed(html);
  if (answer.ok) await renewCopy(html, answer.url, answer.headers);
  const seat = page.querySelector("live-trip")?.dataset.me;
  return { kind: outcomeOf(answer, seat, line.me), page, url: answer.url };
}

async function arrive({ page, url }, form, submitter) {
  if (stablePath(url) !== stablePath(location.href)) {
    carryAnswers(answersOf(page));
    location.assign(url);
    return;
  }
  if (url !== location.href) history.replaceState(null, "", url);
  const place = form?.closest("[id]")?.id;
  const step = form?.closest("[data-step]")?.id;
  form?.reset();
  await adopt(page);
  showAnswers(answersOf(page));
  if (document.activeElement !== document.body || !place) return;
  // The same button, or the name of its step: the other arrow would undo it at the next press.
  const region = document.getElementById(step || place);
  const again = submitter?.id && document.getElementById(submitter.id);
  (again || region?.querySelector("a, button") || region)?.focus({ preventScroll: true });
}

// The two versions, under the name of what they are about.
function questionOf(page) {
  const question = page.querySelector(".conflict");
  const name = document.createElement("p");
  name.className = "dialog__title";
  name.textContent = page.querySelector("h1").textContent;
  question.prepend(name);
  return question;
}

// Two versions of one thing: the person decides, here and now. To close it means theirs; mine is in the history.
function ask(question) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog dialog--wide";
  dialog.setAttribute("aria-labelledby", "conflict");
  dialog.append(document.importNode(question, true));
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || stablePath(link.href) !== stablePath(location.href)) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("submit", () => setTimeout(() => dialog.close()));
  document.body.append(dialog);
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      trip().refreshSoon();
      done();
    });
    dialog.showModal();
  });
}

// In the order in which they were made; one page at a time does it.
async function replay() {
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const sent = [];
    for (const line of await waitingFor(me())) {
      const outcome = await carry(await onMyOwn(line, sent));
      if (["later", "elsewhere", "broken"].includes(outcome.kind)) break; // it stays
      await forget(line);
      sent.push(line);
      await tellOf(outcome, line);
    }
  });
}

async function tellOf(outcome, line) {
  if (outcome.kind === "done") {
    if (outcome.page.querySelector("#itinerary") && document.querySelector("#itinerary"))
      await adopt(outcome.page);
    else trip().refreshSoon();
    showAnswers(answersOf(outcome.page));
  } else if (outcome.kind === "conflict") {
    await ask(questionOf(outcome.page));
  } else if (outcome.kind === "refused") {
    const form = outcome.page.querySelector("main form[method=post]");
    form.action = line.action;
    await ask(form);
  } else {
    document.dispatchEvent(new CustomEvent("trip:lost", { detail: line.label }));
  }
}

// A change that follows one of mine just sent: the server is asked what happened to its part since.
async function onMyOwn(line, sent) {
  const base = Number(new URLSearchParams(line.data).get("based_on"));
  const part = partOf(line);
  if (!part || !sent.some((earlier) => partOf(earlier) === part)) return line;
  const answer = await fetch(`${trip().dataset.changes}?since=${base}`).catch(() => undefined);
  const news = answer?.ok ? (await answer.json()).changes : [];
  return rebase(line, news);
}
