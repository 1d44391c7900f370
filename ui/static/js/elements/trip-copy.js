// <trip-copy>: a button that keeps the plan of this trip on this device, to be read without network, and one that removes
// it. Nothing is kept without a press; logging out removes all of it. Without a script or a place to keep it, it is hidden.

import { copyOf, trip } from "../trip-page.js";

class TripCopy extends HTMLElement {
  async connectedCallback() {
    if (!navigator.serviceWorker || !globalThis.caches) return;
    this.querySelector("[data-keep-copy]").addEventListener("click", () => this.keep());
    this.querySelector("[data-remove-copy]").addEventListener("click", () => this.remove());
    document.addEventListener("trip:gone", () => this.remove());
    this.show(Boolean(await copyOf(trip())));
    this.hidden = false;
  }

  async keep() {
    const parts = performance.getEntriesByType("resource").map(({ name }) => name);
    const plan = new URL(trip().dataset.plan, location.href).href;
    const isKept = await this.ask({ keep: [plan, ...parts] }).catch(() => false);
    this.show(isKept, isKept ? this.dataset.kept : this.dataset.failed);
  }

  async remove() {
    if (!(await copyOf(trip()))) return;
    await this.ask({ forget: trip().dataset.plan });
    this.show(false, this.dataset.removed);
  }

  // The worker keeps and removes, so that both happen in one place and in their order.
  async ask(request) {
    await navigator.serviceWorker.register(trip().dataset.worker);
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    return new Promise((done) => {
      port1.onmessage = ({ data }) => done(data);
      active.postMessage(request, [port2]);
    });
  }

  show(isKept, news = "") {
    const buttons = [
      this.querySelector("[data-keep-copy]"),
      this.querySelector("[data-remove-copy]"),
    ];
    const hadFocus = buttons.includes(document.activeElement);
    [buttons[0].hidden, buttons[1].hidden] = [isKept, !isKept];
    if (hadFocus) buttons[Number(isKept)].focus();
    this.querySelector("[data-copy-news]").textContent = news;
  }
}

customElements.define("trip-copy", TripCopy);
