// <device-copies>: what is kept on this device, each with a button that removes it. Drawn from a template of the page; empty and hidden parts say where there is nothing. Without a script it is hidden.

import { formatDay } from "../dates.js";
import { allCopies, askWorker, isSupported } from "../device-copies.js";

class DeviceCopies extends HTMLElement {
  connectedCallback() {
    if (!isSupported()) return;
    this.hidden = false;
    this.addEventListener("click", ({ target }) => this.remove(target.closest("button")));
    this.draw();
  }

  async draw() {
    const copies = await allCopies();
    const rows = copies.map((copy) => this.row(copy));
    this.querySelector("[data-copies]").replaceChildren(...rows);
    this.querySelector("[data-no-copies]").hidden = rows.length > 0;
  }

  row({ path, name, until }) {
    const row = this.querySelector("template").content.cloneNode(true);
    const link = row.querySelector("a");
    [link.href, link.textContent] = [path, name];
    row.querySelector("[data-until]").textContent = until ? this.sentence(until) : "";
    const button = row.querySelector("button");
    if (button) {
      button.value = path;
      button.setAttribute("aria-label", `${button.textContent.trim()}: ${name}`);
    }
    return row;
  }

  sentence(until) {
    const day = formatDay(until, document.documentElement.lang);
    return this.dataset.until.replace("{day}", day);
  }

  async remove(button) {
    if (!button) return;
    await askWorker({ forget: button.value });
    await this.draw();
    this.querySelector("[data-copies] button, [data-no-copies]")?.focus();
  }
}

customElements.define("device-copies", DeviceCopies);
