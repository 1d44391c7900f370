// <device-copy>: a button that keeps a page, and others that belong to it, on this device to be read without network, and one that removes them. Nothing is kept without a press; logging out removes all of it. Without a script or a place to keep it, it is hidden.

import { askWorker, copyOf, isSupported } from "../device-copies.js";

class DeviceCopy extends HTMLElement {
  async connectedCallback() {
    if (!isSupported()) return;
    this.querySelector("[data-keep-copy]").addEventListener("click", () => this.keep());
    this.querySelector("[data-remove-copy]").addEventListener("click", () => this.remove());
    document.addEventListener("trip:gone", () => this.remove());
    this.show(Boolean(await copyOf(this.dataset.page)));
    this.hidden = false;
  }

  async keep() {
    const files = performance.getEntriesByType("resource").map(({ name }) => name);
    const parts = files.filter((file) => new URL(file).pathname.startsWith("/static/"));
    const { page, more = "" } = this.dataset;
    const pages = [page, ...more.split(" ").filter(Boolean)].map(
      (one) => new URL(one, location.href).href,
    );
    const isKept = await askWorker({ keep: [...new Set(pages), ...parts] }).catch(() => false);
    this.show(isKept, isKept ? this.dataset.kept : this.dataset.failed);
  }

  async remove() {
    if (!(await copyOf(this.dataset.page))) return;
    await askWorker({ forget: new URL(this.dataset.page, location.href).pathname });
    this.show(false, this.dataset.removed);
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

customElements.define("device-copy", DeviceCopy);
