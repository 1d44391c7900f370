// <total-recount data-url>: when dates, half-days, people or a quantity change, the sum follows the rate, and a note says so.
// A sum that was typed by hand stays. Without it the server asks about a sum that was left behind.

const COUNTED = ["check_in", "check_out", "half_days", "adults", "children", "quantity"];

class TotalRecount extends HTMLElement {
  connectedCallback() {
    this.total = this.querySelector("[name=total]");
    this.note = this.querySelector("[data-note]");
    this.addEventListener("change", this);
    this.addEventListener("input", this);
  }

  disconnectedCallback() {
    this.removeEventListener("change", this);
    this.removeEventListener("input", this);
  }

  async handleEvent({ target, type }) {
    if (target === this.total) {
      this.typed = true;
      return;
    }
    if (type === "input" || !COUNTED.includes(target.name)) return;
    const fields = [...this.querySelectorAll("[name]")]
      .filter((field) => field.type !== "checkbox" || field.checked)
      .map((field) => [field.name, field.value]);
    const answer = await fetch(`${this.dataset.url}?${new URLSearchParams(fields)}`).catch(
      () => null,
    );
    if (!answer?.ok) return;
    const { total, note } = await answer.json();
    if (!total) return;
    if (!this.typed) this.total.value = total;
    this.note.textContent = note;
  }
}

customElements.define("total-recount", TotalRecount);
