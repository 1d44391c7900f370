// <bill-shares>: says while somebody writes how far the amounts are from the bill, and ticks everybody or nobody at one
// press. The server reckons; without this element the form says the same once it is sent.

import { parseAmount, remainderOf } from "../amounts.js";

class BillShares extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.told = this.querySelector("[data-told]");
    this.all = this.querySelector("[data-all]");
    this.all.hidden = false;
    this.all.addEventListener("click", this);
    this.form.addEventListener("input", this);
    this.tell();
  }

  disconnectedCallback() {
    this.form.removeEventListener("input", this);
  }

  get lines() {
    return [...this.querySelectorAll("[data-line]")].map((line) => ({
      tick: line.querySelector("[type=checkbox]"),
      part: line.querySelector("[type=text]"),
    }));
  }

  handleEvent(event) {
    if (event.type === "click") {
      const every = this.lines.every(({ tick }) => tick.checked);
      for (const { tick } of this.lines) tick.checked = !every;
    }
    this.tell();
  }

  tell() {
    const way = this.form.querySelector("[name=split]:checked")?.value;
    const bill = parseAmount(this.form.elements.amount.value);
    if (way !== "exact" || Number.isNaN(bill)) {
      this.told.textContent = "";
      return;
    }
    const ticked = this.lines.filter(({ tick }) => tick.checked);
    const left = remainderOf(
      bill,
      ticked.map(({ part }) => part.value),
    );
    this.told.textContent = Number.isNaN(left) ? "" : this.words(left);
  }

  words(left) {
    if (left === 0) return this.dataset.even;
    const said = Math.abs(left).toLocaleString(document.documentElement.lang, {
      maximumFractionDigits: 4,
    });
    return (left > 0 ? this.dataset.left : this.dataset.over).replace("…", said);
  }
}

customElements.define("bill-shares", BillShares);
