// <night-picker>: nights are ticked by dragging over them, or by Shift and the arrow keys; what was chosen is sent without
// leaving the page. Nights that are chosen while an answer is on its way stay chosen, and without network all do.
// Without it each night is a tick box of its own, and the buttons send the form.

import { oneStopPerUnit, sendNights } from "../night-form.js";
import { dayAfterKey, nightsBetween } from "../night-selection.js";

class NightPicker extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.state = this.querySelector("[data-chosen]");
    for (const name of ["pointerdown", "pointerover", "keydown", "change", "click"])
      this.form.addEventListener(name, this);
    this.form.addEventListener("submit", this);
    for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, this);
    oneStopPerUnit(this.boxes());
    this.say();
  }

  disconnectedCallback() {
    for (const name of ["pointerup", "pointercancel"]) document.removeEventListener(name, this);
  }

  handleEvent(event) {
    const box = event.target.closest?.("[data-night]")?.querySelector("input");
    this[`on${event.type}`]?.(event, box);
  }

  onpointerdown(event, box) {
    if (!box || event.button !== 0) return;
    this.drag = {
      from: box,
      tick: !box.checked,
      before: new Map(this.boxes(box).map((one) => [one, one.checked])),
    };
    event.target.releasePointerCapture?.(event.pointerId);
  }

  onpointerover(_event, box) {
    if (!this.drag || !box || box === this.drag.to) return;
    const row = this.boxes(this.drag.from);
    if (!row.includes(box)) return;
    this.drag.to = box;
    const inside = new Set(nightsBetween(row, this.drag.from, box));
    for (const one of row)
      one.checked = inside.has(one) ? this.drag.tick : this.drag.before.get(one);
    this.say();
  }

  onpointerup() {
    this.moved = Boolean(this.drag?.to);
    setTimeout(() => (this.moved = false)); // the click comes before, if it comes
    this.drag = undefined;
    this.swap();
  }

  onpointercancel() {
    this.onpointerup();
  }

  // The click that ends a drag would turn the first night again.
  onclick(event, box) {
    if (this.moved && box) event.preventDefault();
    if (event.target.closest("[data-again]")) this.chooseAgain();
  }

  onchange() {
    this.say();
  }

  onkeydown(event, box) {
    if (!box) return;
    const row = this.boxes(box);
    const day = dayAfterKey(row.map(dayOf), dayOf(box), event.key);
    const next = row.find((one) => dayOf(one) === day);
    if (!next || next === box) return;
    event.preventDefault();
    if (event.shiftKey) {
      box.checked = true;
      next.checked = true;
    }
    box.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    this.say();
  }

  async onsubmit(event) {
    event.preventDefault();
    this.setAttribute("aria-busy", "true");
    this.fresh = await sendNights(this.form, event.submitter);
    this.removeAttribute("aria-busy");
    if (!this.fresh) this.state.textContent = this.dataset.failed;
    else if (!this.drag) this.swap();
  }

  // The nights as the server has them now, with what was chosen meanwhile.
  swap() {
    if (!this.fresh) return;
    const { grid, sent, page } = this.fresh;
    this.fresh = undefined;
    if (!grid) {
      location.reload(); // logged out meanwhile
      return;
    }
    const kept = new Set(
      this.chosen()
        .map((box) => box.value)
        .filter((value) => !sent.has(value)),
    );
    const place = document.activeElement?.value;
    this.form.replaceChildren(...document.adoptNode(grid).childNodes);
    for (const box of this.boxes()) if (kept.has(box.value)) box.checked = true;
    this.state = this.querySelector("[data-chosen]");
    oneStopPerUnit(this.boxes());
    this.say();
    const words = page.querySelector(".messages")?.textContent.trim();
    if (words) this.querySelector("[data-answer]").textContent = words;
    this.sent = sent;
    this.querySelector("[data-again]").hidden = !sent.size;
    this.boxes()
      .find((box) => box.value === place)
      ?.focus();
  }

  // What was saved last, to be set otherwise.
  chooseAgain() {
    for (const box of this.boxes()) if (this.sent.has(box.value)) box.checked = true;
    this.say();
    this.chosen()[0]?.focus();
  }

  chosen() {
    return this.boxes().filter((box) => box.checked);
  }

  // Of one unit's month, or of all.
  boxes(box) {
    const part = box ? box.closest("[data-unit]") : this.form;
    const unit = part.dataset.unit;
    const all = [...this.form.querySelectorAll("[data-night] input")];
    return unit ? all.filter((one) => one.closest("[data-unit]").dataset.unit === unit) : all;
  }

  say() {
    const count = this.chosen().length;
    const words = count === 1 ? this.dataset.one : this.dataset.many.replace("{}", count);
    this.state.textContent = count ? words : this.dataset.none;
    this.querySelector("[data-answer]").textContent = "";
    this.querySelector("[data-again]").hidden = true;
  }
}

const dayOf = (box) => box.value.slice(-10);

customElements.define("night-picker", NightPicker);
