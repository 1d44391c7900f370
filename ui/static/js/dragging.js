// What can be dragged in a list of days: a step is taken by its handle and put down elsewhere, with a mouse or a finger.
// Whoever extends it says what comes of it (`arrived`); the two arrows beside a step do the same by keyboard.

const EDGE = 90; // pixels from the edge of the window: there the page comes along
const PACE = 14;
const STEP = "[data-step]";

export class DragList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("pointerdown", this);
  }

  disconnectedCallback() {
    this.removeEventListener("pointerdown", this);
    this.let?.abort();
  }

  handleEvent(event) {
    if (event.type === "pointerdown") this.take(event);
    else if ("pointerId" in event && event.pointerId !== this.pointer)
      return; // a second finger
    else if (event.type === "pointermove") this.moveTo(event);
    else if (event.type === "pointerup") this.putDown();
    else if (event.type !== "keydown" || event.key === "Escape") this.putBack();
  }

  take(event) {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button || this.held) return;
    event.preventDefault(); // no text is marked
    this.held = handle.closest(STEP);
    this.pointer = event.pointerId;
    this.from = { list: this.held.parentNode, before: this.held.nextElementSibling };
    this.held.dataset.state = "moving";
    this.height = event.clientY;
    this.let = new AbortController();
    const { signal } = this.let;
    // On the document: the handle travels with its step, and a pointer can't be captured by what is moved about.
    for (const name of ["pointermove", "pointerup", "pointercancel", "keydown"])
      document.addEventListener(name, this, { signal });
    this.scrolling = requestAnimationFrame(() => this.scroll());
  }

  moveTo({ clientX, clientY }) {
    this.height = clientY;
    const under = document.elementsFromPoint(clientX, clientY).find((one) => this.isPlace(one));
    if (!under) return;
    if (under.matches(STEP)) {
      const { top, height } = under.getBoundingClientRect();
      if (clientY < top + height / 2) under.before(this.held);
      else under.after(this.held);
    } else {
      this.listOf(under).append(this.held);
    }
  }

  // Another step, or a day whose steps lie elsewhere: one puts it at its end.
  isPlace(one) {
    if (!this.contains(one) || one === this.held) return false;
    if (one.matches(STEP)) return true;
    return one.matches("[data-day]") && !one.querySelector(STEP);
  }

  listOf(day) {
    const known = day.querySelector("ol");
    if (known) return known;
    const list = document.createElement("ol");
    list.className = "itinerary__steps";
    day.querySelector("[data-empty]").after(list);
    return list;
  }

  scroll() {
    if (!this.held) return;
    const below = this.height - (innerHeight - EDGE);
    const above = EDGE - this.height;
    if (below > 0) scrollBy(0, Math.min(below, PACE));
    if (above > 0) scrollBy(0, -Math.min(above, PACE));
    this.scrolling = requestAnimationFrame(() => this.scroll());
  }

  release() {
    this.let.abort();
    cancelAnimationFrame(this.scrolling);
    const { held } = this;
    this.held = this.height = undefined;
    delete held.dataset.state;
    return held;
  }

  putBack() {
    this.from.list.insertBefore(this.held, this.from.before);
    this.release();
  }

  putDown() {
    const step = this.release();
    const { list, before } = this.from;
    if (step.parentNode === list && step.nextElementSibling === before) return;
    const behind = step.previousElementSibling?.dataset.step ?? "";
    this.arrived(step, `${step.closest("[data-day]").dataset.day}:${behind}`);
  }
}
