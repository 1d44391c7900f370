// <live-trip>: hears what others do in this trip and brings the page up to date in place. The stream says only that
// something happened; what it is comes as the page itself, from the server, for this person. Without a stream it asks
// from time to time; without JavaScript the page is whole and a reload shows the same.

import { showWays } from "../offline-links.js";
import { adopt, parsed } from "../trip-page.js";

const TOGETHER = 60; // milliseconds: changes that come at once are fetched once
const FIRST_WORD = 8000; // a stream that says nothing for so long is held back on its way
const ASK_EVERY = 5000;
const TRY_AGAIN = 60_000;
const ON_WINDOW = ["online", "offline", "pagehide", "pageshow"];
const MOST_FACES = 8; // on a page
const MOST_NAMES = 3;

class LiveTrip extends HTMLElement {
  connectedCallback() {
    this.parts = new Set();
    document.addEventListener("visibilitychange", this);
    for (const name of ON_WINDOW) addEventListener(name, this);
    this.showNetwork();
    this.listen();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this);
    for (const name of ON_WINDOW) removeEventListener(name, this);
    this.stop();
  }

  // A page that nobody sees hears nothing: it takes no place at the server, and its reader isn't here.
  handleEvent({ type, persisted }) {
    this.showNetwork();
    if (document.hidden || type === "pagehide" || type === "offline") this.stop();
    else if (type !== "pageshow" || persisted) this.listen();
  }

  showNetwork(isReached = navigator.onLine) {
    this.querySelector("[data-offline]").hidden = isReached;
    if (isReached !== this.isReached) showWays(isReached);
    this.isReached = isReached;
  }

  stop() {
    this.stream?.close();
    this.stream = undefined;
    clearTimeout(this.firstWord);
    clearTimeout(this.again);
    clearTimeout(this.asking);
  }

  listen() {
    if (document.hidden || this.isGone) return;
    this.stop();
    this.stream = new EventSource(`${this.dataset.stream}?since=${this.dataset.number}`);
    const hear = (name, deed) =>
      this.stream.addEventListener(name, ({ data }) => deed.call(this, JSON.parse(data)));
    hear("change", this.note);
    hear("anew", this.refreshSoon);
    hear("here", this.showHere);
    hear("gone", this.leave);
    let isOpen = false; // onLine takes any cable for a network
    this.stream.onopen = () => {
      isOpen = true;
      this.showNetwork(true);
    };
    this.stream.onerror = ({ target }) => {
      if (target.readyState === EventSource.CLOSED) return this.askInstead();
      if (!isOpen) this.showNetwork(false);
      isOpen = false;
    };
    this.firstWord = setTimeout(() => this.ask(), FIRST_WORD);
  }

  // No stream to be had just now: too many, or something on the way keeps it shut.
  askInstead() {
    this.stop();
    this.ask();
    this.again = setTimeout(() => this.listen(), TRY_AGAIN);
  }

  async ask() {
    this.asking = setTimeout(() => this.ask(), ASK_EVERY);
    const answer = await fetch(`${this.dataset.changes}?since=${this.dataset.number}`, {
      headers: { accept: "application/json" },
    }).catch(() => undefined);
    if (answer?.status === 404 || answer?.redirected) this.leave();
    if (!answer?.ok || !this.isConnected) return;
    const { changes, anew, here, state } = await answer.json();
    for (const change of changes) this.note(change);
    if (anew || state !== this.dataset.state) this.refreshSoon();
    this.dataset.state = state;
    this.showHere(here);
  }

  note({ number, part, by, who }) {
    if (number <= Number(this.dataset.number)) return;
    this.parts.add(part);
    const notices = document.querySelectorAll(`[data-on-change="${CSS.escape(part)}"]`);
    for (const notice of by === this.dataset.me ? [] : notices) {
      notice.hidden = false;
      notice.querySelector("[data-who]").textContent = who;
    }
    this.refreshSoon();
  }

  refreshSoon() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.refresh(), TOGETHER);
  }

  async refresh() {
    if (document.querySelector("[data-state=moving]")) return this.refreshSoon(); // in somebody's hand
    const headers = { accept: "text/html" };
    const answer = await fetch(location.href, { headers }).catch(() => undefined);
    if (answer?.status === 404) this.leave();
    if (!answer?.ok) return;
    const page = parsed(await answer.text());
    const newer = page.querySelector("live-trip");
    if (!newer || Number(newer.dataset.number) < Number(this.dataset.number)) return;
    const parts = [...this.parts];
    this.parts.clear();
    await adopt(page, { parts });
  }

  // Presence is told by the stream alone: names come from the page, whoever is new to it brings a new one.
  showHere(here) {
    clearTimeout(this.firstWord);
    if (this.stream) clearTimeout(this.asking);
    document.dispatchEvent(new CustomEvent("trip:online"));
    const others = Object.keys(here).filter((id) => id !== this.dataset.me);
    const faces = [...document.querySelectorAll("[data-member]")];
    for (const face of faces) {
      const { member } = face.dataset;
      face.dataset.state = member === this.dataset.me || member in here ? "here" : "away";
    }
    const line = document.querySelector("[data-who-is-here]");
    if (line) line.textContent = this.inWords(others.map((id) => here[id]));
    const known = faces.map((face) => face.dataset.member);
    if (faces.length < MOST_FACES && others.some((id) => !known.includes(id))) this.refreshSoon();
  }

  inWords(names) {
    if (!names.length) return "";
    const words = names.length > 1 ? this.dataset.many : this.dataset.one;
    const list = new Intl.ListFormat(document.documentElement.lang);
    const few = names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES), "…"] : names;
    return words.replace("%(names)s", list.format(few));
  }

  tell(sentences) {
    if (!sentences.length) return;
    this.querySelector("[data-told]").textContent = sentences.slice(0, 3).reverse().join(". ");
  }

  leave() {
    this.isGone = true;
    this.stop();
    const notice = this.querySelector("[data-gone]");
    notice.hidden = false;
    document.dispatchEvent(new CustomEvent("trip:gone"));
  }
}

customElements.define("live-trip", LiveTrip);
