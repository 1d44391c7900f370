// <photo-drop>: sends chosen photographs one after the other and shows how far it is, so that sixty of them need no
// patience and a bad one stops nobody. Without it the form sends them all at once.

import { newKey } from "../new-key.js";

class PhotoDrop extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.bar = this.querySelector("progress");
    this.label = this.querySelector("[data-progress] label");
    this.form.addEventListener("submit", (event) => this.submitted(event));
  }

  submitted(event) {
    const files = [...this.form.querySelector("input[type=file]").files];
    if (files.length < 2 && !this.left) return;
    event.preventDefault();
    if (this.isSending) return;
    this.left ??= files.map((file) => ({ file, key: newKey() }));
    this.all ??= files.length;
    this.send();
  }

  // A press after a broken network goes on where it stopped; a key makes sure that nothing comes twice.
  async send() {
    this.isSending = true;
    this.querySelector("[data-progress]").hidden = false;
    try {
      while (this.left.length) {
        this.show();
        await this.bring(this.left[0]);
        this.left.shift();
      }
      this.show();
      if (!this.hasRefused) location.reload();
    } catch {
      this.refuse(this.dataset.failed);
    }
    this.isSending = false;
  }

  async bring({ file, key }) {
    const data = new FormData(this.form);
    data.delete("photos");
    data.set("photos", file);
    data.set("key", key);
    const answer = await fetch(this.form.action, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
    });
    const said = await answer.json();
    for (const refusal of said.refusals) this.refuse(refusal);
  }

  refuse(words) {
    this.hasRefused = true;
    const line = document.createElement("li");
    line.textContent = words;
    this.querySelector("[data-refusals]").append(line);
  }

  show() {
    const done = this.all - this.left.length;
    const said = this.dataset.label.replace("{done}", done).replace("{all}", this.all);
    this.bar.max = this.all;
    this.bar.value = done;
    this.label.textContent = said;
  }
}

customElements.define("photo-drop", PhotoDrop);
