// <sort-list>: photographs are put into another order by their handles, with a mouse, a finger or the arrow keys. The buttons
// beside them do the same, also without JavaScript.

import { DragList } from "../dragging.js";
import { refresh } from "../fresh-part.js";

const STEP = "[data-step]";
const WAYS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };
const QUIET = 600; // milliseconds without a key until the place is sent

class SortList extends DragList {
  connectedCallback() {
    super.connectedCallback();
    this.addEventListener("keydown", this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.soon);
  }

  handleEvent(event) {
    if (event.type === "keydown" && !this.held) this.press(event);
    else super.handleEvent(event);
  }

  // They stand side by side: whoever is reached makes room.
  moveTo({ clientX, clientY }) {
    this.height = clientY;
    const under = document.elementsFromPoint(clientX, clientY).find((one) => one.matches(STEP));
    if (!under || under === this.held || !this.contains(under)) return;
    const isBehind = this.held.compareDocumentPosition(under) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (isBehind) under.after(this.held);
    else under.before(this.held);
  }

  press(event) {
    const way = WAYS[event.key];
    const item = event.target.closest("[data-handle]")?.closest(STEP);
    if (!way || !item) return;
    event.preventDefault();
    if (way < 0) item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    event.target.focus();
    this.say(item);
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.arrived(item), QUIET);
  }

  async arrived(item) {
    const name = item.dataset.step;
    const data = new FormData(item.querySelector("form"));
    data.set("after", item.previousElementSibling?.dataset.step ?? "");
    this.say(item);
    try {
      const answer = await fetch(item.dataset.place, { method: "POST", body: data });
      await answer.text(); // unread, it keeps its connection
      if (!answer.ok) throw new Error("not taken");
      await refresh(this.id);
    } catch {
      this.querySelector("[data-said]").textContent = this.dataset.failed;
      return;
    }
    document.querySelector(`[data-step="${name}"] [data-handle]`)?.focus({ preventScroll: true });
  }

  say(item) {
    const all = [...this.querySelectorAll(STEP)];
    const words = this.dataset.moved.replace("{n}", all.indexOf(item) + 1);
    this.querySelector("[data-said]").textContent = words.replace("{all}", all.length);
  }
}

customElements.define("sort-list", SortList);
