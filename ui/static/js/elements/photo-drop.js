// <photo-drop>: sends chosen photographs one after the other and shows how far each is. A bad one stops nobody, a lost network
// only takes time: every file has a key, so nothing comes twice. Without it the form sends them all at once.

import { refresh } from "../fresh-part.js";
import { newKey } from "../new-key.js";

const PATIENCE = [1, 3, 8, 20]; // seconds between tries while there is a network
const SILENCE = 300_000; // milliseconds until a request counts as lost

class PhotoDrop extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.input = this.querySelector("input[type=file]");
    this.bar = this.querySelector("[data-progress] progress");
    this.label = this.querySelector("[data-progress] label");
    this.again = this.querySelector("[data-again]");
    this.rows = [];
    this.form.addEventListener("submit", this);
    this.again.addEventListener("click", this);
  }

  disconnectedCallback() {
    removeEventListener("online", this);
    removeEventListener("beforeunload", this);
  }

  handleEvent(event) {
    if (event.type === "beforeunload")
      event.preventDefault(); // some are still on their way
    else if (event.type === "online") this.wake?.();
    else {
      event.preventDefault();
      if (event.type === "submit") this.choose();
      this.goOn();
    }
  }

  // What is chosen joins the queue, also while others are on their way.
  choose() {
    for (const file of this.input.files) {
      const line = this.querySelector("template").content.cloneNode(true).firstElementChild;
      line.querySelector("[data-name]").textContent = file.name;
      this.querySelector("[data-files]").append(line);
      const row = { file, key: newKey(), line };
      this.tell(row, this.dataset.waiting);
      this.rows.push(row);
    }
    this.input.value = "";
  }

  goOn() {
    for (const row of this.rows) row.gaveUp = false;
    this.again.hidden = true;
    if (this.isSending) this.wake?.();
    else this.send();
  }

  async send() {
    this.isSending = true;
    addEventListener("online", this);
    addEventListener("beforeunload", this);
    this.count();
    for (const row of this.rows) if (!row.isSettled && !row.gaveUp) await this.bring(row);
    this.disconnectedCallback();
    this.isSending = false;
    if (this.rows.every((row) => row.isThere)) return location.reload();
    this.again.hidden = this.rows.every((row) => row.isSettled);
    if (this.rows.some((row) => row.isThere)) await refresh(this.dataset.list).catch(() => {});
  }

  async bring(row) {
    for (let tries = 0; ; ) {
      const answer = await this.post(row);
      if (answer.refusals) return this.settle(row, answer.refusals);
      if (navigator.onLine && tries === PATIENCE.length) break;
      this.tell(row, answer.isLost ? this.dataset.lost : this.dataset.late);
      await this.rest(navigator.onLine ? PATIENCE[tries++] : PATIENCE.at(-1));
    }
    row.gaveUp = true;
    this.tell(row, this.dataset.failed);
    this.say(`${row.file.name}: ${this.dataset.failed}`);
  }

  // fetch() can't tell how much of a body has left.
  post({ file, key, line }) {
    const data = new FormData(this.form);
    data.set("photos", file);
    data.set("key", key);
    const request = new XMLHttpRequest();
    request.open("POST", this.form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.timeout = SILENCE;
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      const share = Math.round((100 * loaded) / total);
      const words = share < 100 ? this.dataset.sending.replace("{n}", share) : this.dataset.working;
      this.tell({ line }, words, share);
    });
    return new Promise((resolve) => {
      request.addEventListener("load", () => {
        const { status, response } = request;
        resolve(status < 500 && response?.refusals ? response : { isLost: false });
      });
      for (const end of ["error", "timeout", "abort"])
        request.addEventListener(end, () => resolve({ isLost: true }));
      request.send(data);
    });
  }

  rest(seconds) {
    return new Promise((resolve) => {
      this.wake = resolve;
      setTimeout(resolve, seconds * 1000);
    });
  }

  settle(row, refusals) {
    row.isSettled = true;
    row.isThere = refusals.length === 0;
    row.line.dataset.state = row.isThere ? "there" : "refused";
    this.tell(row, row.isThere ? this.dataset.there : refusals.join(" "), 100);
    this.count(refusals.join(" "));
  }

  tell({ line }, words, share = 0) {
    line.querySelector("[data-told]").textContent = words;
    line.querySelector("progress").value = share;
  }

  count(refusal = "") {
    const there = this.rows.filter((row) => row.isThere).length;
    const { length } = this.rows;
    this.querySelector("[data-progress]").hidden = false;
    this.bar.max = length;
    this.bar.value = this.rows.filter((row) => row.isSettled).length;
    this.label.textContent = this.dataset.label.replace("{done}", there).replace("{all}", length);
    this.say(`${refusal} ${this.label.textContent}`.trim());
  }

  say(words) {
    this.querySelector("[data-said]").textContent = words;
  }
}

customElements.define("photo-drop", PhotoDrop);
