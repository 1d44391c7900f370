// <date-range>: check-out stays after check-in, and the nights are counted aloud. Without it, the server says the same.

const A_DAY = 24 * 60 * 60 * 1000;

class DateRange extends HTMLElement {
  connectedCallback() {
    [this.checkIn, this.checkOut] = this.querySelectorAll("input[type=date]");
    this.sum = this.querySelector("[data-sum]");
    if (!this.checkOut) return;
    this.firstDay = this.checkOut.min;
    this.addEventListener("change", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    this.removeEventListener("change", this);
  }

  handleEvent() {
    const earliest = this.earliestCheckOut();
    // Even the same limit makes a field begin anew, under the hands of whoever types a date into it.
    if (this.checkOut.min !== earliest) this.checkOut.min = earliest;
    const nights = this.nights();
    if (nights === undefined) return;
    if (nights > 0) delete this.dataset.state;
    else this.dataset.state = "invalid";
    if (this.sum) this.sum.textContent = nights > 0 ? this.inWords(nights) : "";
  }

  earliestCheckOut() {
    const morningAfter = new Date(this.checkIn.valueAsNumber + A_DAY);
    return Number.isNaN(morningAfter.valueOf())
      ? this.firstDay
      : morningAfter.toISOString().slice(0, 10);
  }

  nights() {
    const span = this.checkOut.valueAsNumber - this.checkIn.valueAsNumber;
    return Number.isNaN(span) ? undefined : Math.round(span / A_DAY);
  }

  inWords(nights) {
    const words = nights === 1 ? this.dataset.one : this.dataset.many;
    return words.replace("{}", nights);
  }
}

customElements.define("date-range", DateRange);
