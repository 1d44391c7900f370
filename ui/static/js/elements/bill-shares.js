// <bill-shares>: says while somebody writes how far the amounts are from the bill, and ticks everybody or nobody at one
// press. The server reckons; without this element the form says the same once it is sent.

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
    const bill = number(this.form.elements.amount.value);
    if (way !== "exact" || Number.isNaN(bill)) {
      this.told.textContent = "";
      return;
    }
    const parts = this.lines
      .filter(({ tick }) => tick.checked)
      .map(({ part }) => number(part.value || "0"));
    const left = bill - parts.reduce((sum, part) => sum + part, 0);
    this.told.textContent = Number.isNaN(left) ? "" : this.words(left);
  }

  words(left) {
    const rounded = Math.round(left * 10_000) / 10_000;
    if (rounded === 0) return this.dataset.even;
    const said = Math.abs(rounded).toLocaleString(document.documentElement.lang, {
      maximumFractionDigits: 4,
    });
    return (rounded > 0 ? this.dataset.left : this.dataset.over).replace("…", said);
  }
}

// As the server reads it: spaces are nothing, the last comma or point is the decimal one.
function number(written) {
  const plain = written.replaceAll(/[\s'’]/g, "");
  const last = Math.max(plain.lastIndexOf(","), plain.lastIndexOf("."));
  const whole = last < 0 ? plain : plain.slice(0, last).replaceAll(/[.,]/g, "");
  return Number(last < 0 ? whole : `${whole}.${plain.slice(last + 1)}`);
}

customElements.define("bill-shares", BillShares);
