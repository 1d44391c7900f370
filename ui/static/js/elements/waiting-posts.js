// <waiting-posts>: says what waits for the network, and lets go of it on demand. Without it, a browser without network
// says so itself and nothing is sent.

import { me } from "../posting.js";
import { drawQueued } from "../queued-plan.js";
import { forget, waitingFor } from "../waiting.js";

const AGAIN = 15_000;

class WaitingPosts extends HTMLElement {
  connectedCallback() {
    document.addEventListener("trip:waiting", this);
    document.addEventListener("trip:adopted", this);
    document.addEventListener("trip:lost", this);
    this.querySelector("[data-let-go]").addEventListener("click", this);
    this.show();
  }

  disconnectedCallback() {
    document.removeEventListener("trip:waiting", this);
    document.removeEventListener("trip:adopted", this);
    document.removeEventListener("trip:lost", this);
    clearTimeout(this.timer);
  }

  handleEvent({ type, detail }) {
    if (type === "click") this.letGo();
    else if (type === "trip:lost") this.say("[data-lost]", detail);
    else this.show();
  }

  async show() {
    const lines = await waitingFor(me());
    const words = lines.length > 1 ? this.dataset.many : this.dataset.one;
    this.querySelector("[data-count]").textContent = words.replace("%(n)s", lines.length);
    const items = lines.map(({ label }) => {
      const item = document.createElement("li");
      item.textContent = label;
      return item;
    });
    this.querySelector("[data-lines]").replaceChildren(...items);
    this.querySelector("[data-some]").hidden = !lines.length;
    drawQueued(lines, this.dataset.waits);
    clearTimeout(this.timer);
    if (lines.length) this.timer = setTimeout(() => this.tryAgain(), AGAIN);
  }

  tryAgain() {
    this.timer = setTimeout(() => this.tryAgain(), AGAIN);
    if (navigator.onLine) document.dispatchEvent(new CustomEvent("trip:replay"));
  }

  async letGo() {
    for (const line of await waitingFor(me())) await forget(line);
  }

  say(where, words) {
    const notice = this.querySelector(where);
    notice.querySelector("[data-label]").textContent = words;
    notice.hidden = false;
  }
}

customElements.define("waiting-posts", WaitingPosts);
